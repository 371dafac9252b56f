//! Types that others extend: a schema with a `discriminator` stands for itself and for every component whose `allOf`
//! refers to it (OpenAPI 3.0.4, §4.7.25 "Discriminator Object"; 2.0, "Schema Object", `discriminator`).

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::api::model::{Hint, Kind, Test, TypeId, Union, Variant};
use crate::report::Pointer;

use super::context::{Context, flag, text};
use super::part::{Part, says_anything};
use super::schema::{fill, named, placeholder_like};
use super::union::{Discriminator, discriminator};

/// Which components extend which.
#[derive(Debug, Default)]
pub(super) struct Heirs<'a> {
    /// The components whose `allOf` refers to a component, by its name, in the order of the document.
    children: HashMap<&'a str, Vec<&'a str>>,
}

impl<'a> Heirs<'a> {
    /// Looks through the components of a document.
    pub fn of(document: &'a Value) -> Self {
        let mut heirs = Self::default();
        let Some(schemas) = schemas(document) else { return heirs };
        if !schemas.values().any(|schema| says_discriminator(schema, 0)) {
            return heirs;
        }
        for (name, schema) in schemas {
            // Words about another schema do not extend it.
            if says_anything(schema, &["allOf"]) || elements(schema, "allOf").len() > 1 {
                for parent in parents(schema, 0) {
                    heirs.children.entry(parent).or_default().push(name);
                }
            }
        }
        heirs
    }

    /// The components that extend a component, and those that extend them; none if it has no discriminator, or says in
    /// `oneOf` or `anyOf` which types there are.
    fn descendants(&self, document: &'a Value, name: &str) -> Vec<&'a str> {
        let Some(schema) = schemas(document).and_then(|schemas| schemas.get(name)) else { return Vec::new() };
        let closed = !elements(schema, "oneOf").is_empty() || !elements(schema, "anyOf").is_empty();
        if closed || !self.children.contains_key(name) || !inherits(document, schema, &mut HashSet::new()) {
            return Vec::new();
        }
        let mut found: Vec<&'a str> = Vec::new();
        let mut seen: HashSet<&str> = HashSet::from([name]);
        let mut open: Vec<&'a str> = self.children.get(name).into_iter().flatten().rev().copied().collect();
        while let Some(next) = open.pop() {
            if seen.insert(next) {
                found.push(next);
                open.extend(self.children.get(next).into_iter().flatten().rev());
            }
        }
        found
    }
}

/// The type of a component's own values where others extend it: the component itself becomes a union of that type and
/// of those of its heirs. To be called when a component is first met; nothing for a component that none extends.
pub(super) fn base(cx: &mut Context<'_>, id: TypeId, pointer: &Pointer) -> Option<TypeId> {
    let name = component(pointer)?;
    if cx.heirs.descendants(cx.document, &name).is_empty() {
        return None;
    }
    let base = cx.add(placeholder_like(&cx.types[id], Hint::Base(id)));
    cx.bases.insert(id, base);
    Some(base)
}

/// Fills a component that others extend. Says whether it is one.
pub(super) fn fill_extended<'a>(cx: &mut Context<'a>, id: TypeId, part: &Part<'a>) -> bool {
    let Some(&base) = cx.bases.get(&id) else { return false };
    fill(cx, base, part, 0);
    let Some(name) = component(&part.at) else { return false };
    let this = &mut cx.types[id];
    this.title = text(part.value, "title");
    this.description = text(part.value, "description");
    this.deprecated = flag(part.value, "deprecated");
    let mut variants = vec![Variant { of: base, test: Test::Object }];
    let mut targets = vec![Some(part.at.as_str().to_owned())];
    let flat = super::part::parts(cx, part);
    let Some(mut discriminator) = discriminator(&flat) else { return false };
    discriminator.inherited = true;
    let parent = part.at.parent().unwrap_or_default();
    for heir in cx.heirs.descendants(cx.document, &name) {
        let pointer = parent.key(heir);
        let of = named(cx, pointer.clone());
        let of = cx.bases.get(&of).copied().unwrap_or(of);
        let value = pointer.of(cx.document).and_then(|schema| schema.get("x-ms-discriminator-value")?.as_str());
        discriminator.mapping.extend(value.map(|value| (value.to_owned(), pointer.as_str().to_owned())));
        variants.push(Variant { of, test: Test::Object });
        targets.push(Some(pointer.as_str().to_owned()));
    }
    cx.types[id].kind = Kind::Union(Union { variants });
    cx.discriminators.insert(id, (discriminator, targets));
    cx.unions.push(id);
    true
}

/// The name of the component schema at a pointer.
fn component(pointer: &Pointer) -> Option<String> {
    let mut tokens = pointer.tokens();
    let place = [tokens.next()?, tokens.next()?];
    let name = tokens.next()?.into_owned();
    (place == ["components", "schemas"] && tokens.next().is_none()).then_some(name)
}

fn schemas(document: &Value) -> Option<&serde_json::Map<String, Value>> {
    document.get("components")?.get("schemas")?.as_object()
}

fn elements<'a>(schema: &'a Value, key: &str) -> &'a [Value] {
    schema.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// How deep `allOf` may stand in `allOf` without a reference.
const DEEPEST: usize = 16;

/// The components that a schema's `allOf` refers to.
fn parents(schema: &Value, depth: usize) -> Vec<&str> {
    if depth > DEEPEST {
        return Vec::new();
    }
    let parents = |part| match reference(part) {
        Some(name) => vec![name],
        None => parents(part, depth + 1),
    };
    elements(schema, "allOf").iter().flat_map(parents).collect()
}

fn reference(schema: &Value) -> Option<&str> {
    schema.get("$ref")?.as_str()?.strip_prefix("#/components/schemas/").filter(|name| !name.contains('/'))
}

fn says_discriminator(schema: &Value, depth: usize) -> bool {
    schema.get("discriminator").is_some()
        || depth < DEEPEST && elements(schema, "allOf").iter().any(|part| says_discriminator(part, depth + 1))
}

/// Whether a schema or one that it extends has a discriminator.
fn inherits<'a>(document: &'a Value, schema: &'a Value, seen: &mut HashSet<&'a str>) -> bool {
    if says_discriminator(schema, 0) {
        return true;
    }
    parents(schema, 0).into_iter().any(|name| {
        let parent = schemas(document).and_then(|schemas| schemas.get(name));
        seen.insert(name) && seen.len() < 100 && parent.is_some_and(|parent| inherits(document, parent, seen))
    })
}

impl Discriminator {
    /// Whether a constant of a type tells it apart: all that extend a type have the constants of that type.
    pub(super) fn takes(&self, constants: &[String]) -> bool {
        !self.inherited || constants.len() == 1
    }
}
