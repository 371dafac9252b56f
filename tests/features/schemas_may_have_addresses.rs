use super::api::operations::Item;

#[test]
fn references_name_addresses() {
    let json = r#"{"thing":{"t":1,"next":{"t":2},"part":{"p":"x"}},"part":{"i":3}}"#;
    let item: Item = serde_json::from_str(json).expect("it is read");
    let thing = item.thing.as_ref().expect("it is there");
    assert_eq!(thing.next.as_ref().and_then(|next| next.t), Some(2));
    assert_eq!(thing.part.as_ref().and_then(|part| part.p.as_deref()), Some("x"));
    assert_eq!(item.part.as_ref().and_then(|part| part.i), Some(3));
}

#[test]
fn recursive_references_lead_to_the_schema_around_them() {
    let json = r#"{"tree":{"name":"a","children":[{"name":"b"}]},"node":{"value":1,"next":{"value":2}}}"#;
    let item: Item = serde_json::from_str(json).expect("it is read");
    let children = item.tree.as_ref().and_then(|tree| tree.children.as_deref()).expect("they are there");
    assert!(matches!(children, [child] if child.name.as_deref() == Some("b")));
    let next = item.node.as_ref().and_then(|node| node.next.as_ref()).expect("it is there");
    assert_eq!(next.value, Some(2));
}
