//! Media types, and how bodies of them are encoded.

use serde_json::Value;

use super::reader::target;
use crate::api::model::Framing;

/// Whether a media type is JSON: `application/json` and everything with the suffix (RFC 6839 §3.1).
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    ["application/json", "text/json"].contains(&essence.as_str())
        || (essence.ends_with("+json") && essence != "application/stream+json")
}

/// Whether a media type is plain text.
pub(super) fn is_text(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.starts_with("text/") && essence != "text/xml"
}

/// Whether a media type is a URL-encoded form.
pub(super) fn is_form(media_type: &str) -> bool {
    essence(media_type) == "application/x-www-form-urlencoded"
}

/// Whether a media type has a part for each property: a form (RFC 7578) or another one (RFC 2046, §5.1).
pub(super) fn is_multipart(media_type: &str) -> bool {
    essence(media_type).starts_with("multipart/")
}

/// Whether a media type may be sent and received as bytes without a warning.
pub(super) fn is_binary(media_type: &str) -> bool {
    let essence = essence(media_type);
    !essence.ends_with("xml")
}

/// Whether a media type is XML (RFC 7303).
pub(super) fn is_xml(media_type: &str) -> bool {
    let essence = essence(media_type);
    ["application/xml", "text/xml"].contains(&essence.as_str()) || essence.ends_with("+xml")
}

/// Whether it is a range of media types.
pub(super) fn is_range(media_type: &str) -> bool {
    media_type.contains('*')
}

/// How values are separated in a sequential media type (OpenAPI 3.2.0, §4.14.3.1 "Sequential
/// Media Types").
pub(super) fn framing(media_type: &str) -> Option<Framing> {
    let essence = essence(media_type);
    match essence.as_str() {
        "text/event-stream" => Some(Framing::Events),
        "application/jsonl"
        | "application/x-jsonl"
        | "application/jsonlines"
        | "application/x-jsonlines"
        | "application/json-lines"
        | "application/ndjson"
        | "application/x-ndjson"
        | "application/x-json-stream"
        | "application/stream+json" => Some(Framing::Lines),
        _ if essence == "application/json-seq" || essence.ends_with("+json-seq") => Some(Framing::Sequence),
        _ => None,
    }
}

/// A media type without its parameters, in lower case (RFC 9110 §8.3.1).
pub(super) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether a range such as `*/*` includes JSON, and its schema is more than a string: services that declare no media type
/// use JSON.
pub(super) fn is_any_json(document: &Value, media_type: &str, media: &Value) -> bool {
    let Some(schema) = media.get("schema").filter(|_| ["*/*", "application/*"].contains(&media_type)) else {
        return false;
    };
    let schema = target(document, schema).unwrap_or(schema);
    let keys = ["properties", "items", "allOf", "oneOf", "anyOf", "additionalProperties"];
    let of = schema.get("type").and_then(Value::as_str);
    of.map_or_else(|| keys.iter().any(|key| schema.get(key).is_some()), |of| !["string", "file"].contains(&of))
}

/// Whether the schema of a media type is of bytes: a string of the format `binary` (OpenAPI 3.0.4, §4.4.3). Such a body is
/// the bytes themselves, whatever its media type is.
pub(super) fn is_bytes(document: &Value, media: &Value) -> bool {
    declared(document, media).is_some_and(|schema| {
        let of = schema.get("type").and_then(Value::as_str).unwrap_or("string");
        of == "string" && schema.get("format").and_then(Value::as_str) == Some("binary")
    })
}

/// Whether the schema of a media type is of any string.
pub(super) fn is_any_string(document: &Value, media: &Value) -> bool {
    declared(document, media).and_then(Value::as_object).is_some_and(|schema| {
        let narrows = ["enum", "format", "const", "allOf", "oneOf", "anyOf", "nullable"];
        schema.get("type").is_some_and(|of| of == "string") && !narrows.iter().any(|key| schema.contains_key(*key))
    })
}

/// Whether the schema of a media type is of an object.
pub(super) fn is_object(document: &Value, media: &Value) -> bool {
    declared(document, media).is_some_and(|schema| match schema.get("type") {
        Some(of) => of == "object",
        None => ["properties", "allOf", "oneOf", "anyOf"].iter().any(|key| schema.get(key).is_some()),
    })
}

fn declared<'v>(document: &'v Value, media: &'v Value) -> Option<&'v Value> {
    let schema = media.get("schema")?;
    Some(target(document, schema).unwrap_or(schema))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_recognised_by_the_essence() {
        fn check(media_type: &str, expected: bool) {
            assert_eq!(is_json(media_type), expected, "{media_type}");
        }
        check("application/json", true);
        check("Application/JSON; charset=utf-8", true);
        check("application/problem+json", true);
        check("application/jsonl", false);
        check("text/plain", false);
    }
}
