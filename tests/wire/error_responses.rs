//! Error responses, in every shape that gateway, service and IAM send.

use huaweicloud_cdm::Error;
use huaweicloud_cdm::types::ErrorResponse;
use serde_json::{Value, json};

use crate::clients::{start, start_with_body, with_token};
use crate::page::RESPONSE;
use crate::server::{Response, Server};

async fn error(response: Response) -> Error<ErrorResponse> {
    let server = Server::start(vec![response]);
    let error = start_with_body(&with_token(&server)).send().await.expect_err("the service refuses");
    assert_eq!(server.received().len(), 1, "nothing is sent twice");
    error
}

/// A JSON body, and the result: code, message, and the declared body as it would be encoded again.
struct Shape {
    status: u16,
    body: &'static str,
    code: Option<&'static str>,
    message: Option<&'static str>,
    typed: Option<Value>,
}

impl Shape {
    /// A body whose properties are all declared and encoded unchanged.
    fn whole(status: u16, body: &'static str, code: &'static str, message: &'static str) -> Self {
        let typed = serde_json::from_str(body).expect("the body is JSON");
        Self { status, body, code: Some(code), message: Some(message), typed: Some(typed) }
    }

    /// A body of which the declared type has only a part.
    fn part(status: u16, body: &'static str, found: [Option<&'static str>; 2], typed: Option<Value>) -> Self {
        let [code, message] = found;
        Self { status, body, code, message, typed }
    }
}

