//! Checks the translation of each difference between 3.1 and 3.0.

use serde_json::{Value, json};

use crate::dialect::testing::{check_written, translated};

mod references;

fn document(schemas: Value) -> Value {
    json!({ "openapi": "3.1.0", "info": { "title": "x", "version": "1" }, "components": { "schemas": schemas } })
}

/// Checks the translation of a schema `X`, beside which there is a `Y`.
fn check(schema: Value, expected: Value) {
    let document = document(json!({ "Y": { "type": "object" }, "Null": { "type": "null" }, "X": schema }));
    let (translated, _) = translated(&document);
    assert_eq!(translated["components"]["schemas"]["X"], expected, "{}", document["components"]["schemas"]["X"]);
}

const Y: &str = "#/components/schemas/Y";

#[test]
fn null_in_a_list_of_types_is_nullable() {
    check(json!({"type": ["string", "null"]}), json!({"type": "string", "nullable": true}));
    check(json!({"type": ["null", "array"], "items": {}}), json!({"type": "array", "items": {}, "nullable": true}));
    check(json!({"type": ["string", null]}), json!({"type": "string", "nullable": true}));
    check(json!({"type": ["string"]}), json!({"type": "string"}));
    check(json!({"type": ["null"]}), json!({"enum": [null], "nullable": true}));
    check(json!({"type": "null"}), json!({"enum": [null], "nullable": true}));
    check(json!({"type": null, "title": "t"}), json!({"title": "t", "enum": [null], "nullable": true}));
    check(json!({"type": ["integer", "number"]}), json!({"anyOf": [{"type": "integer"}, {"type": "number"}]}));
    check(json!({"type": ["string", "number", "boolean", "array", "object", "null"]}), json!({"nullable": true}));
    check(
        json!({"type": ["string", "null"], "enum": ["a", null]}),
        json!({"type": "string", "enum": ["a", null], "nullable": true}),
    );
}

#[test]
fn several_types_are_a_choice() {
    check(json!({"type": ["string", "integer"]}), json!({"anyOf": [{"type": "string"}, {"type": "integer"}]}));
    check(
        json!({
            "title": "t", "type": ["string", "array", "object", "null"], "maxLength": 3, "format": "date",
            "items": {"type": ["integer", "null"]}, "properties": {"a": {"const": 1}}, "required": ["a"],
        }),
        json!({
            "title": "t", "nullable": true,
            "anyOf": [
                {"type": "string", "maxLength": 3, "format": "date"},
                {"type": "array", "items": {"type": "integer", "nullable": true}},
                {"type": "object", "properties": {"a": {"enum": [1], "type": "integer"}}, "required": ["a"]},
            ],
        }),
    );
    check(
        json!({"type": ["string", "integer"], "format": "int64", "exclusiveMinimum": 0}),
        json!({"anyOf": [
            {"type": "string"},
            {"type": "integer", "format": "int64", "minimum": 0, "exclusiveMinimum": true},
        ]}),
    );
    // If the values or the branches allow `null`, nothing is added.
    check(json!({"type": ["string", "integer"], "enum": ["a", 1]}), json!({"enum": ["a", 1]}));
    check(json!({"type": ["string", "integer"], "enum": ["a"]}), json!({"type": "string", "enum": ["a"]}));
    check(
        json!({"type": ["string", "integer"], "oneOf": [{"type": "string"}, {"type": "integer"}]}),
        json!({"oneOf": [{"type": "string"}, {"type": "integer"}]}),
    );
}

