//! Targets of references, and places where parts were written.

use serde_json::json;

use super::{Y, document};
use crate::dialect::testing::{check_written, translated};
use crate::dialect::to_3_0;
use crate::report::{At, Code, FileId};

#[test]
fn diagnostics_have_the_places_that_were_written() {
    let document = document(json!({
        "X": {"type": ["string", "array"], "items": {"anyOf": [{"type": "null"}, {"$ref": Y}]}, "maxItems": 3},
        "Y": {"$ref": "#/components/schemas/Z", "description": "d"},
        "Z": {"anyOf": [{"type": "null"}, {"type": ["string", "integer"], "minLength": 3}]},
    }));
    let check = |now: &str, written: &str| check_written(&document, now, written);
    check("/components/schemas/X/anyOf/1", "/components/schemas/X");
    check("/components/schemas/X/anyOf/1/type", "/components/schemas/X/type/1");
    check("/components/schemas/X/anyOf/1/maxItems", "/components/schemas/X/maxItems");
    check("/components/schemas/X/anyOf/1/items/allOf/0/$ref", "/components/schemas/X/items/anyOf/1/$ref");
    check("/components/schemas/Y/allOf/0/$ref", "/components/schemas/Y/$ref");
    check("/components/schemas/Z/anyOf/0/minLength", "/components/schemas/Z/anyOf/1/minLength");
}

#[test]
fn references_lead_where_their_targets_went() {
    let reference = |to: &str| json!({ "$ref": to });
    let document = document(json!({
        "X": {"type": ["string", "array"], "items": {"type": "boolean"}},
        "Y": {"properties": {
            "moved": reference("#/components/schemas/X/items"),
            "defined": reference("#/components/schemas/Z/$defs/a"),
            "named": reference("#here"),
            "addressed": reference("https://a.example/z#/$defs/a"),
            "relative": reference("#/components/schemas/Z"),
            "missing": reference("#/components/schemas/X/properties/a"),
            "remote": reference("https://b.example/z"),
        }},
        "Z": {
            "$id": "https://a.example/z", "$defs": {"a": {"const": 1, "$anchor": "here"}},
            "properties": {"a": reference("#/$defs/a"), "b": reference("z"), "y": reference(Y)},
        },
    }));
    let (translated, _) = translated(&document);
    let schemas = &translated["components"]["schemas"];
    let check = |schema: &str, property: &str, expected: &str| {
        assert_eq!(schemas[schema]["properties"][property]["$ref"], expected, "{property}");
    };
    check("Y", "moved", "#/components/schemas/X/anyOf/1/items");
    check("Y", "defined", "#/components/schemas/Z/$defs/a");
    check("Y", "named", "#/components/schemas/Z/$defs/a");
    check("Y", "addressed", "#/components/schemas/Z/$defs/a");
    check("Y", "missing", "#/components/schemas/X/properties/a");
    check("Y", "remote", "https://b.example/z");
    check("Z", "a", "#/components/schemas/Z/$defs/a");
    check("Z", "b", "#/components/schemas/Z");
    check("Z", "y", Y);
}

#[test]
fn targets_in_unusual_places_are_translated_once() {
    let document = json!({
        "openapi": "3.1.0",
        "components": { "schemas": {
            "X": {"$ref": "#/x-defs/a/properties/b"}, "Y": {"$ref": "#/x-defs/a"},
            "Z": {"discriminator": {"propertyName": "k", "mapping": {"c": "#/x-specwright-files/1/c", "d": "Y"}}},
        }},
        "x-defs": {"a": {"properties": {"b": {"const": 1}, "c": {"$ref": "#/x-specwright-files/1/c"}}}, "b": {"const": 1}},
        "x-specwright-files": {"1": {"c": {"type": ["string", "null"]}}},
        "paths": {"/a": {"$ref": "#/x-specwright-files/1/d"}},
    });
    let mut document = document;
    document["x-specwright-files"]["1"]["d"] =
        json!({"get": {"responses": {"200": {"description": "", "content": {"a/b": {"schema": true}}}}}});
    let (translated, _) = translated(&document);
    assert_eq!(translated["x-defs"]["a"]["properties"]["b"], json!({"enum": [1], "type": "integer"}));
    assert_eq!(translated["x-defs"]["b"], json!({"const": 1}), "nothing leads there");
    let file = &translated["x-specwright-files"]["1"];
    assert_eq!(file["c"], json!({"type": "string", "nullable": true}));
    assert_eq!(file["d"]["get"]["responses"]["200"]["content"]["a/b"]["schema"], json!({}));
}

