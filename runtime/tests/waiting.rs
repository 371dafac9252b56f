//! Polling for long-running operations, on the wire.

#![allow(clippy::unwrap_used, reason = "tests")]

mod service;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::time::Duration;

use serde_json::json;
use specwright_runtime::description::{Api, Errors, Operation};
use specwright_runtime::response::Json;
use specwright_runtime::wait::Polling;
use specwright_runtime::{Client, Request, Retry, Value, Wait, WaitError};

use crate::service::{Received, Response, Service, response};

static API: Api = Api {
    name: "waiting",
    user_agent: "waiting/1",
    servers: &[],
    params: &[],
    endpoint_env: &[],
    schemes: &[],
    errors: Errors { pairs: &[], request_id: &[], in_success: false },
};

const fn operation(id: &'static str, method: &'static str, path: &'static str) -> Operation {
    Operation { id, method, path, security: &[], servers: None, idempotency: None }
}

static START: Operation = operation("Start", "POST", "/clusters/{cluster}/jobs");
static GET: Operation = operation("Get", "GET", "/clusters/{cluster}/jobs/{job}");
static JOB: Polling = Polling::until(&GET, "/state/name", &["DONE"])
    .failed(&["FAILED"])
    .every(0)
    .params(&[("job", "/job/id"), ("after", "/after")]);

/// A service that starts a job with this response, then reports these states in order and repeats the last one.
fn serving(begun: &'static str, headers: &'static str, body: Value, states: &'static [&'static str]) -> Service {
    let polls = AtomicUsize::new(0);
    Service::deciding(move |request| {
        Response::Bytes(if request.line().starts_with("POST") {
            response(begun, headers, &body.to_string())
        } else {
            let state = states[polls.fetch_add(1, Ordering::Relaxed).min(states.len() - 1)];
            response("200 OK", "", &json!({"state": {"name": state}}).to_string())
        })
    })
}

fn request(service: &Service) -> Request {
    let client = Client::builder(&API).endpoint(&service.url).retry(Retry::none()).build().unwrap();
    client.request(&START).path("cluster", "c/1")
}

fn wait(service: &Service, polling: &'static Polling) -> Wait<Value, Value, Value> {
    request(service).wait::<Json<Value>, Json<Value>, Json<Value>>(polling)
}

fn lines(service: &Service, count: usize) -> Vec<String> {
    let line = |received: Received| received.line().trim_end_matches(" HTTP/1.1").to_owned();
    let lines = (0..count).map(|_| line(service.request())).collect();
    assert!(service.is_untouched());
    lines
}

#[tokio::test]
async fn wait_polls_until_the_operation_completes() {
    let service =
        serving("202 Accepted", "", json!({"job": {"id": 7}, "after": "x&y"}), &["QUEUED", "RUNNING", "DONE"]);
    let (sender, seen) = channel();
    let last = wait(&service, &JOB).on_progress(move |job| sender.send(job["state"]["name"].clone()).unwrap()).await;
    assert_eq!(last.unwrap()["state"]["name"], "DONE");
    assert_eq!(seen.iter().collect::<Vec<_>>(), ["QUEUED", "RUNNING", "DONE"]);
    let lines = lines(&service, 4);
    assert_eq!(lines[0], "POST /clusters/c%2F1/jobs");
    assert_eq!(lines[1], "GET /clusters/c%2F1/jobs/7?after=x%26y");
    assert_eq!(lines[1], lines[3]);
}

#[tokio::test]
async fn the_status_url_is_read_from_a_header() {
    static AT: Polling = Polling::until(&GET, "/state/name", &["DONE"]).every(0).url_header("Operation-Location");
    let service = serving("202 Accepted", "Operation-Location: /operations/9?v=1\r\n", json!({}), &["DONE"]);
    wait(&service, &AT).await.unwrap();
    assert_eq!(lines(&service, 2)[1], "GET /operations/9?v=1");

    let service = serving("202 Accepted", "Operation-Location: http://elsewhere.example/\r\n", json!({}), &["DONE"]);
    let error = wait(&service, &AT).await.unwrap_err();
    assert!(error.to_string().contains("on another server, `http://elsewhere.example`"), "{error}");
    let service = serving("202 Accepted", "", json!({}), &["DONE"]);
    let error = wait(&service, &AT).await.unwrap_err();
    assert!(error.to_string().contains("the response has no header `Operation-Location`"), "{error}");
}

#[tokio::test]
async fn wait_errors_are_distinguished() {
    let service = serving("409 Conflict", "", json!({"job": {"id": 7}}), &["DONE"]);
    let error = wait(&service, &JOB).await.unwrap_err();
    assert!(matches!(&error, WaitError::Start(error) if error.status().is_some_and(|status| status == 409)), "{error}");
    lines(&service, 1);

    let service = serving("200 OK", "", json!({"job": {}, "after": 1}), &["DONE"]);
    let error = wait(&service, &JOB).await.unwrap_err();
    assert!(matches!(error, WaitError::Poll(_)));
    assert!(error.to_string().contains("has no value at `/job/id` for the parameter `job`"), "{error}");
    lines(&service, 1);

    let begun = || json!({"job": {"id": 7}, "after": 1});
    let service = serving("200 OK", "", begun(), &["RUNNING", "FAILED"]);
    let error = wait(&service, &JOB).await.unwrap_err();
    let WaitError::Failed { status, last } = error else { panic!("{error}") };
    assert_eq!((status.as_str(), &last["state"]["name"]), ("FAILED", &json!("FAILED")));
}

#[tokio::test]
async fn wait_times_out() {
    let service = serving("200 OK", "", json!({"job": {"id": 7}, "after": 1}), &["RUNNING"]);
    let limited = wait(&service, &JOB).interval(Duration::from_millis(20)).timeout(Duration::from_millis(100));
    let WaitError::TimedOut { last, .. } = limited.await.unwrap_err() else { panic!("expected a timeout") };
    assert_eq!(last.unwrap()["state"]["name"], "RUNNING");

    // The service demands a delay beyond the timeout.
    let service = Service::deciding(|request| {
        let body = json!({"job": {"id": 7}, "after": 1, "state": {"name": "RUNNING"}}).to_string();
        let headers = if request.line().starts_with("GET") { "Retry-After: 3600\r\n" } else { "" };
        Response::Bytes(response("200 OK", headers, &body))
    });
    let error = wait(&service, &JOB).timeout(Duration::from_secs(60)).await.unwrap_err();
    assert!(matches!(error, WaitError::TimedOut { .. }));
    lines(&service, 2);
}
