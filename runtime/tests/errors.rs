//! Errors of calls, against a loopback server.

#![allow(clippy::unwrap_used, reason = "tests")]

mod client;
mod service;

use std::error::Error as _;
use std::io::Write;
use std::net::TcpListener;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::Value;
use specwright_runtime::{Error, ErrorKind};

use crate::client::{Client, ClientBuilder, ErrorResponse};
use crate::service::{Response, Service, response};

fn builder(url: &str) -> ClientBuilder {
    Client::builder().endpoint(url).project_id("p1").token("MII.secret")
}

async fn fail(builder: ClientBuilder) -> Error<ErrorResponse> {
    builder.build().unwrap().start_job("c1", "j").send().await.unwrap_err()
}

async fn responded(status: &str, headers: &str, body: &str) -> Error<ErrorResponse> {
    fail(builder(&Service::responding(status, headers, body).url)).await
}

#[tokio::test]
async fn service_errors_are_displayed_on_one_line() {
    let check = async |status: &str, headers: &str, body: &str, expected: &str| {
        let error = responded(status, headers, body).await;
        assert_eq!(error.to_string(), format!("StartJob: service error: {expected} (PUT {})", error.url().unwrap()));
        assert_eq!(error.kind(), ErrorKind::Service);
        assert_eq!(error.raw_body(), Some(body.as_bytes()));
        assert!(error.source().is_none());
        error
    };
    let id = "X-Request-Id: req-1\r\n";
    let body = r#"{"error_code":"CDM.0001","error_msg":"bad"}"#;
    let error = check("400 Bad Request", id, body, "400 Bad Request, request id req-1: CDM.0001: bad").await;
    assert_eq!((error.code(), error.message(), error.request_id()), (Some("CDM.0001"), Some("bad"), Some("req-1")));
    assert_eq!(error.status().unwrap(), 400);
    assert_eq!(error.body().unwrap().error_code.as_deref(), Some("CDM.0001"));
    assert_eq!(error.headers().unwrap()["x-request-id"], "req-1");
    assert!(!format!("{error:?}").contains("content-length: "), "{error:?}");

    let body = r#"{"errCode":"Cdm.0100","externalMessage":"Job[jdbc2hive]\n doesn't exist."}"#;
    check("500 Oops", "", body, "500 Internal Server Error: Cdm.0100: Job[jdbc2hive]  doesn't exist.").await;
    let body = r#"{"error":{"code":401,"message":"who?"}}"#;
    check("401 X", "X-IAM-Trace-Id: t\r\n", body, "401 Unauthorized, request id t: 401: who?").await;
    check("400 X", "", r#"{"error_code":"X"}"#, "400 Bad Request: X").await;
    check("502 X", "Content-Type: text/html\r\n", "<html>\r\n</html>", "502 Bad Gateway: <html>  </html>").await;
    check("503 X", "x-request-id: low\r\n", "", "503 Service Unavailable, request id low, without a body").await;
    check("400 X", "", "[1]", "400 Bad Request: [1]").await;
    check("429 X", "Retry-After: 1\r\n", "{}", "429 Too Many Requests: {}").await;
    check(
        "302 Found",
        "Location: http://127.0.0.1:1/\r\n",
        "",
        "302 Found, location http://127.0.0.1:1/, without a body",
    )
    .await;
    let error = check(
        "303 X",
        "Location: https://u:p@e.org/login?token=secret#s\r\n",
        "",
        "303 See Other, location https://e.org/login?token=…, without a body",
    )
    .await;
    assert_eq!(error.location(), Some("https://u:p@e.org/login?token=secret#s"));
    assert_eq!(error.method(), Some("PUT"));
    assert!(error.url().unwrap().ends_with("/v1.1/p1/clusters/c1/cdm/job/j/start"), "{error:?}");
    let error = responded("404 X", "", r#"{"detail":"no such job"}"#).await;
    assert_eq!((error.body(), error.code(), error.message()), (None, None, Some("no such job")));
    let long = "é".repeat(300);
    check("500 X", "", &long, &format!("500 Internal Server Error: {}…", "é".repeat(200))).await;

    let error = responded("400 X", "", r#"{"error_code":5,"error_msg":"m"}"#).await;
    assert_eq!(
        (error.body(), error.code()),
        (None, Some("5")),
        "a body that does not match its schema is still searched"
    );
}

#[tokio::test]
async fn undecodable_responses_are_decode_errors() {
    let check = async |headers: &str, body: &str, path: Option<&str>, expected: &str| {
        let error = responded("200 OK", headers, body).await;
        assert_eq!((error.kind(), error.json_path()), (ErrorKind::Decode, path));
        assert_eq!(
            error.to_string(),
            format!("StartJob: invalid response: 200 OK{expected} (PUT {})", error.url().unwrap())
        );
        assert_eq!((error.status().unwrap().as_u16(), error.raw_body()), (200, Some(body.as_bytes())));
        assert!(error.headers().is_some() && error.source().is_some());
    };
    check("", "", None, ": the body is empty").await;
    let expected = ", request id r: the body is not the JSON that is declared (Content-Type: text/html), at $: \
                    expected value at line 1 column 1";
    check("Content-Type: text/html; charset=utf-8\r\nX-Request-Id: r\r\n", "<html>", Some("$"), expected).await;
    let expected = ": the body is not the JSON that is declared, at submissions[0].creation-date: invalid value: \
                    string \"soon\", expected an integer (i64) at line 1 column 41";
    let body = r#"{"submissions":[{"creation-date":  "soon"}]}"#;
    check("Content-Type: application/problem+json\r\n", body, Some("submissions[0].creation-date"), expected).await;
}

#[tokio::test]
async fn refused_connections_are_connect_errors() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let error = fail(builder(&format!("http://127.0.0.1:{port}"))).await;
    assert_eq!((error.kind(), error.is_connect(), error.is_timeout()), (ErrorKind::Connect, true, false));
    assert_eq!((error.status(), error.raw_body(), error.operation()), (None, None, "StartJob"));
    let shown = error.to_string();
    assert!(shown.starts_with("StartJob: connection failed: ") && shown.contains("refused"), "{shown}");
    assert!(error.source().is_some());
}

#[tokio::test]
async fn unknown_hosts_are_connect_errors() {
    let error = fail(builder("http://no-such-host.invalid")).await;
    assert_eq!((error.kind(), error.is_connect()), (ErrorKind::Connect, true), "{error}");
}

#[tokio::test]
async fn failed_tls_handshakes_are_connect_errors() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").unwrap();
    });
    let error = fail(builder(&url)).await;
    assert_eq!((error.kind(), error.is_connect()), (ErrorKind::Connect, true), "{error}");
    assert!(cfg!(feature = "rustls") || error.to_string().contains("https needs the feature `rustls`"), "{error}");
    println!("{error}");
}

