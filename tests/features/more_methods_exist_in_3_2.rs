use specwright_runtime::http_client_builder;

use super::api::Client;
use super::api::jobs::Query;
use crate::server::{Response, Server};

#[tokio::test]
async fn a_method_named_query_has_a_body() {
    let server = Server::json(r#"["a"]"#);
    let own = http_client_builder().build().expect("there is a provider of cryptography");
    let client = Client::builder().endpoint(&server.url).connection(own).build().expect("the settings are sound");
    let found = client
        .query_jobs(&Query { state: Some(Some("new".to_owned())) })
        .send()
        .await
        .expect("the response can be read");
    assert_eq!(found, ["a"]);
    let request = server.only();
    assert_eq!(request.line, "QUERY /jobs HTTP/1.1");
    assert_eq!(request.text(), r#"{"state":"new"}"#);
}

#[tokio::test]
async fn other_methods_are_sent_as_they_are_written() {
    let server = Server::start(vec![Response::with(204, &[], "")]);
    let own = http_client_builder().build().expect("there is a provider of cryptography");
    let client = Client::builder().endpoint(&server.url).connection(own).build().expect("the settings are sound");
    client.copy_jobs("b").send().await.expect("the response can be read");
    assert_eq!(server.only().line, "COPY /jobs?to=b HTTP/1.1");
}
