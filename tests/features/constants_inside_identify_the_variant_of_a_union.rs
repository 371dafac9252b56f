use super::api::operations::{PutStepsRequest, Variable};

#[test]
fn a_constant_of_the_object_inside_decides() {
    let read = |json: &str| serde_json::from_str::<Variable>(json).expect(json);
    assert!(matches!(read(r#"{"name":"a","configuration":{"type":"recent","ttl":1}}"#), Variable::Recent(_)));
    assert!(matches!(read(r#"{"name":"a","configuration":{"type":"count","ttl":1}}"#), Variable::Count(_)));
    assert!(matches!(read(r#"{"name":"a","configuration":{"type":"external","ttl":1}}"#), Variable::External(_)));
    assert!(matches!(read(r#"{"name":"a","url":"b"}"#), Variable::External(_)));
}

#[test]
fn the_first_element_of_an_array_decides() {
    let read = |json: &str| serde_json::from_str::<PutStepsRequest>(json).expect(json);
    assert!(matches!(read(r#"{"steps":[{"uses":"build"}]}"#), PutStepsRequest::Builds(_)));
    assert!(matches!(read(r#"{"steps":[{"uses":"test"}]}"#), PutStepsRequest::Tests(_)));
}
