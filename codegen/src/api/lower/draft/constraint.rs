//! Constraints of values (JSON Schema Validation 2020-12, §6).

use serde_json::Value;

use crate::api::model::{Constraints, Count};

use super::super::reader::{flag, target};
use super::subschema::Subschema;

/// The constraints that a schema declares, if there are any.
pub(super) fn declared(document: &Value, schema: &Subschema<'_>) -> Option<Box<Constraints>> {
    let all = constraints(document, std::slice::from_ref(schema));
    (all != Constraints::default()).then(|| Box::new(all))
}

/// The constraints that several schemas and the targets of their references declare for a value.
pub(super) fn constraints(document: &Value, schemas: &[Subschema<'_>]) -> Constraints {
    let all: Vec<&Value> =
        schemas.iter().flat_map(|schema| [Some(schema.value), target(document, schema.value)]).flatten().collect();
    let find = |key: &str| all.iter().find_map(|schema| schema.get(key));
    let number = |key: &str| find(key).and_then(Value::as_u64);
    let count = |least: &str, most: &str| Count { least: number(least).filter(|least| *least > 0), most: number(most) };
    // The exclusive bounds of later versions are translated to those of 3.0.
    let bound = |key: &str, exclusive: &str| {
        let holder = all.iter().find(|schema| schema.get(key).is_some_and(Value::is_number))?;
        Some((holder.get(key)?.clone(), flag(holder, exclusive)))
    };
    Constraints {
        characters: count("minLength", "maxLength"),
        items: count("minItems", "maxItems"),
        properties: count("minProperties", "maxProperties"),
        minimum: bound("minimum", "exclusiveMinimum"),
        maximum: bound("maximum", "exclusiveMaximum"),
        multiple_of: find("multipleOf").filter(|value| value.is_number()).cloned(),
        pattern: find("pattern").and_then(Value::as_str).map(str::to_owned),
        unique: all.iter().any(|schema| flag(schema, "uniqueItems")),
    }
}
