//! OpenAPI 3.2: what it has beyond 3.1.
//!
//! Sections are those of [OpenAPI 3.2.0](https://spec.openapis.org/oas/v3.2.0.html).

use serde_json::{Map, Value};

use super::here::Here;
use super::kind::Kind;
use super::{v3_1, walk};

/// The extension of a path item for operations with methods that 3.0 does not have.
const ADDITIONAL: &str = "x-specwright-additional-operations";

/// What differs between 3.2 and 3.0.
#[derive(Default)]
pub(super) struct Differences {
    of_3_1: v3_1::Differences,
}

impl walk::Differences for Differences {
    fn object(&mut self, kind: Kind, value: &mut Value, here: &mut Here<'_>) {
        if let Value::Object(object) = value {
            match kind {
                Kind::Components => media_types(object, here),
                Kind::PathItem => additional_operations(object, here),
                Kind::Parameter => {
                    querystring(object);
                    cookie_style(object);
                }
                Kind::Content => media_type_references(object, here),
                Kind::MediaType => sequences(object, here),
                Kind::Response | Kind::Tag => summary(object, here),
                Kind::Example => example_values(object, here),
                Kind::SecurityScheme => device_authorization(object),
                Kind::Schema | Kind::SchemaOrBoolean => default_mapping(object),
                _ => {}
            }
        }
        self.of_3_1.object(kind, value, here);
    }

    fn direct(&self, reference: &str, document: &Value) -> Option<String> {
        self.of_3_1.direct(reference, document)
    }
}

/// A path item has the method `query` and, under `additionalOperations`, methods of any name (§4.9.1 "Fixed Fields"
/// of the Path Item Object). Both are moved to an extension, under the names as they are sent.
fn additional_operations(object: &mut Map<String, Value>, here: &mut Here<'_>) {
    let is_first = object.keys().find(|key| ["query", "additionalOperations"].contains(&key.as_str()));
    let query_is_first = is_first.is_some_and(|key| key == "query");
    here.rename(object, "additionalOperations", ADDITIONAL);
    let additional = object.get(ADDITIONAL).and_then(Value::as_object);
    if additional.is_some_and(|additional| additional.contains_key("QUERY")) {
        return;
    }
    let Some(query) = object.shift_remove("query") else { return };
    let operations = object.entry(ADDITIONAL).or_insert_with(|| Value::Object(Map::new()));
    if let Value::Object(operations) = operations {
        let index = if query_is_first { 0 } else { operations.len() };
        operations.shift_insert(index, "QUERY".to_owned(), query);
        here.relocate(&[(&[ADDITIONAL, "QUERY"], &["query"])]);
    }
}

/// A parameter may be the whole query (§4.12.1 "Parameter Locations"). 3.0 has no such place; it stays one of the
/// query, with a mark.
fn querystring(object: &mut Map<String, Value>) {
    if object.get("in").and_then(Value::as_str) == Some("querystring") {
        object.insert("in".to_owned(), "query".into());
        object.insert("x-specwright-querystring".to_owned(), true.into());
    }
}

/// Cookies have a style of their own (§4.12.3 "Style Values"). In 3.0 it is `form`, which the same section deprecates
/// for them.
fn cookie_style(object: &mut Map<String, Value>) {
    if object.get("style").and_then(Value::as_str) == Some("cookie") {
        object.insert("style".to_owned(), "form".into());
        object.insert("x-specwright-style".to_owned(), "cookie".into());
    }
}

/// Media types may hold sequences: `itemSchema` declares each item, `itemEncoding` and `prefixEncoding` how it
/// is written (§4.14.3.1 "Sequential Media Types", §4.14.5.2 "Encoding By Position").
fn sequences(object: &mut Map<String, Value>, here: &mut Here<'_>) {
    here.rename(object, "itemSchema", "x-specwright-item-schema");
    here.rename(object, "itemEncoding", "x-specwright-item-encoding");
    here.rename(object, "prefixEncoding", "x-specwright-prefix-encoding");
}

