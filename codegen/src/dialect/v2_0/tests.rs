//! Checks the translation of each difference between 2.0 and 3.0.

use serde_json::{Value, json};

use crate::dialect::testing::{check_written, translated};

/// A document with these fields beside those that every document has.
fn document(fields: &Value) -> Value {
    let mut document = json!({ "swagger": "2.0", "info": { "title": "x", "version": "1" } });
    let fields = fields.as_object().cloned().unwrap_or_default();
    document.as_object_mut().expect("it is an object").extend(fields);
    document
}

/// Checks the value at a place of the translated document.
fn check(fields: Value, pointer: &str, expected: Value) {
    let (translated, _) = translated(&document(&fields));
    let found = translated.pointer(pointer).cloned().unwrap_or_default();
    assert_eq!(found, expected, "{fields}\n{translated:#}");
}

fn check_operation(operation: Value, expected: Value) {
    check(json!({ "paths": { "/a": { "post": operation } } }), "/paths/~1a/post", expected);
}

#[test]
fn the_host_is_a_server() {
    fn check_urls(fields: Value, expected: &[&str]) {
        let expected: Vec<Value> = expected.iter().map(|url| json!({ "url": url })).collect();
        let expected = if expected.is_empty() { Value::Null } else { Value::Array(expected) };
        check(fields, "/servers", expected);
    }
    check_urls(json!({}), &[]);
    check_urls(json!({"basePath": "/"}), &[]);
    check_urls(json!({"basePath": "/v1/"}), &["/v1"]);
    check_urls(json!({"host": "a.example"}), &["https://a.example"]);
    check_urls(json!({"host": "a.example:81", "basePath": "v1", "schemes": ["http"]}), &["http://a.example:81/v1"]);
    check_urls(
        json!({"host": "a.example", "schemes": ["http", "ws", "https"]}),
        &["https://a.example", "http://a.example"],
    );
    check_urls(json!({"host": "https://a.example/"}), &["https://a.example"]);
    check(
        json!({"host": "a.example", "schemes": ["https"], "paths": {"/a": {"get": {"schemes": ["http"]}}}}),
        "/paths/~1a/get",
        json!({"servers": [{"url": "http://a.example"}]}),
    );
    check(
        json!({"host": "a.example", "schemes": ["https", "http"], "paths": {"/a": {"get": {"schemes": ["https"]}}}}),
        "/paths/~1a/get",
        json!({}),
    );
}

#[test]
fn types_of_parameters_are_schemas() {
    let parameter = |written: Value, expected: Value| {
        check_operation(json!({ "parameters": [written] }), json!({ "parameters": [expected] }));
    };
    parameter(
        json!({
            "name": "a", "in": "query", "type": "integer", "format": "int32", "maximum": 3, "default": 1,
            "description": "d", "x-ms-parameter-location": "client", "x-nullable": true,
        }),
        json!({
            "name": "a", "in": "query", "description": "d", "x-ms-parameter-location": "client",
            "schema": {"type": "integer", "format": "int32", "default": 1, "maximum": 3, "nullable": true},
        }),
    );
    let list = |place: &str, format: Option<&str>, style: &str, explode: bool, kept: bool| {
        let mut written = json!({"name": "a", "in": place, "type": "array", "items": {"type": "string"}});
        let mut expected = json!({
            "name": "a", "in": place, "style": style, "explode": explode,
            "schema": {"type": "array", "items": {"type": "string"}},
        });
        if let Some(format) = format {
            written["collectionFormat"] = format.into();
        }
        if kept {
            expected["x-specwright-collection-format"] = format.into();
        }
        parameter(written, expected);
    };
    list("query", None, "form", false, false);
    list("query", Some("csv"), "form", false, false);
    list("query", Some("multi"), "form", true, false);
    list("query", Some("ssv"), "spaceDelimited", false, false);
    list("query", Some("pipes"), "pipeDelimited", false, false);
    list("query", Some("tsv"), "form", false, true);
    list("path", None, "simple", false, false);
    list("header", Some("pipes"), "simple", false, true);
    parameter(
        json!({
            "name": "a", "in": "query", "type": "array",
            "items": {"type": "array", "items": {"type": "string"}, "collectionFormat": "pipes"},
        }),
        json!({
            "name": "a", "in": "query", "style": "form", "explode": false,
            "schema": {"type": "array", "items": {
                "type": "array", "items": {"type": "string"}, "x-specwright-collection-format": "pipes",
            }},
        }),
    );
}

