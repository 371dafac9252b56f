//! Finds all references in a file, and nothing that only looks like one.
//!
//! The only knowledge of OpenAPI and JSON Schema here is which keys hold data (where `$ref` is a key like any other) and
//! which hold names (where `default` and `example` are names).

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::address;
use crate::report::{At, FileId, Pointer};

/// Keys whose values are objects by name.
const NAMES: [&str; 20] = [
    "$defs",
    "callbacks",
    "definitions",
    "dependentSchemas",
    "headers",
    "links",
    "mediaTypes",
    "parameters",
    "pathItems",
    "paths",
    "patternProperties",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "securityDefinitions",
    "securitySchemes",
    "webhooks",
    "x-ms-paths",
    "x-webhooks",
];

/// Same as [`NAMES`], but the named objects cannot be references by the specification (OpenAPI 3.0.4, §4.8).
const NAMES_OF_PLAIN: [&str; 3] = ["content", "encoding", "variables"];

/// Keys whose values are data.
const DATA: [&str; 4] = ["const", "default", "enum", "example"];

/// Keys whose values cannot be references by the specification, although documents are split there.
const PLAIN: [&str; 20] = [
    "components",
    "contact",
    "delete",
    "discriminator",
    "externalDocs",
    "flows",
    "get",
    "head",
    "info",
    "license",
    "options",
    "patch",
    "post",
    "put",
    "query",
    "security",
    "servers",
    "tags",
    "trace",
    "xml",
];

/// What bundling a file with others requires to know about it.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// The references, in written order.
    pub(super) references: Vec<Reference>,
    /// The places that have a name (JSON Schema Core 2020-12, §8.2.2); `None` for a name of several.
    pub(super) anchors: HashMap<String, Option<Pointer>>,
    /// Whether schemas have addresses of their own (JSON Schema Core 2020-12, §8.2.1), which references may name.
    pub(super) has_addresses: bool,
}

/// A reference.
#[derive(Debug)]
pub(super) struct Reference {
    /// The place of its string.
    pub(super) at: Pointer,
    /// The string.
    pub(super) text: String,
    /// What its target replaces.
    pub(super) role: Role,
    /// The schema with an address of its own (JSON Schema Core 2020-12, §8.2.1) that contains it, if there is one.
    pub(super) resource: Option<Pointer>,
}

/// What the target of a reference replaces.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Role {
    /// An object that may be a reference.
    Reference,
    /// An object that by the specification cannot be a reference.
    Plain,
    /// A schema that is named by the mapping of a discriminator.
    Mapping,
}

/// Finds the references in a file that are wanted, and the anchors that they may point to.
pub(super) fn survey(value: &Value, wanted: impl Fn(&str, Role) -> bool) -> Survey {
    let mut walk = Walk { wanted, survey: Survey::default(), resource: None, reads_extensions: false, leads_in: false };
    walk.visit(value, &At::root(FileId::MAIN), Reading::Object(Role::Reference));
    // Extensions are data, unless references of the document say that there are objects in them.
    if walk.leads_in {
        walk = Walk { survey: Survey::default(), resource: None, reads_extensions: true, ..walk };
        walk.visit(value, &At::root(FileId::MAIN), Reading::Object(Role::Reference));
    }
    walk.survey
}

/// How a value is to be read.
#[derive(Clone, Copy)]
enum Reading {
    /// Keys are keywords. The role is that of a reference here.
    Object(Role),
    /// An example: its `value` is data.
    Example,
    /// Keys are names.
    Names(Named),
}

/// What has names.
#[derive(Clone, Copy)]
enum Named {
    Objects,
    Plain,
    Examples,
}

struct Walk<W> {
    wanted: W,
    survey: Survey,
    resource: Option<Pointer>,
    /// Whether there are objects in extensions.
    reads_extensions: bool,
    /// Whether a reference leads into an extension.
    leads_in: bool,
}

impl<W: Fn(&str, Role) -> bool> Walk<W> {
    fn visit(&mut self, value: &Value, at: &At<'_>, reading: Reading) {
        match value {
            Value::Object(object) => self.object(object, at, reading),
            Value::Array(elements) => {
                for (index, element) in elements.iter().enumerate() {
                    // An element has no key that determines its kind.
                    self.visit(element, &at.index(index), Reading::Object(Role::Reference));
                }
            }
            _ => {}
        }
    }

