use super::api::Client;
use super::api::operations::Job;
use crate::server::Server;

#[tokio::test]
async fn they_are_encoded_and_decoded() {
    let server = Server::json(r#"{"a":1,"name":"j","b":2}"#);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let further = [("a".to_owned(), 1), ("b".to_owned(), 2)];
    let job = Job { name: Some("j".to_owned()), additional_properties: further.into() };
    assert_eq!(client.replace_job(&job).send().await.expect("the response can be read"), job);
    assert_eq!(server.only().text(), r#"{"name":"j","a":1,"b":2}"#);
}
