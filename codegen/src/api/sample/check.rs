//! Validation of values in requests (OpenAPI 3.0.4, §4.7.24 "Schema Object").
//!
//! Keywords that are not supported are ignored.

use std::cell::Cell;

use serde_json::{Map, Value};

use super::follow::{Conjunction, follow};
use super::format;
use super::number::is_multiple;
use super::pattern::Pattern;

/// How deep schemas may be nested. Deeper values are valid.
const MAX_DEPTH: usize = 40;

/// How many schemas may be visited for one operation: branches can lead back to each other.
const MAX_STEPS: usize = 200_000;

/// Validates values against schemas.
pub(super) struct Check<'a> {
    document: &'a Value,
    left: Cell<usize>,
}

impl<'a> Check<'a> {
    /// Validation of the values of one operation.
    pub(super) fn new(document: &'a Value) -> Self {
        Self { document, left: Cell::new(MAX_STEPS) }
    }

    /// Whether a value is valid.
    pub(super) fn is_valid(&self, schema: &Value, value: &Value) -> bool {
        self.schema(schema, value, MAX_DEPTH)
    }

    /// Whether a value is valid against all schemas of a conjunction.
    pub(super) fn fits(&self, of: &Conjunction<'_>, value: &Value) -> bool {
        of.parts().all(|part| self.object(part, value, MAX_DEPTH))
    }

    fn schema(&self, schema: &Value, value: &Value, left: usize) -> bool {
        let Some(left) = left.checked_sub(1) else { return true };
        match follow(self.document, schema) {
            Some(Value::Bool(allows_any)) => *allows_any,
            Some(Value::Object(schema)) => self.object(schema, value, left),
            _ => true,
        }
    }

    fn object(&self, schema: &Map<String, Value>, value: &Value, left: usize) -> bool {
        let Some(steps) = self.left.get().checked_sub(1) else { return true };
        self.left.set(steps);
        if value.is_null() && is_nullable(schema) {
            return true;
        }
        let list = |key: &str| schema.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let valid = |schema: &Value| self.schema(schema, value, left);
        let fitting = |list: &[Value]| list.iter().filter(|schema| valid(schema)).count();
        is_typed(schema, value)
            && schema
                .get("enum")
                .and_then(Value::as_array)
                .is_none_or(|values| values.iter().any(|one| same(one, value)))
            && list("allOf").iter().all(valid)
            && (list("anyOf").is_empty() || list("anyOf").iter().any(valid))
            && (list("oneOf").is_empty() || fitting(list("oneOf")) == 1)
            && schema.get("not").is_none_or(|schema| !valid(schema))
            && match value {
                Value::Number(_) => is_within(schema, value.as_f64().unwrap_or_default()),
                Value::String(text) => is_valid_string(schema, text),
                Value::Array(elements) => self.elements(schema, elements, left),
                Value::Object(properties) => self.properties(schema, properties, left),
                _ => true,
            }
    }

    fn elements(&self, schema: &Map<String, Value>, elements: &[Value], left: usize) -> bool {
        let count = elements.len() as u64;
        let prefix = schema.get("x-specwright-prefix-items").and_then(Value::as_array).map(Vec::as_slice);
        let prefix = prefix.unwrap_or_default();
        let rest = schema.get("items");
        let unique = schema.get("uniqueItems") == Some(&Value::Bool(true));
        let differ = || elements.iter().enumerate().all(|(at, one)| !elements.iter().take(at).any(|it| same(it, one)));
        let element = |(index, element): (usize, &Value)| {
            prefix.get(index).or(rest).is_none_or(|schema| self.schema(schema, element, left))
        };
        bound(schema, "minItems").is_none_or(|least| count >= least)
            && bound(schema, "maxItems").is_none_or(|most| count <= most)
            && (!unique || differ())
            && elements.iter().enumerate().all(element)
    }

    fn properties(&self, schema: &Map<String, Value>, properties: &Map<String, Value>, left: usize) -> bool {
        let count = properties.len() as u64;
        let declared = schema.get("properties").and_then(Value::as_object);
        let of = |name: &str| declared.and_then(|declared| declared.get(name));
        let is_read_only = |name: &str| {
            let property = of(name).map(|schema| Conjunction::new(self.document, schema));
            property.is_some_and(|property| property.flag("readOnly"))
        };
        let required = schema.get("required").and_then(Value::as_array);
        let mut required = required.into_iter().flatten().filter_map(Value::as_str);
        let additional = schema.get("additionalProperties");
        let has_patterns = schema.contains_key("patternProperties") || schema.contains_key("x-patternProperties");
        let property = |(name, value): (&String, &Value)| match (of(name), additional) {
            (Some(schema), _) => self.schema(schema, value, left),
            (None, Some(schema)) if !has_patterns => self.schema(schema, value, left),
            (None, _) => true,
        };
        bound(schema, "minProperties").is_none_or(|least| count >= least)
            && bound(schema, "maxProperties").is_none_or(|most| count <= most)
            && required.all(|name| properties.contains_key(name) || is_read_only(name))
            && properties.iter().all(property)
    }
}

fn bound(schema: &Map<String, Value>, key: &str) -> Option<u64> {
    schema.get(key).and_then(Value::as_u64)
}

fn is_nullable(schema: &Map<String, Value>) -> bool {
    schema.get("nullable") == Some(&Value::Bool(true))
}

fn is_typed(schema: &Map<String, Value>, value: &Value) -> bool {
    let is = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "null" => value.is_null(),
        // Types that do not exist.
        _ => true,
    };
    match schema.get("type") {
        Some(Value::String(name)) => is(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(is),
        _ => true,
    }
}

fn is_within(schema: &Map<String, Value>, number: f64) -> bool {
    let bound = |key: &str| schema.get(key).and_then(Value::as_f64);
    let exclusive = |key: &str| schema.get(key) == Some(&Value::Bool(true));
    let above = exclusive("exclusiveMinimum");
    let below = exclusive("exclusiveMaximum");
    let format = schema.get("format").and_then(Value::as_str);
    bound("minimum").is_none_or(|least| if above { number > least } else { number >= least })
        && bound("maximum").is_none_or(|most| if below { number < most } else { number <= most })
        && bound("multipleOf").is_none_or(|step| step <= 0.0 || is_multiple(number, step))
        && (format != Some("int32") || number.abs() <= f64::from(i32::MAX))
}

fn is_valid_string(schema: &Map<String, Value>, text: &str) -> bool {
    let keyword = |key: &str| schema.get(key).and_then(Value::as_str);
    let count = text.chars().count() as u64;
    bound(schema, "minLength").is_none_or(|least| count >= least)
        && bound(schema, "maxLength").is_none_or(|most| count <= most)
        && keyword("format").is_none_or(|format| format::is_of(format, text))
        && keyword("pattern").and_then(Pattern::parse).is_none_or(|pattern| pattern.matches(text))
}

/// Whether two values are equal, numbers by value.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(_), Value::Number(_)) => one.as_f64() == other.as_f64(),
        _ => one == other,
    }
}
