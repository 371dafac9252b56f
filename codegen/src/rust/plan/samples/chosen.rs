//! The variant of a union for a value, as the runtime chooses it (`union!`).

use crate::api::Value;
use crate::rust::model::{Case, Shape, Union};

use super::shaped;

/// The index of the variant; `None` for a value of none of the types.
pub(super) fn chosen(of: &Union, value: &Value) -> Option<usize> {
    let mut number = None;
    let mut shapes: Vec<(usize, &Shape)> = Vec::new();
    for (index, variant) in of.variants.iter().enumerate() {
        match &variant.case {
            Case::Boolean if value.is_boolean() => return Some(index),
            Case::String if value.is_string() => return Some(index),
            Case::Array if value.is_array() => return Some(index),
            Case::Object if value.is_object() => return Some(index),
            Case::Integer if value.is_i64() => return Some(index),
            Case::Unsigned if value.is_u64() => return Some(index),
            Case::Number if value.is_number() => number = Some(index),
            Case::Tag(member, values) | Case::Implied(member, values) if is_tagged(value, member, values) => {
                return Some(index);
            }
            Case::Untagged(member, values)
                if value.is_object() && value.get(member).is_none() || is_tagged(value, member, values) =>
            {
                return Some(index);
            }
            Case::Properties(shape) => shapes.push((index, shape)),
            _ => {}
        }
    }
    match value {
        Value::Object(properties) => shaped::chosen(properties, &shapes),
        _ => number,
    }
}

fn is_tagged(value: &Value, member: &str, values: &[String]) -> bool {
    match value.get(member) {
        Some(Value::String(text)) => values.contains(text),
        Some(other @ (Value::Bool(_) | Value::Number(_))) => values.contains(&other.to_string()),
        _ => false,
    }
}
