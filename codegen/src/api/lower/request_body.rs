//! Request bodies (OpenAPI 3.0.4, §4.7.13 "Request Body Object").

use std::collections::HashSet;

use serde_json::{Map, Value};

use crate::api::model::{
    Api, Body, Content, Encoding, Framing, Hint, Kind, PropertyEncoding, Site, StringFormat, TypeId, Types,
};
use crate::report::{At, Code, Diagnostic, Pointer};

use super::context::{Context, Example, flag, text};
use super::media::{
    essence, framing, is_any_json, is_binary, is_form, is_json, is_multipart, is_range, is_text, is_xml,
};
use super::member_encoding::member_encodings;
use super::reference::follow;
use super::schema::{plain, schema};
use super::sequence::items_type;

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
    let declared = cx.members(value.get("content"), &content_at)?;
    let mut contents = Vec::new();
    for (media_type, media) in chosen(cx, declared) {
        contents.push(content(cx, media_type, media, &content_at.key(media_type), index));
    }
    (!contents.is_empty()).then(|| Body {
        required: flag(value, "required"),
        description: text(value, "description"),
        contents,
        at: at.value(),
    })
}

/// The media types among which callers choose: JSON first, then forms, then the others. Those that say the same as the
/// first in another way are left out: other spellings of JSON, and what is neither JSON nor a form but has its schema.
fn chosen<'a>(cx: &Context<'a>, declared: &'a Map<String, Value>) -> Vec<(&'a str, &'a Value)> {
    let all = || declared.iter().map(|(media_type, media)| (media_type.as_str(), media));
    let json = |media_type: &str, media: &Value| is_json(media_type) || is_any_json(cx, media_type, media);
    let is_form = |media_type: &str| is_form(media_type) || is_multipart(media_type);
    let mut chosen: Vec<(&str, &Value)> = Vec::new();
    let exact = all().filter(|(media_type, _)| is_json(media_type) && !is_range(media_type));
    let ranges = all().filter(|(media_type, media)| json(media_type, media) && is_range(media_type));
    for (media_type, media) in exact.chain(ranges) {
        let is_plain = is_range(media_type) || ["application/json", "text/json"].contains(&&*essence(media_type));
        let same = |known: &&(&str, &Value)| known.1.get("schema") == media.get("schema");
        // Any of them will do where two are plain; what is called something else may mean something else.
        if !is_plain || !chosen.iter().any(|known| same(&known)) {
            chosen.push((media_type, media));
        }
    }
    // The plain one is what most callers mean.
    chosen.sort_by_key(|(media_type, _)| essence(media_type) != "application/json");
    let schema = chosen.first().map(|(_, media)| media.get("schema"));
    chosen.extend(all().filter(|(media_type, _)| is_form(media_type)));
    let told =
        |media: &Value| schema.is_none_or(|schema| media.get("schema").is_some() && media.get("schema") != schema);
    let is_other = |media_type: &str, media: &Value| !json(media_type, media) && !is_form(media_type);
    let has_json = schema.is_some();
    chosen.extend(
        all().filter(|(media_type, media)| {
            is_other(media_type, media) && told(media) && !(has_json && is_xml(media_type))
        }),
    );
    chosen
}

/// A body of one media type.
fn content<'a>(cx: &mut Context<'a>, media_type: &str, media: &'a Value, at: &At<'_>, index: usize) -> Content {
    let hint = Hint::RequestBody(index);
    let mut members = Vec::new();
    let encoding = if let Some(framing) = framing(media_type).filter(|framing| *framing != Framing::Events) {
        Encoding::Items(items_type(cx, media, at, Hint::Item(index)), framing)
    } else if is_form(media_type) {
        members = member_encodings(cx, media, at, false);
        Encoding::Form(json_type(cx, media, at, hint))
    } else if is_multipart(media_type) {
        members = member_encodings(cx, media, at, true);
        let of = json_type(cx, media, at, hint);
        files(cx, of, &members);
        // Parts are members. Of what has none, the caller has put the parts together.
        match cx.types[cx.types.resolve(of)].kind {
            Kind::Object(_) | Kind::Map(_) | Kind::Union(_) => Encoding::Multipart(of),
            _ if essence(media_type) == "multipart/form-data" => Encoding::Multipart(of),
            _ => Encoding::Binary,
        }
    } else if is_json(media_type) || is_any_json(cx, media_type, media) {
        Encoding::Json(json_type(cx, media, at, hint))
    } else if is_xml(media_type) && media.get("schema").is_some() {
        Encoding::Xml(json_type(cx, media, at, hint))
    } else if is_text(media_type) {
        Encoding::Text
    } else {
        if !is_binary(media_type) {
            cx.untyped += 1;
            let message = format!("bodies of `{media_type}` are not supported; the caller gives the bytes");
            cx.diagnostics.push(Diagnostic::new(Code::UnsupportedBody, at.name(), message));
        }
        Encoding::Binary
    };
    let parts = essence(media_type);
    let media_type = match media_type {
        // Parameters speak of parts, and the boundary is made anew.
        _ if matches!(encoding, Encoding::Multipart(_)) => parts.as_str(),
        range if is_range(range) && matches!(encoding, Encoding::Json(_)) => "application/json",
        exact => exact,
    };
    Content { media_type: media_type.to_owned(), encoding, property_encodings: members, example: example(cx, media) }
}

/// Members of a form of parts that the document says nothing of, but that they are of a media type that is bytes, are
/// files (OpenAPI 3.1.1, §4.8.15.1.1 "Common Fixed Fields", `contentType`).
fn files(cx: &mut Context<'_>, of: TypeId, members: &[PropertyEncoding]) {
    let of = cx.types.resolve(of);
    let Kind::Object(object) = &cx.types[of].kind else { return };
    let is_bytes = |name: &str| {
        let encoding = members.iter().find(|member| member.name == name)?;
        let first = encoding.content_type.as_deref()?.split(',').next()?.trim().to_owned();
        (!is_json(&first) && !is_text(&first) && !is_xml(&first)).then_some(())
    };
    let files = object.properties.iter().filter(|property| is_bytes(&property.name).is_some());
    let files: Vec<TypeId> = files.map(|property| file_of(&cx.types, property.of)).collect();
    for file in files {
        if cx.types[file].kind == Kind::Any {
            cx.types[file].kind = Kind::String(StringFormat::File);
        }
    }
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
    let types = &api.types;
    let mut files: HashSet<TypeId> = HashSet::new();
    for root in api.roots() {
        if let Site::RequestBody(Content { encoding: Encoding::Multipart(of), .. }) = root.site
            && let Kind::Object(object) = &types[types.resolve(*of)].kind
        {
            files.extend(object.properties.iter().map(|property| file_of(types, property.of)));
        }
    }
    let types = &mut api.types;
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
