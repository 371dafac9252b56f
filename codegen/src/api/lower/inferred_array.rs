//! Arrays whose schemas declare `items` and no `type`: by the letter, such a schema says nothing of values that are no arrays
//! (JSON Schema Core 2020-12, §10.3.1).

use serde_json::Value;

use crate::api::model::{Kind, TypeId, Types};

/// Reads a single element as an array of it in properties of such types, so that it does not fail the whole body.
pub(super) fn tolerate(types: &mut Types, document: &Value) {
    let ids: Vec<TypeId> = types.iter().map(|(id, _)| id).collect();
    for id in ids {
        let inferred: Vec<bool> =
            types.properties(id).iter().map(|property| is_inferred(types, document, property.of)).collect();
        if let Kind::Object(object) = &mut types[id].kind {
            for (property, is_inferred) in object.properties.iter_mut().zip(inferred) {
                property.list |= is_inferred;
            }
        }
    }
}

fn is_inferred(types: &Types, document: &Value, of: TypeId) -> bool {
    let of = &types[types.non_null(of)];
    let schema = of.at.pointer.of(document).and_then(Value::as_object);
    matches!(of.kind, Kind::Array(_))
        && schema.is_some_and(|schema| {
            schema.get("items").is_some_and(Value::is_object)
                && ["type", "allOf", "anyOf", "oneOf"].iter().all(|keyword| !schema.contains_key(*keyword))
        })
}
