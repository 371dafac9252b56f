//! Responses with a success status that differ from the document.

use huaweicloud_cdm::Error;
use huaweicloud_cdm::types::ErrorResponse;

use crate::clients::{TOKEN, bare, start, with_token};
use crate::page::RESPONSE;
use crate::server::{Response, Server};

async fn error(response: Response) -> Error<ErrorResponse> {
    let server = Server::start(vec![response]);
    start(&with_token(&server)).send().await.expect_err("the response is not what was declared")
}

#[tokio::test]
async fn success_without_the_declared_body_is_an_error() {
    let check = async |status: u16, content_type: &str, body: &str, path: Option<&str>, expected: &str| {
        let headers = [("Content-Type", content_type), ("X-Request-Id", "req-1")];
        let error = error(Response::with(status, &headers, body)).await;
        assert!(matches!(error, Error::Decode(_)), "{body:?}: {error}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!(error.request_id(), Some("req-1"));
        assert_eq!(error.raw_body(), Some(body.as_bytes()));
        assert_eq!((error.json_path(), error.code(), error.message()), (path, None, None), "{body:?}");
        assert_eq!(error.body(), None);
        let text = error.to_string();
        assert!(text.contains(expected), "{body:?}: {text}");
        assert!(!text.contains('\n'), "{text}");
    };
    check(200, "text/html", "<html>ok</html>", Some("$"), "(Content-Type: text/html)").await;
    check(200, "text/html;charset=utf-8", "<html>ok</html>", Some("$"), "(Content-Type: text/html)").await;
    check(200, "application/json", "<html>ok</html>", Some("$"), "expected value").await;
    check(200, "application/json", "", None, "the body is empty").await;
    check(201, "", "  \r\n", None, "the body is empty").await;
    check(200, "application/json", "[]", Some("$"), "StartJobResponse").await;
    check(200, "application/json", "null", Some("$"), "StartJobResponse").await;
    check(200, "application/json", "\"ok\"", Some("$"), "StartJobResponse").await;
    check(200, "application/json", "{} {}", Some("$"), "trailing").await;
    check(200, "application/json", r#"{"submissions":[{"job-name":"j""#, Some("submissions[0].job-name"), "EOF").await;
}

#[tokio::test]
async fn no_content_is_an_error() {
    let error = error(Response::Bytes(b"HTTP/1.1 204 Status\r\nConnection: close\r\n\r\n".to_vec())).await;
    assert!(matches!(error, Error::Decode(_)), "{error}");
    assert_eq!(
        error.to_string().rsplit_once(" (").map_or("", |(cause, _)| cause),
        "StartJob: invalid response: 204 No Content: the body is empty"
    );
}

#[tokio::test]
async fn text_that_is_not_utf_8_is_an_error() {
    let mut bytes = b"HTTP/1.1 200 Status\r\nConnection: close\r\n\r\n".to_vec();
    bytes.extend_from_slice(b"{\"submissions\":[{\"job-name\":\"\xff\xfe\"}]}");
    let error = error(Response::Bytes(bytes)).await;
    assert!(matches!(error, Error::Decode(_)), "{error}");
    assert_eq!(error.json_path(), Some("submissions[0].job-name"));
}

#[tokio::test]
async fn every_way_to_delimit_a_body_is_supported() {
    let check = async |head: &str, body: &str| {
        let server = Server::start(vec![Response::Bytes(format!("{head}\r\n\r\n{body}").into_bytes())]);
        let response = start(&with_token(&server)).send().await.unwrap();
        assert_eq!(response.submissions.map(|submissions| submissions.len()), Some(1), "{head}");
    };
    let chunks = format!("5\r\n{}\r\n{:x};x=y\r\n{}\r\n0\r\n\r\n", &RESPONSE[..5], RESPONSE.len() - 5, &RESPONSE[5..]);
    check("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked", &chunks).await;
    check("HTTP/1.1 200 OK\r\nConnection: close", RESPONSE).await;
    check("HTTP/1.0 200 OK", RESPONSE).await;
    check("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nConnection: close", RESPONSE).await;
    check("HTTP/1.1 202 \r\nConnection: close", RESPONSE).await;
}

#[tokio::test]
async fn a_body_over_the_limit_is_not_read_to_its_end() {
    let limit = RESPONSE.len();
    let call = async |limit: usize, status: u16, body: &str| {
        let server = Server::start(vec![Response::json(status, body)]);
        let client = bare(&server).token(TOKEN).configure(|builder| builder.max_response_bytes(limit));
        start(&client.build().unwrap()).send().await
    };
    assert!(call(limit, 200, RESPONSE).await.is_ok());

    let error = call(limit - 1, 200, RESPONSE).await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
    assert_eq!(error.raw_body().map(<[u8]>::len), Some(limit - 1));
    let expected = format!("the body is longer than the limit of {} bytes (`max_response_bytes`)", limit - 1);
    assert_eq!(
        error.to_string().rsplit_once(" (").map_or("", |(cause, _)| cause),
        format!("StartJob: invalid response: 200 OK: {expected}")
    );

    let error = call(10, 500, &"x".repeat(100_000)).await.unwrap_err();
    assert!(matches!(error, Error::Service(_)), "{error}");
    assert_eq!(error.raw_body(), Some(&b"xxxxxxxxxx"[..]));
}
