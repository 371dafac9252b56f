//! The encoding of properties of forms (OpenAPI 3.0.4, §4.7.15 "Encoding Object").

use serde_json::Value;

use crate::api::model::{PropertyEncoding, Style, StyleKind};
use crate::report::At;

use super::super::media::is_json;
use super::super::reader::{Reader, flag, text};
use super::super::reference::follow;

/// The encodings that a media type declares for the properties of its form. `is_multipart` distinguishes multipart bodies
/// from URL-encoded forms.
pub(super) fn property_encodings<'a>(
    reader: &mut Reader<'a>,
    media: &'a Value,
    at: &At<'_>,
    is_multipart: bool,
) -> Vec<PropertyEncoding> {
    let at = at.key("encoding");
    let Some(properties) = reader.properties(media.get("encoding"), &at) else { return Vec::new() };
    let mut encodings = Vec::new();
    for (name, value) in properties {
        let at = at.key(name);
        if reader.properties(Some(value), &at).is_none() {
            continue;
        }
        let style = style(value);
        // The style comes before the media type (OpenAPI 3.1.1, §4.8.15.1.2 "Fixed Fields for RFC6570-style
        // Serialization").
        let content_type = text(value, "contentType").filter(|_| style.is_none());
        let headers = if is_multipart { headers(reader, value, &at) } else { Vec::new() };
        let encoding = PropertyEncoding { name: name.clone(), content_type, headers, style };
        let is_relevant = match is_multipart {
            true => encoding.style.is_some() || encoding.content_type.is_some() || !encoding.headers.is_empty(),
            false => encoding.style.is_some() || encoding.content_type.as_deref().is_some_and(is_json),
        };
        if is_relevant {
            encodings.push(encoding);
        }
    }
    encodings
}

/// The style, if the document declares one.
fn style(value: &Value) -> Option<Style> {
    let is_declared = ["style", "explode", "allowReserved"].iter().any(|key| value.get(key).is_some());
    let kind = match value.get("style").and_then(Value::as_str) {
        Some("spaceDelimited") => StyleKind::Space,
        Some("pipeDelimited") => StyleKind::Pipe,
        Some("deepObject") => StyleKind::DeepObject,
        _ => StyleKind::Form,
    };
    let explode = value.get("explode").and_then(Value::as_bool).unwrap_or(kind == StyleKind::Form);
    is_declared.then(|| Style { kind, explode, allow_reserved: flag(value, "allowReserved") })
}

/// Headers of a part whose value is constant. For others, files have headers of their own. `Content-Type` is declared by
/// `contentType` (§4.7.15.1 "headers").
fn headers<'a>(reader: &mut Reader<'a>, value: &'a Value, at: &At<'_>) -> Vec<(String, String)> {
    let at = at.key("headers");
    let Some(properties) = reader.properties(value.get("headers"), &at) else { return Vec::new() };
    let mut headers = Vec::new();
    for (name, value) in properties.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("content-type")) {
        let Some(followed) = follow(reader, value, &at.key(name)) else { continue };
        let Some(schema) = followed.value.get("schema") else { continue };
        let only = match schema.get("enum").and_then(Value::as_array).map(Vec::as_slice) {
            Some([only]) => Some(only),
            _ => schema.get("default"),
        };
        match only {
            Some(Value::String(text)) => headers.push((name.clone(), text.clone())),
            Some(number @ Value::Number(_)) => headers.push((name.clone(), number.to_string())),
            _ => {}
        }
    }
    headers
}
