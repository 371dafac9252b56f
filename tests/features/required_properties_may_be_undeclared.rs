use super::api::Client;
use super::api::operations::*;
use crate::server::{Response, Server};

#[tokio::test]
async fn it_may_be_anything_and_may_be_left_out() {
    let server = Server::start(vec![Response::with(204, &[], "")]);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let hook = Hook { url: "/a".to_owned(), callback_url: Some("/b".into()), event: None };
    client.add_hook(&hook).send().await.expect("it is added");
    assert_eq!(server.only().text(), r#"{"url":"/a","callbackUrl":"/b"}"#);
}
