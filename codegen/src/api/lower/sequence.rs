//! Media types that are sequences of values (OpenAPI 3.2.0, §4.14.3 "Media Type Object", `itemSchema`).

use std::collections::HashSet;

use serde_json::Value;

use crate::api::model::{Framing, Hint, Kind, Stream, StringFormat, TypeId};
use crate::report::{At, Pointer};

use super::context::Context;
use super::media::{essence, is_json};
use super::schema::{plain, schema};

/// Where a media type of 3.0 carries what each value is.
const ITEM_SCHEMA: &str = "x-specwright-item-schema";

/// The members by which an object is known as a description of events.
const OF_EVENTS: [&str; 4] = ["data", "event", "id", "retry"];

/// What a response of such a media type gives while it comes.
pub(super) fn stream<'a>(
    cx: &mut Context<'a>,
    (media_type, media): (&str, &'a Value),
    framing: Framing,
    at: &At<'_>,
    index: usize,
) -> Stream {
    let (of, is_data) = match framing {
        Framing::Events => events(cx, media, at, index),
        _ => (items_type(cx, media, at, Hint::Item(index)), false),
    };
    Stream { media_type: media_type.to_owned(), framing, is_data, of }
}

/// The type of each value: what `itemSchema` says, or else what the schema says of elements, or of each value, as
/// documents did before there was a word for it.
pub(super) fn items_type<'a>(cx: &mut Context<'a>, media: &'a Value, at: &At<'_>, hint: Hint) -> TypeId {
    match described(cx, media, at, hint.clone()) {
        // Text is the text of the whole.
        Some((of, false)) if matches!(cx.types[cx.types.resolve(of)].kind, Kind::String(_)) => {
            plain(cx, at.value(), hint, Kind::Any)
        }
        Some((of, _)) => of,
        None => plain(cx, at.value(), hint, Kind::Any),
    }
}

/// What is said of each value, and whether `itemSchema` says it.
fn described<'a>(cx: &mut Context<'a>, media: &'a Value, at: &At<'_>, hint: Hint) -> Option<(TypeId, bool)> {
    if let Some(declared) = media.get(ITEM_SCHEMA) {
        return Some((schema(cx, declared, &at.key(ITEM_SCHEMA), hint), true));
    }
    let of = schema(cx, media.get("schema")?, &at.key("schema"), hint);
    match cx.types[cx.types.resolve(of)].kind {
        // The schema of a sequence is that of a list of all of it.
        Kind::Array(element) => Some((element, false)),
        _ => Some((of, false)),
    }
}

/// Events: of an object that has `data` and other members of events, the data; of a union of such objects, the whole of
/// each; of all else, the data.
fn events<'a>(cx: &mut Context<'a>, media: &'a Value, at: &At<'_>, index: usize) -> (TypeId, bool) {
    let hint = Hint::Item(index);
    let Some((of, is_item)) = described(cx, media, at, hint.clone()) else {
        return (plain(cx, at.value(), hint, Kind::String(StringFormat::Plain)), true);
    };
    let resolved = cx.types.resolve(of);
    match &cx.types[resolved].kind {
        Kind::Object(_) if is_event(cx, resolved, is_item) => {
            content(cx, resolved, index);
            match member(cx, resolved, "data") {
                Some(data) => (data, true),
                None => (plain(cx, at.value(), Hint::Item(index), Kind::String(StringFormat::Plain)), true),
            }
        }
        Kind::Union(_) => {
            let leaves = leaves(cx, resolved);
            if leaves.is_empty() || !leaves.iter().all(|leaf| is_event(cx, *leaf, is_item)) {
                return (of, true);
            }
            for leaf in leaves {
                content(cx, leaf, index);
            }
            (of, false)
        }
        _ => (of, true),
    }
}

/// The objects that a union comes down to.
fn leaves(cx: &Context<'_>, of: TypeId) -> Vec<TypeId> {
    let (mut open, mut seen, mut leaves) = (vec![of], HashSet::new(), Vec::new());
    while let Some(id) = open.pop() {
        let id = cx.types.resolve(id);
        if !seen.insert(id) {
            continue;
        }
        match &cx.types[id].kind {
            Kind::Union(union) => open.extend(union.variants.iter().map(|variant| variant.of)),
            _ => leaves.push(id),
        }
    }
    leaves.sort();
    leaves
}

/// Whether an object describes events: it has data, and nothing that events do not have. Without `itemSchema`, it must
/// have more than data, since data may well have a member `data`.
fn is_event(cx: &Context<'_>, of: TypeId, is_item: bool) -> bool {
    let Kind::Object(object) = &cx.types[of].kind else { return false };
    let has = |name: &str| object.properties.iter().any(|property| property.name == name);
    let only_those = object.properties.iter().all(|property| OF_EVENTS.contains(&property.name.as_str()));
    let required = |name: &str| object.properties.iter().any(|property| property.name == name && property.required);
    match is_item {
        true => has("data") || has("event"),
        false => only_those && has("data") && required("event"),
    }
}

fn member(cx: &Context<'_>, of: TypeId, name: &str) -> Option<TypeId> {
    let Kind::Object(object) = &cx.types[of].kind else { return None };
    object.properties.iter().find(|property| property.name == name).map(|property| property.of)
}

/// Gives the data of an event the type of what its text contains (JSON Schema Validation 2020-12, §8.5
/// `contentSchema`), where that is JSON.
fn content(cx: &mut Context<'_>, of: TypeId, index: usize) {
    let Some(data) = member(cx, of, "data") else { return };
    let at: Pointer = cx.types[cx.types.resolve(data)].at.pointer.clone();
    let document = cx.document;
    let Some(declared) = at.of(document) else { return };
    let is_json = declared.get("contentMediaType").and_then(Value::as_str).is_some_and(|of| is_json(&essence(of)));
    let Some(content) = declared.get("contentSchema").filter(|_| is_json) else { return };
    let at = At::under(crate::report::FileId::MAIN, &at);
    let inner = schema(cx, content, &at.key("contentSchema"), Hint::Item(index));
    if let Kind::Object(object) = &mut cx.types[of].kind
        && let Some(property) = object.properties.iter_mut().find(|property| property.name == "data")
    {
        property.of = inner;
    }
}
