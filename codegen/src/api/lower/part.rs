//! Schemas that hold together: a schema, and all that its `allOf` adds (OpenAPI 3.0.4, §4.7.24.1 "allOf").

use serde_json::Value;

use crate::report::{At, FileId, Pointer};

use super::context::Context;
use super::reference::follow;

/// How many schemas may hold together. Real documents have some tens.
const MOST: usize = 1_000;

/// One of the schemas that hold for a value.
#[derive(Clone, Debug)]
pub(super) struct Part<'a> {
    /// The schema, of which `allOf` is left aside.
    pub value: &'a Value,
    /// Where it stands.
    pub at: Pointer,
    /// Whether its `oneOf` and `anyOf` are left aside too, since one of them has been chosen.
    pub branchless: bool,
}

impl<'a> Part<'a> {
    /// The schema at a place.
    pub fn at(value: &'a Value, at: &At<'_>) -> Self {
        Self { value, at: at.pointer(), branchless: false }
    }

    /// A schema that is a member of this one.
    pub fn member(&self, key: &str) -> Option<Self> {
        Some(Self { value: self.value.get(key)?, at: self.at.key(key), branchless: false })
    }

    /// A list of schemas that is a member of this one.
    pub fn list(&self, key: &str) -> Vec<Self> {
        let at = self.at.key(key);
        let elements = self.value.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        elements
            .iter()
            .enumerate()
            .map(|(index, value)| Self { value, at: at.index(index), branchless: false })
            .collect()
    }
}

/// A schema and everything that its `allOf` adds, references followed, each schema once.
pub(super) fn parts<'a>(cx: &mut Context<'a>, part: &Part<'a>) -> Vec<Part<'a>> {
    let mut flat = Vec::new();
    flatten(cx, part, &mut flat);
    flat
}

/// Adds a schema and everything that its `allOf` adds to those that are known already.
pub(super) fn flatten<'a>(cx: &mut Context<'a>, part: &Part<'a>, flat: &mut Vec<Part<'a>>) {
    // The first of the open ones is on top, so that the order is that of the document.
    let mut open = vec![part.clone()];
    while let Some(part) = open.pop() {
        let at = At::under(FileId::MAIN, &part.at);
        let Some(followed) = follow(cx, part.value, &at) else { continue };
        let part = Part { value: followed.value, at: followed.target.unwrap_or(part.at), branchless: part.branchless };
        // A schema may be there by two ways, or contain itself; it holds no more for that.
        if let Some(known) = flat.iter_mut().find(|known| known.at == part.at) {
            known.branchless |= part.branchless;
            continue;
        }
        if flat.len() >= MOST {
            continue;
        }
        let mut inner = part.list("allOf");
        inner.reverse();
        flat.push(part);
        open.extend(inner);
    }
}

/// What the first of several schemas that says anything says under a keyword, and where that schema stands.
pub(super) fn first<'a>(flat: &[Part<'a>], key: &str) -> Option<(&'a Value, Pointer)> {
    flat.iter().find_map(|part| Some((part.value.get(key)?, part.at.clone())))
}

/// Whether a schema says anything about values besides words about them, `null`, and these keywords.
pub(super) fn says_anything(value: &Value, besides: &[&str]) -> bool {
    const WORDS: [&str; 16] = [
        "default",
        "deprecated",
        "description",
        "discriminator",
        "example",
        "examples",
        "externalDocs",
        "nullable",
        "readOnly",
        "required",
        "title",
        "writeOnly",
        "xml",
        "$comment",
        "$schema",
        "$id",
    ];
    let Some(members) = value.as_object() else { return false };
    members.iter().any(|(key, value)| {
        let object = key == "type" && value == "object";
        !WORDS.contains(&key.as_str()) && !key.starts_with("x-") && !besides.contains(&key.as_str()) && !object
    })
}
