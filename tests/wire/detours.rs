//! Unusual responses: redirects, informational responses, trailers, and heads that are too long or malformed.

#![allow(clippy::unwrap_used, reason = "tests")]

use huaweicloud_cdm::Error;
use huaweicloud_cdm::job::StartJobResponse;
use huaweicloud_cdm::types::ErrorResponse;

use crate::clients::{start, with_key, with_token};
use crate::page::RESPONSE;
use crate::server::{Response, Server};

/// The result of a call whose response is these bytes.
async fn responded(response: &[u8]) -> Result<StartJobResponse, Error<ErrorResponse>> {
    let server = Server::start(vec![Response::Bytes(response.to_vec())]);
    start(&with_token(&server)).send().await
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_credentials_stay_with_their_host() {
    for status in [301, 302, 303, 307, 308] {
        let other = Server::json(RESPONSE);
        let target = format!("{}/elsewhere?token=secret", other.url);
        let response = Response::with(status, &[("Location", &target), ("X-Request-Id", "req-1")], "");
        let server = Server::start(vec![response]);
        for client in [with_token(&server), with_key(&server)] {
            let error = start(&client).send().await.unwrap_err();
            assert!(matches!(error, Error::Service(_)), "{error}");
            assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
            assert_eq!(error.headers().unwrap()["location"], target.as_str(), "it is for the caller to follow");
            assert_eq!((error.request_id(), error.attempts()), (Some("req-1"), 1));
            assert!(!format!("{error} {error:?}").contains("secret"), "{error:?}");
        }
        assert_eq!((server.received().len(), other.received().len()), (2, 0));
    }
}

#[tokio::test]
async fn informational_responses_are_skipped() {
    let hints = "HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n";
    let processing = "HTTP/1.1 102 Processing\r\n\r\n";
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", RESPONSE.len());
    let response = format!("{processing}{hints}{hints}{head}{RESPONSE}");
    assert!(responded(response.as_bytes()).await.is_ok());
}

#[tokio::test]
async fn trailers_are_skipped() {
    let length = RESPONSE.len();
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\nConnection: close\r\n\r\n";
    let response = format!("{head}{length:x}\r\n{RESPONSE}\r\n0\r\nX-Sum: abc\r\nX-More: def\r\n\r\n");
    assert!(responded(response.as_bytes()).await.is_ok());
}

#[tokio::test]
async fn bytes_after_the_body_are_not_the_next_response() {
    let more = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n";
    let server = Server::start(vec![Response::Bytes(more.to_vec())]);
    let client = with_token(&server);
    assert!(start(&client).send().await.is_ok());
    assert!(start(&client).send().await.is_ok(), "it has a connection of its own");
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn a_header_need_not_be_ascii() {
    let response =
        [b"HTTP/1.1 200 OK\r\nX-Odd: \xff\xfe\xe4\r\nX-Request-Id: \xe4\r\nContent-Length: 2\r\n\r\n{}".as_slice()];
    assert!(responded(&response.concat()).await.is_ok());
    let error =
        responded(b"HTTP/1.1 400 Status\r\nX-Request-Id: r\xe4\r\nContent-Length: 2\r\n\r\n{}").await.unwrap_err();
    assert_eq!(error.request_id(), Some("r\u{fffd}"));
}

#[tokio::test]
async fn an_ambiguous_or_meaningless_head_breaks_the_call() {
    let heads: [&[u8]; 7] = [
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}x",
        b"HTTP/1.1 200 OK\r\nContent-Length: two\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nno colon\r\nContent-Length: 2\r\n\r\n{}",
        b"HTTP/1.1 2OO OK\r\nContent-Length: 2\r\n\r\n{}",
        b"HTTP/9.9 200 OK\r\nContent-Length: 2\r\n\r\n{}",
    ];
    for head in heads {
        let error = responded(head).await.expect_err(&String::from_utf8_lossy(head));
        assert!(matches!(error, Error::Transport(_)), "{:?}: {error}", String::from_utf8_lossy(head));
    }
}

#[tokio::test]
async fn an_endless_head_is_not_read_to_its_end() {
    let many = "X-Many: header\r\n".repeat(1_000);
    let long = format!("X-Long: {}\r\n", "x".repeat(2_000_000));
    for headers in [many, long] {
        let response = format!("HTTP/1.1 200 OK\r\n{headers}Content-Length: 2\r\n\r\n{{}}");
        let error = responded(response.as_bytes()).await.unwrap_err();
        assert!(matches!(error, Error::Transport(_)), "{error}");
        assert!(error.to_string().len() < 500, "{error}");
    }
}
