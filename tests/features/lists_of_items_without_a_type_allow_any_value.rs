use serde_json::json;

use super::api::Client;
use super::api::operations::*;
use crate::server::Server;

async fn shown(value: &serde_json::Value) -> Message {
    let server = Server::json(&value.to_string());
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let message = client.show_message().send().await.expect("the response can be read");
    assert_eq!(serde_json::to_value(&message).expect("it can be written"), *value);
    message
}

#[tokio::test]
async fn any_value_is_kept() {
    let message = shown(&json!({ "bot_id": "B1", "ts": "1.2", "tags": ["a"], "certain": ["a"] })).await;
    assert_eq!((message.bot_id, message.ts), (Some(json!("B1")), json!("1.2")));
    assert_eq!(message.tags, Some(vec!["a".to_owned()]));
    assert_eq!(message.certain, Some(vec!["a".to_owned()]));

    let message = shown(&json!({ "bot_id": ["B1", null], "ts": 7 })).await;
    assert_eq!((message.bot_id, message.ts), (Some(json!(["B1", null])), json!(7)));
}

#[tokio::test]
async fn kubernetes_has_integers_or_strings() {
    let message = shown(&json!({ "ts": 1, "port": 80, "percent": "5%", "ports": [80, "http"] })).await;
    assert_eq!(message.port, Some(IntOrString::Integer(80)));
    assert_eq!(message.percent, Some(MessagePercent::String("5%".to_owned())));
    assert_eq!(message.ports.map(|ports| ports.len()), Some(2));
}
