//! Members of objects that are told by expressions, or by what others left.

use serde_json::{Map, Value};

use crate::dialect::here::Here;
use crate::dialect::reference::fragment;

const PATTERNS: &str = "x-specwright-pattern-properties";

/// Members may be told by an expression that their name matches (JSON Schema Core 2020-12, §10.3.2.2). 3.0 has one
/// schema for all members that are not named, which is theirs if they all have the same and no others may be there.
pub(super) fn pattern_properties(members: &mut Map<String, Value>, here: &mut Here<'_>) {
    if !matches!(members.get("patternProperties"), Some(Value::Object(_))) {
        return;
    }
    here.rename(members, "patternProperties", PATTERNS);
    let Some(Value::Object(patterns)) = members.get_mut(PATTERNS) else { return };
    let Some((name, first)) = patterns.iter().next().map(|(name, schema)| (name.clone(), schema.clone())) else {
        return;
    };
    let all_alike = patterns.values().all(|schema| *schema == first);
    let others = members.get("additionalProperties");
    let is_all = match others {
        None | Some(Value::Bool(false)) => true,
        Some(others) => *others == first,
    };
    if all_alike && is_all {
        let target = here.pointer(&["additionalProperties"]);
        // To say it a second time takes no more than a reference.
        if first.is_object()
            && first.get("$ref").is_none()
            && let Some(Value::Object(patterns)) = members.get_mut(PATTERNS)
        {
            for schema in patterns.values_mut() {
                *schema = serde_json::json!({ "$ref": fragment(&target) });
            }
        }
        members.insert("additionalProperties".to_owned(), first);
        here.moved.relocate([(target, here.at.pointer().key(PATTERNS).key(&name))]);
    } else if members.get("additionalProperties") == Some(&Value::Bool(true)) {
        // There is no declaration for all properties together.
    } else {
        any_of_them(members, here);
    }
    members.entry("type").or_insert_with(|| "object".into());
}

/// A member that is not named is of one of the schemas, or of that for all others.
fn any_of_them(members: &mut Map<String, Value>, here: &mut Here<'_>) {
    let mut branches: Vec<Value> = Vec::new();
    let mut moved = Vec::new();
    let base = here.pointer(&["additionalProperties", "anyOf"]);
    let others = members.shift_remove("additionalProperties").filter(Value::is_object);
    if let Some(Value::Object(patterns)) = members.get_mut(PATTERNS) {
        for (name, schema) in patterns.iter_mut() {
            // Such members must not be there.
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
    members.insert("additionalProperties".to_owned(), serde_json::json!({ "anyOf": branches }));
}

/// What no other keyword, those of branches included, spoke of (JSON Schema Core 2020-12, §11). Where there is nothing
/// but this object's own keywords, that is `additionalProperties` and `items`; with branches it only matters if such
/// members are allowed at all.
pub(super) fn unevaluated(members: &mut Map<String, Value>, here: &mut Here<'_>) {
    const APPLICATORS: [&str; 6] = ["$ref", "allOf", "anyOf", "oneOf", "if", "dependentSchemas"];
    let is_alone = APPLICATORS.iter().all(|key| !members.contains_key(*key));
    for (unevaluated, other) in [("unevaluatedProperties", "additionalProperties"), ("unevaluatedItems", "items")] {
        let allows = members.get(unevaluated).is_some_and(|schema| *schema != Value::Bool(false));
        if (is_alone || allows) && !members.contains_key(other) {
            here.rename(members, unevaluated, other);
        } else {
            members.shift_remove(unevaluated);
        }
    }
}
