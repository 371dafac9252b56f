//! How members of forms are written (OpenAPI 3.0.4, §4.7.15 "Encoding Object").

use serde_json::Value;

use crate::api::model::{PropertyEncoding, Style, StyleKind};
use crate::report::At;

use super::context::{Context, flag, text};
use super::media::is_json;
use super::reference::follow;

/// What a media type says of the members of its form. `in_parts` tells forms of parts from those that are URL-encoded.
pub(super) fn member_encodings<'a>(
    cx: &mut Context<'a>,
    media: &'a Value,
    at: &At<'_>,
    in_parts: bool,
) -> Vec<PropertyEncoding> {
    let at = at.key("encoding");
    let Some(members) = cx.members(media.get("encoding"), &at) else { return Vec::new() };
    let mut encodings = Vec::new();
    for (name, value) in members {
        let at = at.key(name);
        if cx.members(Some(value), &at).is_none() {
            continue;
        }
        let style = style(value);
        // The style comes before the media type (OpenAPI 3.1.1, §4.8.15.1.2 "Fixed Fields for RFC6570-style
        // Serialization").
        let content_type = text(value, "contentType").filter(|_| style.is_none());
        let headers = if in_parts { headers(cx, value, &at) } else { Vec::new() };
        let encoding = PropertyEncoding { name: name.clone(), content_type, headers, style };
        let says = match in_parts {
            true => encoding.style.is_some() || encoding.content_type.is_some() || !encoding.headers.is_empty(),
            false => encoding.style.is_some() || encoding.content_type.as_deref().is_some_and(is_json),
        };
        if says {
            encodings.push(encoding);
        }
    }
    encodings
}

/// The style, if the document says one.
fn style(value: &Value) -> Option<Style> {
    let said = ["style", "explode", "allowReserved"].iter().any(|key| value.get(key).is_some());
    let kind = match value.get("style").and_then(Value::as_str) {
        Some("spaceDelimited") => StyleKind::Space,
        Some("pipeDelimited") => StyleKind::Pipe,
        Some("deepObject") => StyleKind::DeepObject,
        _ => StyleKind::Form,
    };
    let explode = value.get("explode").and_then(Value::as_bool).unwrap_or(kind == StyleKind::Form);
    said.then(|| Style { kind, explode, allow_reserved: flag(value, "allowReserved") })
}

/// Headers of a part that can have one value only. For others, files have headers of their own. `Content-Type` is said
/// elsewhere (§4.7.15.1 "headers").
fn headers<'a>(cx: &mut Context<'a>, value: &'a Value, at: &At<'_>) -> Vec<(String, String)> {
    let at = at.key("headers");
    let Some(members) = cx.members(value.get("headers"), &at) else { return Vec::new() };
    let mut headers = Vec::new();
    for (name, value) in members.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("content-type")) {
        let Some(followed) = follow(cx, value, &at.key(name)) else { continue };
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
