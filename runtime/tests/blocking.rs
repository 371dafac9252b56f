//! Blocking calls, for code that is not async.

#![allow(clippy::unwrap_used, reason = "tests")]
#![cfg(feature = "blocking")]

mod client;
mod service;

use std::thread;

use specwright_runtime::{ErrorKind, blocking};

use crate::client::{Client, ErrorResponse, StartJob};
use crate::service::Service;

fn call(service: &Service) -> StartJob {
    Client::builder().endpoint(&service.url).project_id("p1").token("t").build().unwrap().start_job("c1", "j")
}

#[test]
fn block_returns_responses_and_errors() {
    let service = Service::responding("200 OK", "", r#"{"submissions":[]}"#);
    let response = call(&service).send().block().unwrap();
    assert_eq!(response.submissions.map(|submissions| submissions.len()), Some(0));

    let service = Service::responding("400 Said", "", r#"{"error_code":"X"}"#);
    let error = call(&service).send().block().unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Service, Some("X")));
}

#[test]
fn threads_share_one_client() {
    let service = Service::responding("200 OK", "", "{}");
    let client = Client::builder().endpoint(&service.url).project_id("p1").token("t").build().unwrap();
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| (0..5).for_each(|_| drop(client.start_job("c1", "j").send().block().unwrap())));
        }
    });
    (0..40).for_each(|_| drop(service.request()));
}

#[test]
fn any_future_can_be_blocked_on() {
    assert_eq!(blocking::block_on(async { 1 + 1 }), Ok(2));
}

#[tokio::test]
async fn blocking_inside_a_tokio_runtime_is_an_error() {
    let service = Service::responding("200 OK", "", "{}");
    let error = call(&service).send().block().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    let expected = "StartJob: invalid request: cannot block inside a Tokio runtime: use `.await` instead";
    assert_eq!(error.to_string(), expected);
    let error: specwright_runtime::Error<ErrorResponse> = error;
    assert!(std::error::Error::source(&error).is_some());
    assert!(service.is_untouched());
    assert!(call(&service).send().await.is_ok());
}
