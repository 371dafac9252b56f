use serde_json::{Value, json};

use super::api::operations::*;

/// Decodes an item, and checks that it is encoded to the same JSON.
fn same(value: Value) -> Item {
    let item: Item = serde_json::from_value(value.clone()).expect("it is an item");
    assert_eq!(serde_json::to_value(&item).expect("it is JSON"), value);
    item
}

#[test]
fn properties_of_several_branches() {
    assert!(matches!(same(json!({"any": {"street": "s", "town": "t"}})).any, Some(ItemAny::Address(_))));
    assert!(matches!(same(json!({"any": {"lat": 1.5, "lon": 2.5}})).any, Some(ItemAny::Place(_))));
    // One branch has them all, though none of the others does.
    assert!(matches!(same(json!({"any": {"town": "t", "lat": 1.5}})).any, Some(ItemAny::Site(_))));
    assert!(matches!(same(json!({"any": {"street": "s", "lat": 1.5}})).any, Some(ItemAny::Unknown(_))));
    assert!(matches!(same(json!({"any": {"of_none": 1}})).any, Some(ItemAny::Unknown(_))));
}

#[test]
fn maps_by_their_elements() {
    assert!(matches!(same(json!({"maps": {"a": "x"}})).maps, Some(Labels::StringMap(_))));
    assert!(matches!(same(json!({"maps": {"a": ["x"], "b": null}})).maps, Some(Labels::ListMap(_))));
    assert!(matches!(same(json!({"maps": {"a": ["x"], "b": "y"}})).maps, Some(Labels::Unknown(_))));
    same(json!({"maps": {}}));
}

#[test]
fn objects_and_maps_in_either_order() {
    assert!(matches!(same(json!({"counts": {"a": "x"}})).counts, Some(ItemCounts::Small(_))));
    assert!(matches!(same(json!({"counts": {"a": 1, "b": 2}})).counts, Some(ItemCounts::Map(_))));
    assert!(matches!(same(json!({"counts": {"a": "x", "b": 2}})).counts, Some(ItemCounts::Unknown(_))));
    assert!(matches!(same(json!({"limits": {"a": "x"}})).limits, Some(ItemLimits::Small(_))));
    assert!(matches!(same(json!({"limits": {"a": 1}})).limits, Some(ItemLimits::Map(_))));
    assert!(matches!(same(json!({"limits": {"q": true}})).limits, Some(ItemLimits::Unknown(_))));
    assert!(matches!(same(json!({"open": {"a": "x"}})).open, Some(ItemOpen::Small(_))));
    assert!(matches!(same(json!({"open": {"a": "x", "c": 1}})).open, Some(ItemOpen::Open(_))));
}

#[test]
fn objects_that_nothing_distinguishes() {
    assert!(matches!(same(json!({"lists": {"of": ["2026-12-01"]}})).lists, Some(ItemLists::Unknown(_))));
    assert!(matches!(same(json!({"same": {"name": "Tom"}})).same, Some(ItemSame::Cat(_))));
    let days: Days = serde_json::from_value(json!({"of": ["2026-12-01"]})).expect("they are days");
    let days = Item { lists: Some(days.into()), ..Item::default() };
    assert_eq!(serde_json::to_value(&days).expect("it is JSON"), json!({"lists": {"of": ["2026-12-01"]}}));
}
