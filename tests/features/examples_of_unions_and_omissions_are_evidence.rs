use serde_json::{Value, json};

use super::api::operations::*;

fn written(value: &Value) -> Value {
    let group: Group = serde_json::from_value(value.clone()).expect("it can be read");
    serde_json::to_value(&group).expect("it can be written")
}

#[test]
fn the_variant_of_an_example_keeps_its_properties() {
    let profile = json!({ "profile": { "name": "West", "dn": "CN=West", "scope": "global" } });
    assert_eq!(written(&profile), profile);
    // The other variant does not show such properties.
    assert_eq!(written(&json!({ "profile": { "name": "West", "new": 1 } })), json!({ "profile": { "name": "West" } }));
}

#[test]
fn a_property_of_another_type_than_a_variant_declares_is_not_of_it() {
    let relation = json!({ "relation": { "services": { "id": "P1" } } });
    assert_eq!(written(&relation), relation);
    let group: Group = serde_json::from_value(json!({ "relation": { "services": [{ "id": "P1" }] } })).expect("valid");
    assert!(matches!(group.relation, Some(GroupRelation::Dependency(_))));
}

#[test]
fn properties_that_an_example_omits_are_optional() {
    let group: Group = serde_json::from_value(json!({ "owner": null })).expect("it can be read");
    assert!(group.id.is_none() && group.owner.is_none());
}

#[test]
fn references_in_examples_are_followed() {
    let team = json!({ "team": { "size": 3, "colour": "red" } });
    assert_eq!(written(&team), team);
}
