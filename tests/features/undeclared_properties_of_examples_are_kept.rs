use serde_json::{Value, json};

use super::api::operations::*;

fn written(value: &Value) -> Value {
    let device: Device = serde_json::from_value(value.clone()).expect("it can be read");
    serde_json::to_value(&device).expect("it can be written")
}

#[test]
fn properties_that_an_example_shows_are_kept() {
    let profile = json!({ "profile": { "model": "m", "jailbroken": true, "os": ["a"] } });
    assert_eq!(written(&profile), profile);
    let device: Device = serde_json::from_value(profile).expect("it can be read");
    assert_eq!(device.profile.expect("it is there").additional_properties["jailbroken"], json!(true));
}

#[test]
fn others_are_skipped() {
    for name in ["strict", "plain", "link"] {
        assert_eq!(written(&json!({ name: { "b": 1 } })), json!({ name: {} }));
    }
    let owner = json!({ "owner": { "kind": "Team", "size": 3, "b": 1 } });
    assert_eq!(written(&owner), json!({ "owner": { "kind": "Team", "size": 3 } }));
}