#[test]
fn null_as_a_branch_is_nullable() {
    let nothing = json!({"type": "null"});
    check(
        json!({"anyOf": [{"type": "string", "maxLength": 1}, nothing], "title": "t", "default": null}),
        json!({"title": "t", "default": null, "nullable": true, "type": "string", "maxLength": 1}),
    );
    check(json!({"oneOf": [nothing, {"$ref": Y}]}), json!({"nullable": true, "allOf": [{"$ref": Y}]}));
    for nothing in
        [json!({"const": null}), json!({"enum": [null]}), json!({"type": ["null"]}), json!({"type": null}), json!(null)]
    {
        check(json!({"oneOf": [nothing, {"$ref": Y}]}), json!({"nullable": true, "allOf": [{"$ref": Y}]}));
    }
    check(
        json!({"anyOf": [{"$ref": Y}, {"$ref": "#/components/schemas/Null"}]}),
        json!({"nullable": true, "allOf": [{"$ref": Y}]}),
    );
    check(
        json!({"anyOf": [{"$ref": Y}, nothing, {"type": "string"}]}),
        json!({"anyOf": [{"$ref": Y}, {"type": "string"}], "nullable": true}),
    );
    check(json!({"anyOf": [nothing]}), json!({"enum": [null], "nullable": true}));
    // Keywords that both have stay in separate schemas.
    check(
        json!({"description": "a", "anyOf": [{"type": "string", "description": "b"}, nothing]}),
        json!({"description": "a", "nullable": true, "allOf": [{"type": "string", "description": "b"}]}),
    );
    check(
        json!({"anyOf": [{"anyOf": [{"type": "string"}, nothing]}, nothing]}),
        json!({"nullable": true, "type": "string"}),
    );
    check(json!({"anyOf": [{"type": ["string", "null"]}, nothing]}), json!({"nullable": true, "type": "string"}));
}

#[test]
fn a_constant_is_the_only_value() {
    check(json!({"const": "a"}), json!({"enum": ["a"], "type": "string"}));
    check(json!({"type": "string", "const": "a"}), json!({"type": "string", "enum": ["a"]}));
    check(json!({"const": 1.5}), json!({"enum": [1.5], "type": "number"}));
    check(json!({"const": {"a": 1}}), json!({"enum": [{"a": 1}]}));
    check(json!({"const": null}), json!({"enum": [null], "nullable": true}));
    check(json!({"enum": ["a", null]}), json!({"enum": ["a", null], "nullable": true}));
}

#[test]
fn siblings_of_references_hold() {
    check(json!({"$ref": Y}), json!({"$ref": Y}));
    check(json!({"$ref": Y, "x-a": 1, "$comment": "c"}), json!({"$ref": Y, "x-a": 1, "$comment": "c"}));
    check(json!({"$ref": Y, "description": "d"}), json!({"description": "d", "allOf": [{"$ref": Y}]}));
    check(json!({"$ref": Y, "type": "object"}), json!({"$ref": Y}));
    check(json!({"$ref": Y, "nullable": true}), json!({"nullable": true, "allOf": [{"$ref": Y}]}));
    check(json!({"$ref": Y, "type": ["object", "null"]}), json!({"nullable": true, "allOf": [{"$ref": Y}]}));
    check(
        json!({"allOf": [{"type": "object"}], "$ref": Y, "title": "t"}),
        json!({"allOf": [{"$ref": Y}, {"type": "object"}], "title": "t"}),
    );
}

#[test]
fn booleans_are_schemas() {
    check(json!(true), json!({}));
    check(json!(false), json!({"not": {}}));
    check(
        json!({"properties": {"a": true, "b": false}, "additionalProperties": false, "items": true}),
        json!({"properties": {"a": {}, "b": {"not": {}}}, "additionalProperties": false, "items": {}}),
    );
}

#[test]
fn tuples_keep_their_elements() {
    check(
        json!({"prefixItems": [{"type": "string"}, {"const": 1}]}),
        json!({
            "x-specwright-prefix-items": [{"type": "string"}, {"enum": [1], "type": "integer"}],
            "items": {},
        }),
    );
    check(
        json!({"type": "array", "prefixItems": [{"type": "string"}, {}], "items": {"type": ["integer", "null"]}}),
        json!({
            "type": "array", "x-specwright-prefix-items": [{"type": "string"}, {}], "items": {},
            "x-specwright-rest-items": {"type": "integer", "nullable": true},
        }),
    );
    check(
        json!({"prefixItems": [{"type": "number"}, {"type": "number"}], "items": false}),
        json!({
            "x-specwright-prefix-items": [
                {"$ref": "#/components/schemas/X/items"}, {"$ref": "#/components/schemas/X/items"},
            ],
            "maxItems": 2, "items": {"type": "number"},
        }),
    );
}

