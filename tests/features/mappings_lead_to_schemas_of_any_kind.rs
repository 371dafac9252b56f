use serde_json::{Value, json};

use super::api::operations::*;

/// Decodes an item, and checks that it is encoded to the same JSON.
fn same(value: Value) -> Item {
    let item: Item = serde_json::from_value(value.clone()).expect("it is an item");
    assert_eq!(serde_json::to_value(&item).expect("it is JSON"), value);
    item
}

#[test]
fn a_base_maps_to_schemas_that_do_not_extend_it() {
    let item = same(json!({"by_pointer": {"type": "text", "value": "x"}}));
    assert!(matches!(item.by_pointer, Some(Content::Text(of)) if of.value.as_deref() == Some("x")));
    let item = same(json!({"by_name": {"sort": "number", "value": 1.5}}));
    assert!(matches!(item.by_name, Some(Named::Number(of)) if of.value == Some(1.5)));
    assert!(matches!(same(json!({"by_name": {"sort": "other", "x": 1}})).by_name, Some(Named::Unknown(_))));
}

#[test]
fn tags_may_be_unions() {
    assert!(matches!(same(json!({"codes": {"type": 17, "id": 1}})).codes, Some(ItemCodes::Panel(_))));
    assert!(matches!(same(json!({"codes": {"type": 1, "id": 1}})).codes, Some(ItemCodes::Row(_))));
    assert!(matches!(same(json!({"edocs": {"type": 17, "id": 1}})).edocs, Some(ItemEdocs::Panel(_))));
    assert!(matches!(same(json!({"edocs": {"type": 1, "id": 1}})).edocs, Some(ItemEdocs::Row(_))));
}

#[test]
fn a_mapping_may_lead_to_what_is_no_branch() {
    assert!(matches!(same(json!({"beyond": {"t": "own", "value": "x"}})).beyond, Some(ItemBeyond::Text(_))));
    assert!(matches!(same(json!({"beyond": {"t": "a", "value": "x"}})).beyond, Some(ItemBeyond::AText(_))));
    same(json!({"beyond": {"t": "num", "value": 1.5}}));
    assert!(matches!(same(json!({"permuted": {"t": "own", "value": "x"}})).permuted, Some(ItemPermuted::Text(_))));
    assert!(matches!(same(json!({"permuted": {"t": "a", "a": true}})).permuted, Some(ItemPermuted::AText(_))));
    same(json!({"permuted": {"t": "num", "value": 1.5}}));
}
