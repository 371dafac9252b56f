use super::api::Client;
use crate::server::{Response, Server};

#[tokio::test]
async fn names_on_the_wire_are_those_of_the_document() {
    let server = Server::json(r#"{"200":"a","a-b":"b","a_b":"c","名前":"d","\"":"e"}"#);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let names = client.async_("x", "y").send_query("s").type_query("t").send().await.expect("the response can be read");
    assert_eq!(server.only().target(), "/x/y?send=s&type=t");
    let read = [names.field_200, names.a_b_kebab, names.a_b, names.名前, names.field];
    assert_eq!(read.map(Option::unwrap), ["a", "b", "c", "d", "e"]);
}

#[tokio::test]
async fn types_named_like_those_of_the_runtime_work() {
    let server = Server::json(r#"{"call":"2"}"#);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let request = client.request2().send().await.expect("the response can be read");
    assert_eq!(request.call, Some(super::api::operations::Call::Value2));
}

#[tokio::test]
async fn names_that_differ_only_in_case_do_not_clash() {
    let server = Server::start(vec![Response::of(200, "text/plain", "done"); 2]);
    let client = Client::builder().endpoint(&server.url).build().unwrap();
    assert_eq!(client.作业("x").send().await.unwrap(), "done");
    assert_eq!(client.v2("x").a("y").send().await.unwrap(), "done");
}
