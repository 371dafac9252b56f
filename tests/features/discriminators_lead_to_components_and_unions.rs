use serde_json::{Value, json};

use super::api::operations::*;

/// Decodes a property of an item, and checks that it is encoded to the same JSON.
fn kept(property: &str, value: Value) -> Item {
    let value = json!({ property: value });
    let item: Item = serde_json::from_value(value.clone()).expect("it is an item");
    assert_eq!(serde_json::to_value(&item).expect("it can be encoded"), value);
    item
}

#[test]
fn the_name_of_the_component_decides_where_constants_are_shared() {
    for property in ["shared", "partly"] {
        let item = format!("{:?}", kept(property, json!({ "type": "cow", "name": "x" })));
        assert!(item.contains("Cow(Cow"), "{item}");
        let item = format!("{:?}", kept(property, json!({ "type": "hen", "name": "x" })));
        assert!(item.contains("Hen(Hen"), "{item}");
    }
}

#[test]
fn branches_have_the_discriminator_that_all_inherit() {
    let item = format!("{:?}", kept("inherited", json!({ "sort": "Book", "title": "x" })));
    assert!(item.contains("Book(Book"), "{item}");
    let item = format!("{:?}", kept("inherited", json!({ "sort": "Phone", "kind": "Phone", "title": "x" })));
    assert!(item.contains("Phone(Phone"), "{item}");
}

#[test]
fn a_second_discriminator_decides_within_its_branch() {
    for sort in ["Device", "Phone"] {
        let item = format!("{:?}", kept("below", json!({ "sort": sort, "kind": "Phone", "storage": "64" })));
        assert!(item.contains("Device(Phone(Phone"), "{item}");
        let item = format!("{:?}", kept("below", json!({ "sort": sort, "kind": "Screen", "storage": "1" })));
        assert!(item.contains("Device(Screen(Screen"), "{item}");
    }
    let item = format!("{:?}", kept("below", json!({ "sort": "Book", "pages": 7 })));
    assert!(item.contains("Book(Book"), "{item}");
}

#[test]
fn a_mapping_to_a_union_leads_into_it() {
    let item = format!("{:?}", kept("union", json!({ "is": "sign", "name": "x" })));
    assert!(item.contains("Sign(Sign"), "{item}");
    let value = json!({ "union": { "is": "bird", "type": "Duck", "name": "x" } });
    let item: Item = serde_json::from_value(value.clone()).expect("it is an item");
    assert!(format!("{item:?}").contains("Poultry(Duck(Duck"), "{item:?}");
    assert_eq!(serde_json::to_value(&item).expect("it can be encoded"), value);
}
