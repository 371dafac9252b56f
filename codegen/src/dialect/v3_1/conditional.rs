//! Properties that an object has only under a condition.

use serde_json::{Map, Value};

use crate::dialect::here::Here;
use crate::report::Pointer;

/// Properties may be declared under a condition (JSON Schema Core 2020-12, §10.2.2). 3.0 has no conditions; such properties
/// become optional ones.
///
/// This holds only for an object that declares properties: elsewhere the branches restrict other keywords, and the
/// conditions are omitted.
pub(super) fn conditional(object: &mut Map<String, Value>, here: &mut Here<'_>) {
    if !matches!(object.get("properties"), Some(Value::Object(_))) {
        return;
    }
    let base = here.at.pointer();
    let mut found: Vec<(Pointer, String, Value)> = Vec::new();
    take_from(object, &base, &mut found);
    if let Some(Value::Array(branches)) = object.get_mut("allOf") {
        for (index, branch) in branches.iter_mut().enumerate() {
            if let Value::Object(branch) = branch {
                take_from(branch, &base.key("allOf").index(index), &mut found);
            }
        }
    }
    let Some(Value::Object(properties)) = object.get_mut("properties") else { return };
    let mut added: Map<String, Value> = Map::new();
    let mut moved = Vec::new();
    for (from, name, schema) in found {
        if properties.contains_key(&name) {
            continue;
        }
        let to = base.key("properties").key(&name);
        match added.get_mut(&name) {
            None => {
                moved.push((to, from));
                added.insert(name, schema);
            }
            Some(known) if *known == schema => {}
            Some(known) => match known.get_mut("anyOf").filter(|_| moved.iter().all(|(place, _)| *place != to)) {
                Some(Value::Array(branches)) => {
                    moved.push((to.key("anyOf").index(branches.len()), from));
                    branches.push(schema);
                }
                _ => {
                    for (place, _) in moved.iter_mut().filter(|(place, _)| *place == to) {
                        *place = to.key("anyOf").index(0);
                    }
                    moved.push((to.key("anyOf").index(1), from));
                    *known = serde_json::json!({ "anyOf": [known.take(), schema] });
                }
            },
        }
    }
    properties.extend(added);
    here.moved.relocate(moved);
}

/// Copies the properties of the conditional branches of a schema.
fn take_from(schema: &mut Map<String, Value>, at: &Pointer, found: &mut Vec<(Pointer, String, Value)>) {
    let mut take = |branch: Option<&mut Value>, at: &Pointer| {
        if let Some(Value::Object(properties)) = branch.and_then(|branch| branch.get_mut("properties")) {
            let at = at.key("properties");
            for (name, property) in properties {
                found.push((at.key(name), name.clone(), property.take()));
            }
        }
    };
    if schema.contains_key("if") {
        take(schema.get_mut("then"), &at.key("then"));
        take(schema.get_mut("else"), &at.key("else"));
    }
    if let Some(Value::Object(dependent)) = schema.get_mut("dependentSchemas") {
        for (name, branch) in dependent {
            take(Some(branch), &at.key("dependentSchemas").key(name));
        }
    }
}
