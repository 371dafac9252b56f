use super::api::*;
use crate::server::Server;

fn client(body: &str) -> Client {
    Client::builder().endpoint(&Server::json(body).url).build().expect("the settings are sound")
}

#[tokio::test]
async fn a_body_with_only_code_and_message_is_an_error() {
    let check = async |body: &str, code: &str, message: &str| {
        let error = client(body).show_job("j").send().await.unwrap_err();
        assert!(matches!(error, Error::Service(_)), "{error}");
        assert_eq!((error.code(), error.message()), (Some(code), Some(message)));
        assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
        assert_eq!(error.raw_body(), Some(body.as_bytes()));
        assert!(client(body).show_job("j").send_full().await.is_err());
        let error = client(body).delete_job("j").send().await.unwrap_err();
        assert_eq!((error.code(), error.message()), (Some(code), Some(message)));
        error
    };
    check(r#"{"errCode":"J.1","externalMessage":"no such job"}"#, "J.1", "no such job").await;
    check(r#" {"request_id":"r","code":7,"message":"busy"}"#, "7", "busy").await;
    let error = client(r#"{"code":"J.1","message":"no"}"#).show_job("j").send().await.unwrap_err();
    assert_eq!(error.body().and_then(|fault| fault.code.as_deref()), Some("J.1"));
}

#[tokio::test]
async fn a_body_with_a_declared_property_is_a_success() {
    let body = r#"{"code":"J.2","message":"started","name":"j"}"#;
    assert_eq!(client(body).show_job("j").send().await.unwrap().name, "j");
    let outcome = client(r#"{"code":"J.0","message":"well"}"#).show_outcome().send().await.unwrap();
    assert_eq!(outcome.message.as_deref(), Some("well"));
    client(r#"{"code":0,"message":"OK"}"#).delete_job("j").send().await.unwrap();
    client("gone").delete_job("j").send().await.unwrap();

    let error = client(r#"{"code":0,"message":"OK"}"#).show_job("j").send().await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
}
