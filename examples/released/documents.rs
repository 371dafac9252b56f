//! Documents with values as their examples: requests that a program sends, and responses that a mock server sends.

use serde_json::{Map, Value, json};

use crate::values::{COUNT, Schemas, Writer, is_full};

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// The document with the requests of a number as the examples of parameters and bodies. Optional ones are left out of some.
pub fn with_requests(document: &Value, number: usize) -> Value {
    let schemas = Schemas { document, writer: Writer::Client };
    let example = |holder: &mut Value| {
        if let Some(schema) = holder.get("schema") {
            let value = schemas.value(schema, number);
            replace(holder, "example", value);
        }
    };
    let is_sent = |of: &Value| of["required"] == true || is_full(number);
    let mut changed = flat(document);
    for holder in operations(&mut changed) {
        for parameter in holder.get_mut("parameters").and_then(Value::as_array_mut).into_iter().flatten() {
            *parameter = schemas.follow(parameter).clone();
            example(parameter);
        }
        if let Some(all) = holder.get_mut("parameters").and_then(Value::as_array_mut) {
            all.retain(is_sent);
        }
        let Some(body) = holder.remove("requestBody") else { continue };
        let mut body = schemas.follow(&body).clone();
        contents(&mut body).for_each(example);
        if is_sent(&body) {
            holder.insert("requestBody".to_owned(), body);
        }
    }
    changed
}

/// The document with all responses as the named examples `v0`, `v1` and so on. Of the successful statuses of an operation it has
/// one, so that the mock server chooses it.
pub fn with_responses(document: &Value, status: usize) -> Value {
    let schemas = Schemas { document, writer: Writer::Service };
    let mut changed = flat(document);
    for holder in operations(&mut changed) {
        let Some(responses) = holder.get_mut("responses").and_then(Value::as_object_mut) else { continue };
        let successes: Vec<String> = responses.keys().filter(|status| status.starts_with('2')).cloned().collect();
        let wanted = successes.get(status).or(successes.last()).cloned();
        responses.retain(|status, _| !status.starts_with('2') || wanted.as_ref() == Some(status));
        for response in responses.values_mut() {
            *response = schemas.follow(response).clone();
            for media in contents(response) {
                let schema = media.get("schema").cloned().unwrap_or_default();
                let value = |number| json!({"value": schemas.value(&schema, number)});
                let examples = (0..COUNT).map(|number| (format!("v{number}"), value(number)));
                replace(media, "examples", Value::Object(examples.collect()));
            }
        }
    }
    changed
}

/// The greatest number of successful statuses of an operation.
pub fn statuses(document: &Value) -> usize {
    let mut document = document.clone();
    let successes = |holder: &mut Map<String, Value>| {
        let statuses = holder.get("responses").and_then(Value::as_object).into_iter().flat_map(Map::keys);
        statuses.filter(|status| status.starts_with('2')).count()
    };
    operations(&mut document).map(successes).max().unwrap_or_default().max(1)
}

/// The document whose operations have the parameters of their path items.
fn flat(document: &Value) -> Value {
    let mut changed = document.clone();
    for item in changed["paths"].as_object_mut().into_iter().flat_map(Map::values_mut).filter_map(Value::as_object_mut)
    {
        let Some(Value::Array(shared)) = item.remove("parameters") else { continue };
        for operation in item.iter_mut().filter(|(key, _)| METHODS.contains(&key.as_str())).map(|(_, of)| of) {
            let mut all = shared.clone();
            all.extend(operation["parameters"].as_array().cloned().unwrap_or_default());
            operation["parameters"] = Value::Array(all);
        }
    }
    changed
}

fn operations(document: &mut Value) -> impl Iterator<Item = &mut Map<String, Value>> {
    let items = document["paths"].as_object_mut().into_iter().flat_map(Map::values_mut);
    let operations = items.filter_map(Value::as_object_mut).flat_map(|item| item.iter_mut());
    let operations = operations.filter(|(key, _)| METHODS.contains(&key.as_str()));
    operations.filter_map(|(_, operation)| operation.as_object_mut())
}

/// The media types of a body.
fn contents(body: &mut Value) -> impl Iterator<Item = &mut Value> {
    body.get_mut("content").and_then(Value::as_object_mut).into_iter().flat_map(Map::values_mut)
}

/// Sets an example instead of those of the document.
fn replace(holder: &mut Value, key: &str, value: Value) {
    let Some(holder) = holder.as_object_mut() else { return };
    holder.remove("example");
    holder.remove("examples");
    holder.insert(key.to_owned(), value);
}
