//! Names of the branches of a union: by the component, the title, the value of a tag, the only property, or the kind.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::report::{At, FileId, Pointer};

use super::super::reader::text;
use super::super::reference::follow;
use super::drafting::Drafting;
use super::subschema::{Subschema, is_reference};

/// How many names of each branch are compared with those of the others.
const MAX_COMPARED: usize = 8;

/// A name for each branch: its first name that no other branch has. A branch without one is named by its position.
pub(super) fn branch_names<'a>(cx: &mut Drafting<'a, '_>, branches: &[Subschema<'a>]) -> Vec<String> {
    let all: Vec<Vec<String>> = branches.iter().map(|branch| candidates(cx, branch)).collect();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for names in &all {
        let mut names: Vec<String> = names.iter().map(|name| folded(name)).collect();
        names.sort_unstable();
        names.dedup();
        names.into_iter().for_each(|name| *counts.entry(name).or_default() += 1);
    }
    let named = |(index, names): (usize, &Vec<String>)| {
        let unique = names.iter().find(|name| counts.get(&folded(name)) == Some(&1));
        unique.cloned().unwrap_or_else(|| format!("Option {}", index + 1))
    };
    all.iter().enumerate().map(named).collect()
}

/// Letters and digits of a name in lower case: names that differ in nothing else are equal in Rust.
fn folded(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The names that a branch may have, the best first.
fn candidates<'a>(cx: &mut Drafting<'a, '_>, branch: &Subschema<'a>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    names.extend(component(branch.value));
    names.extend(text(branch.value, "title"));
    let parts = parts(cx, branch);
    names.extend(parts.iter().skip(1).filter_map(|(_, component)| component.clone()));
    for (value, _) in &parts {
        names.extend(tags(value));
    }
    if let [only] = parts.iter().flat_map(|(value, _)| properties(value)).collect::<Vec<_>>().as_slice() {
        names.push(only.0.clone());
    }
    names.extend(parts.iter().find_map(|(value, _)| only_value(value)));
    names.extend(parts.iter().find_map(|(value, _)| kind(value)).map(str::to_owned));
    names.retain(|name| name.chars().any(char::is_alphanumeric));
    names.truncate(MAX_COMPARED);
    names
}

/// A branch, and what its `allOf` lists, with the components that these are.
fn parts<'a>(cx: &mut Drafting<'a, '_>, branch: &Subschema<'a>) -> Vec<(&'a Value, Option<String>)> {
    let mut parts = vec![(target(cx, branch.value, &branch.at), None)];
    let listed = parts[0].0.get("allOf").and_then(Value::as_array).into_iter().flatten();
    // A part that the branch itself writes names it better than one that it shares with others.
    for (index, part) in listed.enumerate().take(MAX_COMPARED) {
        let at = branch.at.key("allOf").index(index);
        parts.push((target(cx, part, &at), component(part)));
    }
    parts
}

/// What a schema is if it is a reference.
fn target<'a>(cx: &mut Drafting<'a, '_>, value: &'a Value, at: &Pointer) -> &'a Value {
    if !is_reference(value) {
        return value;
    }
    let at = At::under(FileId::MAIN, at);
    follow(cx.reader(), value, &at).map_or(value, |followed| followed.value)
}

/// The name of the component that a schema refers to.
fn component(value: &Value) -> Option<String> {
    let reference = value.get("$ref")?.as_str()?;
    let pointer = Pointer::parse_fragment(reference.rsplit('#').next()?)?;
    (pointer.parent()?.last()? == "schemas").then(|| pointer.last().map(|name| name.into_owned()))?
}

fn properties(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.get("properties").and_then(Value::as_object).into_iter().flat_map(Map::iter)
}

/// The values of properties that can have one value only, required ones first.
fn tags(value: &Value) -> Vec<String> {
    let required = value.get("required").and_then(Value::as_array);
    let is_required = |name: &str| required.is_some_and(|names| names.iter().any(|of| of == name));
    let mut tags: Vec<(bool, String)> =
        properties(value).filter_map(|(name, of)| Some((!is_required(name), only_value(of)?))).collect();
    tags.sort_by_key(|(is_optional, _)| *is_optional);
    tags.into_iter().map(|(_, tag)| tag).collect()
}

/// The only value that a schema allows, if it is a string, a number or a boolean.
fn only_value(value: &Value) -> Option<String> {
    let only = match value.get("enum").and_then(Value::as_array).map(Vec::as_slice) {
        Some([only]) => only,
        Some(_) => return None,
        None => value.get("const")?,
    };
    match only {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(format!("Value {only}")),
        _ => None,
    }
}

/// The kind of values of a schema.
fn kind(value: &Value) -> Option<&'static str> {
    match value.get("type").and_then(Value::as_str) {
        Some("array") => return Some("List"),
        Some("string") => return Some("String"),
        Some("integer") => return Some("Integer"),
        Some("object") if value.get("properties").is_none() && value.get("additionalProperties").is_some() => {
            return Some("Map");
        }
        Some("object") => return Some("Object"),
        _ => {}
    }
    let has = |keyword: &str| value.get(keyword).is_some();
    match () {
        () if has("properties") => Some("Object"),
        () if has("items") => Some("List"),
        () => None,
    }
}
