use serde_json::{Value, json};

use super::api::operations::*;

fn read(value: &Value) -> Shape {
    let shape: Shape = serde_json::from_value(value.clone()).expect("it can be read");
    assert_eq!(serde_json::to_value(&shape).expect("it can be written"), *value);
    shape
}

#[test]
fn values_of_the_inferred_type_are_typed() {
    let shape = read(&json!({
        "area": { "size": 1 }, "label": "a", "limit": 5, "tags": ["t"], "pair": [1, "a"], "pairs": [[1, "a"]],
        "sized": { "a": 1 }, "nested": { "deep": { "a": "b" } }, "nothing": { "a": "c" }, "kept": "k",
        "both": { "a": "b" },
    }));
    assert_eq!(shape.area, Some(Area::from(AreaObject { size: Some(1), ..AreaObject::default() })));
    assert_eq!(shape.label, Some(ShapeLabel::String("a".to_owned())));
    assert_eq!(shape.limit, Some(ShapeLimit::Number(5.0)));
    assert_eq!(shape.tags, Some(ShapeTags::List(vec!["t".to_owned()])));
    assert_eq!(shape.kept.as_deref(), Some("k"));
    assert_eq!(shape.both.and_then(|both| both.a).as_deref(), Some("b"));
}

#[test]
fn other_values_are_kept() {
    let shape = read(&json!({
        "area": "whole", "label": 7, "limit": "none", "tags": "all", "pair": [1], "pairs": [[1, "b", true], []],
        "sized": 3, "nested": { "deep": [1] }, "nothing": null,
    }));
    assert_eq!(shape.area, Some(Area::Unknown(json!("whole"))));
    assert_eq!(shape.label, Some(ShapeLabel::Unknown(json!(7))));
    assert_eq!(shape.nothing, Some(None));
}
