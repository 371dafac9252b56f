use serde_json::{Value, json};

use super::api::operations::*;

/// Decodes a value, and checks that it is encoded to the same JSON.
fn kept(value: Value) -> Item {
    let item: Item = serde_json::from_value(value.clone()).expect("it is an item");
    assert_eq!(serde_json::to_value(&item).expect("it can be encoded"), value);
    item
}

#[test]
fn a_child_is_a_struct_with_the_properties_of_its_parent() {
    let item = kept(json!({ "cat": { "kind": "feline", "name": "Tom", "lives": 9 } }));
    assert!(item.cat.is_some_and(|cat| cat.name.as_deref() == Some("Tom") && cat.lives == Some(9)));
}

#[test]
fn a_parent_is_a_union_of_its_children() {
    let item = kept(json!({ "pet": { "kind": "feline", "name": "Tom" } }));
    assert!(matches!(item.pet, Some(Pet::Cat(cat)) if cat.name.as_deref() == Some("Tom")));
    let item = kept(json!({ "pet": { "kind": "Dog", "name": "Rex", "bark": "wow" } }));
    assert!(matches!(item.pet, Some(Pet::Dog(dog)) if dog.bark.as_deref() == Some("wow")));
    let item = kept(json!({ "pet": { "kind": "Fish", "fins": 2 } }));
    assert!(matches!(item.pet, Some(Pet::Unknown(_))));
}

#[test]
fn a_discriminator_is_not_needed() {
    let item = kept(json!({ "car": { "plate": "A 1", "load": 3 } }));
    assert!(matches!(item.car, Some(Car::Van(van)) if van.load == 3 && van.plate.as_deref() == Some("A 1")));
    let item = kept(json!({ "car": { "seats": 50 } }));
    assert!(matches!(item.car, Some(Car::Bus(bus)) if bus.seats == 50));
}
