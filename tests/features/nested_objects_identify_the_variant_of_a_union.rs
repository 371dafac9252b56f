use super::api::operations::Entry;

#[test]
fn the_properties_of_the_data_decide() {
    let read = |json: &str| serde_json::from_str::<Entry>(json).expect(json);
    assert!(matches!(read(r#"{"data":{"values":["a"]}}"#), Entry::Crumbs(_)));
    assert!(matches!(read(r#"{"data":{"values":[1],"omitted":true}}"#), Entry::Fault(_)));
    assert!(matches!(read(r#"{"data":{"text":"a"}}"#), Entry::Message(_)));
    assert!(matches!(read(r#"{"data":{}}"#), Entry::Unknown(_)));
}
