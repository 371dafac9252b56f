use super::api::Client;
use super::api::operations::*;
use crate::server::Server;

#[tokio::test]
async fn requests_do_not_need_read_only_properties() {
    let server = Server::json(r#"{"id":"i","name":"n"}"#);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let account =
        Account { id: None, name: "n".to_owned(), password: Some("p".to_owned()), hint: None, order: None, tags: None };
    let response = client.put_account(&account).send().await.expect("the response can be read");
    assert_eq!((response.id.as_deref(), response.password), (Some("i"), None));
    let sent = server.only();
    assert_eq!((sent.target(), sent.text()), ("/accounts", r#"{"name":"n","password":"p"}"#));
}

#[tokio::test]
async fn responses_must_have_read_only_properties() {
    let server = Server::json("{}");
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let error = client.show_usage().send().await.unwrap_err();
    assert!(error.to_string().contains("used"), "{error}");
    // Absent properties have their defaults.
    let server = Server::json(r#"{"used":3}"#);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    assert_eq!(client.show_usage().send().await.expect("the response can be read").limit, None);
}
