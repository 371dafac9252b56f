//! Sequential media types (OpenAPI 3.2.0, §4.14.3 "Media Type Object", `itemSchema`).

use std::collections::HashSet;

use serde_json::Value;

use crate::api::model::{Framing, Hint, Kind, Owner, Stream, StringFormat, TypeId};
use crate::report::{At, Pointer};

use super::super::media::{essence, is_json};
use super::drafting::Drafting;
use super::schema::schema;

/// The extension that holds `itemSchema` in 3.0.
const ITEM_SCHEMA: &str = "x-specwright-item-schema";

/// The properties of an object that describes events.
const OF_EVENTS: [&str; 4] = ["data", "event", "id", "retry"];

/// The stream of a response of such a media type.
pub(super) fn stream<'a>(
    cx: &mut Drafting<'a, '_>,
    (media_type, media): (&str, &'a Value),
    framing: Framing,
    at: &At<'_>,
    owner: Owner,
) -> Stream {
    let mut is_wrapped = false;
    let (of, is_data) = match framing {
        Framing::Events => events(cx, media, at, owner, &mut is_wrapped),
        _ => (items_type(cx, media, at, Hint::Item(owner)), false),
    };
    Stream { media_type: media_type.to_owned(), framing, is_data, is_wrapped, of }
}

/// The type of each value: from `itemSchema`, or from `schema`, which older documents use for the array of all values or
/// for each value.
pub(super) fn items_type<'a>(cx: &mut Drafting<'a, '_>, media: &'a Value, at: &At<'_>, hint: Hint) -> TypeId {
    match declared_item(cx, media, at, hint.clone()) {
        // A string is the whole sequence.
        Some((of, false)) if matches!(cx.resolved(of), Kind::String(_)) => cx.add(at.value(), hint, Kind::Any),
        Some((of, _)) => of,
        None => cx.add(at.value(), hint, Kind::Any),
    }
}

/// The declared type of each value, and whether it is from `itemSchema`.
fn declared_item<'a>(cx: &mut Drafting<'a, '_>, media: &'a Value, at: &At<'_>, hint: Hint) -> Option<(TypeId, bool)> {
    if let Some(declared) = media.get(ITEM_SCHEMA) {
        return Some((schema(cx, declared, &at.key(ITEM_SCHEMA), hint), true));
    }
    let of = schema(cx, media.get("schema")?, &at.key("schema"), hint);
    match cx.resolved(of) {
        // The array of all values.
        Kind::Array(element) => Some((*element, false)),
        _ => Some((of, false)),
    }
}

/// The type of events, and whether it is that of their data. The type of an object that describes events is that of its
/// `data`, and so is that of an object that has nothing but `data`, which may be either; a union of objects that describe
/// events is a union of whole events; all other types are of the data.
fn events<'a>(
    cx: &mut Drafting<'a, '_>,
    media: &'a Value,
    at: &At<'_>,
    owner: Owner,
    is_wrapped: &mut bool,
) -> (TypeId, bool) {
    let hint = Hint::Item(owner);
    let Some((of, is_item)) = declared_item(cx, media, at, hint.clone()) else {
        return (cx.add(at.value(), hint, Kind::String(StringFormat::Plain)), true);
    };
    let resolved = cx.types().resolve(of);
    match cx.of(resolved).kind {
        Kind::Object(_) if is_event(cx, resolved, is_item) => {
            use_content_schema(cx, resolved, owner);
            match property(cx, resolved, "data") {
                Some(data) => (data, true),
                None => (cx.add(at.value(), Hint::Item(owner), Kind::String(StringFormat::Plain)), true),
            }
        }
        Kind::Object(_) if !is_item && has_data_alone(cx, resolved) => {
            use_content_schema(cx, resolved, owner);
            *is_wrapped = true;
            (property(cx, resolved, "data").unwrap_or(of), true)
        }
        Kind::Union(_) => {
            let leaves = leaves(cx, resolved);
            if leaves.is_empty() || !leaves.iter().all(|leaf| is_event(cx, *leaf, is_item)) {
                return (of, true);
            }
            for leaf in leaves {
                use_content_schema(cx, leaf, owner);
            }
            (of, false)
        }
        _ => (of, true),
    }
}

/// The types of a union, and of the unions in it.
fn leaves(cx: &Drafting<'_, '_>, of: TypeId) -> Vec<TypeId> {
    let (mut pending, mut visited, mut leaves) = (vec![of], HashSet::new(), Vec::new());
    while let Some(id) = pending.pop() {
        let id = cx.types().resolve(id);
        if !visited.insert(id) {
            continue;
        }
        match &cx.of(id).kind {
            Kind::Union(union) => pending.extend(union.variants.iter().map(|variant| variant.of)),
            _ => leaves.push(id),
        }
    }
    leaves.sort();
    leaves
}

/// Whether an object describes events: it has data, and no property that events do not have. Without `itemSchema`, it must
/// declare more than data, since data may have a property `data` itself.
fn is_event(cx: &Drafting<'_, '_>, of: TypeId, is_item: bool) -> bool {
    let Kind::Object(object) = &cx.of(of).kind else { return false };
    let has = |name: &str| object.properties.iter().any(|property| property.name == name);
    let only_those = object.properties.iter().all(|property| OF_EVENTS.contains(&property.name.as_str()));
    match is_item {
        true => has("data") || has("event"),
        false => only_those && has("data") && object.properties.len() > 1,
    }
}

/// Whether an object has the property `data` and no other.
fn has_data_alone(cx: &Drafting<'_, '_>, of: TypeId) -> bool {
    matches!(cx.types().properties(of), [only] if only.name == "data")
}

fn property(cx: &Drafting<'_, '_>, of: TypeId, name: &str) -> Option<TypeId> {
    let Kind::Object(object) = &cx.of(of).kind else { return None };
    object.properties.iter().find(|property| property.name == name).map(|property| property.of)
}

/// Replaces the type of an event's data by that of its `contentSchema` (JSON Schema Validation 2020-12, §8.5), if the
/// content is JSON.
fn use_content_schema(cx: &mut Drafting<'_, '_>, of: TypeId, owner: Owner) {
    let Some(data) = property(cx, of, "data") else { return };
    let at: Pointer = cx.of(cx.types().resolve(data)).at.pointer.clone();
    let Some(declared) = at.of(cx.document()) else { return };
    let is_json = declared.get("contentMediaType").and_then(Value::as_str).is_some_and(|of| is_json(&essence(of)));
    let Some(content) = declared.get("contentSchema").filter(|_| is_json) else { return };
    let at = At::under(crate::report::FileId::MAIN, &at);
    let inner = schema(cx, content, &at.key("contentSchema"), Hint::Item(owner));
    if let Kind::Object(object) = &mut cx.edit(of).kind
        && let Some(property) = object.properties.iter_mut().find(|property| property.name == "data")
    {
        property.of = inner;
    }
}
