use std::sync::atomic::{AtomicUsize, Ordering};

use specwright_runtime::WaitError;

use super::api::Client;
use super::api::types::JobState;
use crate::server::{Response, Server};

/// A server that starts a job, and reports these states one after the other.
fn server(states: &'static [&'static str]) -> Server {
    let reported = AtomicUsize::new(0);
    Server::deciding(move |request| match request.line.starts_with("POST") {
        true => Response::json(202, r#"{"id":7}"#),
        false => {
            let (state, percent) = match states[reported.fetch_add(1, Ordering::Relaxed)] {
                "LOST" => ("RUNNING", "-1"),
                state => (state, "50"),
            };
            Response::json(200, &format!(r#"{{"state":"{state}","percent":{percent}}}"#))
        }
    })
}

fn client(server: &Server) -> Client {
    Client::builder().endpoint(&server.url).build().expect("the settings are sound")
}

#[tokio::test]
async fn until_it_is_done() {
    let server = server(&["RUNNING", "DONE"]);
    let job = client(&server).start_job("c").wait().await.expect("it is done");
    assert_eq!(job.state, JobState::Done);
    let lines: Vec<String> = server.received().into_iter().map(|request| request.line).collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[2].starts_with("GET /clusters/c/jobs/7 "), "{}", lines[2]);
}

#[tokio::test]
async fn until_it_has_failed() {
    let server = server(&["RUNNING", "FAILED"]);
    let error = client(&server).start_job("c").wait().await.expect_err("it fails");
    assert!(matches!(error, WaitError::Failed { last, .. } if last.state == JobState::Failed));
}

#[tokio::test]
async fn until_another_property_shows_a_failure() {
    let server = server(&["RUNNING", "LOST", "DONE"]);
    let error = client(&server).start_job("c").wait().await.expect_err("it fails");
    assert!(matches!(error, WaitError::Failed { status, last } if status == "RUNNING" && last.percent == Some(-1)));
}