#[test]
fn a_body_is_the_request_body() {
    let body = json!({"name": "b", "in": "body", "required": true, "description": "d", "schema": {"type": "object"}});
    let media_type = json!({"schema": {"type": "object"}});
    let translated = |content: Value| json!({"required": true, "description": "d", "content": content});
    check_operation(
        json!({"parameters": [body]}),
        json!({"parameters": [], "requestBody": translated(json!({"application/json": media_type}))}),
    );
    check_operation(
        json!({"parameters": [body], "consumes": ["text/a", "text/b"]}),
        json!({"parameters": [], "requestBody": translated(json!({"text/a": media_type, "text/b": media_type}))}),
    );
    check(
        json!({"consumes": ["text/a"], "paths": {"/a": {"post": {"parameters": [body], "consumes": []}}}}),
        "/paths/~1a/post/requestBody",
        translated(json!({"application/json": media_type})),
    );
    // A schema of several lines is written once.
    let large = json!({"type": "object", "properties": {"a": {"x-nullable": true}}});
    check_operation(
        json!({"parameters": [{"in": "body", "schema": large}], "consumes": ["a/a", "a/b"]}),
        json!({"parameters": [], "requestBody": {"content": {
            "a/a": {"schema": {"type": "object", "properties": {"a": {"nullable": true}}}},
            "a/b": {"schema": {"$ref": "#/paths/~1a/post/requestBody/content/a~1a/schema"}},
        }}}),
    );
}

#[test]
fn shared_bodies_are_shared_request_bodies() {
    let shared = |operation: Value| {
        json!({
            "consumes": ["a/a"],
            "parameters": {
                "B": {"name": "b", "in": "body", "schema": {"type": "object", "properties": {"a": {"type": "file"}}}},
                "Q": {"name": "q", "in": "query", "type": "string"},
                "F": {"name": "f", "in": "formData", "type": "string"},
            },
            "paths": {"/a": {"post": operation}},
        })
    };
    let reference = json!({"$ref": "#/parameters/B"});
    let operation = |operation: Value, expected: Value| check(shared(operation), "/paths/~1a/post", expected);
    operation(
        json!({"parameters": [{"$ref": "#/parameters/Q"}, reference]}),
        json!({
            "parameters": [{"$ref": "#/components/parameters/Q"}],
            "requestBody": {"$ref": "#/components/requestBodies/B"},
        }),
    );
    operation(
        json!({"parameters": [reference], "consumes": ["a/b"]}),
        json!({
            "parameters": [], "requestBody": {"content": {"a/b": {"schema": {"$ref": "#/components/schemas/B"}}}},
        }),
    );
    check(
        shared(json!({})),
        "/components",
        json!({
            "schemas": {"B": {"type": "object", "properties": {"a": {"type": "string", "format": "binary"}}}},
            "parameters": {"Q": {"name": "q", "in": "query", "schema": {"type": "string"}}},
            "requestBodies": {"B": {"content": {"a/a": {"schema": {"$ref": "#/components/schemas/B"}}}}},
        }),
    );
}

#[test]
fn parts_of_forms_are_properties_of_the_body() {
    let form = |consumes: Value, parts: Value, media_type: &str, expected: Value| {
        check_operation(
            json!({"consumes": consumes, "parameters": parts}),
            json!({"parameters": [], "requestBody": {"required": false, "content": {media_type: expected}}}),
        );
    };
    let text = json!({"name": "a", "in": "formData", "type": "string", "description": "d"});
    let texts = json!({"name": "b", "in": "formData", "type": "array", "items": {}, "collectionFormat": "multi"});
    let file = json!({"name": "c", "in": "formData", "type": "file"});
    let text_schema = json!({"type": "object", "properties": {"a": {"type": "string", "description": "d"}}});
    let urlencoded = "application/x-www-form-urlencoded";
    form(json!([]), json!([text]), urlencoded, json!({"schema": text_schema}));
    form(json!(["application/json"]), json!([text]), urlencoded, json!({"schema": text_schema}));
    form(json!(["multipart/form-data"]), json!([text]), "multipart/form-data", json!({"schema": text_schema}));
    form(
        json!([urlencoded]),
        json!([texts, file]),
        "multipart/form-data",
        json!({
            "schema": {"type": "object", "properties": {
                "b": {"type": "array", "items": {}}, "c": {"type": "string", "format": "binary"},
            }},
            "encoding": {"b": {"style": "form", "explode": true}},
        }),
    );
    check_operation(
        json!({"parameters": [{"name": "a", "in": "formData", "type": "string", "required": true}]}),
        json!({"parameters": [], "requestBody": {"required": true, "content": {urlencoded: {"schema": {
            "type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"],
        }}}}}),
    );
}

