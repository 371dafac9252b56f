//! Properties that are declared by regular expressions, or by `unevaluatedProperties`.

use serde_json::{Map, Value};

use crate::dialect::here::Here;
use crate::dialect::reference::fragment;

const PATTERNS: &str = "x-specwright-pattern-properties";

/// Properties may be declared by a regular expression for their names (JSON Schema Core 2020-12, §10.3.2.2). 3.0 has one
/// schema for all properties that are not named. It is used if all expressions have the same schema and no other
/// properties are allowed.
pub(super) fn pattern_properties(object: &mut Map<String, Value>, here: &mut Here<'_>) {
    if !matches!(object.get("patternProperties"), Some(Value::Object(_))) {
        return;
    }
    here.rename(object, "patternProperties", PATTERNS);
    let Some(Value::Object(patterns)) = object.get_mut(PATTERNS) else { return };
    let Some((name, first)) = patterns.iter().next().map(|(name, schema)| (name.clone(), schema.clone())) else {
        return;
    };
    let all_alike = patterns.values().all(|schema| *schema == first);
    let others = object.get("additionalProperties");
    let is_all = match others {
        None | Some(Value::Bool(false)) => true,
        Some(others) => *others == first,
    };
    if all_alike && is_all {
        let target = here.pointer(&["additionalProperties"]);
        // A second use needs only a reference.
        if first.is_object()
            && first.get("$ref").is_none()
            && let Some(Value::Object(patterns)) = object.get_mut(PATTERNS)
        {
            for schema in patterns.values_mut() {
                *schema = serde_json::json!({ "$ref": fragment(&target) });
            }
        }
        object.insert("additionalProperties".to_owned(), first);
        here.moved.relocate([(target, here.at.pointer().key(PATTERNS).key(&name))]);
    } else if object.get("additionalProperties") == Some(&Value::Bool(true)) {
        // There is no declaration for all properties together.
    } else {
        any_of_them(object, here);
    }
}

/// A property that is not named has one of the schemas, or that for all others.
fn any_of_them(object: &mut Map<String, Value>, here: &mut Here<'_>) {
    let mut branches: Vec<Value> = Vec::new();
    let mut moved = Vec::new();
    let base = here.pointer(&["additionalProperties", "anyOf"]);
    let others = object.shift_remove("additionalProperties").filter(Value::is_object);
    if let Some(Value::Object(patterns)) = object.get_mut(PATTERNS) {
        for (name, schema) in patterns.iter_mut() {
            // Such properties are not allowed.
            if *schema == Value::Bool(false) || *schema == serde_json::json!({ "not": {} }) {
                continue;
            }
            let known = branches.iter().position(|branch| branch == schema);
            let target = base.index(known.unwrap_or(branches.len()));
            let is_small = schema.get("$ref").is_some() || !schema.is_object();
            let reference = if is_small { schema.clone() } else { serde_json::json!({ "$ref": fragment(&target) }) };
            let branch = std::mem::replace(schema, reference);
            if known.is_none() {
                branches.push(branch);
                moved.push((target, here.pointer(&[PATTERNS, name])));
            }
        }
    }
    if let Some(others) = others {
        moved.push((base.index(branches.len()), here.pointer(&["additionalProperties"])));
        branches.push(others);
    }
    here.moved.relocate(moved);
    object.insert("additionalProperties".to_owned(), serde_json::json!({ "anyOf": branches }));
}

/// Translates the keywords for what no other keyword, including those of branches, applies to (JSON Schema Core 2020-12,
/// §11). Without branches they mean the same as `additionalProperties` and `items`; with branches it only matters whether
/// undeclared properties are allowed at all.
pub(super) fn unevaluated(object: &mut Map<String, Value>, here: &mut Here<'_>) {
    const APPLICATORS: [&str; 6] = ["$ref", "allOf", "anyOf", "oneOf", "if", "dependentSchemas"];
    let is_alone = APPLICATORS.iter().all(|key| !object.contains_key(*key));
    for (unevaluated, other) in [("unevaluatedProperties", "additionalProperties"), ("unevaluatedItems", "items")] {
        let allows = object.get(unevaluated).is_some_and(|schema| *schema != Value::Bool(false));
        if (is_alone || allows) && !object.contains_key(other) {
            here.rename(object, unevaluated, other);
        } else {
            object.shift_remove(unevaluated);
        }
    }
}
