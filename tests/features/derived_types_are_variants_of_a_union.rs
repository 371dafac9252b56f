use serde_json::{Value, json};

use super::api::Client;
use super::api::operations::*;
use crate::server::Server;

/// Decodes a response, and checks that it is encoded to the same JSON.
async fn kept(value: Value) -> Pet {
    let server = Server::json(&value.to_string());
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let pet = client.keep().send().await.expect("the response can be read");
    client.keep().body(&pet).send().await.expect("the response can be sent");
    let sent = server.received().remove(1);
    assert_eq!(serde_json::from_str::<Value>(sent.text()).expect("it is JSON"), value);
    pet
}

#[tokio::test]
async fn by_the_discriminator_of_their_base() {
    let pet = kept(json!({ "kind": "feline", "name": "Tom", "lives": 9 })).await;
    assert!(matches!(pet, Pet::Cat(cat) if cat.lives == Some(9) && cat.name.as_deref() == Some("Tom")));
    let pet = kept(json!({ "kind": "Lion", "lives": 1, "pride": "north" })).await;
    assert!(matches!(pet, Pet::Lion(lion) if lion.lives == Some(1) && lion.pride.as_deref() == Some("north")));
}

#[tokio::test]
async fn values_of_the_parsed_type_convert_too() {
    let pet = kept(json!({ "kind": "Pet", "name": "Rex" })).await;
    assert!(matches!(pet, Pet::Base(base) if base.name.as_deref() == Some("Rex")));
    let pet = kept(json!({ "name": "Rex" })).await;
    assert!(matches!(pet, Pet::Base(base) if base.kind.is_none()));
    let pet = kept(json!({ "kind": "fish", "fins": 2 })).await;
    assert!(matches!(pet, Pet::Unknown(_)));
}

#[test]
fn the_discriminator_is_sent_if_it_is_not_set() {
    let mut cat = match serde_json::from_value(json!({ "kind": "feline", "lives": 9 })).expect("it is a pet") {
        Pet::Cat(cat) => cat,
        other => panic!("{other:?} is no cat"),
    };
    cat.kind = None;
    assert_eq!(serde_json::to_value(Pet::Cat(cat)).expect("it can be sent"), json!({ "kind": "feline", "lives": 9 }));
}
