use serde_json::{Value, json};

use super::api::Client;
use super::api::operations::*;
use crate::server::Server;

#[tokio::test]
async fn values_have_the_type_of_their_pattern() {
    let value = json!({
        "one": { "x-a": 1 },
        "alike": { "x-a": 1, "y-b": 2 },
        "several": { "x-a": 1, "y-b": "b", "z": null },
        "anything": { "x-a": 1, "b": "b" },
        "named": { "name": "n", "x-a": ["a"], "y-b": true },
    });
    let server = Server::json(&value.to_string());
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let labels = client.echo(&Labels::default()).send().await.expect("the response can be read");
    assert_eq!(labels.one.as_ref().unwrap()["x-a"], 1);
    assert_eq!(labels.alike.as_ref().unwrap()["y-b"], 2);
    assert_eq!(labels.several.as_ref().unwrap()["y-b"], LabelsSeveralItem::String("b".to_owned()));
    assert_eq!(labels.anything.as_ref().unwrap()["b"], "b");
    let named = labels.named.as_ref().unwrap();
    assert_eq!(named.additional_properties["x-a"], LabelsNamedItem::List(vec!["a".to_owned()]));
    client.echo(&labels).send().await.expect("the response can be read");
    let sent = server.received().remove(1);
    assert_eq!(serde_json::from_str::<Value>(sent.text()).expect("it is JSON"), value);
}
