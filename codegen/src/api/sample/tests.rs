//! Values made from schemas are valid.

use serde_json::{Value, json};

use super::check::Check;
use super::make::Maker;
use super::{Sample, samples};
use crate::api::lower;
use crate::config::Config;

/// Components that schemas of these tests refer to.
fn document() -> Value {
    json!({"openapi": "3.0.3", "paths": {}, "components": {"schemas": {
        "Node": {"type": "object", "required": ["name"], "properties": {
            "name": {"type": "string"},
            "next": {"$ref": "#/components/schemas/Node"},
            "children": {"type": "array", "items": {"$ref": "#/components/schemas/Node"}},
        }},
        "Endless": {"type": "object", "required": ["next"], "properties": {
            "next": {"$ref": "#/components/schemas/Endless"},
        }},
        "Cat": {"type": "object", "required": ["kind", "lives"], "properties": {
            "kind": {"type": "string"}, "lives": {"type": "integer", "maximum": 0},
        }},
        "Dog": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}},
    }}})
}

fn check(schema: Value, expected: Value) {
    let document = document();
    let made = Maker::new(&document).make(&schema, "job_names");
    assert_eq!(made, expected, "{schema}");
    assert!(Check::new(&document).is_valid(&schema, &made), "{made} is not valid by {schema}");
}

#[test]
fn valid_examples_come_first() {
    check(json!({"type": "string", "example": "a", "default": "b", "enum": ["a", "b"]}), json!("a"));
    check(json!({"type": "string", "default": "b", "enum": ["a", "b"]}), json!("b"));
    check(json!({"type": "string", "enum": ["a", "b"]}), json!("a"));
    check(json!({"type": "string", "example": 7}), json!("job_names"));
    check(json!({"type": "integer", "example": "7", "default": 3}), json!(3));
    check(json!({"type": "string", "format": "uuid", "example": "x"}), json!("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"));
    check(json!({"allOf": [{"type": "string", "enum": ["a", "b"]}, {"enum": ["b", "c"]}]}), json!("b"));
}

#[test]
fn strings_have_their_pattern_and_length() {
    check(json!({"type": "string"}), json!("job_names"));
    check(json!({"type": "string", "maxLength": 3}), json!("job"));
    check(json!({"type": "string", "minLength": 12}), json!("job_namesjob"));
    check(json!({"type": "string", "pattern": "^[0-9]{3}-[A-F]+$"}), json!("111-A"));
    check(json!({"type": "string", "pattern": "^[a-z]+$", "minLength": 4}), json!("text"));
    check(json!({"type": "string", "format": "date"}), json!("2024-05-17"));
    check(json!({"type": "string", "format": "x-any"}), json!("job_names"));
    check(json!({"pattern": "^a"}), json!("a"));
}

#[test]
fn numbers_are_within_bounds() {
    check(json!({"type": "integer"}), json!(1));
    check(json!({"type": "integer", "minimum": 5}), json!(5));
    check(json!({"type": "integer", "maximum": -3}), json!(-3));
    check(json!({"type": "integer", "minimum": 5, "exclusiveMinimum": true}), json!(6));
    check(json!({"type": "integer", "multipleOf": 250, "minimum": 1}), json!(250));
    check(json!({"type": "number", "minimum": 0.25, "maximum": 0.5}), json!(0.25));
    check(json!({"type": "number", "minimum": 0, "maximum": 1, "exclusiveMinimum": true}), json!(1.0));
    check(json!({"type": "number", "multipleOf": 0.01, "minimum": 10.005}), json!(11.0));
}

#[test]
fn arrays_have_the_required_number_of_elements() {
    check(json!({"type": "array", "items": {"type": "string"}}), json!(["job_name"]));
    check(json!({"type": "array", "items": {"type": "integer"}, "minItems": 2}), json!([1, 1]));
    check(json!({"type": "array", "items": {"type": "integer"}, "minItems": 3, "uniqueItems": true}), json!([1, 2, 3]));
    let known = json!({"type": "string", "enum": ["a", "b"]});
    check(json!({"type": "array", "items": known, "minItems": 2, "uniqueItems": true}), json!(["a", "b"]));
    check(json!({"type": "array", "items": {}, "maxItems": 0}), json!([]));
}

