//! Misleading behaviour of the official SDK for Python, a test for each: how this client reports it.
//! The bodies and the circumstances are those that were recorded for the SDK. [`sdk_responses`](crate::sdk_responses) has all
//!recordings; the tests here need no other files.

use std::io::Write;
use std::net::TcpListener;
use std::thread;
use std::time::Duration;

use huaweicloud_cdm::types::ErrorResponse;
use huaweicloud_cdm::{Client, ClientBuilder, Error};
use specwright_runtime::{ErrorKind, Retry, http_client_builder};
use tokio::net::TcpSocket;

use crate::clients::{TOKEN, bare, start, start_with_body, with_token};
use crate::page::{CLUSTER_ID, PROJECT_ID, RESPONSE};
use crate::server::{Response, Server};

/// The circumstances in which the SDK failed or retried, and the tests of them.
pub const CIRCUMSTANCES: &[&str] = &[
    // `a_refused_connection_an_unknown_host_and_a_port_without_tls_differ`
    "connection_refused",
    "host_unreachable_dns",
    "tls_to_plain_port",
    // `a_read_timeout_is_a_timeout_and_not_a_connection_error`
    "read_timeout",
    // `a_closed_connection_is_neither_refused_nor_a_timeout`
    "server_closes_connection",
    // `retries_continue_until_the_service_responds`
    "retry_times_3_put_429_twice",
    // `too_many_requests_keep_body_and_request_id_after_all_attempts`
    "retry_times_2_get_429_always",
    // `operations_that_would_act_twice_are_not_retried`
    "retry_times_2_post_429_always",
    // `an_unavailable_service_is_retried`
    "retry_times_2_get_503_not_retried",
];

const ERROR: &str = r#"{"errCode":"Cdm.0100","externalMessage":"Job[jdbc2hive] doesn't exist."}"#;

const THROTTLED: &str = r#"{"error_code":"APIGW.0308","error_msg":"throttled"}"#;

async fn error(response: Response) -> Error<ErrorResponse> {
    let server = Server::start(vec![response]);
    start_with_body(&with_token(&server)).send().await.expect_err("this is no response to the call")
}

/// The error of a call to an address at which nothing listens.
async fn no_response(url: &str) -> Error<ErrorResponse> {
    let builder = Client::builder().endpoint(url).project_id(PROJECT_ID).token(TOKEN).retry(Retry::none());
    // A proxy would respond in place of the missing server.
    let client = http_client_builder().no_proxy().build().expect("it can be built");
    let client = builder.configure(|builder| builder.http_client(client)).build().expect("the client is complete");
    start_with_body(&client).send().await.expect_err("nobody responds")
}

/// A client that retries without long waits.
fn trying(server: &Server, attempts: u32) -> Client {
    let retry = Retry::default().attempts(attempts).waits(Duration::from_millis(1), Duration::from_millis(1));
    let with_retry = |builder: ClientBuilder| builder.retry(retry).build().expect("the client is complete");
    with_retry(bare(server).token(TOKEN))
}

/// The gateway's response for too many requests.
fn throttled() -> Response {
    Response::with(429, &[("Content-Type", "application/json"), ("X-Request-Id", "req-1")], THROTTLED)
}

#[tokio::test]
async fn a_read_timeout_is_a_timeout_and_not_a_connection_error() {
    let server = Server::start(vec![Response::Stall(Vec::new(), Duration::from_secs(20))]);
    let client = bare(&server).token(TOKEN).read_timeout(Duration::from_millis(200)).build().unwrap();
    let error = start_with_body(&client).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
    assert!(error.is_timeout() && !error.is_connect(), "the request was sent, and may have been acted on: {error}");
    assert_eq!(server.received().len(), 1);

    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let error = no_response(&format!("http://{}", socket.local_addr().unwrap())).await;
    assert_eq!(error.kind(), ErrorKind::Connect, "{error}");
    assert!(error.is_connect() && !error.is_timeout(), "nothing was sent: {error}");
}

