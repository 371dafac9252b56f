//! Sample values for the parameters and bodies of operations.
//!
//! An example of the document is used if it is valid. Otherwise a valid value is made from the schema. Values are JSON;
//! nothing here knows of Rust.

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

/// Sample values for a call of an operation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sample {
    /// A value for each parameter, in the order of the operation's.
    pub parameters: Vec<ParameterSample>,
    /// A body, if the operation has one.
    pub body: Option<Value>,
    /// Whether the body is valid, as far as its keywords are supported. Some schemas allow no value, such as a `oneOf` with
    /// equal branches.
    pub is_valid: bool,
}

/// A sample value for a parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct ParameterSample {
    /// The value; `None` if the parameter is optional and nothing is known about its values.
    pub value: Option<Value>,
    /// Whether it is an example of the document.
    pub is_example: bool,
}

/// Samples of all operations of an API, in their order. `document` is the one that was lowered.
///
/// Pure and total: if no valid value is found, the best one is returned.
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
    // An undeclared parameter of the template has the position of its operation.
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
    // If the first known value cannot be sent, such as an empty one in a path, another may.
    let known = || maker.known(schema).find(valid).cloned();
    // An empty object or array is not sent at all.
    let fuller = || [json!({"key": "value"}), json!(["value"])].into_iter().find(|value| valid(&value));
    let text = || parameter.required.then(|| Value::String("value".to_owned()));
    ParameterSample { value: made.or_else(known).or_else(fuller).or_else(text), is_example: false }
}

/// Whether a value can be sent in the parameter's location: a segment of a path cannot be empty, `.` or `..`, empty values
/// are not sent elsewhere, and most styles have no nested values.
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
        Value::Object(properties) => !properties.is_empty() && properties.values().all(is_flat),
        _ => true,
    }
}

/// A body, and whether it is valid.
fn of_body(maker: &Maker<'_>, body: &Body) -> (Value, bool) {
    let declared = body.at.pointer.of(maker.document).unwrap_or(&Value::Null);
    let content = declared.get("content").and_then(Value::as_object);
    // Samples use the first media type.
    let first = body.contents.first();
    let media_type = first.map(|content| content.media_type.as_str()).unwrap_or_default();
    let media = content.and_then(|content| content.get(media_type).or_else(|| content.values().next()));
    let media = media.unwrap_or(&Value::Null);
    let encoding = first.map(|content| content.encoding);
    let schema = match encoding {
        // The sample is one of the values.
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
        // If no value is valid, the example of the document is the best.
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
