use serde_json::{Value, json};

use super::api::Client;
use super::api::operations::*;
use crate::server::Server;

/// Reads an answer, and checks that it is sent as it was read.
async fn echoed(value: Value) -> Answer {
    let server = Server::json(&value.to_string());
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let nothing = Answer { plain: None, tagged: None, constant: None, shaped: None, weak: None, kinds: None, only: None };
    let answer = client.echo(&nothing).send().await.expect("the answer can be read");
    client.echo(&answer).send().await.expect("the answer can be sent");
    let sent = server.received().remove(1);
    assert_eq!(serde_json::from_str::<Value>(sent.text()).expect("it is JSON"), value);
    answer
}

#[tokio::test]
async fn by_the_kind_of_json() {
    async fn check(value: Value, expected: AnswerPlain) {
        assert_eq!(echoed(json!({ "plain": value })).await.plain, Some(expected));
    }
    check(json!("a"), AnswerPlain::String("a".to_owned())).await;
    check(json!(2.5), AnswerPlain::Number(2.5)).await;
    check(json!(["a"]), AnswerPlain::List(vec!["a".to_owned()])).await;
    check(json!(true), AnswerPlain::Unknown(json!(true))).await;
}

#[tokio::test]
async fn by_the_discriminator() {
    let answer = echoed(json!({ "tagged": { "kind": "kitten", "lives": 9 } })).await;
    assert!(matches!(answer.tagged, Some(AnswerTagged::Cat(cat)) if cat.lives == Some(9)));
    let answer = echoed(json!({ "tagged": { "kind": "Dog", "bark": "w" } })).await;
    assert!(matches!(answer.tagged, Some(AnswerTagged::Dog(dog)) if dog.bark == "w"));
    // What tells it from the others is sent, although the type does not have it.
    let answer = echoed(json!({ "tagged": { "kind": "fish", "fins": 2 } })).await;
    assert!(matches!(answer.tagged, Some(AnswerTagged::Fish(fish)) if fish.fins == Some(2)));
    let answer = echoed(json!({ "tagged": { "kind": "bird" } })).await;
    assert!(matches!(answer.tagged, Some(AnswerTagged::Unknown(_))));
}

#[tokio::test]
async fn by_a_constant() {
    let answer = echoed(json!({ "constant": { "state": "near", "room": "r" } })).await;
    assert!(matches!(answer.constant, Some(Some(AnswerConstant::Here(here))) if here.room.as_deref() == Some("r")));
    let answer = echoed(json!({ "constant": { "state": "gone" } })).await;
    assert!(matches!(answer.constant, Some(Some(AnswerConstant::Gone(_)))));
    assert_eq!(echoed(json!({ "constant": null })).await.constant, Some(None));
}

#[tokio::test]
async fn by_members() {
    let answer = echoed(json!({ "shaped": { "wings": 2, "kind": "b" } })).await;
    assert!(matches!(answer.shaped, Some(Some(AnswerShaped::Bird(bird))) if bird.wings == 2));
    assert_eq!(echoed(json!({ "shaped": null })).await.shaped, Some(None));
    assert!(matches!(echoed(json!({ "shaped": "s" })).await.shaped, Some(Some(AnswerShaped::String(_)))));
    assert_eq!(echoed(json!({ "weak": null })).await.weak, Some(None));
    let answer = echoed(json!({ "weak": { "wings": 3 } })).await;
    assert_eq!(answer.weak.flatten().map(|bird| bird.wings), Some(3));
    let answer = echoed(json!({ "only": { "wings": 1 } })).await;
    assert_eq!(answer.only.map(|bird| bird.wings), Some(1));
}

#[tokio::test]
async fn by_the_kind_of_a_member() {
    let answer = echoed(json!({ "kinds": { "value": ["a"] } })).await;
    assert!(matches!(answer.kinds, Some(AnswerKinds::Word(_))));
    let answer = echoed(json!({ "kinds": { "value": 3 } })).await;
    assert!(matches!(answer.kinds, Some(AnswerKinds::Count(count)) if count.value == Some(Some(3))));
}
