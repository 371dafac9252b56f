use super::api::Client;
use super::api::operations::*;
use crate::server::{Response, Server};

fn serving(response: Response) -> (Server, Client) {
    let server = Server::start(vec![response]);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    (server, client)
}

#[tokio::test]
async fn each_type_has_its_variant() {
    let check = async |content_type: &str, body: &str, expected: GetReportOk| {
        let (server, client) = serving(Response::of(200, content_type, body));
        assert_eq!(client.get_report().send().await.expect("the response can be read"), expected, "{content_type}");
        let accept = "application/json, text/csv, application/pdf, application/problem+json";
        assert_eq!(server.only().header("Accept"), Some(accept));
    };
    let report = || GetReportOk::OkJson(Box::new(Report { rows: 1 }));
    check("application/json; charset=utf-8", r#"{"rows":1}"#, report()).await;
    check("application/vnd.report+json", r#"{"rows":1}"#, report()).await;
    check("text/csv; charset=iso-8859-1", "a,b", GetReportOk::OkCsv("a,b".to_owned())).await;
    check("application/pdf", "%PDF", GetReportOk::OkPdf("%PDF".into())).await;
    let (_server, client) = serving(Response::with(202, &[], ""));
    assert_eq!(client.get_report().send().await.expect("the response can be read"), GetReportOk::Accepted);
    // Without a type it is JSON.
    let (_server, client) = serving(Response::with(200, &[], r#"{"rows":1}"#));
    assert_eq!(client.get_report().send().await.expect("the response can be read"), report());
}

#[tokio::test]
async fn another_media_type_is_an_error() {
    let (_server, client) = serving(Response::of(200, "text/html", "<html>"));
    let error = client.get_report().send().await.expect_err("it is not declared");
    assert!(
        error.to_string().contains("a response with status 200 and media type `text/html` is not declared"),
        "{error}"
    );
    assert_eq!((error.status().map(|status| status.as_u16()), error.raw_body()), (Some(200), Some(&b"<html>"[..])));
    let (_server, client) = serving(Response::of(404, "application/problem+json", r#"{"title":"t"}"#));
    let error = client.get_report().send().await.expect_err("it is refused");
    assert_eq!(error.body().and_then(|problem| problem.title.as_deref()), Some("t"));
}

#[tokio::test]
async fn bytes_are_streamed() {
    let (server, client) = serving(Response::of(200, "image/png", "png"));
    let mut bytes = client.get_picture().send_stream().await.expect("the response can be read");
    assert_eq!((bytes.status().as_u16(), bytes.headers()["Content-Type"].as_bytes()), (200, &b"image/png"[..]));
    let mut found = Vec::new();
    while let Some(chunk) = bytes.next().await {
        found.extend_from_slice(&chunk.expect("the bytes come"));
    }
    assert_eq!((found.as_slice(), server.only().header("Accept")), (&b"png"[..], Some("image/png, image/jpeg")));

    let (_server, client) = serving(Response::Bytes(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc".to_vec()));
    let mut bytes = client.get_picture().send_stream().await.expect("the response can be read");
    assert_eq!(bytes.next().await.expect("bytes come").expect("the bytes come"), "abc");
    let error = bytes.next().await.expect("the rest is missing").expect_err("the connection broke");
    assert_eq!((error.operation(), error.status().map(|status| status.as_u16())), ("GetPicture", Some(200)));
    assert!(bytes.next().await.is_none());
    let (_server, client) = serving(Response::of(500, "text/plain", "no"));
    assert_eq!(client.get_picture().send_stream().await.expect_err("it is refused").raw_body(), Some(&b"no"[..]));
}