#[tokio::test]
async fn closed_connections_are_transport_errors() {
    let error = fail(builder(&Service::start(Response::Close).url)).await;
    assert_eq!((error.kind(), error.is_connect(), error.status()), (ErrorKind::Transport, false, None), "{error}");

    let mut cut = response("200 OK", "X-Request-Id: r\r\n", r#"{"submissions":[]}"#);
    cut.truncate(cut.len() - 3);
    let error = fail(builder(&Service::start(Response::Bytes(cut)).url)).await;
    assert_eq!(error.kind(), ErrorKind::Transport, "{error}");
    assert_eq!((error.status().unwrap().as_u16(), error.request_id()), (200, Some("r")));
}

#[tokio::test]
async fn silent_servers_are_timeouts() {
    let check = async |builder: ClientBuilder, status: Option<u16>| {
        let started = Instant::now();
        let error = fail(builder).await;
        assert_eq!(
            (error.kind(), error.is_timeout(), error.is_connect()),
            (ErrorKind::Timeout, true, false),
            "{error}"
        );
        assert_eq!(error.status().map(|status| status.as_u16()), status);
        assert!(started.elapsed() < Duration::from_secs(5));
    };
    let short = Duration::from_millis(200);
    check(builder(&Service::start(Response::Silence).url).read_timeout(short), None).await;
    check(builder(&Service::start(Response::Silence).url).timeout(short), None).await;
    let mut begun = response("200 OK", "", r#"{"submissions":[]}"#);
    begun.truncate(begun.len() - 3);
    check(builder(&Service::start(Response::Stall(begun.clone())).url).read_timeout(short), Some(200)).await;
    check(builder(&Service::start(Response::Stall(begun)).url).timeout(short), Some(200)).await;
    let silent = Service::start(Response::Silence);
    let call = builder(&silent.url).build().unwrap().start_job("c", "j").configure(|request| request.timeout(short));
    assert!(call.send().await.unwrap_err().is_timeout());
}

/// A listener whose backlog is full accepts no further connection.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn slow_connects_are_connect_timeouts() {
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let mut queue = Vec::new();
    while let Ok(Ok(stream)) =
        tokio::time::timeout(Duration::from_millis(300), tokio::net::TcpStream::connect(address)).await
    {
        queue.push(stream);
        assert!(queue.len() < 64, "the backlog does not fill");
    }
    let error = fail(builder(&format!("http://{address}")).connect_timeout(Duration::from_millis(300))).await;
    assert_eq!((error.kind(), error.is_timeout(), error.is_connect()), (ErrorKind::Timeout, true, true), "{error}");
}

#[tokio::test]
async fn oversized_bodies_are_decode_errors() {
    let limited =
        |service: &Service, limit| builder(&service.url).configure(|builder| builder.max_response_bytes(limit));
    let body = r#"{"submissions":[]}"#;
    let service = Service::responding("200 OK", "", body);
    limited(&service, body.len()).build().unwrap().start_job("c", "j").send().await.unwrap();
    let error = fail(limited(&service, body.len() - 1)).await;
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("longer than the limit of 17 bytes (`max_response_bytes`)"), "{error}");

    let refusal = Service::responding("500 X", "", &"x".repeat(10_000));
    let error = fail(limited(&refusal, 100)).await;
    assert_eq!((error.kind(), error.raw_body().map(<[u8]>::len)), (ErrorKind::Service, Some(100)));
}

