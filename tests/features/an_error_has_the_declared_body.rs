use super::api::Client;
use crate::server::{Response, Server};

#[tokio::test]
async fn a_success_is_a_string() {
    let server = Server::start(vec![Response::of(200, "text/csv", "a,b\n")]);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    assert_eq!(client.list_jobs().send().await.expect("the response can be read"), "a,b\n");
}

#[tokio::test]
async fn an_error_has_its_body() {
    let body = r#"{"type":"about:blank","title":"Busy","hint":"later"}"#;
    let server = Server::start(vec![Response::of(503, "application/problem+json", body)]);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let error = client.list_jobs().send().await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(503));
    assert_eq!((error.code(), error.message()), (None, Some("Busy")));
    assert_eq!(error.body().unwrap().hint.as_deref(), Some("later"));
}
