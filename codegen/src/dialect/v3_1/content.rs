//! Bytes in strings.

use serde_json::{Map, Value};

/// The encoding and the media type of bytes in a string have their own keywords (JSON Schema Validation 2020-12,
/// §8.3 and §8.4); in 3.0 they are formats (OpenAPI 3.1.1, §4.4.2.1 "Migrating binary descriptions from OAS 3.0").
pub(super) fn content(object: &mut Map<String, Value>) {
    let encoding = object.get("contentEncoding").and_then(Value::as_str).map(str::to_ascii_lowercase);
    let media_type = object.get("contentMediaType").and_then(Value::as_str).map(str::to_ascii_lowercase);
    let is_text = match object.get("type") {
        Some(of) => of == "string",
        None => ["$ref", "allOf", "anyOf", "enum", "oneOf"].iter().all(|key| !object.contains_key(*key)),
    };
    if !is_text || (encoding.is_none() && media_type.is_none()) {
        return;
    }
    object.entry("type").or_insert_with(|| "string".into());
    let format = match (encoding.as_deref(), media_type) {
        (Some("base64"), _) => "byte",
        (Some("base64url"), _) => "base64url",
        // These leave the bytes as they are (RFC 2045, §6.2), and only the last allows any.
        (Some("binary"), _) => "binary",
        (Some("7bit" | "8bit"), Some(media_type)) if !is_readable(&media_type) => "binary",
        (Some(other), _) => {
            object.insert("x-specwright-content-encoding".to_owned(), other.into());
            return;
        }
        (None, Some(media_type)) if !is_readable(&media_type) => "binary",
        _ => return,
    };
    object.entry("format").or_insert_with(|| format.into());
}

/// Whether a value of a media type is text.
fn is_readable(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence.starts_with("text/")
        || ["json", "xml", "yaml", "javascript"].iter().any(|kind| essence.ends_with(kind))
        || essence == "application/jwt"
}
