//! Sample values: what the operations of a document may be called with.
//!
//! A value that the document gives as an example is taken where it is valid by its own schema. Where there is none, a
//! value is made of the schema, so that it is valid. The values are JSON; nothing here knows of Rust.

mod check;
mod follow;
mod format;
mod make;
mod number;
mod pattern;
mod text;

use serde_json::{Value, json};

use super::model::{Api, Body, Encoding, Operation, Parameter, Place, StyleKind, Writing};
use follow::follow;
use make::Maker;

/// What an operation may be called with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sample {
    /// A value for each parameter, in the order of the operation's.
    pub parameters: Vec<ParameterSample>,
    /// A body; nothing where the operation has none.
    pub body: Option<Value>,
    /// Whether the body is valid by its schema, as far as its keywords are understood. Some schemas allow nothing: those
    /// of a `oneOf` whose branches say the same.
    pub is_valid: bool,
}

/// What a parameter may be given.
#[derive(Clone, Debug, PartialEq)]
pub struct ParameterSample {
    /// The value; nothing where there is none that says anything, and the parameter may be left out.
    pub value: Option<Value>,
    /// Whether the document gives it as an example.
    pub is_example: bool,
}

/// Samples of all operations of an API, in their order. `document` is the one that was lowered.
///
/// Pure and total: where a schema cannot be met, what comes closest is given.
pub fn samples(document: &Value, api: &Api) -> Vec<Sample> {
    api.operations.iter().map(|operation| sample(document, operation)).collect()
}

/// The sample of one operation.
pub fn sample(document: &Value, operation: &Operation) -> Sample {
    let maker = Maker::new(document);
    let parameters = operation.parameters.iter().map(|parameter| of_parameter(&maker, parameter)).collect();
    let (body, is_valid) = operation.body.as_ref().map(|body| of_body(&maker, body)).unzip();
    Sample { parameters, body, is_valid: is_valid.unwrap_or(true) }
}

fn of_parameter(maker: &Maker<'_>, parameter: &Parameter) -> ParameterSample {
    let declared = parameter.at.pointer.of(maker.document).unwrap_or(&Value::Null);
    // A parameter of the template that is declared nowhere stands where its operation does.
    let declared = if declared.get("in").is_some() { declared } else { &Value::Null };
    let media = declared.get("content").and_then(Value::as_object).and_then(|content| content.values().next());
    let holder = media.unwrap_or(declared);
    let schema = holder.get("schema").unwrap_or(&Value::Null);
    let sendable = |value: &Value| is_sendable(parameter, value);
    let valid = |value: &&Value| sendable(value) && maker.is_valid(schema, value);
    let example = examples(maker.document, holder).into_iter().chain(maker.example(schema)).find(valid);
    if let Some(example) = example {
        return ParameterSample { value: Some(example.clone()), is_example: true };
    }
    let made = Some(maker.make(schema, &parameter.name)).filter(sendable);
    // Where the first of the known values cannot be sent, such as an empty one in a path, another can.
    let known = || maker.known(schema).find(valid).cloned();
    // Of an object or a list that may be empty nothing is sent if it is.
    let fuller = || [json!({"key": "value"}), json!(["value"])].into_iter().find(|value| valid(&value));
    let text = || parameter.required.then(|| Value::String("value".to_owned()));
    ParameterSample { value: made.or_else(known).or_else(fuller).or_else(text), is_example: false }
}

/// Whether a value says anything where it is sent, and can be said there: a segment of a path cannot be empty, `.` or
/// `..`, elsewhere of what is empty nothing is sent, and most styles know no values inside of others.
fn is_sendable(parameter: &Parameter, value: &Value) -> bool {
    let nests = match parameter.writing {
        Writing::Styled(style) => style.kind == StyleKind::DeepObject,
        Writing::Json | Writing::QueryString(_) => true,
        _ => false,
    };
    let is_flat = |value: &Value| nests || !(value.is_array() || value.is_object());
    match value {
        Value::Null => false,
        Value::String(text) if parameter.place == Place::Path => !["", ".", ".."].contains(&text.as_str()),
        Value::String(text) => !text.is_empty(),
        Value::Array(elements) => !elements.is_empty() && elements.iter().all(is_flat),
        Value::Object(members) => !members.is_empty() && members.values().all(is_flat),
        _ => true,
    }
}

/// A body, and whether it is valid.
fn of_body(maker: &Maker<'_>, body: &Body) -> (Value, bool) {
    let declared = body.at.pointer.of(maker.document).unwrap_or(&Value::Null);
    let content = declared.get("content").and_then(Value::as_object);
    // Calls of samples take the first.
    let first = body.contents.first();
    let media_type = first.map(|content| content.media_type.as_str()).unwrap_or_default();
    let media = content.and_then(|content| content.get(media_type).or_else(|| content.values().next()));
    let media = media.unwrap_or(&Value::Null);
    let encoding = first.map(|content| content.encoding);
    let schema = match encoding {
        // One of the values is a sample of them.
        Some(Encoding::Items(..)) => media.get("x-specwright-item-schema"),
        _ => None,
    };
    let schema = schema.or_else(|| media.get("schema")).unwrap_or(&Value::Null);
    let valid = |value: &&Value| maker.is_valid(schema, value);
    let examples = examples(maker.document, media);
    if let Some(example) = examples.iter().copied().find(valid) {
        return (example.clone(), true);
    }
    let made = maker.make(schema, "body");
    let is_valid = maker.is_valid(schema, &made);
    match encoding {
        Some(Encoding::Text | Encoding::Binary) if !made.is_string() => (Value::String("content".to_owned()), true),
        // Where nothing is valid, the document knows best.
        _ if !is_valid => (examples.first().map_or(made, |example| (*example).clone()), false),
        _ => (made, true),
    }
}

/// The examples of a parameter or a media type (OpenAPI 3.0.4, §4.7.12.2 "example" and "examples").
fn examples<'a>(document: &'a Value, holder: &'a Value) -> Vec<&'a Value> {
    let several = holder.get("examples").and_then(Value::as_object);
    let several = several.into_iter().flat_map(|examples| examples.values());
    let several = several.filter_map(|example| follow(document, example)?.get("value"));
    holder.get("example").into_iter().chain(several).collect()
}

#[cfg(test)]
mod tests;
