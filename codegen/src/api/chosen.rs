//! The type of a union for a value, as the runtime chooses it (`union!`).

use serde_json::Value;

use super::model::{Shape, Tagging, Test};
use super::shaped::{self, is_constant};

/// The index of the test that selects the type; `None` for a value of none of the types.
pub fn chosen<'t>(tests: impl Iterator<Item = &'t Test>, value: &Value) -> Option<usize> {
    let mut number = None;
    let mut shapes: Vec<(usize, &Shape)> = Vec::new();
    for (index, test) in tests.enumerate() {
        match test {
            Test::Boolean if value.is_boolean() => return Some(index),
            Test::String if value.is_string() => return Some(index),
            Test::Array if value.is_array() => return Some(index),
            Test::Object if value.is_object() => return Some(index),
            Test::Integer if value.is_i64() => return Some(index),
            Test::Unsigned if value.is_u64() => return Some(index),
            // Read as an integer, which it is, if there is no type for numbers.
            Test::Integer | Test::Unsigned if value.as_f64().is_some_and(|number| number.fract() == 0.0) => {
                number = number.or(Some(index));
            }
            Test::Number if value.is_number() => number = Some(index),
            Test::Tag { property, values, tagging } => {
                let is_selected = match value.get(property) {
                    Some(tag) => values.iter().any(|of| is_constant(tag, of)),
                    None => *tagging == Tagging::OrAbsent && value.is_object(),
                };
                if is_selected {
                    return Some(index);
                }
            }
            Test::Properties(shape) => shapes.push((index, shape)),
            _ => {}
        }
    }
    match value {
        Value::Object(properties) => shaped::chosen(properties, &shapes),
        _ => number,
    }
}
