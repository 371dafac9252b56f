//! Media types, and maps of media types to schemas.

use serde_json::{Map, Value};

use crate::dialect::reference::fragment;
use crate::report::Pointer;

/// The media types that a document or an operation lists; nothing if it has no such list.
pub(super) fn media_types(holder: &Value, key: &str) -> Option<Vec<String>> {
    let list = holder.get(key)?.as_array()?;
    Some(
        list.iter()
            .filter_map(Value::as_str)
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect(),
    )
}

/// A map of media types to one schema. The first has the schema, others refer to it if it is more than a few words.
pub(super) fn content(media_types: &[String], schema: Value, at: &Pointer) -> Map<String, Value> {
    let mut content = Map::new();
    let again = match media_types.first() {
        Some(first) if is_large(&schema) => {
            serde_json::json!({ "$ref": fragment(&at.key("content").key(first).key("schema")) })
        }
        _ => schema.clone(),
    };
    let mut schema = Some(schema);
    for media_type in media_types {
        let schema = schema.take().unwrap_or_else(|| again.clone());
        content.entry(media_type.clone()).or_insert_with(|| serde_json::json!({ "schema": schema }));
    }
    content
}

/// Whether a schema contains other schemas or lists.
pub(super) fn is_large(schema: &Value) -> bool {
    schema.as_object().is_some_and(|object| {
        !object.contains_key("$ref") && object.values().any(|value| value.is_object() || value.is_array())
    })
}
