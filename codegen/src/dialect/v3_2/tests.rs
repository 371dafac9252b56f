//! Checks the translation of each difference between 3.2 and 3.0.

use serde_json::{Value, json};

use crate::dialect::testing::{check_written, translated};

/// Checks the value at a place of the translated document.
fn check(mut fields: Value, pointer: &str, expected: Value) {
    fields["openapi"] = "3.2.0".into();
    let (translated, _) = translated(&fields);
    let found = translated.pointer(pointer).cloned().unwrap_or_default();
    assert_eq!(found, expected, "{fields}\n{translated:#}");
}

#[test]
fn further_methods_are_carried() {
    let path = json!({"paths": {"/a": {
        "query": {"operationId": "q"}, "additionalOperations": {"LINK": {"operationId": "l"}, "link": {}},
    }}});
    check(
        path.clone(),
        "/paths/~1a",
        json!({"x-specwright-additional-operations": {
            "LINK": {"operationId": "l", "responses": {}}, "link": {"responses": {}},
            "QUERY": {"operationId": "q", "responses": {}},
        }}),
    );
    let mut document = path;
    document["openapi"] = "3.2.0".into();
    let check = |now: &str, written: &str| check_written(&document, now, written);
    check("/paths/~1a/x-specwright-additional-operations/QUERY", "/paths/~1a/query");
    check("/paths/~1a/x-specwright-additional-operations/LINK", "/paths/~1a/additionalOperations/LINK");
}

#[test]
fn parameters_keep_what_they_are() {
    let parameter = |written: Value, expected: Value| {
        check(json!({"components": {"parameters": {"a": written}}}), "/components/parameters/a", expected);
    };
    parameter(
        json!({"in": "querystring", "name": "q", "content": {"a/b": {"schema": {"const": 1}}}}),
        json!({
            "in": "query", "name": "q", "content": {"a/b": {"schema": {"enum": [1], "type": "integer"}}},
            "x-specwright-querystring": true,
        }),
    );
    parameter(
        json!({"in": "cookie", "name": "q", "style": "cookie"}),
        json!({"in": "cookie", "name": "q", "style": "form", "x-specwright-style": "cookie"}),
    );
}

#[test]
fn sequences_keep_their_items() {
    check(
        json!({"components": {"requestBodies": {"a": {"content": {"a/b": {
            "itemSchema": {"type": ["string", "null"]}, "itemEncoding": {"contentType": "c"}, "prefixEncoding": [],
        }}}}}}),
        "/components/requestBodies/a/content/a~1b",
        json!({
            "x-specwright-item-schema": {"type": "string", "nullable": true},
            "x-specwright-item-encoding": {"contentType": "c"}, "x-specwright-prefix-encoding": [],
        }),
    );
}

#[test]
fn shared_media_types_are_put_in_place() {
    let document = json!({
        "paths": {"/a": {"post": {"requestBody": {"content": {
            "a/b": {"$ref": "#/components/mediaTypes/M"}, "a/c": {"$ref": "#/components/mediaTypes/N"},
        }}}}},
        "components": {
            "schemas": {"M": {}},
            "mediaTypes": {
                "M": {"schema": {"const": 1}, "example": 1}, "N": {"$ref": "#/components/mediaTypes/O"},
                "O": {"itemSchema": {"type": "string"}},
            },
        },
    });
    check(
        document.clone(),
        "/paths/~1a/post/requestBody/content",
        json!({
            "a/b": {"schema": {"$ref": "#/components/schemas/M2"}, "example": 1},
            "a/c": {"x-specwright-item-schema": {"$ref": "#/components/mediaTypes/O/x-specwright-item-schema"}},
        }),
    );
    check(document, "/components/schemas", json!({"M": {}, "M2": {"enum": [1], "type": "integer"}}));
}

#[test]
fn summaries_describe_where_nothing_else_does() {
    let response = |written: Value, expected: Value| {
        check(json!({"components": {"responses": {"a": written}}}), "/components/responses/a", expected);
    };
    response(json!({"summary": "s"}), json!({"description": "s"}));
    response(json!({"summary": "s", "description": "d"}), json!({"summary": "s", "description": "d"}));
    check(
        json!({"tags": [{"name": "a", "summary": "s", "parent": "b", "kind": "nav"}]}),
        "/tags/0",
        json!({"name": "a", "description": "s", "parent": "b", "kind": "nav"}),
    );
}

#[test]
fn examples_have_values() {
    let example = |written: Value, expected: Value| {
        check(json!({"components": {"examples": {"a": written}}}), "/components/examples/a", expected);
    };
    example(json!({"dataValue": {"const": 1}}), json!({"value": {"const": 1}}));
    example(json!({"dataValue": 1, "serializedValue": "1"}), json!({"value": 1, "x-specwright-serialized-value": "1"}));
    example(json!({"value": 2}), json!({"value": 2}));
}

#[test]
fn what_3_0_has_no_word_for_is_an_extension() {
    check(
        json!({"components": {"securitySchemes": {"a": {
            "type": "oauth2", "flows": {"deviceAuthorization": {"tokenUrl": "t"}},
        }}}}),
        "/components/securitySchemes/a",
        json!({"type": "oauth2", "flows": {"x-specwright-device-authorization": {"tokenUrl": "t"}}}),
    );
    check(
        json!({"components": {"schemas": {"a": {
            "discriminator": {"propertyName": "k", "defaultMapping": "b"},
        }}}}),
        "/components/schemas/a",
        json!({"discriminator": {"propertyName": "k", "x-specwright-default-mapping": "b"}}),
    );
}

#[test]
fn the_document_has_an_address() {
    check(
        json!({
            "$self": "https://a.example/b/c",
            "components": {"schemas": {
                "X": {"$ref": "https://a.example/b/c#/components/schemas/Z"}, "Y": {"$ref": "c#/components/schemas/Z"},
                "Z": {},
            }},
        }),
        "/components/schemas",
        json!({"X": {"$ref": "#/components/schemas/Z"}, "Y": {"$ref": "#/components/schemas/Z"}, "Z": {}}),
    );
}
