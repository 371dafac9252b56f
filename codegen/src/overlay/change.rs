//! Changes of one place, as the document would have them.

use serde_json::{Map, Value, json};

use crate::report::Pointer;

use super::editor::Editor;
use super::find::{parts, reference, whole};

/// The extension that holds the path of a type in Rust.
const RUST_TYPE: &str = "x-specwright-rust-type";

/// The types of JSON Schema.
const TYPES: [&str; 7] = ["array", "boolean", "integer", "null", "number", "object", "string"];

/// Keywords that describe a schema and do not restrict its values.
const ANNOTATIONS: [&str; 6] = ["deprecated", "description", "readOnly", "title", "writeOnly", "xml"];

/// What beside its schema a parameter of version 2.0 has in the same object.
const OF_PARAMETER: [&str; 7] =
    ["allowEmptyValue", "collectionFormat", "deprecated", "description", "in", "name", "required"];

/// Keywords that version 2.0 has in schemas, and not in parameters.
const OF_SCHEMAS: [&str; 6] = ["$ref", "additionalProperties", "allOf", "anyOf", "oneOf", "properties"];

/// What is at a place.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    /// A property of an object.
    Property,
    /// A parameter.
    Parameter,
    /// A header of a response.
    Header,
    /// A request body, a response or a media type.
    Content,
    /// Any other schema.
    Schema,
    /// Something that has no schema.
    Other,
}

impl Kind {
    /// What is at a place of a document.
    pub fn of(document: &Value, at: &Pointer) -> Self {
        let tokens: Vec<_> = at.tokens().map(|token| token.into_owned()).collect();
        let mut last = tokens.iter().rev().map(String::as_str);
        let (name, holder, above) = (last.next(), last.next(), last.next());
        let value = at.of(document);
        let has = |key: &str| value.is_some_and(|value| value.get(key).is_some());
        match (holder, name) {
            (Some("properties"), _) if above != Some("properties") => Self::Property,
            _ if has("in") && has("name") => Self::Parameter,
            (Some("headers"), _) => Self::Header,
            (Some("content" | "responses" | "requestBodies"), _) | (_, Some("requestBody")) => Self::Content,
            _ if has("responses") || has("openapi") || has("swagger") => Self::Other,
            (Some("paths"), _) => Self::Other,
            _ if value.is_some_and(|value| value.is_object() || value.is_boolean()) => Self::Schema,
            _ => Self::Other,
        }
    }
}

/// Makes something required, or optional.
pub(super) fn required(editor: &mut Editor, at: &Pointer, kind: Kind, required: bool) -> Result<(), String> {
    match kind {
        Kind::Property if required => {
            let Some(owner) = at.parent().and_then(|properties| properties.parent()) else { return Ok(()) };
            let (list, name) = (owner.key("required"), at.last().unwrap_or_default().into_owned());
            let mut names = list.of(&editor.document).and_then(Value::as_array).cloned().unwrap_or_default();
            if !names.iter().any(|known| *known == name) {
                names.push(Value::String(name));
                editor.set(&list, Value::Array(names));
            }
            Ok(())
        }
        Kind::Property => {
            not_required(editor, at);
            Ok(())
        }
        Kind::Parameter | Kind::Header | Kind::Content => {
            let value = at.of(&editor.document);
            if !required && value.and_then(|value| value.get("in")).and_then(Value::as_str) == Some("path") {
                return Err("a path parameter is always required".to_owned());
            }
            editor.set(&at.key("required"), Value::Bool(required));
            Ok(())
        }
        Kind::Schema | Kind::Other => {
            Err("only properties, parameters, headers and request bodies are required or not".to_owned())
        }
    }
}

/// Removes the name of a property from what requires it: its schema, and those that apply to the same value.
pub(super) fn not_required(editor: &mut Editor, property: &Pointer) {
    if Kind::of(&editor.document, property) != Kind::Property {
        return;
    }
    let Some(owner) = property.parent().and_then(|properties| properties.parent()) else { return };
    let name = property.last().unwrap_or_default().into_owned();
    let schema = whole(&editor.document, &owner);
    for part in parts(&editor.document, &schema) {
        let list = part.key("required");
        let names = list.of(&editor.document).and_then(Value::as_array);
        let Some(index) = names.and_then(|names| names.iter().position(|known| *known == name)) else { continue };
        editor.remove(&list.index(index));
        if list.of(&editor.document).and_then(Value::as_array).is_some_and(Vec::is_empty) {
            editor.remove(&list);
        }
    }
}

/// The place of the schema of something.
pub(super) fn schema(editor: &Editor, at: &Pointer, kind: Kind) -> Result<Pointer, String> {
    let document = &editor.document;
    let has = |at: &Pointer| at.of(document).is_some();
    match kind {
        Kind::Property | Kind::Schema => Ok(at.clone()),
        Kind::Other => Err("there is no schema at this place".to_owned()),
        Kind::Parameter | Kind::Header | Kind::Content => {
            let (schema, content) = (at.key("schema"), at.key("content"));
            let media_types = content.of(document).and_then(Value::as_object).map(|content| content.keys().cloned());
            let media_types: Vec<String> = media_types.into_iter().flatten().collect();
            match media_types.as_slice() {
                _ if has(&schema) => Ok(schema),
                [only] => Ok(content.key(only).key("schema")),
                [] if kind == Kind::Content => Ok(schema),
                [] if is_of_2_0(document) => Ok(at.clone()),
                [] => Ok(schema),
                [first, ..] => {
                    let place = content.key(first).key("schema");
                    Err(format!("there are several media types: name the schema of one, as in `{}`", place.as_str()))
                }
            }
        }
    }
}

