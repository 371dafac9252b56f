//! Many calls at once through one client: each gets its own response.

use huaweicloud_cdm::job::StartJobRequest;
use huaweicloud_cdm::{Map, Value};
use tokio::task::JoinSet;

use crate::clients::{ACCESS_KEY, SECRET_KEY, with_key};
use crate::server::{Response, Server};
use crate::verifier::Verifier;

const CALLS: i64 = 200;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_calls_at_once_get_their_own_responses() {
    let verifier = Verifier::new(ACCESS_KEY, SECRET_KEY);
    let server = Server::deciding(move |request| {
        let job = request.target().split('/').nth(7).unwrap_or_default();
        match verifier.verify(request) {
            Ok(()) => Response::json(200, &format!(r#"{{"submissions":[{{"job-name":"{job}"}}]}}"#)),
            Err(refusal) => Response::json(401, &format!("{refusal:?}")),
        }
    });
    let client = with_key(&server);
    let mut calls = JoinSet::new();
    for number in 0..CALLS {
        let client = client.clone();
        calls.spawn(async move {
            let job = format!("job-{number}");
            let body = StartJobRequest::new().variables(Map::from([("n".to_owned(), Value::from(number))]));
            let response = client.start_job("c", &job).body(&body).send().await.unwrap();
            let submissions = response.submissions.unwrap();
            assert_eq!(submissions[0].job_name.as_deref(), Some(job.as_str()));
        });
    }
    calls.join_all().await;

    let mut received: Vec<_> = server.received().into_iter().map(|request| (request.line, request.body)).collect();
    received.sort();
    let mut expected: Vec<_> = (0..CALLS)
        .map(|number| {
            let line = format!("PUT /v1.1/{}/clusters/c/cdm/job/job-{number}/start HTTP/1.1", crate::page::PROJECT_ID);
            (line, format!("{{\"variables\":{{\"n\":{number}}}}}").into_bytes())
        })
        .collect();
    expected.sort();
    assert_eq!(received, expected);
}