#[tokio::test]
async fn errors_contain_no_secrets() {
    let check = |error: Error<ErrorResponse>| {
        let shown = format!("{error} {error:?} {error:#?} {:?}", error.source());
        assert!(!shown.contains("MII.secret") && !shown.contains("p%2Fq"), "{shown}");
    };
    let with_query = |builder: ClientBuilder| async {
        let call = builder.build().unwrap().start_job("c1", "j").configure(|request| request.query("key", "p/q"));
        call.send().await.unwrap_err()
    };
    check(with_query(builder("http://127.0.0.1:1")).await);
    check(with_query(builder(&Service::start(Response::Close).url)).await);
    check(with_query(builder(&Service::responding("400 X", "Set-Cookie: MII.secret\r\n", "{}").url)).await);
    let invalid_request = builder("http://127.0.0.1:1").build().unwrap().start_job("c", "j");
    check(invalid_request.configure(|request| request.header("X-Key", "MII.secret\n")).send().await.unwrap_err());
}

/// Compares errors with those of the official SDK for the same responses, recorded in `../shared/facts/sdk-capture.json`.
#[tokio::test]
async fn errors_agree_with_the_official_sdk() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/facts/sdk-capture.json");
    let Ok(text) = std::fs::read_to_string(&file) else {
        println!("skipped: ../shared is not there (looked for {})", file.display());
        return;
    };
    let capture: Value = serde_json::from_str(&text).unwrap();
    let mut compared = 0;
    for (name, entry) in capture["errors"].as_object().unwrap() {
        let lines = entry["headers"].as_object().unwrap().iter();
        let headers: String = lines.map(|(name, value)| format!("{name}: {}\r\n", value.as_str().unwrap())).collect();
        let (status, body) = (entry["status"].as_u64().unwrap(), entry["body"].as_str().unwrap());
        let error = responded(&format!("{status} X"), &headers, body).await;
        assert_eq!(u64::from(error.status().unwrap().as_u16()), status, "{name}");
        assert_eq!(error.raw_body(), Some(body.as_bytes()), "{name}");

        let sdk = &entry["exception"];
        // The SDK drops the body of a 429, and invents a code when it finds none.
        if status != 429 {
            assert_eq!(error.request_id(), sdk["request_id"].as_str(), "{name}");
            if sdk["error_msg"] != body {
                let code = sdk["error_code"].as_str().map_or_else(|| sdk["error_code"].to_string(), str::to_owned);
                assert_eq!((error.code(), error.message()), (Some(&*code), sdk["error_msg"].as_str()), "{name}");
                compared += 1;
            }
        }
    }
    assert_eq!(compared, 9, "entries in which the SDK finds a code and a message");
}
