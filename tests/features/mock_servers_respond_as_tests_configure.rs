use std::time::Duration;

use super::api::Client;
use super::api::mock::{MockServer, StatusCode};
use super::api::operations::*;

fn client(service: &MockServer) -> Client {
    service.client().build().expect("all is set")
}

fn job(name: &str) -> Job {
    Job::new(name)
}

#[tokio::test]
async fn a_stub_without_a_request_matches_any_request() {
    let service = MockServer::start();
    let stub = service.create_job(None).respond(&Made::new().id(7).state(State::Waiting));
    let response = client(&service).create_job(&job("a")).send_full().await.expect("it is responded");
    assert_eq!((response.status, response.body.id), (StatusCode::CREATED, Some(7)));
    assert_eq!(response.headers["content-type"], "application/vnd.job+json");
    assert_eq!((stub.calls(), service.requests()[0].path.as_str()), (1, "/jobs"));
    // A token is set, and was not requested from anyone.
    assert_eq!(service.requests()[0].header("authorization"), Some("Bearer mock-key"));
}

#[tokio::test]
async fn a_stub_with_a_request_matches_equal_requests() {
    let service = MockServer::start();
    let client = client(&service);
    service.create_job(client.create_job(&job("a"))).respond(&Made::new());
    service.list_jobs(client.list_jobs().marker("m").limit(2)).respond(&ListJobsOk::NoContent);
    assert!(client.create_job(&job("a")).send().await.is_ok());
    let error = client.create_job(&job("b")).send().await.unwrap_err();
    assert_eq!((error.status(), error.attempts()), (Some(StatusCode::NOT_IMPLEMENTED), 1));
    let expected = "no stub matches CreateJob, POST /jobs; registered stubs, newest first: \
                    ListJobs (other operation), CreateJob (other request: the body differs)";
    assert_eq!(error.message(), Some(expected));
    let response = client.list_jobs().limit(2).marker("m").send().await.expect("it is responded");
    assert_eq!(response, ListJobsOk::NoContent);
    assert!(client.list_jobs().limit(3).marker("m").send().await.is_err());
}

#[tokio::test]
async fn responses_and_errors_by_status_are_what_they_were() {
    let service = MockServer::start();
    let client = client(&service);
    for expected in [ListJobsOk::Ok(vec!["a".into()]), ListJobsOk::Accepted("soon".into()), ListJobsOk::NoContent] {
        service.list_jobs(None).respond(&expected);
        assert_eq!(client.list_jobs().send().await.expect("it is responded"), expected);
    }
    let missing = ListJobsError::NotFound(Box::new(Missing::new().cluster("c")));
    service.list_jobs(None).respond_error(None, &missing);
    let error = client.list_jobs().send().await.unwrap_err();
    assert_eq!((error.status(), error.body()), (Some(StatusCode::NOT_FOUND), Some(&missing)));
    let broken = ListJobsError::ServerError(Box::new(Broken::new("t")));
    service.list_jobs(None).respond_error(StatusCode::BAD_GATEWAY, &broken).times(1);
    // A GET is retried.
    let error = client.list_jobs().send().await.unwrap_err();
    assert_eq!((error.attempts(), error.status()), (2, Some(StatusCode::NOT_FOUND)));
}

#[tokio::test]
async fn errors_are_typed_and_headers_too() {
    let service = MockServer::start();
    let client = client(&service);
    service.create_job(None).respond_error(StatusCode::CONFLICT, &Broken::new("t"));
    let error = client.create_job(&job("a")).send().await.unwrap_err();
    assert_eq!((error.status(), error.body().map(|body| body.trace.as_str())), (Some(StatusCode::CONFLICT), Some("t")));
    service.list_jobs(None).respond(&ListJobsOk::Ok(Vec::new())).header("X-Total", 3);
    let response = client.list_jobs().send_full().await.expect("it is responded");
    assert_eq!(response.declared.x_total, Some(3));
}

#[tokio::test]
async fn the_last_of_several_stubs_takes_precedence() {
    let service = MockServer::start();
    let client = client(&service);
    service.create_job(None).respond_with(|received| match received.json::<Job>() {
        Ok(job) => Ok(Made::new().id(job.name.len() as i64)),
        Err(error) => Err((StatusCode::BAD_REQUEST, Broken::new(error.to_string())).into()),
    });
    service.create_job(None).respond(&Made::new()).delay(Duration::from_millis(1)).times(2);
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(client.create_job(&job("abc")).send().await.expect("it is responded").id);
    }
    assert_eq!(ids, [None, None, Some(3)]);
}

#[tokio::test]
#[allow(deprecated)]
async fn servers_of_operations_are_replaced_and_streams_are_text() {
    let service = MockServer::start();
    let client = client(&service);
    let stub = service.read_log(client.read_log("a")).respond(&"data: one\n\ndata: two\n\n".to_owned());
    let mut events = client.read_log("a").send_events().await.expect("it is responded");
    let first = events.next().await.expect("there is one").expect("it can be read");
    assert_eq!((first.data.as_str(), stub.calls()), ("one", 1));
    stub.broken();
    assert!(client.read_log("a").send().await.is_err());
}