#[test]
fn dynamic_references_lead_to_the_nearest_anchor() {
    let bound = |to: &str| {
        json!({
            "$defs": {"t": {"$dynamicAnchor": "t", "$ref": to}}, "type": "array", "items": {"$dynamicRef": "#t"},
        })
    };
    let document = document(json!({"X": bound(Y), "Z": bound("#/components/schemas/X"), "Y": {"type": "object"}}));
    let (translated, _) = translated(&document);
    let schemas = &translated["components"]["schemas"];
    assert_eq!(schemas["X"]["items"]["$ref"], "#/components/schemas/X/$defs/t");
    assert_eq!(schemas["Z"]["items"]["$ref"], "#/components/schemas/Z/$defs/t");
}

#[test]
fn templates_are_filled_in_where_they_are_used() {
    let use_of =
        |to: &str| json!({"$ref": "#/components/schemas/T", "$defs": {"t": {"$dynamicAnchor": "t", "$ref": to}}});
    let document = document(json!({
        "T": {
            "$id": "https://a.example/t", "$dynamicAnchor": "self",
            "$defs": {"open": {"$dynamicAnchor": "t", "not": {}}},
            "properties": {"items": {"items": {"$dynamicRef": "#t"}}, "parent": {"$dynamicRef": "#self"}},
        },
        "U": {"items": {"$dynamicRef": "#open"}}, "X": use_of(Y), "Y": {"type": "object"}, "Z": use_of("#/components/schemas/X"),
    }));
    let (translated, _) = translated(&document);
    let schemas = &translated["components"]["schemas"];
    assert_eq!(
        schemas["X"]["properties"],
        json!({
            "items": {"items": {"$ref": "#/components/schemas/X/$defs/t"}},
            "parent": {"$ref": "#/components/schemas/X"},
        })
    );
    assert_eq!(schemas["Z"]["properties"]["items"]["items"]["$ref"], "#/components/schemas/Z/$defs/t");
    assert_eq!(schemas["U"]["items"], json!({}), "what it is hangs on who uses it");
    assert_eq!(schemas["T"]["properties"]["items"]["items"]["$ref"], "#/components/schemas/T/$defs/open");
    check_written(&document, "/components/schemas/X/properties/items", "/components/schemas/T/properties/items");
}

#[test]
fn a_template_that_uses_itself_is_filled_in_once() {
    let bound = json!({"$ref": "#/components/schemas/T", "$defs": {"t": {"$dynamicAnchor": "t", "type": "string"}}});
    let document = document(json!({
        "T": {"properties": {"a": {"$dynamicRef": "#t"}, "b": bound, "c": bound}}, "X": bound,
    }));
    let (translated, _) = translated(&document);
    assert!(translated.to_string().len() < 3_000, "{translated:#}");
}

#[test]
fn templates_in_templates_are_filled_in_only_so_often() {
    let schema = |deeper: Option<usize>| {
        let bound = json!({"$dynamicAnchor": "t", "type": "integer"});
        let of = |level| json!({"$ref": format!("#/components/schemas/L{level}"), "$defs": {"t": bound}});
        let object = deeper.map(|level| json!({"a": of(level), "b": of(level), "v": {"$dynamicRef": "#t"}}));
        json!({
            "$defs": {"t": {"$dynamicAnchor": "t", "type": "string"}},
            "properties": object.unwrap_or_else(|| json!({"v": {"$dynamicRef": "#t"}})),
        })
    };
    let levels = (0..30).map(|level| (format!("L{level}"), schema((level < 29).then_some(level + 1))));
    let document = document(levels.collect());
    let (translated, diagnostics) = to_3_0(&document, &At::root(FileId::MAIN));
    assert!(translated.document.to_string().len() < 4_000_000);
    assert!(diagnostics.iter().any(|diagnostic| diagnostic.code == Code::UnsupportedSchema));
}
