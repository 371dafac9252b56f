//! Media types, and what bodies of them are.

use serde_json::Value;

use crate::api::model::Framing;
use crate::report::Pointer;

use super::context::Context;

/// Whether a media type is JSON: `application/json` and everything with the suffix (RFC 6839 §3.1).
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    ["application/json", "text/json"].contains(&essence.as_str())
        || (essence.ends_with("+json") && essence != "application/stream+json")
}

/// Whether a media type is text to be read as such.
pub(super) fn is_text(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.starts_with("text/") && essence != "text/xml"
}

/// Whether a media type is a form, URL-encoded.
pub(super) fn is_form(media_type: &str) -> bool {
    essence(media_type) == "application/x-www-form-urlencoded"
}

/// Whether a media type has a part for each member: a form (RFC 7578) or another one (RFC 2046, §5.1).
pub(super) fn is_multipart(media_type: &str) -> bool {
    essence(media_type).starts_with("multipart/")
}

/// Whether the bytes of a media type are what a caller has.
pub(super) fn is_binary(media_type: &str) -> bool {
    let essence = essence(media_type);
    !essence.ends_with("xml")
}

/// Whether a media type is XML (RFC 7303).
pub(super) fn is_xml(media_type: &str) -> bool {
    let essence = essence(media_type);
    ["application/xml", "text/xml"].contains(&essence.as_str()) || essence.ends_with("+xml")
}

/// Whether it is a range of media types, of which somebody chooses one.
pub(super) fn is_range(media_type: &str) -> bool {
    media_type.contains('*')
}

/// How values are told from each other in a media type that is a sequence of them (OpenAPI 3.2.0, §4.14.3.1 "Sequential
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

/// Whether a range of media types takes JSON, as `*/*` does, and what it has is more than text: what services that
/// declare no media type send and understand.
pub(super) fn is_any_json(cx: &Context<'_>, media_type: &str, media: &Value) -> bool {
    let Some(schema) = media.get("schema").filter(|_| ["*/*", "application/*"].contains(&media_type)) else {
        return false;
    };
    let reference = schema.get("$ref").and_then(Value::as_str);
    let target = reference.and_then(|reference| Pointer::parse_fragment(reference)?.of(cx.document));
    let schema = target.unwrap_or(schema);
    let keys = ["properties", "items", "allOf", "oneOf", "anyOf", "additionalProperties"];
    let of = schema.get("type").and_then(Value::as_str);
    of.map_or_else(|| keys.iter().any(|key| schema.get(key).is_some()), |of| !["string", "file"].contains(&of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_told_by_the_essence() {
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
