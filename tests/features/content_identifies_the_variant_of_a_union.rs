use serde_json::{Value, json};

use super::api::Client;
use super::api::operations::*;
use crate::server::Server;

/// Decodes a response, and checks that it is encoded to the same JSON.
async fn echoed(value: Value) -> Response {
    let server = Server::json(&value.to_string());
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let nothing =
        Response { plain: None, tagged: None, constant: None, shaped: None, weak: None, kinds: None, only: None };
    let response = client.echo(&nothing).send().await.expect("the response can be read");
    client.echo(&response).send().await.expect("the response can be sent");
    let sent = server.received().remove(1);
    assert_eq!(serde_json::from_str::<Value>(sent.text()).expect("it is JSON"), value);
    response
}

#[tokio::test]
async fn by_the_kind_of_json_value() {
    async fn check(value: Value, expected: ResponsePlain) {
        assert_eq!(echoed(json!({ "plain": value })).await.plain, Some(expected));
    }
    check(json!("a"), ResponsePlain::String("a".to_owned())).await;
    check(json!(2.5), ResponsePlain::Number(2.5)).await;
    check(json!(["a"]), ResponsePlain::List(vec!["a".to_owned()])).await;
    check(json!(true), ResponsePlain::Unknown(json!(true))).await;
}

#[tokio::test]
async fn by_the_discriminator() {
    let response = echoed(json!({ "tagged": { "kind": "kitten", "lives": 9 } })).await;
    assert!(matches!(response.tagged, Some(ResponseTagged::Cat(cat)) if cat.lives == Some(9)));
    let response = echoed(json!({ "tagged": { "kind": "Dog", "bark": "w" } })).await;
    assert!(matches!(response.tagged, Some(ResponseTagged::Dog(dog)) if dog.bark == "w"));
    // The property that identifies the variant is sent, although the type does not have it.
    let response = echoed(json!({ "tagged": { "kind": "fish", "fins": 2 } })).await;
    assert!(matches!(response.tagged, Some(ResponseTagged::Fish(fish)) if fish.fins == Some(2)));
    let response = echoed(json!({ "tagged": { "kind": "bird" } })).await;
    assert!(matches!(response.tagged, Some(ResponseTagged::Unknown(_))));
}

#[tokio::test]
async fn by_a_constant() {
    let response = echoed(json!({ "constant": { "state": "near", "room": "r" } })).await;
    assert!(matches!(response.constant, Some(Some(ResponseConstant::Here(here))) if here.room.as_deref() == Some("r")));
    let response = echoed(json!({ "constant": { "state": "gone" } })).await;
    assert!(matches!(response.constant, Some(Some(ResponseConstant::Gone(_)))));
    assert_eq!(echoed(json!({ "constant": null })).await.constant, Some(None));
}

#[tokio::test]
async fn by_properties() {
    let response = echoed(json!({ "shaped": { "wings": 2, "kind": "b" } })).await;
    assert!(matches!(response.shaped, Some(Some(ResponseShaped::Bird(bird))) if bird.wings == 2));
    assert_eq!(echoed(json!({ "shaped": null })).await.shaped, Some(None));
    assert!(matches!(echoed(json!({ "shaped": "s" })).await.shaped, Some(Some(ResponseShaped::String(_)))));
    assert_eq!(echoed(json!({ "weak": null })).await.weak, Some(None));
    let response = echoed(json!({ "weak": { "wings": 3 } })).await;
    assert_eq!(response.weak.flatten().map(|bird| bird.wings), Some(3));
    let response = echoed(json!({ "only": { "wings": 1 } })).await;
    assert_eq!(response.only.map(|bird| bird.wings), Some(1));
}

#[tokio::test]
async fn by_the_kind_of_a_property() {
    let response = echoed(json!({ "kinds": { "value": ["a"] } })).await;
    assert!(matches!(response.kinds, Some(ResponseKinds::Word(_))));
    let response = echoed(json!({ "kinds": { "value": 3 } })).await;
    assert!(matches!(response.kinds, Some(ResponseKinds::Count(count)) if count.value == Some(Some(3))));
}
