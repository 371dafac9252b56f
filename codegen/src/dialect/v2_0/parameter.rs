//! Parameters and headers, whose types stand in themselves.

use serde_json::{Map, Value};

use super::schema;
use crate::dialect::here::Here;

/// Fields that describe the value (Parameter Object, Items Object, Header Object); in 3.0 they belong to a schema.
const OF_SCHEMA: [&str; 24] = [
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
    "nullable",
    "x-nullable",
    "x-isnullable",
    "x-ms-enum",
    "x-enum-varnames",
    "x-enumNames",
    "x-enum-descriptions",
    "x-specwright-rust-type",
];

/// The extension for formats of lists in 2.0 that 3.0 has no style for.
const FORMAT: &str = "x-specwright-collection-format";

/// A parameter or a header describes its values itself; in 3.0 its schema does.
pub(super) fn typed(object: &mut Map<String, Value>, here: &mut Here<'_>) {
    let is_header = !object.contains_key("in");
    let place = object.get("in").and_then(Value::as_str).unwrap_or("header").to_owned();
    if object.contains_key("$ref") || object.contains_key("schema") || place == "body" {
        return;
    }
    if is_header && !object.contains_key("type") {
        return;
    }
    let formats = object.shift_remove("collectionFormat");
    let format = formats.as_ref().and_then(Value::as_str).unwrap_or("csv");
    let (schema, keys) = value_schema(object);
    for key in keys {
        here.relocate(&[(&["schema", key], &[key])]);
    }
    here.stems(&["schema"], &[]);
    if schema.get("type").and_then(Value::as_str) == Some("array") {
        let (style, explode) = style(&place, format);
        object.insert("style".to_owned(), style.into());
        object.insert("explode".to_owned(), explode.into());
        if !is_expressible(&place, format) {
            object.insert(FORMAT.to_owned(), format.into());
        }
    }
    object.insert("schema".to_owned(), Value::Object(schema));
}

/// Moves the fields of a parameter that make its schema to a new schema, and returns it with their names.
pub(super) fn value_schema(object: &mut Map<String, Value>) -> (Map<String, Value>, Vec<&'static str>) {
    let mut schema = Map::new();
    let mut keys = Vec::new();
    for key in OF_SCHEMA {
        if let Some(value) = object.shift_remove(key) {
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

/// Whether a style of 3.0 expresses the format.
pub(super) fn is_expressible(place: &str, format: &str) -> bool {
    match place {
        "path" | "header" => format == "csv",
        _ => ["csv", "multi", "pipes", "ssv"].contains(&format),
    }
}
