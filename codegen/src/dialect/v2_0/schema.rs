//! Schemas.

use serde_json::{Map, Value};

use crate::dialect::here::Here;
use crate::dialect::v3_1;

/// What differs in a schema (Schema Object).
pub(super) fn schema(object: &mut Map<String, Value>, here: &mut Here<'_>) {
    nullable(object, here);
    file(object);
    discriminator(object, here);
    // The version has neither lists of types nor tuples, but JSON Schema of its time has, and so have documents.
    v3_1::types(object, here);
    v3_1::tuple(object, here);
}

/// 2.0 has no `null`; documents declare it by an extension, also beside references.
fn nullable(object: &mut Map<String, Value>, here: &mut Here<'_>) {
    let Some(nullable) = object.shift_remove("x-nullable").or_else(|| object.shift_remove("x-isnullable")) else {
        return;
    };
    if nullable != Value::Bool(true) {
        return;
    }
    if let Some(reference) = object.shift_remove("$ref") {
        // Other siblings of a reference are to be ignored (Reference Object).
        *object = Map::from_iter([("allOf".to_owned(), serde_json::json!([{ "$ref": reference }]))]);
        here.relocate(&[(&["allOf", "0", "$ref"], &["$ref"])]);
        here.stems(&["allOf", "0"], &[]);
    }
    object.insert("nullable".to_owned(), true.into());
}

/// A file is a type of its own (Response Object, "schema"; Parameter Object, "type"), and bytes in 3.0.
pub(super) fn file(object: &mut Map<String, Value>) {
    if object.get("type").and_then(Value::as_str) == Some("file") {
        object.insert("type".to_owned(), "string".into());
        object.insert("format".to_owned(), "binary".into());
    }
}

/// A discriminator is the name of a property (Schema Object, "discriminator").
fn discriminator(object: &mut Map<String, Value>, here: &mut Here<'_>) {
    if let Some(discriminator @ Value::String(_)) = object.get_mut("discriminator") {
        *discriminator = serde_json::json!({ "propertyName": discriminator.take() });
        here.relocate(&[(&["discriminator", "propertyName"], &["discriminator"])]);
    }
}
