use serde_json::{Value, json};

use super::api::Client;
use super::api::operations::*;
use crate::server::Server;

/// Decodes a response, and checks the JSON that it is encoded to.
async fn echoed(value: Value, expected: Value) -> Job {
    let server = Server::json(&value.to_string());
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let job = client.echo(&Job::default()).send().await.expect("the response can be read");
    client.echo(&job).send().await.expect("the response can be read");
    let sent = server.received().remove(1);
    assert_eq!(serde_json::from_str::<Value>(sent.text()).expect("it is JSON"), expected);
    job
}

async fn same(value: Value) -> Job {
    echoed(value.clone(), value).await
}

#[tokio::test]
async fn by_the_kind_of_json_value() {
    async fn check(value: Value, expected: Option<JobMixed>) {
        assert_eq!(same(json!({ "mixed": value })).await.mixed, Some(expected));
    }
    check(json!("auto"), Some(JobMixed::String(JobMixedString::Auto))).await;
    check(json!("manual"), Some(JobMixed::String(JobMixedString::Other("manual".to_owned())))).await;
    check(json!(1), Some(JobMixed::Integer(JobMixedInteger::Value1))).await;
    check(json!(true), Some(JobMixed::Boolean(true))).await;
    check(json!(null), None).await;
    check(json!([]), Some(JobMixed::Unknown(json!([])))).await;
}

#[tokio::test]
async fn null_among_the_values_is_a_value() {
    assert_eq!(same(json!({ "text_or_null": null })).await.text_or_null, Some(None));
    assert_eq!(same(json!({ "text_or_null": "a" })).await.text_or_null, Some(Some(JobTextOrNull::A)));
    assert_eq!(echoed(json!({ "only_null": null }), json!({})).await.only_null, None);
}

#[tokio::test]
async fn values_of_a_kind_other_than_the_type_are_decoded_in_both_forms() {
    let job = echoed(
        json!({ "yes": true, "rate": 1, "digits": "2", "versions": ["1", 2.5, "3"], "kind": "B" }),
        json!({ "yes": true, "rate": 1, "digits": 2, "versions": ["1", "2.5", "3"], "kind": "B" }),
    );
    let job = job.await;
    assert_eq!((job.yes, job.rate, job.digits), (Some(true), Some(1.0), Some(JobDigits::Value2)));
    assert_eq!(job.kind, Some(JobKind::B));
    assert_eq!(same(json!({ "digits": 1 })).await.digits, Some(JobDigits::Value1));
}

#[tokio::test]
async fn a_constant_boolean_identifies_the_variant() {
    let job = same(json!({ "tagged": { "done": false, "left": 3 } })).await;
    assert!(matches!(job.tagged, Some(JobTagged::ValueFalse(waiting)) if waiting.left == Some(3)));
}