#[test]
fn bodies_of_a_path_are_those_of_its_operations() {
    let body = |name: &str| json!({"name": name, "in": "body", "schema": {"type": name}});
    let translated = |name: &str| json!({"content": {"application/json": {"schema": {"type": name}}}});
    check(
        json!({"paths": {"/a": {
            "parameters": [body("string"), {"name": "q", "in": "query", "type": "string"}],
            "put": {}, "post": {"parameters": [body("object")]},
        }}}),
        "/paths/~1a",
        json!({
            "parameters": [{"name": "q", "in": "query", "schema": {"type": "string"}}],
            "put": {"parameters": [], "requestBody": translated("string")},
            "post": {"parameters": [], "requestBody": translated("object")},
        }),
    );
}

#[test]
fn responses_have_a_schema_for_each_media_type() {
    let response = |operation: Value, expected: Value| {
        check(
            json!({"produces": ["a/a"], "paths": {"/a": {"get": operation}}}),
            "/paths/~1a/get/responses/200",
            expected,
        );
    };
    let schema = json!({"type": "string"});
    response(json!({"responses": {"200": {"description": "d"}}}), json!({"description": "d"}));
    response(json!({"responses": {"200": {"schema": schema}}}), json!({"content": {"a/a": {"schema": schema}}}));
    response(
        json!({
            "produces": ["a/json", "a/b"],
            "responses": {"200": {"schema": schema, "examples": {"a/JSON; x=y": {"type": "file"}}}},
        }),
        json!({"content": {
            "a/json": {"schema": schema, "example": {"type": "file"}}, "a/b": {"schema": schema},
        }}),
    );
    response(
        json!({"produces": ["application/json"], "responses": {"200": {"schema": {"type": "file"}}}}),
        json!({"content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}),
    );
    response(
        json!({"responses": {"200": {"headers": {"a": {"type": "array", "items": {}, "description": "d"}}}}}),
        json!({"headers": {"a": {
            "description": "d", "style": "simple", "explode": false, "schema": {"type": "array", "items": {}},
        }}}),
    );
    let shared = |operation: Value, expected: Value| {
        check(
            json!({
                "responses": {"R": {"description": "d", "schema": {"type": "object", "properties": {}}}},
                "paths": {"/a": {"get": operation}},
            }),
            "/paths/~1a/get/responses/200",
            expected,
        );
    };
    let reference = json!({"200": {"$ref": "#/responses/R"}});
    shared(json!({"responses": reference}), json!({"$ref": "#/components/responses/R"}));
    shared(
        json!({"responses": reference, "produces": ["a/b"]}),
        json!({"description": "d", "content": {
            "a/b": {"schema": {"$ref": "#/components/responses/R/content/application~1json/schema"}},
        }}),
    );
}

#[test]
fn definitions_are_schemas() {
    let schema = |written: Value, expected: Value| {
        check(json!({"definitions": {"a b": written}}), "/components/schemas/a b", expected);
    };
    schema(json!({"$ref": "#/definitions/a b"}), json!({"$ref": "#/components/schemas/a b"}));
    schema(json!({"$ref": "#/definitions/a%20b"}), json!({"$ref": "#/components/schemas/a b"}));
    schema(json!({"$ref": "#/definitions/z"}), json!({"$ref": "#/definitions/z"}));
    schema(
        json!({"$ref": "#/definitions/a b", "x-nullable": true, "description": "ignored"}),
        json!({"allOf": [{"$ref": "#/components/schemas/a b"}], "nullable": true}),
    );
    schema(json!({"x-nullable": false}), json!({}));
    schema(json!({"type": ["string", "null"]}), json!({"type": "string", "nullable": true}));
    schema(json!({"discriminator": "kind"}), json!({"discriminator": {"propertyName": "kind"}}));
    schema(
        json!({"readOnly": true, "properties": {"type": {"type": "file"}, "a": {"enum": [{"x-nullable": true}]}}}),
        json!({"readOnly": true, "properties": {
            "type": {"type": "string", "format": "binary"}, "a": {"enum": [{"x-nullable": true}]},
        }}),
    );
}

#[test]
fn security_schemes_have_other_words() {
    let scheme = |written: Value, expected: Value| {
        check(json!({"securityDefinitions": {"a": written}}), "/components/securitySchemes/a", expected);
    };
    scheme(
        json!({"type": "basic", "description": "d"}),
        json!({"type": "http", "description": "d", "scheme": "basic"}),
    );
    let key = json!({"type": "apiKey", "in": "header", "name": "k"});
    scheme(key.clone(), key);
    for (flow, name) in [
        ("implicit", "implicit"),
        ("password", "password"),
        ("application", "clientCredentials"),
        ("accessCode", "authorizationCode"),
    ] {
        scheme(
            json!({"type": "oauth2", "flow": flow, "tokenUrl": "t"}),
            json!({"type": "oauth2", "flows": {name: {"tokenUrl": "t", "scopes": {}}}}),
        );
    }
}

#[test]
fn references_lead_where_their_targets_went() {
    let reference = |to: &str| json!({"$ref": to});
    check(
        json!({
            "definitions": {
                "B": reference("#/paths/~1a/post/parameters/0/schema"),
                "Q": reference("#/parameters/Q"),
                "R": reference("#/paths/~1a/post/responses/200/schema"),
                "X": reference("#/x-specwright-files/1/definitions/X"),
            },
            "parameters": {"Q": {"in": "query", "type": "string"}},
            "paths": {"/a": {"post": {
                "parameters": [{"in": "body", "schema": {"type": "object"}}],
                "responses": {"200": {"schema": {"type": "string"}}},
            }}},
            "x-specwright-files": {"1": {"definitions": {"X": reference("#/definitions/B")}}},
        }),
        "/components/schemas",
        json!({
            "B": reference("#/paths/~1a/post/requestBody/content/application~1json/schema"),
            "Q": reference("#/components/parameters/Q"),
            "R": reference("#/paths/~1a/post/responses/200/content/application~1json/schema"),
            "X": reference("#/x-specwright-files/1/definitions/X"),
        }),
    );
}

#[test]
fn diagnostics_have_the_places_that_were_written() {
    let document = document(&json!({
        "definitions": {"X": {"properties": {"a": {}}}},
        "paths": {"/a": {
            "parameters": [{"name": "z", "in": "formData", "type": "string"}],
            "post": {
                "parameters": [
                    {"name": "f", "in": "formData", "type": "string"},
                    {"name": "q", "in": "query", "type": "string"},
                ],
                "responses": {"200": {"schema": {"type": "string"}, "examples": {"application/json": 1}}},
            },
            "put": {"parameters": [{"in": "query", "type": "string"}, {"in": "body", "schema": {"type": "string"}}]},
        }},
    }));
    let check = |now: &str, written: &str| check_written(&document, now, written);
    check("/components/schemas/X/properties/a", "/definitions/X/properties/a");
    check("/paths/~1a/post/parameters/0/name", "/paths/~1a/post/parameters/1/name");
    check("/paths/~1a/post/parameters/0/schema/type", "/paths/~1a/post/parameters/1/type");
    check("/paths/~1a/put/requestBody", "/paths/~1a/put/parameters/1");
    check(
        "/paths/~1a/put/requestBody/content/application~1json/schema/type",
        "/paths/~1a/put/parameters/1/schema/type",
    );
    let form = "/paths/~1a/post/requestBody/content/application~1x-www-form-urlencoded/schema";
    check(&format!("{form}/properties/f/type"), "/paths/~1a/post/parameters/0/type");
    check(&format!("{form}/properties/z/type"), "/paths/~1a/parameters/0/type");
    let response = "/paths/~1a/post/responses/200";
    let content = format!("{response}/content/application~1json");
    check(&format!("{content}/schema"), &format!("{response}/schema"));
    check(&format!("{content}/example"), &format!("{response}/examples/application~1json"));
}

#[test]
fn the_document_is_one_of_3_0() {
    let (translated, _) = translated(&json!({
        "swagger": "2.0", "info": {"title": "x", "version": "1"}, "host": "a.example", "consumes": ["a/b"],
        "produces": ["a/b"], "tags": [{"name": "t"}], "security": [{"a": []}], "paths": {},
    }));
    assert_eq!(
        translated,
        json!({
            "openapi": "3.0.4", "servers": [{"url": "https://a.example"}], "info": {"title": "x", "version": "1"},
            "tags": [{"name": "t"}], "security": [{"a": []}], "paths": {}, "components": {},
        })
    );
}