#[tokio::test]
async fn a_refused_connection_an_unknown_host_and_a_port_without_tls_differ() {
    let plain = TcpListener::bind("127.0.0.1:0").unwrap();
    let without_tls = format!("https://{}", plain.local_addr().unwrap());
    thread::spawn(move || {
        for mut stream in plain.incoming().flatten() {
            let _ = stream.write_all(b"HTTP/1.1 400 Status\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        }
    });
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let refused = format!("http://{}", socket.local_addr().unwrap());
    // RFC 2606: this name has no address, now or ever.
    let unknown = "http://no-such-host.invalid";

    for (url, words) in [(refused.as_str(), "refused"), (unknown, "dns error"), (&without_tls, "corrupt message")] {
        let error = no_response(url).await;
        assert_eq!(error.kind(), ErrorKind::Connect, "{url}: {error}");
        assert!(error.is_connect() && error.status().is_none(), "{url}: {error}");
        let mut message = error.to_string().to_lowercase();
        let mut source = std::error::Error::source(&error);
        while let Some(reason) = source {
            message.push_str(&format!("; {}", reason.to_string().to_lowercase()));
            source = reason.source();
        }
        for other in ["refused", "dns error", "corrupt message"] {
            assert_eq!(message.contains(other), other == words, "{url}: {message}");
        }
    }
}

#[tokio::test]
async fn a_closed_connection_is_neither_refused_nor_a_timeout() {
    let error = error(Response::Close).await;
    assert_eq!(error.kind(), ErrorKind::Transport, "{error}");
    assert!(!error.is_connect() && !error.is_timeout(), "the request was sent: {error}");
}

#[tokio::test]
async fn the_string_false_does_not_decode_as_true() {
    let error = error(Response::json(200, r#"{"submissions":[{"job-name":"j","isIncrementing":"false"}]}"#)).await;
    assert_eq!(error.json_path(), Some("submissions[0].isIncrementing"), "{error}");
}

#[tokio::test]
async fn an_error_with_status_200_is_not_an_empty_response() {
    fn check<T: std::fmt::Debug>(outcome: Result<T, Error<ErrorResponse>>) {
        let error = outcome.expect_err("the service refuses");
        assert_eq!(error.kind(), ErrorKind::Service, "{error}");
        assert_eq!((error.code(), error.message()), (Some("Cdm.0100"), Some("Job[jdbc2hive] doesn't exist.")));
        assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
        assert_eq!((error.request_id(), error.raw_body()), (Some("req-1"), Some(ERROR.as_bytes())));
        assert_eq!(error.body().and_then(|body| body.err_code.as_deref()), Some("Cdm.0100"));
        let expected = "service error: 200 OK, request id req-1: Cdm.0100: Job[jdbc2hive] doesn't exist.";
        assert!(error.to_string().contains(expected), "{error}");
    }
    let response = Response::with(200, &[("Content-Type", "application/json"), ("X-Request-Id", "req-1")], ERROR);
    let server = Server::start(vec![response]);
    let client = with_token(&server);
    check(start_with_body(&client).send().await);
    check(start_with_body(&client).send_full().await);
    check(client.show_job_status(CLUSTER_ID, "j").send().await);
    check(client.list_clusters().send().await);
    // This response has no declared body, and the other is a list with pages.
    check(client.delete_job(CLUSTER_ID, "j").send().await);
    check(client.show_jobs(CLUSTER_ID, "all").items().all().await);
}

#[tokio::test]
async fn a_gateway_s_error_with_status_200_is_one_too() {
    let body =
        r#"{"error_msg":"Incorrect IAM authentication information","error_code":"APIGW.0301","request_id":"abc"}"#;
    let error = error(Response::json(200, body)).await;
    assert_eq!(error.code(), Some("APIGW.0301"), "{error}");
}

#[tokio::test]
async fn a_page_or_a_list_with_status_200_is_not_an_empty_response() {
    for (content_type, body) in
        [("text/html", "<html>ok</html>"), ("application/json", "[]"), ("application/json", ""), ("text/plain", "ok")]
    {
        let error =
            error(Response::with(200, &[("Content-Type", content_type), ("X-Request-Id", "req-1")], body)).await;
        assert_eq!(error.kind(), ErrorKind::Decode, "{body:?}: {error}");
        assert_eq!((error.raw_body(), error.request_id()), (Some(body.as_bytes()), Some("req-1")), "{body:?}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_an_empty_response() {
    let error = error(Response::with(302, &[("Location", "/else")], "")).await;
    assert_eq!(error.kind(), ErrorKind::Service, "{error}");
    assert!(error.headers().is_some_and(|headers| headers["location"] == "/else"));
}

#[tokio::test]
async fn too_many_requests_keep_body_and_request_id() {
    let error = error(throttled()).await;
    assert_eq!((error.code(), error.message(), error.attempts()), (Some("APIGW.0308"), Some("throttled"), 1));
    assert_eq!((error.request_id(), error.raw_body()), (Some("req-1"), Some(THROTTLED.as_bytes())));
}

#[tokio::test]
async fn too_many_requests_keep_body_and_request_id_after_all_attempts() {
    let server = Server::start(vec![throttled()]);
    let error = trying(&server, 3).list_clusters().send().await.unwrap_err();
    assert_eq!(server.received().len(), 3);
    assert_eq!((error.code(), error.message(), error.attempts()), (Some("APIGW.0308"), Some("throttled"), 3));
    assert_eq!((error.request_id(), error.raw_body()), (Some("req-1"), Some(THROTTLED.as_bytes())));
}

#[tokio::test]
async fn retries_continue_until_the_service_responds() {
    let server = Server::start(vec![throttled(), throttled(), Response::json(200, RESPONSE)]);
    // The caller has to declare that a second start is harmless.
    let call = start(&trying(&server, 4)).configure(|request| request.idempotent(true));
    assert!(call.send().await.is_ok());
    assert_eq!(server.received().len(), 3);
}

#[tokio::test]
async fn operations_that_would_act_twice_are_not_retried() {
    let server = Server::start(vec![throttled()]);
    let client = trying(&server, 3);
    let body = serde_json::from_str(r#"{"start":{}}"#).unwrap();
    let error = client.start_cluster(CLUSTER_ID, &body).send().await.unwrap_err();
    assert_eq!((error.attempts(), error.request_id()), (1, Some("req-1")));
    // The SDK starts a job again, since its method is PUT.
    assert!(start(&client).send().await.is_err());
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn an_unavailable_service_is_retried() {
    let server = Server::start(vec![Response::json(503, ""), Response::json(200, r#"{"clusters":[]}"#)]);
    let response = trying(&server, 3).list_clusters().send().await.unwrap();
    assert_eq!(response.clusters.map(|clusters| clusters.len()), Some(0));
    assert_eq!(server.received().len(), 2);
}
