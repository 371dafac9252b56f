use specwright_runtime::HeaderMap;
use specwright_runtime::headers::FromHeaders;

use super::api::types::Pet;
use super::api::webhooks::{Ack, NewPetHeaders, WebhookPayload};

fn decoded(name: &str, body: &str) -> WebhookPayload {
    WebhookPayload::decode(name, body.as_bytes()).expect("the body is what is declared")
}

#[test]
fn a_webhook_has_a_payload() {
    let WebhookPayload::NewPet(payload) =
        decoded("newPet", r#"{"pet":{"id":1,"name":"Rex"},"at":"2026-01-01T00:00:00Z"}"#)
    else {
        panic!("the name decides");
    };
    assert_eq!(payload.pet.name.as_deref(), Some("Rex"));
    assert!(payload.at.is_some());
    assert_eq!(decoded("ping", ""), WebhookPayload::Ping);
}

#[test]
fn so_has_a_callback() {
    let WebhookPayload::Sold(pets) = decoded("sold", r#"[{"id":7}]"#) else { panic!("the name decides") };
    assert!(matches!(pets.as_slice(), [Pet { id: 7, name: None, .. }]));
    assert_eq!(decoded("gone", "away"), WebhookPayload::Gone("away".to_owned()));
    assert_eq!(WebhookPayload::NAMES, ["newPet", "ping", "sold", "gone"]);
}

#[test]
fn the_response_is_made_by_the_receiver() {
    let ack = serde_json::to_string(&Ack { seen: true }).expect("it is written");
    assert_eq!(ack, r#"{"seen":true}"#);
}

#[test]
fn declared_headers_are_typed() {
    let mut headers = HeaderMap::new();
    headers.insert("x-signature", "abc".parse().expect("it is a value"));
    headers.insert("x-attempt", "2".parse().expect("it is a value"));
    let headers = NewPetHeaders::from_headers(&headers).expect("they are read");
    assert_eq!((headers.x_signature.as_str(), headers.x_attempt), ("abc", Some(2)));
    assert!(NewPetHeaders::from_headers(&HeaderMap::new()).is_err());
}

#[test]
fn other_requests_are_errors() {
    let error =
        |name: &str, body: &str| WebhookPayload::decode(name, body.as_bytes()).expect_err("it fails").to_string();
    assert_eq!(error("oldPet", "{}"), "a webhook `oldPet` is not declared");
    assert!(error("newPet", r#"{"pet":{"id":"x"}}"#).contains("pet.id"));
}
