//! One object of the document without the schemas in it.
//!
//! `openapiv3` reads a schema with all that is nested in it, so that one mistake deep inside would cost the whole,
//! and reading each level would cost the square of the depth. So each object is read alone: schemas inside it
//! are replaced by empty ones, and lowering walks on to them by itself.

use serde_json::{Map, Value};

/// A copy of an object in which every nested schema is `{}` and examples are left out.
pub(super) fn shallow(value: &Value) -> Value {
    match value {
        Value::Object(properties) => Value::Object(properties.iter().filter_map(property).collect()),
        Value::Array(elements) => Value::Array(elements.iter().map(shallow).collect()),
        scalar => scalar.clone(),
    }
}

fn property((key, value): (&String, &Value)) -> Option<(String, Value)> {
    let value = match (key.as_str(), value) {
        ("example" | "examples", _) => return None,
        (extension, _) if extension.starts_with("x-") => return None,
        ("schema" | "items" | "not" | "additionalProperties", Value::Object(_)) => Value::Object(Map::new()),
        ("properties", Value::Object(properties)) => {
            Value::Object(properties.keys().map(|name| (name.clone(), Value::Object(Map::new()))).collect())
        }
        ("allOf" | "anyOf" | "oneOf", Value::Array(branches)) => {
            Value::Array(branches.iter().map(|_| Value::Object(Map::new())).collect())
        }
        // Values of their own, not objects of OpenAPI.
        ("default" | "enum", value) => value.clone(),
        (_, value) => shallow(value),
    };
    Some((key.clone(), value))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn nested_schemas_are_emptied() {
        let schema = json!({
            "type": "object", "required": ["a"], "x-note": 1, "example": {"a": 1},
            "properties": {"a": {"type": 5}}, "allOf": [{"type": 6}], "additionalProperties": {"type": 7},
        });
        let expected = json!({
            "type": "object", "required": ["a"], "properties": {"a": {}}, "allOf": [{}], "additionalProperties": {},
        });
        assert_eq!(shallow(&schema), expected);
    }
}