#[test]
fn bytes_are_formats() {
    check(
        json!({"type": "string", "contentEncoding": "base64", "contentMediaType": "image/png"}),
        json!({"type": "string", "contentEncoding": "base64", "contentMediaType": "image/png", "format": "byte"}),
    );
    check(
        json!({"contentMediaType": "image/png"}),
        json!({"contentMediaType": "image/png", "type": "string", "format": "binary"}),
    );
    check(
        json!({"type": "string", "contentMediaType": "application/json"}),
        json!({"type": "string", "contentMediaType": "application/json"}),
    );
    check(
        json!({"type": "string", "contentEncoding": "base64url"}),
        json!({"type": "string", "contentEncoding": "base64url", "format": "base64url"}),
    );
    check(
        json!({"type": "string", "contentEncoding": "base16"}),
        json!({"type": "string", "contentEncoding": "base16", "x-specwright-content-encoding": "base16"}),
    );
}

#[test]
fn exclusive_bounds_are_flags() {
    check(json!({"exclusiveMinimum": 0}), json!({"minimum": 0, "exclusiveMinimum": true}));
    check(json!({"exclusiveMaximum": 1.5, "maximum": 2}), json!({"maximum": 1.5, "exclusiveMaximum": true}));
    check(json!({"exclusiveMinimum": 0, "minimum": 3}), json!({"minimum": 3}));
    check(json!({"exclusiveMinimum": true, "minimum": 3}), json!({"exclusiveMinimum": true, "minimum": 3}));
}

#[test]
fn pattern_properties_are_typed_if_they_are_alike() {
    check(
        json!({"patternProperties": {"^x": {"type": ["string", "null"]}}}),
        json!({
            "x-specwright-pattern-properties": {"^x": {"$ref": "#/components/schemas/X/additionalProperties"}},
            "additionalProperties": {"type": "string", "nullable": true},
        }),
    );
    check(
        json!({"type": "object", "patternProperties": {"^x": {"$ref": Y}}, "additionalProperties": false}),
        json!({
            "type": "object", "x-specwright-pattern-properties": {"^x": {"$ref": Y}},
            "additionalProperties": {"$ref": Y},
        }),
    );
    check(
        json!({"type": "object", "patternProperties": {"^x": {"const": 1}, "^y": {}}}),
        json!({
            "type": "object",
            "x-specwright-pattern-properties": {
                "^x": {"$ref": "#/components/schemas/X/additionalProperties/anyOf/0"},
                "^y": {"$ref": "#/components/schemas/X/additionalProperties/anyOf/1"},
            },
            "additionalProperties": {"anyOf": [{"enum": [1], "type": "integer"}, {}]},
        }),
    );
    check(
        json!({
            "type": "object", "patternProperties": {"^x": {"type": "string"}, "^y": {"$ref": Y}, "^z": false},
            "additionalProperties": {"type": "integer"},
        }),
        json!({
            "type": "object",
            "x-specwright-pattern-properties": {
                "^x": {"$ref": "#/components/schemas/X/additionalProperties/anyOf/0"}, "^y": {"$ref": Y},
                "^z": {"not": {}},
            },
            "additionalProperties": {"anyOf": [{"type": "string"}, {"$ref": Y}, {"type": "integer"}]},
        }),
    );
}

#[test]
fn what_is_not_evaluated_is_additional() {
    check(
        json!({"type": "object", "unevaluatedProperties": {"type": "string"}}),
        json!({"type": "object", "additionalProperties": {"type": "string"}}),
    );
    check(json!({"unevaluatedProperties": false}), json!({"additionalProperties": false}));
    check(json!({"allOf": [{"$ref": Y}], "unevaluatedProperties": false}), json!({"allOf": [{"$ref": Y}]}));
    check(json!({"unevaluatedItems": {}, "items": {"type": "string"}}), json!({"items": {"type": "string"}}));
}

#[test]
fn properties_under_a_condition_are_optional() {
    let document = document(json!({ "X": {
        "type": "object", "properties": { "kind": {"type": "string"} },
        "if": {}, "then": { "properties": {"kind": {"const": "a"}, "a": {"const": 1}, "c": {"type": "string"}} },
        "else": { "properties": {"b": {"type": "string"}, "c": {"type": "integer"}} },
        "allOf": [{ "if": {}, "then": {"properties": {"d": {"type": "boolean"}}} }],
        "dependentSchemas": { "kind": {"properties": {"e": true}} },
    }}));
    let (translated, _) = translated(&document);
    assert_eq!(
        translated["components"]["schemas"]["X"]["properties"],
        json!({
            "kind": {"type": "string"},
            "a": {"enum": [1], "type": "integer"},
            "c": {"anyOf": [{"type": "string"}, {"type": "integer"}]},
            "b": {"type": "string"},
            "d": {"type": "boolean"},
            "e": {},
        })
    );
    let check = |now: &str, written: &str| check_written(&document, now, written);
    check("/components/schemas/X/properties/a/enum", "/components/schemas/X/then/properties/a/const");
    check("/components/schemas/X/properties/c/anyOf/1", "/components/schemas/X/else/properties/c");
    check("/components/schemas/X/properties/d", "/components/schemas/X/allOf/0/then/properties/d");
}