/// `components` may hold media types (§4.7.1, `mediaTypes`). Their schemas are moved to the other schemas, under the same
/// name if that is free, since 3.0 has no references to media types.
fn media_types(object: &mut Map<String, Value>, here: &mut Here<'_>) {
    let Some(Value::Object(mut media_types)) = object.get_mut("mediaTypes").map(Value::take) else { return };
    for (name, media_type) in &mut media_types {
        let Value::Object(media_type) = media_type else { continue };
        let Some(schema @ Value::Object(_)) = media_type.get_mut("schema") else { continue };
        if schema.get("$ref").is_some() {
            continue;
        }
        let schemas = object.entry("schemas").or_insert_with(|| Value::Object(Map::new()));
        let Value::Object(schemas) = schemas else { continue };
        let free = free_name(schemas, name);
        let target = here.pointer(&["schemas", &free]);
        let reference = serde_json::json!({ "$ref": super::reference::fragment(&target) });
        schemas.insert(free.clone(), std::mem::replace(schema, reference));
        here.relocate(&[(&["schemas", &free], &["mediaTypes", name, "schema"])]);
    }
    object.insert("mediaTypes".to_owned(), Value::Object(media_types));
}

/// The name, or the first of its kind that is free.
pub(super) fn free_name(used: &Map<String, Value>, name: &str) -> String {
    std::iter::once(name.to_owned())
        .chain((2..).map(|number| format!("{name}{number}")))
        .find(|name| !used.contains_key(name))
        .unwrap_or_default()
}

/// A media type may be a reference (§4.13.1, `content`). Its target is small once its schema is
/// elsewhere, and replaces it.
fn media_type_references(object: &mut Map<String, Value>, here: &mut Here<'_>) {
    for (range, media_type) in object {
        let Some(reference) = media_type.get("$ref").and_then(Value::as_str) else { continue };
        let Some((at, target)) = super::reference::follow(here.document, reference) else { continue };
        let Value::Object(target) = target else { continue };
        let mut copy = target.clone();
        for key in ["schema", "itemSchema"] {
            if let Some(schema @ Value::Object(_)) = copy.get_mut(key)
                && schema.get("$ref").is_none()
            {
                *schema = serde_json::json!({ "$ref": super::reference::fragment(&at.key(key)) });
            }
        }
        *media_type = Value::Object(copy);
        let place = here.pointer(&[range]);
        here.moved.stems(place, &at);
    }
}

/// Responses and tags have a summary (§4.17.1, §4.22.1), and a response needs no
/// description. If there is none, the summary becomes the description.
fn summary(object: &mut Map<String, Value>, here: &mut Here<'_>) {
    if !object.contains_key("description") && !object.contains_key("$ref") {
        here.rename(object, "summary", "description");
    }
}

/// The value of an example may be in `dataValue`, and its serialized form in `serializedValue` (§4.19.1).
fn example_values(object: &mut Map<String, Value>, here: &mut Here<'_>) {
    if !object.contains_key("value") {
        here.rename(object, "dataValue", "value");
    }
    here.rename(object, "serializedValue", "x-specwright-serialized-value");
}

/// OAuth has a flow for devices (§4.28.1), which 3.0 does not know.
fn device_authorization(object: &mut Map<String, Value>) {
    if let Some(Value::Object(flows)) = object.get_mut("flows")
        && let Some(flow) = flows.shift_remove("deviceAuthorization")
    {
        flows.insert("x-specwright-device-authorization".to_owned(), flow);
    }
}

/// A discriminator may have a schema for values that it does not map (§4.25.1).
fn default_mapping(object: &mut Map<String, Value>) {
    if let Some(Value::Object(discriminator)) = object.get_mut("discriminator")
        && let Some(mapping) = discriminator.shift_remove("defaultMapping")
    {
        discriminator.insert("x-specwright-default-mapping".to_owned(), mapping);
    }
}

#[cfg(test)]
mod tests;
