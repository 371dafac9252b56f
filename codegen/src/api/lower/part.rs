//! Schemas that hold together: a schema, and all that its `allOf` adds (OpenAPI 3.0.4, §4.7.24.1 "allOf").

use std::collections::HashSet;

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

/// Where a schema stands, and whether its branches are left aside: two parts of the same standing say the same.
pub(super) type Standing = (Pointer, bool);

impl<'a> Part<'a> {
    /// The schema at a place.
    pub fn at(value: &'a Value, at: &At<'_>) -> Self {
        Self { value, at: at.pointer(), branchless: false }
    }

    /// Its standing.
    pub fn standing(&self) -> Standing {
        (self.at.clone(), self.branchless)
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
    // References that were met: of schemas that all hold with all others there are many times as many as schemas.
    let mut met: HashSet<&'a str> = HashSet::new();
    while let Some(part) = open.pop() {
        let at = At::under(FileId::MAIN, &part.at);
        let Some(followed) = follow(cx, part.value, &at) else { continue };
        let part = Part { value: followed.value, at: followed.target.unwrap_or(part.at), branchless: part.branchless };
        // A schema may be there by two ways, or contain itself; it holds no more for that.
        // Equal addresses are equal places: comparing those of a thousand parts by their pointers takes long.
        if let Some(known) = flat.iter_mut().find(|known| std::ptr::eq(known.value, part.value)) {
            known.branchless |= part.branchless;
            continue;
        }
        if flat.len() >= MOST || !flat.is_empty() && !cx.merge(1, &part.at) {
            continue;
        }
        let at = part.at.key("allOf");
        let inner = part.value.get("allOf").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        flat.push(part);
        let first = open.len();
        for (index, value) in inner.iter().enumerate() {
            if value.get("$ref").and_then(Value::as_str).is_none_or(|reference| met.insert(reference)) {
                open.push(Part { value, at: at.index(index), branchless: false });
            }
        }
        open.get_mut(first..).unwrap_or_default().reverse();
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

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use serde_json::{Value, json};

    use crate::api::{Hint, lower};
    use crate::config::Config;

    fn reference(name: usize) -> Value {
        json!({"$ref": format!("#/components/schemas/S{name}")})
    }

    /// Lowers as many schemas, each made of its number; how many types come of them, and what is found.
    fn types(count: usize, schema: impl Fn(usize) -> Value) -> (usize, String) {
        let schemas: Value =
            (0..count).map(|name| (format!("S{name}"), schema(name))).collect::<serde_json::Map<_, _>>().into();
        let document = json!({"openapi": "3.0.0", "paths": {}, "components": {"schemas": schemas}});
        let (api, diagnostics) = lower(&document, &Config::default());
        let found = diagnostics.iter().fold(String::new(), |mut found, diagnostic| {
            let _ = writeln!(found, "{}", diagnostic.message);
            found
        });
        (api.types.len(), found)
    }

    #[test]
    fn what_holds_together_in_many_ways_is_lowered_once() {
        // Each member is two schemas that lead to two members each.
        let both = |name: usize, next: usize| json!({"allOf": [reference(name), reference(next)]});
        let check = |schema: &dyn Fn(usize) -> Value| {
            let (types, found) = types(40, schema);
            assert!(types < 20_000, "{types} types: {found}");
        };
        check(
            &|name| json!({"properties": {"a": both((name + 1) % 40, (name + 2) % 40), "b": both((name + 1) % 40, 0)}}),
        );
        check(&|name| {
            let next = both((name + 1) % 40, name);
            json!({"properties": {"z": {}}, "oneOf": [next, {"allOf": [reference((name + 1) % 40)], "type": "string"}]})
        });
        check(
            &|name| json!({"allOf": [{"properties": {"a": both((name + 1) % 40, 0), "b": {"items": both(name, 1)}}}]}),
        );
        check(&|_| json!({"allOf": (0..40).map(reference).collect::<Vec<_>>()}));
    }

    #[test]
    fn a_type_is_called_after_the_component_that_it_is_written_in() {
        let first = json!({"properties": {"a": {"allOf": [reference(1), {"properties": {"c": {}}}]}}});
        let second = json!({"properties": {"b": {"properties": {"d": {}}}}});
        let document = json!({"openapi": "3.0.0", "paths": {}, "components": {"schemas": {"S0": first, "S1": second}}});
        let (api, _) = lower(&document, &Config::default());
        let parent = |hint: &Hint| match hint {
            Hint::Property(parent, name) if name == "b" => Some(api.types[*parent].hint.clone()),
            _ => None,
        };
        let parents: Vec<Hint> = api.types.iter().filter_map(|(_, of)| parent(&of.hint)).collect();
        assert_eq!(parents, [Hint::Component("S1".to_owned())]);
    }

    #[test]
    fn what_holds_together_without_end_is_cut() {
        let long = |name: usize| json!({"allOf": [reference(name + 1)], "properties": {format!("p{name}"): {}}});
        let (types, found) = types(700, long);
        assert!(types < 10_000 && found.contains("more than 200000 schemas and members"), "{types} types: {found}");
    }
}
