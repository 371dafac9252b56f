use super::api::operations::{Signal, Status};

#[test]
fn the_types_of_elements_and_values_decide() {
    let read = |json: &str| serde_json::from_str::<Signal>(json).expect(json);
    assert!(matches!(read(r#"{"values":["a",null]}"#), Signal::Labels(_)));
    assert!(matches!(read(r#"{"values":[1,2]}"#), Signal::Counts(_)));
    assert!(matches!(read(r#"{"values":{"a":"b"}}"#), Signal::Names(_)));
}

#[test]
fn constants_decide_beside_a_type_without_them() {
    let read = |json: &str| serde_json::from_str::<Status>(json).expect(json);
    assert!(matches!(read(r#"{"kind":"note"}"#), Status::Note(_)));
    assert!(matches!(read(r#"{"kind":2,"text":"a"}"#), Status::Alarm(_)));
    assert!(matches!(read(r#"{"kind":"other"}"#), Status::Mark(_)));
}
