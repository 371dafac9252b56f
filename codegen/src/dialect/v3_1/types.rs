//! Lists of types.

use serde_json::{Map, Value};

use crate::dialect::here::Here;

/// Keywords that only apply to values of one type (JSON Schema Validation 2020-12, §6; Core 2020-12, §10.3).
const OF_TYPES: [(&[&str], &[&str]); 4] = [
    (&["string"], &["minLength", "maxLength", "pattern", "contentEncoding", "contentMediaType", "contentSchema"]),
    (&["number", "integer"], &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
    (
        &["array"],
        &[
            "items",
            "prefixItems",
            "additionalItems",
            "unevaluatedItems",
            "minItems",
            "maxItems",
            "uniqueItems",
            "contains",
            "minContains",
            "maxContains",
        ],
    ),
    (
        &["object"],
        &[
            "properties",
            "required",
            "additionalProperties",
            "patternProperties",
            "propertyNames",
            "unevaluatedProperties",
            "minProperties",
            "maxProperties",
            "dependentRequired",
            "dependentSchemas",
            "if",
            "then",
            "else",
            "discriminator",
            "xml",
        ],
    ),
];

/// Types of which each other is one, besides `null`.
const EVERY_TYPE: [&str; 5] = ["string", "number", "boolean", "object", "array"];

/// `type` may be a list (JSON Schema Validation 2020-12, §6.1.1), which 3.0 does not have: `null` in it becomes
/// `nullable`, several others become an `anyOf` of schemas with one type each.
pub(in crate::dialect) fn types(object: &mut Map<String, Value>, here: &mut Here<'_>) {
    let Some(Value::Array(list)) = object.get("type") else { return };
    // Unquoted in YAML, `null` is not a string.
    let names = list.iter().map(|name| name.as_str().unwrap_or("null").to_owned());
    let mut types: Vec<String> = Vec::new();
    for name in names {
        if !types.contains(&name) {
            types.push(name);
        }
    }
    if types.iter().any(|name| name == "null") {
        types.retain(|name| name != "null");
        if types.is_empty() {
            object.insert("type".to_owned(), "null".into());
            return;
        }
        object.insert("nullable".to_owned(), true.into());
    }
    narrow(&mut types, object.get("enum"));
    match types.as_slice() {
        [one] => {
            object.insert("type".to_owned(), one.as_str().into());
        }
        several => {
            let is_every = EVERY_TYPE.iter().all(|name| several.iter().any(|of| of == name));
            let is_said_elsewhere = ["anyOf", "enum", "oneOf", "$ref"].iter().any(|key| object.contains_key(*key));
            object.shift_remove("type");
            if !(several.is_empty() || is_every || is_said_elsewhere) {
                split(object, several, here);
            }
        }
    }
}

/// Keeps the types that occur among the values.
fn narrow(types: &mut Vec<String>, values: Option<&Value>) {
    let Some(Value::Array(values)) = values else { return };
    let is_of = |name: &str, value: &Value| match name {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "object" => value.is_object(),
        "array" => value.is_array(),
        _ => false,
    };
    let used: Vec<String> =
        types.iter().filter(|name| values.iter().any(|value| is_of(name, value))).cloned().collect();
    if !used.is_empty() {
        *types = used;
    }
}

/// Makes a branch for each type, with the keywords that apply to it.
fn split(object: &mut Map<String, Value>, types: &[String], here: &mut Here<'_>) {
    let mut branches: Vec<Map<String, Value>> =
        types.iter().map(|name| Map::from_iter([("type".to_owned(), Value::from(name.as_str()))])).collect();
    let place = |names: &[&str]| types.iter().position(|of| names.contains(&of.as_str()));
    let mut moved = Vec::new();
    for key in object.keys().cloned().collect::<Vec<_>>() {
        let of = if key == "format" {
            let format = object.get("format").and_then(Value::as_str).unwrap_or_default();
            if format.starts_with("int") || format.starts_with("uint") {
                place(&["integer"]).or_else(|| place(&["number"]))
            } else if is_of_floats(format) {
                place(&["number"]).or_else(|| place(&["integer"]))
            } else {
                place(&["string"])
            }
        } else {
            OF_TYPES.iter().find(|(_, keys)| keys.contains(&key.as_str())).and_then(|(names, _)| place(names))
        };
        if let Some(index) = of
            && let Some(branch) = branches.get_mut(index)
            && let Some(value) = object.shift_remove(&key)
        {
            moved.push((here.pointer(&["anyOf", &index.to_string(), &key]), here.pointer(&[&key])));
            branch.insert(key, value);
        }
    }
    for (index, branch) in branches.iter().enumerate() {
        // Arrays require `items` in 3.0 (OpenAPI 3.0.4, §4.7.24.1, `items`).
        debug_assert!(branch.contains_key("type"));
        here.stems(&["anyOf", &index.to_string()], &[]);
        moved.push((here.pointer(&["anyOf", &index.to_string(), "type"]), here.pointer(&["type", &index.to_string()])));
    }
    here.moved.relocate(moved);
    object.insert("anyOf".to_owned(), branches.into_iter().map(Value::Object).collect());
}

fn is_of_floats(format: &str) -> bool {
    ["float", "double", "decimal"].contains(&format)
}
