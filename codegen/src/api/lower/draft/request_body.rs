//! Request bodies (OpenAPI 3.0.4, §4.7.13 "Request Body Object").

use serde_json::{Map, Value};

use crate::api::model::{Body, Content, Encoding, Framing, Hint, Kind, Owner, PropertyEncoding, StringFormat, TypeId};
use crate::report::{At, Code, Diagnostic, Fix};

use super::super::files::file_of;
use super::super::media::{
    essence, framing, is_any_json, is_binary, is_bytes, is_form, is_json, is_multipart, is_range, is_text, is_xml,
};
use super::super::reader::{flag, target, text};
use super::super::reference::follow;
use super::drafting::Drafting;
use super::media_content::content_type;
use super::property_encoding::property_encodings;
use super::sequence::items_type;

/// The body of an operation. `owner` is the operation.
pub(super) fn request_body<'a>(
    cx: &mut Drafting<'a, '_>,
    operation: &'a Value,
    at: &At<'_>,
    owner: Owner,
) -> Option<Body> {
    let at = at.key("requestBody");
    let followed = follow(cx.reader(), operation.get("requestBody")?, &at)?;
    let position = followed.position(&at);
    let at = At::under(at.file, &position);
    let value = followed.value;
    cx.reader().object::<openapiv3::RequestBody>(value, &at, "Request Body Object")?;
    let content_at = at.key("content");
    let declared = cx.reader().properties(value.get("content"), &content_at)?;
    let mut contents = Vec::new();
    for (media_type, media) in offered(cx.document(), declared) {
        contents.push(content(cx, media_type, media, &content_at.key(media_type), owner));
    }
    (!contents.is_empty()).then(|| Body {
        required: flag(value, "required"),
        description: text(value, "description"),
        contents,
        at: at.value(),
    })
}

/// The media types among which callers choose: JSON first, then forms, then the others. Those that are equivalent to the
/// first are omitted: other names of JSON, and media types with the same schema that are neither JSON nor forms.
fn offered<'a>(document: &Value, declared: &'a Map<String, Value>) -> Vec<(&'a str, &'a Value)> {
    let all = || declared.iter().map(|(media_type, media)| (media_type.as_str(), media));
    let json = |media_type: &str, media: &Value| {
        is_json(media_type) && !is_bytes(document, media) || is_any_json(document, media_type, media)
    };
    let is_form = |media_type: &str| is_form(media_type) || is_multipart(media_type);
    let mut offered: Vec<(&str, &Value)> = Vec::new();
    let exact = all().filter(|(media_type, media)| json(media_type, media) && !is_range(media_type));
    let ranges = all().filter(|(media_type, media)| json(media_type, media) && is_range(media_type));
    for (media_type, media) in exact.chain(ranges) {
        let is_plain = is_range(media_type) || ["application/json", "text/json"].contains(&&*essence(media_type));
        let same = |known: &&(&str, &Value)| known.1.get("schema") == media.get("schema");
        // Two plain names are equivalent; another name may mean something else.
        if !is_plain || !offered.iter().any(|known| same(&known)) {
            offered.push((media_type, media));
        }
    }
    // The plain one is what most callers mean.
    offered.sort_by_key(|(media_type, _)| essence(media_type) != "application/json");
    let schema = offered.first().map(|(_, media)| media.get("schema"));
    offered.extend(all().filter(|(media_type, _)| is_form(media_type)));
    let is_distinct =
        |media: &Value| schema.is_none_or(|schema| media.get("schema").is_some() && media.get("schema") != schema);
    let is_other = |media_type: &str, media: &Value| !json(media_type, media) && !is_form(media_type);
    let has_json = schema.is_some();
    offered.extend(all().filter(|(media_type, media)| {
        is_other(media_type, media) && is_distinct(media) && !(has_json && is_xml(media_type))
    }));
    offered
}

/// A body of one media type.
fn content<'a>(cx: &mut Drafting<'a, '_>, media_type: &str, media: &'a Value, at: &At<'_>, owner: Owner) -> Content {
    let hint = Hint::RequestBody(owner);
    let mut property_encodings = Vec::new();
    let encoding = if let Some(framing) = framing(media_type).filter(|framing| *framing != Framing::Events) {
        Encoding::Items(items_type(cx, media, at, Hint::Item(owner)), framing)
    } else if is_form(media_type) {
        property_encodings = self::property_encodings(cx.reader(), media, at, false);
        Encoding::Form(content_type(cx, media, at, hint))
    } else if is_multipart(media_type) {
        property_encodings = self::property_encodings(cx.reader(), media, at, true);
        let of = content_type(cx, media, at, hint);
        files(cx, of, &property_encodings);
        // Properties are parts. Without properties, the caller assembles the parts.
        match cx.resolved(of) {
            Kind::Object(_) | Kind::Map(_) | Kind::Union(_) => Encoding::Multipart(of),
            _ if essence(media_type) == "multipart/form-data" => Encoding::Multipart(of),
            _ => Encoding::Binary,
        }
    } else if is_bytes(cx.document(), media) {
        Encoding::Binary
    } else if is_json(media_type) || is_any_json(cx.document(), media_type, media) {
        Encoding::Json(content_type(cx, media, at, hint))
    } else if is_xml(media_type) && media.get("schema").is_some() {
        Encoding::Xml(content_type(cx, media, at, hint))
    } else if is_text(media_type) {
        Encoding::Text
    } else {
        if !is_binary(media_type) {
            cx.count_untyped();
            let message = format!("bodies of type `{media_type}` are not supported; the body is passed as bytes");
            let fix = Fix::Place(at.value(), "omit = true".to_owned());
            cx.report(Diagnostic::new(Code::UnsupportedBody, at.name(), message).fix(fix));
        }
        Encoding::Binary
    };
    let without_parameters = essence(media_type);
    let media_type = match media_type {
        // The boundary is generated for each request.
        _ if matches!(encoding, Encoding::Multipart(_)) => without_parameters.as_str(),
        range if is_range(range) && matches!(encoding, Encoding::Json(_)) => "application/json",
        exact => exact,
    };
    Content { media_type: media_type.to_owned(), encoding, property_encodings, example: example(cx.document(), media) }
}

/// Makes files of properties of a multipart body for which the document declares only a binary media type (OpenAPI 3.1.1,
/// §4.8.15.1.1 "Common Fixed Fields", `contentType`).
fn files(cx: &mut Drafting<'_, '_>, of: TypeId, encodings: &[PropertyEncoding]) {
    let Kind::Object(object) = cx.resolved(of) else { return };
    let is_bytes = |name: &str| {
        let encoding = encodings.iter().find(|encoding| encoding.name == name)?;
        let first = encoding.content_type.as_deref()?.split(',').next()?.trim().to_owned();
        (!is_json(&first) && !is_text(&first) && !is_xml(&first)).then_some(())
    };
    let files = object.properties.iter().filter(|property| is_bytes(&property.name).is_some());
    let files: Vec<TypeId> = files.map(|property| file_of(cx.types(), property.of)).collect();
    for file in files {
        if cx.of(file).kind == Kind::Any {
            cx.edit(file).kind = Kind::String(StringFormat::File);
        }
    }
}

/// The first example of a media type.
fn example(document: &Value, media: &Value) -> Option<Value> {
    let first = || {
        let example = media.get("examples")?.as_object()?.values().next()?;
        target(document, example).unwrap_or(example).get("value")
    };
    media.get("example").or_else(first).cloned()
}