    fn object(&mut self, object: &Map<String, Value>, at: &At<'_>, reading: Reading) {
        let outside = self.resource.clone();
        if !matches!(reading, Reading::Names(_)) && object.keys().any(|key| key.starts_with('$') && key != "$ref") {
            self.identity(object, at);
        }
        for (key, value) in object {
            let at = at.key(key);
            if key == "$ref"
                && let Value::String(text) = value
            {
                let role = match reading {
                    Reading::Object(role) => role,
                    Reading::Example => Role::Reference,
                    Reading::Names(_) => Role::Plain,
                };
                self.find(text, &at, role);
            } else if is_extension(reading, key) && !self.reads_extensions && (is_document(object) || !is_at_top(&at)) {
                // It is data (OpenAPI 3.0.4, §4.9).
            } else if let Some(reading) = child(reading, key, value).or_else(|| named_like_data(key, &at)) {
                if key == "discriminator" {
                    self.mapping(value, &at);
                }
                self.visit(value, &at, reading);
            }
        }
        self.resource = outside;
    }

    /// Notes the identifier and the anchors of a schema.
    fn identity(&mut self, object: &Map<String, Value>, at: &At<'_>) {
        // The file itself is where everything in it is looked for anyway.
        if at.parent.is_some() && object.get("$id").and_then(Value::as_str).is_some_and(|id| !id.starts_with('#')) {
            self.resource = Some(at.pointer());
            self.survey.has_addresses = true;
        }
        for key in ["$anchor", "$dynamicAnchor"] {
            if let Some(name) = object.get(key).and_then(Value::as_str) {
                let place = (!self.survey.anchors.contains_key(name)).then(|| at.pointer());
                self.survey.anchors.insert(name.to_owned(), place);
            }
        }
    }

    fn mapping(&mut self, discriminator: &Value, at: &At<'_>) {
        let at = at.key("mapping");
        for (name, target) in discriminator.get("mapping").and_then(Value::as_object).into_iter().flatten() {
            if let Value::String(text) = target {
                self.find(text, &at.key(name), Role::Mapping);
            }
        }
    }

    fn find(&mut self, text: &str, at: &At<'_>, role: Role) {
        self.leads_in |= text.contains("#/x-");
        if (self.wanted)(text, role) {
            let resource = self.resource.clone();
            self.survey.references.push(Reference { at: at.pointer(), text: text.to_owned(), role, resource });
        }
    }
}

/// How the value of a key is to be read; `None` if it is data.
fn child(reading: Reading, key: &str, value: &Value) -> Option<Reading> {
    Some(match reading {
        Reading::Names(Named::Objects) => Reading::Object(Role::Reference),
        Reading::Names(Named::Plain) => Reading::Object(Role::Plain),
        // By media type there is data (OpenAPI 2.0, "Example Object").
        Reading::Names(Named::Examples) if key.contains('/') => return None,
        Reading::Names(Named::Examples) => Reading::Example,
        Reading::Example if key == "value" || key == "dataValue" => return None,
        Reading::Object(_) if DATA.contains(&key) => return None,
        Reading::Object(_) if key == "examples" && value.is_array() => return None,
        Reading::Object(_) if key == "examples" => Reading::Names(Named::Examples),
        Reading::Object(_) if NAMES.contains(&key) => Reading::Names(Named::Objects),
        Reading::Object(_) if NAMES_OF_PLAIN.contains(&key) => Reading::Names(Named::Plain),
        Reading::Object(_) if PLAIN.contains(&key) => Reading::Object(Role::Plain),
        Reading::Object(_) | Reading::Example => Reading::Object(Role::Reference),
    })
}

/// How a value is to be read at the top of a file that seems to be data: files may hold objects by name, responses for
/// one, and so one with the name `default`.
fn named_like_data(key: &str, at: &At<'_>) -> Option<Reading> {
    (is_at_top(at) && (key == "default" || key == "example")).then_some(Reading::Object(Role::Reference))
}

/// Whether a key is at the top of a file.
fn is_at_top(at: &At<'_>) -> bool {
    at.parent.is_some_and(|holder| holder.parent.is_none())
}

/// Whether an object is a whole document of OpenAPI. Other files may hold objects by name, and so one named like an extension.
fn is_document(object: &Map<String, Value>) -> bool {
    object.contains_key("openapi") || object.contains_key("swagger")
}

