//! Compressed responses.

#![allow(clippy::unwrap_used, reason = "tests")]
#![cfg(feature = "gzip")]

mod client;
mod service;

use specwright_runtime::{Error, ErrorKind};

use crate::client::{Client, ErrorResponse, StartJobResponse};
use crate::service::{Response, Service};

/// `{"submissions":[]}`.
const RESPONSE: &[u8] = &[
    31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 171, 86, 42, 46, 77, 202, 205, 44, 46, 206, 204, 207, 43, 86, 178, 138, 142, 173,
    5, 0, 153, 2, 140, 75, 18, 0, 0, 0,
];

/// `x`, a hundred thousand times.
const BOMB: &[u8] = &[
    31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 237, 193, 49, 1, 0, 0, 0, 194, 160, 218, 139, 111, 13, 15, 160, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 128, 87, 3, 113, 17, 7, 254, 160, 134, 1, 0,
];

async fn call(body: &[u8]) -> (Result<StartJobResponse, Error<ErrorResponse>>, Service) {
    call_encoded("gzip", body).await
}

async fn call_encoded(encoding: &str, body: &[u8]) -> (Result<StartJobResponse, Error<ErrorResponse>>, Service) {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    let service = Service::start(Response::Bytes([head.as_bytes(), body].concat()));
    let builder = Client::builder().endpoint(&service.url).project_id("p1").token("t");
    let client = builder.configure(|builder| builder.max_response_bytes(50_000)).build().unwrap();
    (client.start_job("c1", "j").send().await, service)
}

#[tokio::test]
async fn gzip_is_requested_and_decoded() {
    let (response, service) = call(RESPONSE).await;
    assert_eq!(response.unwrap().submissions.map(|submissions| submissions.len()), Some(0));
    assert!(is_requested(&service, "gzip"));
}

fn is_requested(service: &Service, encoding: &str) -> bool {
    let request = service.request();
    request.header("accept-encoding").unwrap().split(',').any(|other| other.trim() == encoding)
}

#[cfg(feature = "brotli")]
#[tokio::test]
async fn brotli_is_requested_and_decoded() {
    // An uncompressed block of 18 bytes (RFC 7932, section 9.2), and the last one.
    let body = [b"\x10\x01\x10".as_slice(), br#"{"submissions":[]}"#, b"\x03"].concat();
    let (response, service) = call_encoded("br", &body).await;
    assert_eq!(response.unwrap().submissions.map(|submissions| submissions.len()), Some(0));
    assert!(is_requested(&service, "br"));
}

#[cfg(feature = "zstd")]
#[tokio::test]
async fn zstd_is_requested_and_decoded() {
    // A frame of one raw block of 18 bytes (RFC 8878, section 3.1.1).
    let body = [b"\x28\xB5\x2F\xFD\x20\x12\x91\x00\x00".as_slice(), br#"{"submissions":[]}"#].concat();
    let (response, service) = call_encoded("zstd", &body).await;
    assert_eq!(response.unwrap().submissions.map(|submissions| submissions.len()), Some(0));
    assert!(is_requested(&service, "zstd"));
}

#[tokio::test]
async fn the_size_limit_applies_to_the_decompressed_body() {
    assert!(BOMB.len() < 500);
    let error = call(BOMB).await.0.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("the body is longer than the limit of 50000 bytes"), "{error}");
}

#[tokio::test]
async fn corrupt_and_truncated_gzip_is_an_error() {
    for body in [b"{}".as_slice(), &RESPONSE[..RESPONSE.len() / 2]] {
        let error = call(body).await.0.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{error}");
        assert_eq!(error.status().unwrap().as_u16(), 200);
    }
}