fn shapes() -> Vec<Shape> {
    let whole = Shape::whole;
    let part = Shape::part;
    vec![
        whole(400, r#"{"error_code":"CDM.0001","error_msg":"bad"}"#, "CDM.0001", "bad"),
        whole(400, r#"{"errorCode":"CDM.0002","errorMsg":"worse"}"#, "CDM.0002", "worse"),
        whole(
            400,
            r#"{"code":"Cdm.0104","errCode":"Cdm.0104","message":"Name taken.","externalMessage":"Name taken."}"#,
            "Cdm.0104",
            "Name taken.",
        ),
        whole(409, r#"{"code":"Cdm.1","message":"busy"}"#, "Cdm.1", "busy"),
        whole(500, r#"{"errCode":"Cdm.0100","externalMessage":"No such job."}"#, "Cdm.0100", "No such job."),
        whole(400, r#"{"errCode":"Cdm.0100","externalMessage":"No such job."}"#, "Cdm.0100", "No such job."),
        whole(401, r#"{"error_msg":"who?","error_code":"APIGW.0301","request_id":"abc"}"#, "APIGW.0301", "who?"),
        whole(
            403,
            r#"{"error_code":"PAP5.0001","error_msg":"denied","encoded_authorization_message":"Egpj"}"#,
            "PAP5.0001",
            "denied",
        ),
        whole(400, r#"{"error_code":"A","error_msg":"B","details":[{"error_code":"C","error_msg":"D"}]}"#, "A", "B"),
        whole(429, r#"{"error_code":"APIGW.0308","error_msg":"throttled"}"#, "APIGW.0308", "throttled"),
        whole(404, r#"{"error":{"code":"IAM.1","message":"作业 ü"}}"#, "IAM.1", "作业 ü"),
        part(
            401,
            r#"{"error":{"code":401,"message":"log in","title":"Unauthorized"}}"#,
            [Some("401"), Some("log in")],
            Some(json!({"error": {"code": "401", "message": "log in", "title": "Unauthorized"}})),
        ),
        part(
            400,
            r#"{"code":400,"message":"m"}"#,
            [Some("400"), Some("m")],
            Some(json!({"code": "400", "message": "m"})),
        ),
        part(400, r#"{"wrapped":{"error_code":"W","error_msg":"w"}}"#, [Some("W"), Some("w")], None),
        part(400, r#"{"error_code":"X"}"#, [Some("X"), None], Some(json!({"error_code": "X"}))),
        part(400, r#"{"message":"only words"}"#, [None, Some("only words")], Some(json!({"message": "only words"}))),
        part(
            400,
            r#"{"error_code":"","error_msg":""}"#,
            [None, None],
            Some(json!({"error_code": "", "error_msg": ""})),
        ),
        part(
            400,
            r#"{"error_code":"X","error_msg":"Y","extra":[1]}"#,
            [Some("X"), Some("Y")],
            Some(json!({"error_code": "X", "error_msg": "Y"})),
        ),
        // The declared body is not available, but code and message are.
        part(400, r#"{"error_code":"X","error_msg":"Y","details":"more"}"#, [Some("X"), Some("Y")], None),
        part(
            500,
            r#"{"validation-result":[{"linkConfig":[{"message":"no way","status":"ERROR"}]}]}"#,
            [None, None],
            Some(json!({"validation-result": [{"linkConfig": [{"message": "no way", "status": "ERROR"}]}]})),
        ),
        part(400, "{}", [None, None], None),
        part(400, "\"oops\"", [None, Some("oops")], None),
        part(400, r#"[{"error_code":"X","error_msg":"Y"}]"#, [Some("X"), Some("Y")], None),
        part(400, "null", [None, None], None),
        part(400, "7", [None, None], None),
        part(400, r#"{"error_code":"X","error_msg":"#, [None, None], None),
    ]
}

#[tokio::test]
async fn every_shape_is_decoded() {
    for Shape { status, body, code, message, typed } in shapes() {
        let headers = [("Content-Type", "application/json"), ("X-Request-Id", "req-1")];
        let error = error(Response::with(status, &headers, body)).await;
        assert!(matches!(error, Error::Service(_)), "{body}: {error}");
        assert_eq!(error.operation(), "StartJob");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status), "{body}");
        assert_eq!(error.request_id(), Some("req-1"), "{body}");
        assert_eq!((error.code(), error.message()), (code, message), "{body}");
        assert_eq!(error.raw_body(), Some(body.as_bytes()));
        let written = error.body().map(|body| serde_json::to_value(body).unwrap());
        assert_eq!(written, typed, "{body}");
        assert_eq!((error.json_path(), error.is_timeout(), error.is_connect()), (None, false, false));
    }
}

#[tokio::test]
async fn bodies_that_are_not_json_are_kept() {
    let check = async |status: u16, content_type: &str, body: &str, expected: &str| {
        let error = error(Response::of(status, content_type, body)).await;
        assert!(matches!(error, Error::Service(_)), "{error}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!((error.code(), error.request_id()), (None, None));
        assert_eq!(error.raw_body(), Some(body.as_bytes()));
        assert_eq!(error.body(), None);
        assert_eq!(
            error.to_string().rsplit_once(" (").map_or("", |(cause, _)| cause),
            format!("StartJob: service error: {expected}")
        );
    };
    check(502, "text/html", "<html>Bad gateway</html>", "502 Bad Gateway: <html>Bad gateway</html>").await;
    check(500, "text/plain", "boom\n", "500 Internal Server Error: boom").await;
    check(404, "application/json", "", "404 Not Found, without a body").await;
    check(413, "", "", "413 Payload Too Large, without a body").await;
    check(503, "text/plain", " \r\n", "503 Service Unavailable, without a body").await;
    check(599, "text/plain", "odd", "599 <unknown status code>: odd").await;
    let long = "x".repeat(1_000);
    let short = format!("500 Internal Server Error: {}…", "x".repeat(200));
    check(500, "text/plain", &long, &short).await;
}

#[tokio::test]
async fn bytes_that_are_not_utf_8_are_kept() {
    let mut bytes = b"HTTP/1.1 500 Status\r\nContent-Length: 3\r\nConnection: close\r\n\r\n".to_vec();
    bytes.extend_from_slice(&[0xff, 0x00, 0xfe]);
    let error = error(Response::Bytes(bytes)).await;
    assert_eq!(error.raw_body(), Some(&[0xff, 0x00, 0xfe][..]));
    assert!(!error.to_string().contains('\0'), "{error}");
}

#[tokio::test]
async fn the_request_id_is_read_from_either_header_in_any_case() {
    let check = async |headers: &[(&str, &str)], expected: Option<&str>| {
        let error = error(Response::with(503, headers, "")).await;
        assert_eq!(error.request_id(), expected, "{headers:?}");
    };
    check(&[("X-Request-Id", "a")], Some("a")).await;
    check(&[("x-request-id", "b")], Some("b")).await;
    check(&[("X-REQUEST-ID", "c")], Some("c")).await;
    check(&[("X-IAM-Trace-Id", "d")], Some("d")).await;
    check(&[("x-iam-trace-id", "e")], Some("e")).await;
    check(&[("X-IAM-Trace-Id", "f"), ("X-Request-Id", "g")], Some("g")).await;
    check(&[("X-IAM-Trace-Id", "h"), ("X-Request-Id", "")], Some("h")).await;
    check(&[("X-Request-Id", "")], None).await;
    check(&[("Request-Id", "i")], None).await;
    check(&[], None).await;
}

#[tokio::test]
async fn messages_are_one_line() {
    let headers = [("X-Request-Id", "req-1")];
    let error = error(Response::with(400, &headers, r#"{"error_code":"X","error_msg":"two\nlines\u001b[31m"}"#)).await;
    let expected = "StartJob: service error: 400 Bad Request, request id req-1: X: two lines [31m";
    assert_eq!(error.to_string().rsplit_once(" (").map_or("", |(cause, _)| cause), expected);
    assert_eq!(error.message(), Some("two\nlines\u{1b}[31m"));
}

#[tokio::test]
async fn too_many_requests_is_reported_once_with_body_and_headers() {
    let body = r#"{"error_code":"APIGW.0308","error_msg":"throttled"}"#;
    let error = error(Response::with(429, &[("Retry-After", "1")], body)).await;
    assert_eq!(error.headers().map(|headers| headers["retry-after"].clone()), Some("1".parse().unwrap()));
    assert_eq!(error.raw_body(), Some(body.as_bytes()));
    assert_eq!(error.code(), Some("APIGW.0308"));
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = Server::json(RESPONSE);
    for status in [301, 302, 303, 307, 308] {
        let location = format!("{}/v1.1/else", elsewhere.url);
        let error = error(Response::with(status, &[("Location", &location)], "")).await;
        assert!(matches!(error, Error::Service(_)), "{error}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!(error.headers().map(|headers| headers["location"].clone()), Some(location.parse().unwrap()));
    }
    assert_eq!(elsewhere.received().len(), 0);
}

#[tokio::test]
async fn a_not_modified_status_is_an_error() {
    let error = error(Response::with(304, &[], "")).await;
    assert!(matches!(error, Error::Service(_)), "{error}");
}

#[tokio::test]
async fn a_full_call_fails_with_the_same_error() {
    let server = Server::start(vec![Response::json(404, r#"{"error_code":"X","error_msg":"Y"}"#)]);
    let error = start(&with_token(&server)).send_full().await.unwrap_err();
    assert_eq!((error.code(), error.message()), (Some("X"), Some("Y")));
}
