use super::api::Client;
use super::api::operations::Job;
use crate::server::Server;

#[tokio::test]
async fn it_is_sent_under_its_media_type() {
    let server = Server::json(r#"{"name":"a","owner":null}"#);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let job = Job { name: "a".to_owned(), owner: None, retries: None };
    assert_eq!(client.create_job(&job).send().await.expect("the response can be read"), job);
    let request = server.only();
    assert_eq!(request.header("Content-Type"), Some("application/vnd.jobs+json"));
    assert_eq!(request.text(), r#"{"name":"a","owner":null}"#);
}

#[tokio::test]
async fn a_response_without_a_required_property_is_an_error() {
    let server = Server::json(r#"{"name":"a"}"#);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let job = Job { name: "a".to_owned(), owner: None, retries: Some(3) };
    let error = client.create_job(&job).send().await.unwrap_err();
    assert!(error.to_string().contains("owner"), "{error}");
    assert_eq!(server.only().text(), r#"{"name":"a","owner":null,"retries":3}"#);
}
