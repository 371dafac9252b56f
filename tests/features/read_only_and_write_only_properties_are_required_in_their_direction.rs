use super::api::Client;
use super::api::operations::*;
use crate::server::Server;

#[tokio::test]
async fn a_request_does_without_what_only_responses_have() {
    let server = Server::json(r#"{"id":"i","name":"n"}"#);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let account = Account {
        id: None,
        name: "n".to_owned(),
        password: Some("p".to_owned()),
        hint: None,
        order: None,
        tags: None,
    };
    let response = client.put_account(&account).send().await.expect("the response can be read");
    assert_eq!((response.id.as_deref(), response.password), (Some("i"), None));
    let sent = server.only();
    assert_eq!((sent.target(), sent.text()), ("/accounts", r#"{"name":"n","password":"p"}"#));
}

#[tokio::test]
async fn a_response_still_has_what_it_must_have() {
    let server = Server::json("{}");
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let error = client.show_usage().send().await.unwrap_err();
    assert!(error.to_string().contains("used"), "{error}");
    // What is absent has its default.
    let server = Server::json(r#"{"used":3}"#);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    assert_eq!(client.show_usage().send().await.expect("the response can be read").limit, None);
}
