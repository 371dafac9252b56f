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
    } else {
        members.insert("additionalProperties".to_owned(), true.into());
    }
    members.entry("type").or_insert_with(|| "object".into());
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
