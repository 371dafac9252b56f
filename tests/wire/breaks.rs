//! Connections that are not established, or break: the error shows which, and what was received before.

use std::io::Write;
use std::net::TcpListener;
use std::thread;

use huaweicloud_cdm::types::ErrorResponse;
use huaweicloud_cdm::{Client, Error};
use tokio::net::TcpSocket;

use crate::clients::{TOKEN, start_with_body, with_token};
use crate::page::PROJECT_ID;
use crate::server::{Response, Server};

async fn call(url: &str) -> Error<ErrorResponse> {
    let client = Client::builder().endpoint(url).project_id(PROJECT_ID).token(TOKEN).build();
    start_with_body(&client.expect("the client is complete")).send().await.expect_err("nobody responds")
}

fn has_no_response(error: &Error<ErrorResponse>) {
    assert!(error.status().is_none() && error.headers().is_none() && error.raw_body().is_none(), "{error:?}");
    assert_eq!((error.request_id(), error.code(), error.message(), error.body()), (None, None, None, None));
    assert!(std::error::Error::source(error).is_some(), "{error:?}");
}

#[tokio::test]
async fn a_refused_connection_is_a_connection_error() {
    // A socket that holds the port and does not listen, so that no other process can get the port.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let error = call(&format!("http://{}", socket.local_addr().unwrap())).await;
    assert!(matches!(error, Error::Connect(_)), "{error}");
    assert!(error.is_connect() && !error.is_timeout());
    assert!(error.to_string().starts_with("StartJob: connection failed: "), "{error}");
    assert!(error.to_string().to_lowercase().contains("refused"), "the reason is reported: {error}");
    has_no_response(&error);
}

#[tokio::test]
async fn closing_before_a_response_breaks_the_call() {
    let server = Server::start(vec![Response::Close]);
    let error = start_with_body(&with_token(&server)).send().await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
    assert!(!error.is_connect() && !error.is_timeout());
    assert!(error.to_string().starts_with("StartJob: connection lost: "), "{error}");
    has_no_response(&error);
    assert_eq!(server.received().len(), 1, "a call that may have had its effect is not repeated");
}

#[tokio::test]
async fn closing_before_reading_breaks_the_call() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || listener.incoming().for_each(drop));
    let error = call(&url).await;
    assert!(matches!(error, Error::Transport(_)), "{error}");
    has_no_response(&error);
}

#[tokio::test]
async fn a_truncated_or_malformed_head_breaks_the_call() {
    for head in ["HTTP/1.1 200", "HTTP/1.1 200 OK\r\nContent-Len", "SSH-2.0-OpenSSH_9.6\r\n", "\0\0\0\r\n\r\n"] {
        let server = Server::start(vec![Response::Bytes(head.into())]);
        let error = start_with_body(&with_token(&server)).send().await.unwrap_err();
        assert!(matches!(error, Error::Transport(_)), "{head:?}: {error}");
        has_no_response(&error);
    }
}

#[tokio::test]
async fn a_truncated_body_breaks_the_call_and_the_head_is_available() {
    let lengths =
        ["Content-Length: 100\r\n\r\n{\"submissions\":[]}", "Transfer-Encoding: chunked\r\n\r\n40\r\n{\"submis"];
    for (status, rest) in [200, 500].into_iter().flat_map(|status| lengths.map(|rest| (status, rest))) {
        let response = format!("HTTP/1.1 {status} Status\r\nX-Request-Id: req-1\r\n{rest}");
        let server = Server::start(vec![Response::Bytes(response.into_bytes())]);
        let error = start_with_body(&with_token(&server)).send().await.unwrap_err();
        assert!(matches!(error, Error::Transport(_)), "{rest}: {error}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!(error.request_id(), Some("req-1"));
        assert!(error.headers().is_some_and(|headers| headers.contains_key("x-request-id")));
        let begin = format!("StartJob: connection lost: {status} ");
        assert!(error.to_string().starts_with(&begin), "{error}");
        assert_eq!(server.received().len(), 1);
    }
}

#[tokio::test]
async fn a_failed_tls_handshake_is_a_connection_error() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.write_all(b"HTTP/1.1 400 Status\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        }
    });
    let error = call(&url).await;
    assert!(matches!(error, Error::Connect(_)), "{error}");
    has_no_response(&error);
}

#[tokio::test]
async fn a_client_can_be_used_after_a_broken_call() {
    let server = Server::start(vec![Response::Close, Response::json(500, "{}"), Response::json(200, "{}")]);
    let client = with_token(&server);
    assert!(matches!(start_with_body(&client).send().await, Err(Error::Transport(_))));
    assert!(matches!(start_with_body(&client).send().await, Err(Error::Service(_))));
    assert!(start_with_body(&client).send().await.is_ok());
    assert_eq!(server.received().len(), 3);
}