#[test]
fn the_first_example_is_the_example() {
    check(json!({"examples": [1, 2]}), json!({"example": 1}));
    check(json!({"examples": [1], "example": 3}), json!({"example": 3}));
    check(json!({"examples": []}), json!({}));
}

#[test]
fn only_keywords_are_translated() {
    let values = json!({"type": ["string", "null"], "const": 1, "$ref": "#/nowhere"});
    check(
        json!({"properties": {"type": {"type": "string"}, "const": {"type": "string"}, "$ref": {"type": "string"}}}),
        json!({"properties": {"type": {"type": "string"}, "const": {"type": "string"}, "$ref": {"type": "string"}}}),
    );
    check(
        json!({"default": values, "example": values, "enum": [values], "x-a": values}),
        json!({"default": values, "example": values, "enum": [values], "x-a": values}),
    );
}

#[test]
fn the_document_is_one_of_3_0() {
    let (translated, _) = translated(&json!({
        "openapi": "3.1.0", "jsonSchemaDialect": "https://a.example",
        "info": {"title": "t", "version": "1", "summary": "s"},
        "webhooks": {"done": {"post": {"responses": {}}}},
    }));
    assert_eq!(
        translated,
        json!({
            "openapi": "3.0.4", "info": {"title": "t", "version": "1", "description": "s"},
            "webhooks": {"done": {"post": {"responses": {}}}}, "paths": {},
        })
    );
}

#[test]
fn mutual_tls_is_a_type_of_its_own() {
    let (translated, _) = translated(&json!({
        "openapi": "3.1.0",
        "security": [{"tls": []}],
        "paths": {},
        "components": {"securitySchemes": {"tls": {"type": "mutualTLS", "description": "d"}}},
    }));
    assert_eq!(translated["security"], json!([{"tls": []}]));
    let expected = json!({"x-specwright-type": "mutualTLS", "description": "d"});
    assert_eq!(translated["components"]["securitySchemes"]["tls"], expected);
}

#[test]
fn no_value_is_too_odd() {
    let odd = [json!(null), json!(1), json!("a"), json!([]), json!([null]), json!({}), json!({"$ref": 1})];
    let keys = [
        "$ref",
        "$dynamicRef",
        "$id",
        "$anchor",
        "allOf",
        "anyOf",
        "oneOf",
        "type",
        "enum",
        "const",
        "items",
        "prefixItems",
        "properties",
        "patternProperties",
        "additionalProperties",
        "unevaluatedProperties",
        "if",
        "then",
        "dependentSchemas",
        "examples",
        "discriminator",
        "exclusiveMinimum",
        "contentEncoding",
        "$defs",
        "not",
    ];
    for value in &odd {
        for key in keys {
            let schema = json!({ key: value, "properties": {"a": {key: [value]}}, "then": {key: {"a": value}} });
            translated(&document(json!({ "X": schema, "Z": { key: value } })));
        }
        for key in ["info", "paths", "components", "security", "tags", "servers", "webhooks", "$self"] {
            translated(&json!({ "openapi": "3.2.0", key: value }));
            translated(&json!({ "openapi": "3.2.0", key: { "a": value, "schemas": value, "mediaTypes": value } }));
            translated(&json!({ "swagger": "2.0", key: value, "paths": { "/a": value } }));
        }
    }
}

#[test]
fn what_is_deep_is_translated_without_end() {
    let deep = (0..600).fold(json!({"const": 1}), |inner, _| json!({"type": ["string", "array"], "items": inner}));
    let (translated, _) = translated(&document(json!({ "X": deep })));
    let at_hundred = "/anyOf/1/items".repeat(100);
    let schema = &translated["components"]["schemas"]["X"];
    assert_eq!(schema.pointer(&at_hundred).and_then(|schema| schema.pointer("/anyOf/0/type")), Some(&json!("string")));
}
