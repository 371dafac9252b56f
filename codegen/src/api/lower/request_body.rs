//! Request bodies (OpenAPI 3.0.4, §4.7.13 "Request Body Object").

use std::collections::HashSet;

use serde_json::Value;

use crate::api::model::{Api, Body, Encoding, Hint, Kind, StringFormat, TypeId, Types};
use crate::report::{At, Code, Finding, Pointer};

use super::context::{Context, Example, flag, text};
use super::reference::follow;
use super::schema::{plain, schema};

/// The body of an operation. `index` is the operation's place in the list.
pub(super) fn request_body<'a>(cx: &mut Context<'a>, operation: &'a Value, at: &At<'_>, index: usize) -> Option<Body> {
    let at = at.key("requestBody");
    let followed = follow(cx, operation.get("requestBody")?, &at)?;
    let written: Pointer;
    let at = match followed.target {
        Some(pointer) => {
            written = pointer;
            At::under(at.file, &written)
        }
        None => at,
    };
    let value = followed.value;
    cx.read::<openapiv3::RequestBody>(value, &at, "Request Body Object")?;
    let content_at = at.key("content");
    let content = cx.members(value.get("content"), &content_at)?;
    let json = content.keys().find(|media_type| is_json(media_type));
    let form = || content.keys().find(|media_type| is_form(media_type) || is_multipart(media_type));
    let any = || content.iter().find(|(media_type, media)| is_any_json(cx, media_type, media)).map(|(name, _)| name);
    let json = json.or_else(|| if form().is_some() { None } else { any() });
    let media_type = json.or_else(form).or_else(|| content.keys().next())?;
    let content_of = |media_type: &str| content.get(media_type).unwrap_or(&Value::Null);
    let encoding = if is_form(media_type) || is_multipart(media_type) {
        let of = json_type(cx, content_of(media_type), &content_at.key(media_type), Hint::RequestBody(index));
        if is_form(media_type) { Encoding::Form(of) } else { Encoding::Multipart(of) }
    } else if json.is_some() {
        let at = content_at.key(media_type);
        Encoding::Json(json_type(cx, content_of(media_type), &at, Hint::RequestBody(index)))
    } else if is_text(media_type) {
        Encoding::Text
    } else {
        if !is_binary(media_type) {
            cx.untyped += 1;
            let message = format!("bodies of `{media_type}` are not supported; the caller gives the bytes");
            cx.findings.push(Finding::new(Code::UnsupportedBody, content_at.key(media_type).name(), message));
        }
        Encoding::Binary
    };
    let example = example(cx, content_of(media_type));
    let media_type = match media_type.as_str() {
        range if range.contains('*') && json.is_some() => "application/json",
        range if range.contains('*') => "application/octet-stream",
        exact => exact,
    };
    Some(Body {
        required: flag(value, "required"),
        description: text(value, "description"),
        media_type: media_type.to_owned(),
        encoding,
        example,
        at: at.value(),
    })
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

/// The first example of a media type.
fn example<'a>(cx: &Context<'a>, media: &'a Value) -> Option<Value> {
    let first = || {
        let example = media.get("examples")?.as_object()?.values().next()?;
        let reference = example.get("$ref").and_then(Value::as_str);
        let target = reference.and_then(|reference| Pointer::parse_fragment(reference)?.of(cx.document));
        target.unwrap_or(example).get("value")
    };
    media.get("example").or_else(first).cloned()
}

/// The type of a media type's JSON, with its examples kept to be held against it.
pub(super) fn json_type<'a>(cx: &mut Context<'a>, media: &'a Value, at: &At<'_>, hint: Hint) -> TypeId {
    let schema_at = at.key("schema");
    // A media type without a schema says nothing of its values.
    let of = match media.get("schema") {
        Some(declared) => schema(cx, declared, &schema_at, hint),
        None => plain(cx, schema_at.value(), hint, Kind::Any),
    };
    if let Some(example) = media.get("example") {
        cx.examples.push(Example { value: example, of, at: at.key("example").value() });
    }
    let examples_at = at.key("examples");
    if let Some(examples) = cx.members(media.get("examples"), &examples_at) {
        for (name, example) in examples {
            let at = examples_at.key(name);
            let Some(followed) = follow(cx, example, &at) else { continue };
            let Some(value) = followed.value.get("value") else { continue };
            let at = match &followed.target {
                Some(target) => At::under(at.file, target).key("value").value(),
                None => at.key("value").value(),
            };
            cx.examples.push(Example { value, of, at });
        }
    }
    of
}

/// Leaves files only where they can be sent as such: as members of forms of parts. Elsewhere such text is text. To be
/// called when all types are decided.
pub(super) fn settle(api: &mut Api) {
    let Api { operations, types, .. } = api;
    let mut files: HashSet<TypeId> = HashSet::new();
    let bodies = operations.iter().filter_map(|operation| operation.body.as_ref());
    for body in bodies {
        if let Encoding::Multipart(of) = body.encoding
            && let Kind::Object(object) = &types[types.resolve(of)].kind
        {
            files.extend(object.properties.iter().map(|property| file_of(types, property.of)));
        }
    }
    let all: Vec<TypeId> = types.iter().map(|(id, _)| id).collect();
    for id in all {
        if types[id].kind == Kind::String(StringFormat::File) && !files.contains(&id) {
            types[id].kind = Kind::String(StringFormat::Plain);
        }
    }
}

/// The type of a member's files, if it holds some: itself, or the elements of a list.
fn file_of(types: &Types, of: TypeId) -> TypeId {
    let of = types.resolve(of);
    match types[of].kind {
        Kind::Array(element) | Kind::Nullable(element) => types.resolve(element),
        _ => of,
    }
}

/// Whether a media type is JSON: `application/json` and everything with the suffix (RFC 6839 §3.1).
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

/// Whether a media type is text to be read as such.
pub(super) fn is_text(media_type: &str) -> bool {
    essence(media_type).starts_with("text/")
}

/// Whether a media type is a form, URL-encoded.
fn is_form(media_type: &str) -> bool {
    essence(media_type) == "application/x-www-form-urlencoded"
}

/// Whether a media type is a form, a part for each member (RFC 7578).
fn is_multipart(media_type: &str) -> bool {
    essence(media_type) == "multipart/form-data"
}

fn is_binary(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence == "application/octet-stream"
        || ["image/", "audio/", "video/", "application/"].iter().any(|kind| essence.starts_with(kind))
            && !essence.ends_with("xml")
}

/// A media type without its parameters, in lower case (RFC 9110 §8.3.1).
fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
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
