use serde_json::{Value, json};

use super::api::operations::*;

/// Decodes a property of an item, checks that it is encoded to the same JSON, and returns what it is decoded as.
fn kept(property: &str, value: Value) -> String {
    let value = json!({ property: value });
    let item: Item = serde_json::from_value(value.clone()).expect("it is an item");
    assert_eq!(serde_json::to_value(&item).expect("it can be encoded"), value);
    format!("{item:?}")
}

#[test]
fn each_branch_has_the_properties_beside_the_union() {
    for name in ["a", "b"] {
        let item = kept("beside", json!({ "id": "1", name: "x" }));
        assert!(!item.contains("Unknown") && item.contains("id: \"1\""), "{item}");
    }
}

#[test]
fn several_unions_are_the_union_of_all_combinations() {
    for (one, other) in [("a", "c"), ("a", "d"), ("b", "c"), ("b", "d")] {
        let item = kept("both", json!({ one: "x", other: "y" }));
        assert!(!item.contains("Unknown"), "{item}");
        assert!(item.contains(&format!("{one}: \"x\"")) && item.contains(&format!("{other}: \"y\"")), "{item}");
    }
}

#[test]
fn several_maps_are_a_map_of_any_of_their_elements() {
    kept("maps", json!({ "k": "x" }));
    kept("maps", json!({ "k": ["x", "y"], "l": "z" }));
}

#[test]
fn tags_of_a_union_inside_are_kept() {
    assert!(kept("outer", json!({ "t": "Y", "v": "1" })).contains("Y(Y"));
    assert!(kept("outer", json!({ "t": "X", "v": "1" })).contains("X(X"));
    assert!(kept("outer", json!({ "d": "1" })).contains("D(D"));
    assert!(kept("outer", json!("text")).contains("text"));
}
