//! Which components extend which: a schema with a `discriminator` stands for itself and for every component whose `allOf`
//! refers to it (OpenAPI 3.0.4, §4.7.25 "Discriminator Object"; 2.0, "Schema Object", `discriminator`).

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::report::Pointer;

use super::subschema::{component, constrains};

/// How deep `allOf` may be nested in `allOf` without a reference.
const MAX_DEPTH: usize = 16;

/// The components that extend others.
#[derive(Debug, Default)]
pub(super) struct Extensions<'a> {
    /// The components whose `allOf` refers to a component, by its name, in the order of the document.
    children: HashMap<&'a str, Vec<&'a str>>,
}

impl<'a> Extensions<'a> {
    /// Finds the components of a document that extend others.
    pub fn of(document: &'a Value) -> Self {
        let mut extensions = Self::default();
        let Some(schemas) = schemas(document) else { return extensions };
        if !schemas.values().any(|schema| has_discriminator(schema, 0)) {
            return extensions;
        }
        for (name, schema) in schemas {
            // An annotated reference does not extend its target.
            if constrains(schema, &["allOf"]) || elements(schema, "allOf").len() > 1 {
                for parent in parents(schema, 0) {
                    extensions.children.entry(parent).or_default().push(name);
                }
            }
        }
        extensions.add_mapped(schemas);
        extensions
    }

    /// Adds the components that a discriminator names of a component that none extends and that extends none: its values are
    /// of these components all the same.
    fn add_mapped(&mut self, schemas: &'a serde_json::Map<String, Value>) {
        for (name, schema) in schemas {
            if self.children.contains_key(name.as_str()) || !parents(schema, 0).is_empty() {
                continue;
            }
            let mapping = schema.get("discriminator").and_then(|declared| declared.get("mapping")?.as_object());
            let targets: Vec<&'a str> = mapping
                .into_iter()
                .flat_map(serde_json::Map::values)
                .filter_map(|target| {
                    Some(schemas.get_key_value(&component_name(&component(target.as_str()?))?)?.0.as_str())
                })
                .filter(|target| target != name)
                .collect();
            if !targets.is_empty() {
                self.children.insert(name, targets);
            }
        }
    }

    /// The components that extend the component at a pointer, and those that extend them. None if it has no
    /// discriminator, or lists its types in `oneOf` or `anyOf`.
    pub fn of_component(&self, document: &'a Value, pointer: &Pointer) -> Vec<&'a str> {
        let Some(name) = component_name(pointer) else { return Vec::new() };
        let name = name.as_str();
        let Some(schema) = schemas(document).and_then(|schemas| schemas.get(name)) else { return Vec::new() };
        let lists_types = !elements(schema, "oneOf").is_empty() || !elements(schema, "anyOf").is_empty();
        if lists_types || !self.children.contains_key(name) || !inherits(document, schema, &mut HashSet::new()) {
            return Vec::new();
        }
        let mut descendants: Vec<&'a str> = Vec::new();
        let mut visited: HashSet<&str> = HashSet::from([name]);
        let children = |name: &str| self.children.get(name).into_iter().flatten().rev().copied();
        let mut pending: Vec<&'a str> = children(name).collect();
        while let Some(next) = pending.pop() {
            if visited.insert(next) {
                descendants.push(next);
                pending.extend(children(next));
            }
        }
        descendants
    }
}

/// The name of the component schema at a pointer.
fn component_name(pointer: &Pointer) -> Option<String> {
    let mut tokens = pointer.tokens();
    let parent = [tokens.next()?, tokens.next()?];
    let name = tokens.next()?.into_owned();
    (parent == ["components", "schemas"] && tokens.next().is_none()).then_some(name)
}

fn schemas(document: &Value) -> Option<&serde_json::Map<String, Value>> {
    document.get("components")?.get("schemas")?.as_object()
}

fn elements<'a>(schema: &'a Value, keyword: &str) -> &'a [Value] {
    schema.get(keyword).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// The components to which a schema's `allOf` refers.
fn parents(schema: &Value, depth: usize) -> Vec<&str> {
    if depth > MAX_DEPTH {
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

fn has_discriminator(schema: &Value, depth: usize) -> bool {
    schema.get("discriminator").is_some()
        || depth < MAX_DEPTH && elements(schema, "allOf").iter().any(|part| has_discriminator(part, depth + 1))
}

/// Whether a schema or one that it extends has a discriminator.
fn inherits<'a>(document: &'a Value, schema: &'a Value, visited: &mut HashSet<&'a str>) -> bool {
    if has_discriminator(schema, 0) {
        return true;
    }
    parents(schema, 0).into_iter().any(|name| {
        let parent = schemas(document).and_then(|schemas| schemas.get(name));
        visited.insert(name) && visited.len() < 100 && parent.is_some_and(|parent| inherits(document, parent, visited))
    })
}