/// Whether a key is that of an extension that holds no objects of OpenAPI.
fn is_extension(reading: Reading, key: &str) -> bool {
    matches!(reading, Reading::Object(_)) && key.starts_with("x-") && !NAMES.contains(&key)
}

/// Whether a reference points to another file.
pub(super) fn leads_out(text: &str, role: Role) -> bool {
    if role == Role::Mapping { address::is_path(text) } else { address::names_a_file(text) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(value: Value, expected: &[(&str, &str, Role)]) {
        let found = survey(&value, |_, _| true).references;
        let found: Vec<(&str, &str, Role)> =
            found.iter().map(|found| (found.at.as_str(), found.text.as_str(), found.role)).collect();
        assert_eq!(found, expected, "{value}");
    }

    #[test]
    fn extensions_are_data_unless_references_lead_into_them() {
        let data = json!({"$ref": "x"});
        let document = |reference: &str| json!({"openapi": "3.0.0", "x-a": {"b": data}, "paths": {"/a": {"$ref": reference, "x-c": data}}, "x-webhooks": {"d": data}});
        let places = |reference: &str| {
            let found = survey(&document(reference), |_, _| true).references;
            found.iter().map(|reference| reference.at.as_str().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(places("y"), ["/paths/~1a/$ref", "/x-webhooks/d/$ref"]);
        assert_eq!(places("#/x-a/b"), ["/x-a/b/$ref", "/paths/~1a/$ref", "/paths/~1a/x-c/$ref", "/x-webhooks/d/$ref"]);
        check(json!({"x-a": data}), &[("/x-a/$ref", "x", Role::Reference)]);
    }

    #[test]
    fn data_holds_no_references() {
        let data = json!({"$ref": "x"});
        let all = json!({"example": data, "default": data, "const": data, "enum": [data], "examples": [data]});
        check(json!({ "not": all }), &[]);
        // By name, as responses are, in a file of its own.
        check(json!({ "default": data }), &[("/default/$ref", "x", Role::Reference)]);
        check(json!({"examples": {"a": {"value": data}, "application/json": data}}), &[]);
        check(json!({"examples": {"a": data}}), &[("/examples/a/$ref", "x", Role::Reference)]);
    }

    #[test]
    fn names_are_no_keywords() {
        let named = [
            ("/properties/default/$ref", "x", Role::Reference),
            ("/properties/example/items/$ref", "y", Role::Reference),
            ("/properties/properties/$ref", "z", Role::Reference),
        ];
        let properties = json!({
            "default": {"$ref": "x"}, "example": {"items": {"$ref": "y"}}, "properties": {"$ref": "z"},
            "$ref": {"type": "string"},
        });
        check(json!({ "properties": properties }), &named);
        check(json!({"responses": {"default": {"$ref": "x"}}}), &[("/responses/default/$ref", "x", Role::Reference)]);
    }

    #[test]
    fn roles_depend_on_the_place() {
        check(json!({"schemas": {"$ref": "x"}}), &[("/schemas/$ref", "x", Role::Plain)]);
        check(json!({"schemas": {"A": {"$ref": "x"}}}), &[("/schemas/A/$ref", "x", Role::Reference)]);
        check(json!({"get": {"$ref": "x"}}), &[("/get/$ref", "x", Role::Plain)]);
        check(json!({"content": {"a/b": {"$ref": "x"}}}), &[("/content/a~1b/$ref", "x", Role::Plain)]);
        check(json!({"allOf": [{"$ref": "x"}]}), &[("/allOf/0/$ref", "x", Role::Reference)]);
        check(
            json!({"discriminator": {"propertyName": "p", "mapping": {"a/b": "x"}}}),
            &[("/discriminator/mapping/a~1b", "x", Role::Mapping)],
        );
    }

    #[test]
    fn schemas_name_themselves() {
        let survey = survey(
            &json!({"$id": "file", "a": {"$id": "b", "$anchor": "n", "c": {"$ref": "#/d"}}, "e": {"$ref": "#n"}}),
            |_, _| true,
        );
        let resources: Vec<Option<&str>> =
            survey.references.iter().map(|reference| reference.resource.as_ref().map(Pointer::as_str)).collect();
        assert_eq!(resources, [Some("/a"), None]);
        assert_eq!(survey.anchors["n"].as_ref().map(Pointer::as_str), Some("/a"));
    }
}
