//! The type `null`.

use serde_json::{Map, Value};

use crate::dialect::here::Here;
use crate::dialect::reference::follow;

/// Keywords that describe a schema and do not restrict its values.
const ANNOTATIONS: [&str; 12] = [
    "$comment",
    "default",
    "deprecated",
    "description",
    "example",
    "examples",
    "externalDocs",
    "nullable",
    "readOnly",
    "title",
    "writeOnly",
    "xml",
];

/// A branch that only `null` fits makes the whole nullable (JSON Schema Validation 2020-12, §6.1.1 has a type for it,
/// OpenAPI 3.0.4, §4.7.24.2 has `nullable`). One that remains alone is no choice any more.
pub(super) fn branches(object: &mut Map<String, Value>, here: &mut Here<'_>) {
    while without_null(object, here, "anyOf") || without_null(object, here, "oneOf") {}
}

/// Whether a branch was removed, and the schema that replaced it may have such branches too.
fn without_null(object: &mut Map<String, Value>, here: &mut Here<'_>, key: &str) -> bool {
    let Some(Value::Array(branches)) = object.get_mut(key) else { return false };
    let document = here.document;
    let kept: Vec<(usize, Value)> =
        branches.iter_mut().enumerate().filter(|(_, branch)| !is_null(branch, document)).map(take).collect();
    if kept.len() == branches.len() {
        *branches = kept.into_iter().map(|(_, branch)| branch).collect();
        return false;
    }
    object.insert("nullable".to_owned(), true.into());
    let moved: Vec<_> = kept
        .iter()
        .enumerate()
        .map(|(to, (from, _))| (here.pointer(&[key, &to.to_string()]), here.pointer(&[key, &from.to_string()])))
        .collect();
    here.moved.relocate(moved);
    let mut kept: Vec<Value> = kept.into_iter().map(|(_, branch)| branch).collect();
    if kept.is_empty() {
        object.shift_remove(key);
        object.insert("type".to_owned(), "null".into());
        return false;
    }
    if kept.len() > 1 {
        object.insert(key.to_owned(), Value::Array(kept));
        return false;
    }
    let only_annotates = |key: &String| key.starts_with("x-") || ANNOTATIONS.contains(&key.as_str());
    let around_annotates = object.keys().all(|other| other == key || only_annotates(other));
    match kept.pop() {
        Some(Value::Object(branch))
            if around_annotates
                && !branch.contains_key("$ref")
                && branch.keys().all(|own| own == "nullable" || own == key || !object.contains_key(own)) =>
        {
            object.shift_remove(key);
            let moved: Vec<_> =
                branch.keys().map(|field| (here.pointer(&[field]), here.pointer(&[key, "0", field]))).collect();
            here.moved.relocate(moved);
            object.extend(branch.into_iter().filter(|(key, _)| key != "nullable"));
            true
        }
        Some(branch) => {
            object.shift_remove(key);
            let branches = object.entry("allOf").or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(branches) = branches {
                branches.push(branch);
                let index = (branches.len() - 1).to_string();
                here.relocate(&[(&["allOf", &index], &[key, "0"])]);
            }
            false
        }
        None => false,
    }
}

fn take((index, value): (usize, &mut Value)) -> (usize, Value) {
    (index, value.take())
}

/// Whether only `null` fits a schema, in one of the ways in which that is written.
fn is_null(schema: &Value, document: &Value) -> bool {
    let schema = match schema.get("$ref").and_then(Value::as_str) {
        Some(reference) => match follow(document, reference) {
            Some((_, target)) => target,
            None => return false,
        },
        None => schema,
    };
    let Value::Object(object) = schema else { return schema.is_null() };
    let is_null_name = |name: &Value| name.is_null() || name == "null";
    match (object.get("type"), object.get("const"), object.get("enum")) {
        // Unquoted in YAML, `null` is not a string.
        (Some(Value::Array(types)), _, _) => !types.is_empty() && types.iter().all(is_null_name),
        (Some(of), _, _) => is_null_name(of),
        (None, Some(value), _) => value.is_null(),
        (None, None, Some(Value::Array(values))) => !values.is_empty() && values.iter().all(Value::is_null),
        _ => false,
    }
}

/// The type `null` is, in 3.0, `null` as the only value; and `null` among the values is `nullable`.
pub(super) fn value(object: &mut Map<String, Value>) {
    if object.get("type").is_some_and(|of| of.is_null() || of == "null") {
        object.shift_remove("type");
        object.insert("enum".to_owned(), Value::Array(vec![Value::Null]));
    }
    if let Some(Value::Array(values)) = object.get("enum")
        && values.iter().any(Value::is_null)
        && (!object.contains_key("type") || values.iter().all(Value::is_null))
    {
        object.insert("nullable".to_owned(), true.into());
    }
}
