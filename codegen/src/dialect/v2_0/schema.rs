//! Schemas.

use serde_json::{Map, Value};

use crate::dialect::here::Here;
use crate::dialect::v3_1;

/// What differs in a schema (Schema Object).
pub(super) fn schema(members: &mut Map<String, Value>, here: &mut Here<'_>) {
    nullable(members, here);
    file(members);
    discriminator(members, here);
    // The version has neither lists of types nor tuples, but JSON Schema of its time has, and so have documents.
    v3_1::types(members, here);
    v3_1::tuple(members, here);
}

/// 2.0 has no `null`; documents say it with an extension, also beside references.
fn nullable(members: &mut Map<String, Value>, here: &mut Here<'_>) {
    let Some(nullable) = members.shift_remove("x-nullable").or_else(|| members.shift_remove("x-isnullable")) else {
        return;
    };
    if nullable != Value::Bool(true) {
        return;
    }
    if let Some(reference) = members.shift_remove("$ref") {
        // Other siblings of a reference are to be ignored (Reference Object).
        *members = Map::from_iter([("allOf".to_owned(), serde_json::json!([{ "$ref": reference }]))]);
        here.relocate(&[(&["allOf", "0", "$ref"], &["$ref"])]);
        here.stems(&["allOf", "0"], &[]);
    }
    members.insert("nullable".to_owned(), true.into());
}

/// A file is a type of its own (Response Object, "schema"; Parameter Object, "type"), and bytes in 3.0.
pub(super) fn file(members: &mut Map<String, Value>) {
    if members.get("type").and_then(Value::as_str) == Some("file") {
        members.insert("type".to_owned(), "string".into());
        members.insert("format".to_owned(), "binary".into());
    }
}

/// A discriminator is the name of a member (Schema Object, "discriminator").
fn discriminator(members: &mut Map<String, Value>, here: &mut Here<'_>) {
    if let Some(discriminator @ Value::String(_)) = members.get_mut("discriminator") {
        *discriminator = serde_json::json!({ "propertyName": discriminator.take() });
        here.relocate(&[(&["discriminator", "propertyName"], &["discriminator"])]);
    }
}
