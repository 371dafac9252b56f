//! Parameters and headers, whose types stand in themselves.

use serde_json::{Map, Value};

use super::schema;
use crate::dialect::here::Here;

/// Members that speak of the value (Parameter Object, Items Object, Header Object), which is what a schema is for.
const OF_SCHEMA: [&str; 22] = [
    "type",
    "format",
    "items",
    "default",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "multipleOf",
    "x-nullable",
    "x-isnullable",
    "x-ms-enum",
    "x-enum-varnames",
    "x-enumNames",
    "x-enum-descriptions",
];

/// What 2.0 says about lists that 3.0 has no style for.
const FORMAT: &str = "x-specwright-collection-format";

/// A parameter or a header says itself what values it has; in 3.0 its schema does.
pub(super) fn typed(members: &mut Map<String, Value>, here: &mut Here<'_>) {
    let is_header = !members.contains_key("in");
    let place = members.get("in").and_then(Value::as_str).unwrap_or("header").to_owned();
    if members.contains_key("$ref") || members.contains_key("schema") || place == "body" {
        return;
    }
    if is_header && !members.contains_key("type") {
        return;
    }
    let formats = members.shift_remove("collectionFormat");
    let format = formats.as_ref().and_then(Value::as_str).unwrap_or("csv");
    let (schema, keys) = value_schema(members);
    for key in keys {
        here.relocate(&[(&["schema", key], &[key])]);
    }
    here.stems(&["schema"], &[]);
    if schema.get("type").and_then(Value::as_str) == Some("array") {
        let (style, explode) = style(&place, format);
        members.insert("style".to_owned(), style.into());
        members.insert("explode".to_owned(), explode.into());
        if !is_said(&place, format) {
            members.insert(FORMAT.to_owned(), format.into());
        }
    }
    members.insert("schema".to_owned(), Value::Object(schema));
}

/// Takes the members of a parameter that make its schema, and tells which they were.
pub(super) fn value_schema(members: &mut Map<String, Value>) -> (Map<String, Value>, Vec<&'static str>) {
    let mut schema = Map::new();
    let mut keys = Vec::new();
    for key in OF_SCHEMA {
        if let Some(value) = members.shift_remove(key) {
            schema.insert(key.to_owned(), value);
            keys.push(key);
        }
    }
    schema::file(&mut schema);
    inner_formats(&mut schema);
    (schema, keys)
}

/// Lists of lists, for which 3.0 has no style, keep the declarations of the inner ones.
fn inner_formats(schema: &mut Map<String, Value>) {
    let mut items = schema.get_mut("items");
    while let Some(Value::Object(inner)) = items {
        if let Some(format) = inner.shift_remove("collectionFormat")
            && inner.get("type").and_then(Value::as_str) == Some("array")
        {
            inner.insert(FORMAT.to_owned(), format);
        }
        items = inner.get_mut("items");
    }
}

/// The style and `explode` of a list (Parameter Object, "collectionFormat"; OpenAPI 3.0.4, §4.7.12.3 "Style Values").
pub(super) fn style(place: &str, format: &str) -> (&'static str, bool) {
    match (place, format) {
        ("path" | "header", _) => ("simple", false),
        (_, "multi") => ("form", true),
        (_, "ssv") => ("spaceDelimited", false),
        (_, "pipes") => ("pipeDelimited", false),
        _ => ("form", false),
    }
}

/// Whether the style says all that the format does.
pub(super) fn is_said(place: &str, format: &str) -> bool {
    match place {
        "path" | "header" => format == "csv",
        _ => ["csv", "multi", "pipes", "ssv"].contains(&format),
    }
}
