//! OpenAPI 3.2: what it has beyond 3.1.
//!
//! Sections are those of [OpenAPI 3.2.0](https://spec.openapis.org/oas/v3.2.0.html).

use serde_json::{Map, Value};

use super::here::Here;
use super::kind::Kind;
use super::{v3_1, walk};

/// Where a path item of 3.0 carries the operations of methods that it has no word for.
const ADDITIONAL: &str = "x-specwright-additional-operations";

/// What differs between 3.2 and 3.0.
#[derive(Default)]
pub(super) struct Differences {
    of_3_1: v3_1::Differences,
}

impl walk::Differences for Differences {
    fn object(&mut self, kind: Kind, value: &mut Value, here: &mut Here<'_>) {
        if let Value::Object(members) = value {
            match kind {
                Kind::Components => media_types(members, here),
                Kind::PathItem => additional_operations(members, here),
                Kind::Parameter => {
                    querystring(members);
                    cookie_style(members);
                }
                Kind::Content => media_type_references(members, here),
                Kind::MediaType => sequences(members, here),
                Kind::Response | Kind::Tag => summary(members, here),
                Kind::Example => example_values(members, here),
                Kind::SecurityScheme => device_authorization(members),
                Kind::Schema | Kind::SchemaOrBoolean => default_mapping(members),
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
/// of the Path Item Object). They go together into an extension, under the names as they are sent.
fn additional_operations(members: &mut Map<String, Value>, here: &mut Here<'_>) {
    let is_first = members.keys().find(|key| ["query", "additionalOperations"].contains(&key.as_str()));
    let query_is_first = is_first.is_some_and(|key| key == "query");
    here.rename(members, "additionalOperations", ADDITIONAL);
    let additional = members.get(ADDITIONAL).and_then(Value::as_object);
    if additional.is_some_and(|additional| additional.contains_key("QUERY")) {
        return;
    }
    let Some(query) = members.shift_remove("query") else { return };
    let operations = members.entry(ADDITIONAL).or_insert_with(|| Value::Object(Map::new()));
    if let Value::Object(operations) = operations {
        let index = if query_is_first { 0 } else { operations.len() };
        operations.shift_insert(index, "QUERY".to_owned(), query);
        here.relocate(&[(&[ADDITIONAL, "QUERY"], &["query"])]);
    }
}

/// A parameter may be the whole query (§4.12.1 "Parameter Locations"). 3.0 has no such place; it stays one of the
/// query, with a mark.
fn querystring(members: &mut Map<String, Value>) {
    if members.get("in").and_then(Value::as_str) == Some("querystring") {
        members.insert("in".to_owned(), "query".into());
        members.insert("x-specwright-querystring".to_owned(), true.into());
    }
}

/// Cookies have a style of their own (§4.12.3 "Style Values"). In 3.0 it is `form`, which the same section deprecates
/// for them.
fn cookie_style(members: &mut Map<String, Value>) {
    if members.get("style").and_then(Value::as_str) == Some("cookie") {
        members.insert("style".to_owned(), "form".into());
        members.insert("x-specwright-style".to_owned(), "cookie".into());
    }
}

/// Media types may hold sequences: an `itemSchema` says what each part is, `itemEncoding` and `prefixEncoding` how it
/// is written (§4.14.3.1 "Sequential Media Types", §4.14.5.2 "Encoding By Position").
fn sequences(members: &mut Map<String, Value>, here: &mut Here<'_>) {
    here.rename(members, "itemSchema", "x-specwright-item-schema");
    here.rename(members, "itemEncoding", "x-specwright-item-encoding");
    here.rename(members, "prefixEncoding", "x-specwright-prefix-encoding");
}

/// `components` may hold media types (§4.7.1, `mediaTypes`). Their schemas go to the other schemas, under the same
/// name if that is free, since 3.0 has no references to media types.
fn media_types(members: &mut Map<String, Value>, here: &mut Here<'_>) {
    let Some(Value::Object(mut media_types)) = members.get_mut("mediaTypes").map(Value::take) else { return };
    for (name, media_type) in &mut media_types {
        let Value::Object(media_type) = media_type else { continue };
        let Some(schema @ Value::Object(_)) = media_type.get_mut("schema") else { continue };
        if schema.get("$ref").is_some() {
            continue;
        }
        let schemas = members.entry("schemas").or_insert_with(|| Value::Object(Map::new()));
        let Value::Object(schemas) = schemas else { continue };
        let free = free_name(schemas, name);
        let target = here.pointer(&["schemas", &free]);
        let reference = serde_json::json!({ "$ref": super::reference::fragment(&target) });
        schemas.insert(free.clone(), std::mem::replace(schema, reference));
        here.relocate(&[(&["schemas", &free], &["mediaTypes", name, "schema"])]);
    }
    members.insert("mediaTypes".to_owned(), Value::Object(media_types));
}

/// The name, or the first of its kind that is free.
pub(super) fn free_name(taken: &Map<String, Value>, name: &str) -> String {
    std::iter::once(name.to_owned())
        .chain((2..).map(|number| format!("{name}{number}")))
        .find(|name| !taken.contains_key(name))
        .unwrap_or_default()
}

/// A media type may be a reference (§4.13.1, `content`). What it leads to is small once its schema stands
/// elsewhere, and takes its place.
fn media_type_references(members: &mut Map<String, Value>, here: &mut Here<'_>) {
    for (range, media_type) in members {
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
/// description. Where there is none, the summary is it.
fn summary(members: &mut Map<String, Value>, here: &mut Here<'_>) {
    if !members.contains_key("description") && !members.contains_key("$ref") {
        here.rename(members, "summary", "description");
    }
}

/// The value of an example may stand in `dataValue`, and its text in `serializedValue` (§4.19.1).
fn example_values(members: &mut Map<String, Value>, here: &mut Here<'_>) {
    if !members.contains_key("value") {
        here.rename(members, "dataValue", "value");
    }
    here.rename(members, "serializedValue", "x-specwright-serialized-value");
}

/// OAuth has a flow for devices (§4.28.1), which 3.0 does not know.
fn device_authorization(members: &mut Map<String, Value>) {
    if let Some(Value::Object(flows)) = members.get_mut("flows")
        && let Some(flow) = flows.shift_remove("deviceAuthorization")
    {
        flows.insert("x-specwright-device-authorization".to_owned(), flow);
    }
}

/// A discriminator says what values are that it does not map (§4.25.1).
fn default_mapping(members: &mut Map<String, Value>) {
    if let Some(Value::Object(discriminator)) = members.get_mut("discriminator")
        && let Some(mapping) = discriminator.shift_remove("defaultMapping")
    {
        discriminator.insert("x-specwright-default-mapping".to_owned(), mapping);
    }
}

#[cfg(test)]
mod tests;
