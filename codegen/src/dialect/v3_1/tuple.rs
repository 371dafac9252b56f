//! Tuples.

use serde_json::{Map, Value};

use crate::dialect::here::Here;
use crate::dialect::reference::fragment;

const PREFIX: &str = "x-specwright-prefix-items";
const REST: &str = "x-specwright-rest-items";

/// Keywords beside a list of items by which values are arrays.
const OF_ARRAYS: [&str; 7] = ["$ref", "additionalItems", "allOf", "maxItems", "minItems", "type", "uniqueItems"];

/// The first elements of an array may have schemas of their own, `prefixItems`, and then `items` applies to those after
/// them (JSON Schema Core 2020-12, §10.3.1.1 and §10.3.1.2). Before, `items` was the list and `additionalItems` the
/// rest. In 3.0 `items` is one schema for all, and the rest goes into extensions.
pub(in crate::dialect) fn tuple(object: &mut Map<String, Value>, here: &mut Here<'_>) {
    if matches!(object.get("items"), Some(Value::Array(_))) {
        // If nothing declares that values are arrays, this is mostly meant as a list of types. It leaves values
        // that are no arrays as they are (§10.3.1), and so does a schema without it.
        if !OF_ARRAYS.iter().any(|key| object.contains_key(*key)) {
            object.shift_remove("items");
            return;
        }
        here.rename(object, "items", "prefixItems");
        here.rename(object, "additionalItems", "items");
    }
    if !matches!(object.get("prefixItems"), Some(Value::Array(_))) {
        return;
    }
    here.rename(object, "prefixItems", PREFIX);
    let Some(Value::Array(prefix)) = object.get_mut(PREFIX) else { return };
    let count = prefix.len();
    let first = prefix.first().cloned().unwrap_or(Value::Bool(true));
    let all_alike = prefix.iter().all(|schema| *schema == first);
    let rest = object.shift_remove("items");
    let at_most = object.get("maxItems").and_then(Value::as_u64).unwrap_or(u64::MAX);
    let ends = rest == Some(Value::Bool(false)) || at_most <= count as u64;
    if ends {
        object.insert("maxItems".to_owned(), at_most.min(count as u64).into());
    }
    // A schema for every element can be expressed in 3.0; a second use needs only a reference.
    if all_alike && (ends || rest.as_ref() == Some(&first)) {
        let target = here.pointer(&["items"]);
        let is_small = first.get("$ref").is_some() || !first.is_object();
        if let Some(Value::Array(prefix)) = object.get_mut(PREFIX) {
            for schema in prefix.iter_mut().filter(|_| !is_small) {
                *schema = serde_json::json!({ "$ref": fragment(&target) });
            }
        }
        object.insert("items".to_owned(), first);
        here.moved.relocate([(target, here.at.pointer().key(PREFIX).key("0"))]);
    } else {
        object.insert("items".to_owned(), Value::Object(Map::new()));
        if let Some(rest @ Value::Object(_)) = rest {
            object.insert(REST.to_owned(), rest);
            here.relocate(&[(&[REST], &["items"])]);
        }
    }
}
