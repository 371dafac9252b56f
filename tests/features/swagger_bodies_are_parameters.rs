use super::api::Client;
use super::api::operations::Job;
use crate::server::{Response, Server};

#[tokio::test]
async fn a_body_parameter_is_the_body() {
    let server = Server::start(vec![Response::with(
        201,
        &[("Content-Type", "application/json"), ("X-Quota", "3")],
        r#"{"name":"a","owner":"me"}"#,
    )]);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let job = Job { name: "a".to_owned(), owner: Some(None) };
    let created = client.create_job(&job).send().await.expect("the response can be read");
    assert_eq!(created.owner, Some(Some("me".to_owned())));
    let request = server.only();
    assert_eq!(request.text(), r#"{"name":"a","owner":null}"#);
    assert_eq!(request.header("Content-Type"), Some("application/json"));
}

#[tokio::test]
async fn lists_are_encoded_in_their_collection_format() {
    let server = Server::json("[]");
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let list = ["a".to_owned(), "b".to_owned()];
    client.list_jobs().state(&list).tag(&list).send().await.expect("the response can be read");
    assert_eq!(server.only().target(), "/jobs?state=a&state=b&tag=a,b");
}

#[tokio::test]
async fn a_file_is_bytes() {
    let server = Server::start(vec![Response::of(200, "application/gzip", "a,b")]);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let log = client.read_log("a").send().await.expect("the response can be read");
    assert_eq!(log.as_ref() as &[u8], b"a,b");
}
