//! Changes to a document as a tree: parts are removed, duplicated, exchanged, or replaced by unexpected values.

use arbitrary::{Arbitrary, Result, Unstructured};
use serde_json::{Map, Value, json};

use crate::document::Document;
use crate::hostile;

/// Keys with a meaning in OpenAPI or JSON Schema.
const KEYS: &[&str] = &[
    "$ref",
    "$defs",
    "additionalProperties",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "items",
    "properties",
    "required",
    "type",
    "format",
    "enum",
    "const",
    "nullable",
    "default",
    "example",
    "examples",
    "discriminator",
    "mapping",
    "propertyName",
    "description",
    "title",
    "deprecated",
    "readOnly",
    "parameters",
    "schema",
    "content",
    "in",
    "name",
    "style",
    "explode",
    "requestBody",
    "responses",
    "200",
    "default",
    "headers",
    "links",
    "callbacks",
    "security",
    "servers",
    "url",
    "variables",
    "tags",
    "operationId",
    "summary",
    "get",
    "post",
    "encoding",
    "contentType",
    "prefixItems",
    "if",
    "then",
    "else",
    "$anchor",
    "$dynamicRef",
    "x-specwright-name",
    "x-ms-parameter-location",
    "patternProperties",
    "components",
    "schemas",
    "definitions",
    "pathItems",
    "webhooks",
    "info",
    "paths",
    "openapi",
];

/// Makes one change somewhere in a document.
///
/// # Errors
///
/// Fails if there are no more random bytes.
pub fn mutate(document: &mut Value, u: &mut Unstructured<'_>) -> Result<()> {
    let places = places(document);
    let place = u.choose(&places)?.clone();
    let other = document.pointer(u.choose(&places)?).cloned().unwrap_or_default();
    match u.int_in_range(0..=13)? {
        0 => remove(document, &place),
        1 | 2 => set(document, &place, other),
        3 => set(document, &place, hostile::value(u)?),
        4 | 5 => replace_scalar(document, &place, u)?,
        6 => set(document, &place, json!({ "$ref": format!("#{}", u.choose(&places)?) })),
        7 => {
            let inner = document.pointer(&place).cloned().unwrap_or_default();
            let wrapped = match u.int_in_range(0..=4)? {
                0 => json!({ "allOf": [inner, other] }),
                1 => json!({ "oneOf": [inner, other] }),
                2 => json!({ "type": "array", "items": inner }),
                3 => json!({ "properties": { hostile::name(u)?: inner } }),
                _ => json!([inner]),
            };
            set(document, &place, wrapped);
        }
        8 | 9 => {
            let key = if u.ratio(1, 4)? { hostile::name(u)? } else { (*u.choose(KEYS)?).to_owned() };
            let value = if u.ratio(1, 3)? { hostile::value(u)? } else { other };
            insert(document, &place, key, value);
        }
        10 | 11 => {
            let name = hostile::name(u)?;
            rename(document, &place, name);
        }
        12 => {
            let name = hostile::name(u)?;
            let of = document.pointer(&place).cloned().unwrap_or_default();
            let parent = place.rsplit_once('/').map_or("", |(parent, _)| parent).to_owned();
            insert(document, &parent, name, of);
        }
        _ => {
            let other = Document::arbitrary(u)?.0;
            let places = self::places(&other);
            let graft = other.pointer(u.choose(&places)?).cloned().unwrap_or_default();
            set(document, &place, graft);
        }
    }
    Ok(())
}

/// The pointers of all values in a document.
fn places(document: &Value) -> Vec<String> {
    let mut places = Vec::new();
    let mut open = vec![(String::new(), document)];
    while let Some((place, value)) = open.pop() {
        match value {
            Value::Object(object) => open.extend(
                object
                    .iter()
                    .map(|(key, value)| (format!("{place}/{}", key.replace('~', "~0").replace('/', "~1")), value)),
            ),
            Value::Array(elements) => {
                open.extend(elements.iter().enumerate().map(|(index, value)| (format!("{place}/{index}"), value)));
            }
            _ => {}
        }
        places.push(place);
    }
    places
}

fn set(document: &mut Value, place: &str, value: Value) {
    if let Some(target) = document.pointer_mut(place) {
        *target = value;
    }
}

fn remove(document: &mut Value, place: &str) {
    let Some((parent, last)) = place.rsplit_once('/') else { return };
    match document.pointer_mut(parent) {
        Some(Value::Object(object)) => {
            object.shift_remove(&last.replace("~1", "/").replace("~0", "~"));
        }
        Some(Value::Array(elements)) => {
            if let Some(index) = last.parse().ok().filter(|&index: &usize| index < elements.len()) {
                elements.remove(index);
            }
        }
        _ => {}
    }
}

fn insert(document: &mut Value, place: &str, key: String, value: Value) {
    match document.pointer_mut(place) {
        Some(Value::Object(object)) => {
            object.insert(key, value);
        }
        Some(Value::Array(elements)) => elements.push(value),
        _ => {}
    }
}

fn rename(document: &mut Value, place: &str, name: String) {
    let Some((parent, last)) = place.rsplit_once('/') else { return };
    let last = last.replace("~1", "/").replace("~0", "~");
    if let Some(Value::Object(object)) = document.pointer_mut(parent) {
        let renamed: Map<String, Value> = std::mem::take(object)
            .into_iter()
            .map(|(key, value)| if key == last { (name.clone(), value) } else { (key, value) })
            .collect();
        *object = renamed;
    }
}

fn replace_scalar(document: &mut Value, place: &str, u: &mut Unstructured<'_>) -> Result<()> {
    match document.pointer_mut(place) {
        Some(Value::String(text)) => *text = if u.ratio(1, 2)? { hostile::text(u)? } else { hostile::name(u)? },
        Some(scalar @ (Value::Null | Value::Bool(_) | Value::Number(_))) => *scalar = hostile::value(u)?,
        _ => {}
    }
    Ok(())
}