fn is_of_2_0(document: &Value) -> bool {
    document.get("swagger").is_some()
}

/// Replaces a schema by another one: the name of a type, or keywords.
pub(super) fn replace(editor: &mut Editor, at: &Pointer, kind: Kind, of: &Value) -> Result<(), String> {
    let mut keywords = match of {
        Value::String(name) if TYPES.contains(&name.as_str()) => Map::from_iter([("type".to_owned(), of.clone())]),
        Value::Object(keywords) => keywords.clone(),
        Value::String(name) => {
            return Err(format!(
                "`{name}` is not a type of JSON Schema, which are `{}`; `rust_type` is for types in Rust",
                TYPES.join("`, `")
            ));
        }
        _ => return Err("`type` is the name of a type, or a table with the keywords of JSON Schema".to_owned()),
    };
    // Descriptions are about what a value means. Examples and defaults were of the other type.
    let old = at.of(&editor.document).and_then(Value::as_object).cloned().unwrap_or_default();
    let is_parameter = matches!(kind, Kind::Parameter | Kind::Header) && old.contains_key("type");
    let is_kept = |key: &str| match is_parameter {
        true => OF_PARAMETER.contains(&key) || key.starts_with("x-"),
        false => ANNOTATIONS.contains(&key),
    };
    let kept = old.into_iter().filter(|(key, _)| is_kept(key));
    // A parameter of 2.0 has no such keywords itself.
    if is_parameter && OF_SCHEMAS.iter().any(|keyword| keywords.contains_key(*keyword)) {
        keywords = Map::from_iter([("schema".to_owned(), Value::Object(keywords))]);
        keywords.extend(kept.filter(|(key, _)| key != "collectionFormat"));
    } else if !keywords.contains_key("$ref") {
        for (key, value) in kept {
            keywords.entry(key).or_insert(value);
        }
    }
    editor.set(at, Value::Object(keywords));
    Ok(())
}

/// Gives a schema a type in Rust.
pub(super) fn rust_type(editor: &mut Editor, at: &Pointer, path: &str) -> Result<(), String> {
    if !is_path(path) {
        return Err(format!("`{path}` is not the path of a type, as in `crate::Money`"));
    }
    around_reference(editor, at);
    if at.of(&editor.document).is_none_or(|schema| !schema.is_object()) {
        editor.set(at, json!({}));
    }
    editor.set(&at.key(RUST_TYPE), Value::String(path.to_owned()));
    Ok(())
}

/// Whether a string is a path of identifiers, such as `crate::Money`.
fn is_path(path: &str) -> bool {
    let path = path.strip_prefix("::").unwrap_or(path);
    path.split("::").all(|name| {
        let mut letters = name.chars();
        letters.next().is_some_and(|first| first == '_' || unicode_ident::is_xid_start(first))
            && letters.all(unicode_ident::is_xid_continue)
    })
}

/// Allows `null`, or does not.
pub(super) fn nullable(editor: &mut Editor, at: &Pointer, nullable: bool) {
    if nullable {
        around_reference(editor, at);
        if at.of(&editor.document).is_none_or(|schema| !schema.is_object()) {
            return;
        }
        editor.set(&at.key("nullable"), Value::Bool(true));
        return;
    }
    for keyword in ["nullable", "x-nullable", "x-isnullable"] {
        editor.remove(&at.key(keyword));
    }
    let (types, values) = (at.key("type"), at.key("enum"));
    for (list, null) in [(types, Value::String("null".to_owned())), (values, Value::Null)] {
        let elements = list.of(&editor.document).and_then(Value::as_array);
        if let Some(index) = elements.and_then(|elements| elements.iter().position(|element| *element == null)) {
            editor.remove(&list.index(index));
        }
    }
    for keyword in ["anyOf", "oneOf"] {
        let list = at.key(keyword);
        let is_null = |branch: &Value| branch.get("type").and_then(Value::as_str) == Some("null");
        let branches = list.of(&editor.document).and_then(Value::as_array);
        if let Some(index) = branches.and_then(|branches| branches.iter().position(is_null)) {
            editor.remove(&list.index(index));
        }
    }
}

/// Puts a reference into an `allOf`, so that keywords may stand beside it.
fn around_reference(editor: &mut Editor, at: &Pointer) {
    let Some(schema) = at.of(&editor.document) else { return };
    if schema.get("$ref").is_some_and(Value::is_string)
        && (reference(&editor.document, at).is_some() || schema.is_object())
    {
        let around = json!({"allOf": [schema]});
        editor.set(at, around);
        editor.edits.copied(at.key("allOf").index(0), at.clone());
    }
}
