use serde_json::{Value, json};

use super::api::operations::*;

/// Decodes an item, and checks that it is encoded to the same JSON.
fn same(value: Value) -> Item {
    let item: Item = serde_json::from_value(value.clone()).expect("it is an item");
    assert_eq!(serde_json::to_value(&item).expect("it is JSON"), value);
    item
}

#[test]
fn one_of_beside_any_of() {
    let item = same(json!({"both": {"id": "1", "b": "x", "c": "y"}}));
    assert!(matches!(item.both, Some(Both::BC(of)) if of.id == "1" && of.b == "x" && of.c == "y"));
    let item = same(json!({"inline": {"a": "x", "d": "y"}}));
    assert!(matches!(item.inline, Some(ItemInline::AD(of)) if of.a == "x" && of.d == "y"));
    assert!(matches!(same(json!({"inline": {"a": "x"}})).inline, Some(ItemInline::Unknown(_))));
    // Branches that only require properties are no types.
    assert!(matches!(same(json!({"required": {"a": "x"}})).required, Some(ItemRequired::A(_))));
    let item = same(json!({"heir": {"id": "1", "a": "x", "c": "y", "h": "z"}}));
    assert!(matches!(item.heir, Some(Heir::AC(of)) if of.h == "z" && of.c == "y"));
}

#[test]
fn a_child_that_its_parent_does_not_list_is_a_struct() {
    let item = same(json!({"product": {"kind": "Toy", "name": "n", "price": 2.5}}));
    assert_eq!(item.product.map(|toy| toy.kind), Some("Toy".to_owned()));
    assert!(matches!(same(json!({"pet": {"kind": "Dog", "bark": "w"}})).pet, Some(Pet::Dog(_))));
    assert!(matches!(same(json!({"pet": {"kind": "Toy", "price": 1}})).pet, Some(Pet::Unknown(_))));
}