#[test]
fn objects_have_required_properties() {
    let properties =
        json!({"a": {"type": "string"}, "b": {"type": "boolean"}, "c": {"type": "string", "example": "x"}});
    check(json!({"type": "object", "properties": properties, "required": ["b"]}), json!({"b": true, "c": "x"}));
    check(json!({"properties": {"id": {"readOnly": true, "type": "string"}}, "required": ["id"]}), json!({}));
    check(json!({"properties": properties, "minProperties": 2}), json!({"c": "x", "a": "a"}));
    let further = json!({"type": "object", "additionalProperties": {"type": "integer"}, "minProperties": 1});
    check(further, json!({"key1": 1}));
    check(json!({"type": "object", "required": ["z"], "additionalProperties": {"type": "integer"}}), json!({"z": 1}));
    check(
        json!({"allOf": [{"required": ["a"]}, {"properties": properties, "required": ["b"]}]}),
        json!({"a": "a", "b": true, "c": "x"}),
    );
}

#[test]
fn one_branch_is_selected() {
    check(json!({"oneOf": [{"type": "integer", "minimum": 3}, {"type": "string"}]}), json!(3));
    check(json!({"anyOf": [{"type": "null"}, {"type": "boolean"}], "nullable": true}), json!(true));
    check(json!({"oneOf": [{"oneOf": [{"type": "boolean"}]}, {"type": "string"}]}), json!(true));
    // The second, since the first is valid against both.
    check(json!({"oneOf": [{"type": "integer"}, {"type": "number", "multipleOf": 0.5, "maximum": 0.5}]}), json!(1));
    let pets = json!([{"$ref": "#/components/schemas/Dog"}, {"$ref": "#/components/schemas/Cat"}]);
    let mapping = json!({"dog": "#/components/schemas/Dog"});
    let tagged = json!({"anyOf": pets, "discriminator": {"propertyName": "kind", "mapping": mapping}});
    check(tagged, json!({"kind": "dog"}));
}

#[test]
fn recursion_is_cut() {
    check(json!({"$ref": "#/components/schemas/Node"}), json!({"name": "name"}));
    let document = document();
    let endless = Maker::new(&document).make(&json!({"$ref": "#/components/schemas/Endless"}), "body");
    assert!(endless.is_object());
}

#[test]
fn operations_have_samples_of_parameters_and_bodies() {
    let parameters = json!([
        {"name": "id", "in": "path", "required": true, "schema": {"type": "string", "example": ".."}},
        {"name": "q", "in": "query", "schema": {"type": "string"}, "examples": {"a": {"value": "asked"}}},
        {"name": "f", "in": "query", "content": {"application/json": {"schema": {"type": "object"}, "example": {"a": 1}}}},
        {"name": "o", "in": "query", "schema": {"type": "object"}},
        {"name": "n", "in": "query", "schema": {"type": "array", "items": {"type": "object"}}},
    ]);
    let content = json!({"application/json": {"schema": {"type": "integer"}, "examples": {"a": {"value": 7}}}});
    let post =
        json!({"operationId": "a", "parameters": parameters, "requestBody": {"content": content}, "responses": {}});
    let document = json!({"openapi": "3.0.3", "paths": {"/a/{id}": {"post": post}}});
    let (api, _) = lower(&document, &Config::default());
    let found = samples(&document, &api);
    let [Sample { parameters, body, is_valid: true }] = found.as_slice() else { panic!("there is one operation") };
    let values: Vec<(Option<Value>, bool)> = parameters.iter().map(|it| (it.value.clone(), it.is_example)).collect();
    let expected = [
        (Some(json!("value")), false),
        (Some(json!("asked")), true),
        (Some(json!({"a": 1})), true),
        (Some(json!({"key": "value"})), false),
        (None, false),
    ];
    assert_eq!(values, expected);
    assert_eq!(*body, Some(json!(7)));
}

#[test]
fn the_example_is_used_if_no_value_is_valid() {
    let media =
        json!({"schema": {"oneOf": [{"properties": {"a": {}}}, {"properties": {"b": {}}}]}, "example": {"a": 1}});
    let post = json!({"operationId": "a", "requestBody": {"content": {"application/json": media}}, "responses": {}});
    let document = json!({"openapi": "3.0.3", "paths": {"/a": {"post": post}}});
    let (api, _) = lower(&document, &Config::default());
    let expected = Sample { parameters: Vec::new(), body: Some(json!({"a": 1})), is_valid: false };
    assert_eq!(samples(&document, &api), [expected]);
}

#[test]
fn values_that_cannot_be_sent_are_skipped() {
    let state =
        json!({"name": "state", "in": "path", "required": true, "schema": {"enum": ["", "active"], "type": "string"}});
    let get = json!({"operationId": "a", "parameters": [state], "responses": {}});
    let document = json!({"openapi": "3.0.3", "paths": {"/{state}": {"get": get}}});
    let (api, _) = lower(&document, &Config::default());
    assert_eq!(samples(&document, &api)[0].parameters[0].value, Some(json!("active")));
}
