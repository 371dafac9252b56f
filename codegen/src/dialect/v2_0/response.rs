//! Responses.

use serde_json::{Map, Value};

use super::content::{content, is_large, media_types};
use super::schema;
use crate::dialect::here::Here;
use crate::dialect::reference::fragment;

/// A response has one schema, and an example for each media type (Response Object, Example Object); its media types
/// are listed by the operation or the document. In 3.0 it has a schema for each media type.
pub(super) fn response(object: &mut Map<String, Value>, produces: &[String], here: &mut Here<'_>) {
    let schema = object.shift_remove("schema");
    let examples = object.shift_remove("examples");
    let Some(mut schema) = schema else { return };
    let is_file = schema.get("type").and_then(Value::as_str) == Some("file");
    let mut ranges = produces.to_vec();
    if is_file {
        if let Value::Object(schema) = &mut schema {
            schema::file(schema);
        }
        // A file is what it is, whatever else the service responds with.
        ranges.retain(|range| !range.contains("json") && !range.ends_with("xml"));
        if ranges.is_empty() {
            ranges.push("*/*".to_owned());
        }
    } else if ranges.is_empty() {
        ranges.push("application/json".to_owned());
    }
    // The schema is under the media type that is most likely used.
    if is_large(&schema)
        && let Some(json) = ranges.iter().position(|range| range.contains("json"))
    {
        ranges.swap(0, json);
    }
    let mut content = content(&ranges, schema, &here.at.pointer());
    for (index, range) in ranges.iter().enumerate() {
        here.stems(&["content", range], &[]);
        if index == 0 {
            here.relocate(&[(&["content", range, "schema"], &["schema"])]);
        } else {
            here.stems(&["content", range, "schema"], &["schema"]);
        }
    }
    if let Some(Value::Object(examples)) = examples {
        for (range, example) in examples {
            let of = essence(&range);
            let media_type = content.iter_mut().find(|(known, _)| essence(known) == of);
            if let Some((known, Value::Object(media_type))) = media_type {
                media_type.insert("example".to_owned(), example);
                here.relocate(&[(&["content", known, "example"], &["examples", &range])]);
            }
        }
    }
    object.insert("content".to_owned(), Value::Object(content));
}

/// The responses of an operation, which have its media types, or else those of the document.
pub(super) fn of_operation(operation: &mut Map<String, Value>, produces: &[String], here: &mut Here<'_>) {
    let own = media_types_of(operation);
    operation.shift_remove("produces");
    let Some(own) = own.filter(|own| own != produces) else { return };
    let Some(Value::Object(responses)) = operation.get_mut("responses") else { return };
    for (status, value) in responses {
        if status.starts_with("x-") {
            continue;
        }
        if let Some((at, target)) = value
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|reference| crate::dialect::reference::follow(here.document, reference))
            && target.get("schema").is_some()
        {
            // A shared response has the media types of the operation, so each operation gets a copy that refers to the schema.
            *value = copy(target, &at);
            let (place, schema) = (here.pointer(&["responses", status]), at.key("schema"));
            here.moved.stems(place.clone(), &at);
            here.moved.stems(place.key("schema"), &schema);
        }
        if let Value::Object(object) = value {
            let responses = here.at.key("responses");
            let at = responses.key(status);
            let mut here =
                Here { at: &at, moved: &mut *here.moved, diagnostics: &mut *here.diagnostics, document: here.document };
            response(object, &own, &mut here);
        }
    }
}

fn copy(target: &Value, at: &crate::report::Pointer) -> Value {
    let mut copy = target.clone();
    if let Some(schema) = copy.get_mut("schema")
        && is_large(schema)
    {
        *schema = serde_json::json!({ "$ref": fragment(&at.key("schema")) });
    }
    copy
}

fn media_types_of(operation: &Map<String, Value>) -> Option<Vec<String>> {
    operation.get("produces").filter(|list| list.is_array())?;
    let holder =
        Value::Object(Map::from_iter(operation.get("produces").map(|list| ("produces".to_owned(), list.clone()))));
    media_types(&holder, "produces")
}

/// A media type without its parameters, in lower case (RFC 9110, §8.3.1).
fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}
