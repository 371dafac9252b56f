use super::api::Client;
use super::api::operations::*;
use crate::server::{Received, Response, Server};

fn job() -> Job {
    Job { name: Some("a b".to_owned()) }
}

/// The media type and the body that a call sends.
async fn sent<F: Future<Output = ()>>(call: impl FnOnce(Client) -> F) -> (String, String) {
    let server = Server::start(vec![Response::with(204, &[], "")]);
    call(Client::builder().endpoint(&server.url).build().expect("the settings are sound")).await;
    let request: Received = server.only();
    (request.header("Content-Type").unwrap_or_default().to_owned(), request.text().to_owned())
}

#[tokio::test]
async fn a_required_body_has_a_client_method_for_each_media_type() {
    let check = |found: (String, String), content_type: &str, text: &str| {
        assert_eq!((found.0.as_str(), found.1.as_str()), (content_type, text));
    };
    let json = r#"{"name":"a b"}"#;
    check(sent(async |client| client.create_job(&job()).send().await.unwrap()).await, "application/json", json);
    let found = sent(async |client| client.create_job_json(&job()).send().await.unwrap()).await;
    check(found, "application/vnd.jobs+json; version=2", json);
    let found = sent(async |client| client.create_job_form(&job()).send().await.unwrap()).await;
    check(found, "application/x-www-form-urlencoded", "name=a%20b");
    let found = sent(async |client| client.create_job_text("name\na b").send().await.unwrap()).await;
    check(found, "text/csv", "name\na b");
}

#[tokio::test]
async fn an_optional_body_has_a_request_method_for_each_media_type() {
    let found = sent(async |client| client.patch_job("1").body(&job()).send().await.unwrap()).await;
    assert_eq!(found.0, "application/merge-patch+json");
    let found = sent(async |client| client.patch_job("1").body_json(&["a".to_owned()]).send().await.unwrap()).await;
    assert_eq!(found, ("application/json-patch+json".to_owned(), r#"["a"]"#.to_owned()));
    let found = sent(async |client| client.patch_job("1").body_multipart(&job()).send().await.unwrap()).await;
    assert!(found.0.starts_with("multipart/form-data; boundary=") && found.1.contains("a b"));
    let call = async |client: Client| client.patch_job("1").body_bytes("image/png", "png").send().await.unwrap();
    assert_eq!(sent(call).await, ("image/png".to_owned(), "png".to_owned()));
    let none = sent(async |client| client.patch_job("1").send().await.unwrap()).await;
    assert_eq!(none, (String::new(), String::new()));
}
