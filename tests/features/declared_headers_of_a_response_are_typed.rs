use super::api::Client;
use crate::server::{Response, Server};

#[tokio::test]
async fn they_are_decoded_and_secrets_are_not_shown() {
    let headers = [("x-total", "12"), ("X-Session", "s3cret"), ("X-Tags", "a,b")];
    let server = Server::start(vec![Response::with(204, &headers, "")]);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let response = client.list_jobs().send_full().await.unwrap();
    assert_eq!((response.declared.x_total, response.declared.x_tags.as_deref()), (12, Some("a,b")));
    assert_eq!(response.declared.x_session.as_ref().unwrap().expose(), "s3cret");
    assert!(!format!("{response:?}").contains("s3cret"), "{response:?}");
}

#[tokio::test]
async fn a_missing_required_header_is_an_error() {
    let server = Server::start(vec![Response::with(204, &[], "")]);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let error = client.list_jobs().send_full().await.unwrap_err();
    assert!(error.to_string().contains("X-Total"), "{error}");
    client.list_jobs().send().await.expect("the response can be read");
}

#[tokio::test]
async fn a_secret_is_sent_unchanged() {
    let server = Server::start(vec![Response::with(204, &[], "")]);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    client.list_jobs().x_session(&"s3cret".into()).send().await.expect("the response can be read");
    assert_eq!(server.only().header("X-Session"), Some("s3cret"));
}
