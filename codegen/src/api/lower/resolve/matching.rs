//! How a value of an example relates to a type.

use serde_json::Value;

use crate::api::model::{JsonKind, Kind, StringFormat, Test, TypeId, Types};
use crate::report::Location;

/// How deep unions may be nested in each other to be searched for the type of a value.
pub(super) const MAX_DEPTH: usize = 8;

/// Whether a value may be of a type, by its JSON type alone.
pub(super) fn may_be(types: &Types, of: TypeId, value: &Value, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return true };
    match &types[types.resolve(of)].kind {
        Kind::Any | Kind::Alias(_) | Kind::External(_) => true,
        Kind::Nullable(inner) => value.is_null() || may_be(types, *inner, value, depth),
        Kind::Union(union) => union.variants.iter().any(|variant| may_be(types, variant.of, value, depth)),
        Kind::Boolean => value.is_boolean(),
        Kind::Integer(_) | Kind::IntegerEnum(_) | Kind::Number => value.is_number(),
        Kind::String(_) | Kind::StringEnum(_) => value.is_string(),
        Kind::Array(_) | Kind::Tuple(_) => value.is_array(),
        Kind::Map(_) | Kind::Object(_) => value.is_object(),
    }
}

/// The position of a property or element.
pub(super) fn step(at: &Location, name: &str) -> Location {
    Location { file: at.file, pointer: at.pointer.key(name), on: at.on }
}

/// Whether a value has the form that a kind is read from, without what is inside it.
pub(super) fn fits(of: &Kind, value: &Value) -> bool {
    match of {
        Kind::Any => true,
        Kind::Boolean => value.is_boolean(),
        // A float without a fraction is an integer (JSON Schema Core 2020-12, §6.3).
        Kind::Integer(_) | Kind::IntegerEnum(_) => {
            value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|number| number.fract() == 0.0)
        }
        Kind::Number => value.is_number(),
        Kind::String(_) | Kind::StringEnum(_) => value.is_string(),
        Kind::Array(_) | Kind::Tuple(_) => value.is_array(),
        Kind::Map(_) | Kind::Object(_) => value.is_object(),
        Kind::Nullable(_) | Kind::Union(_) | Kind::Alias(_) | Kind::External(_) => true,
    }
}

/// Whether `null` is a value of a type.
pub(super) fn allows_null(types: &Types, of: TypeId, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return true };
    match &types[types.resolve(of)].kind {
        Kind::Any | Kind::Alias(_) | Kind::Nullable(_) | Kind::External(_) => true,
        Kind::Union(union) => union.variants.iter().any(|variant| allows_null(types, variant.of, depth)),
        _ => false,
    }
}

/// The kinds of JSON of a type; none if it allows any.
pub(super) fn kinds(types: &Types, of: TypeId) -> Vec<JsonKind> {
    match &types[types.resolve(of)].kind {
        Kind::Boolean => vec![JsonKind::Boolean],
        Kind::Integer(_) | Kind::IntegerEnum(_) => vec![JsonKind::Integer],
        Kind::Number => vec![JsonKind::Number],
        Kind::String(_) | Kind::StringEnum(_) => vec![JsonKind::String],
        Kind::Array(_) | Kind::Tuple(_) => vec![JsonKind::Array],
        Kind::Map(_) | Kind::Object(_) => vec![JsonKind::Object],
        Kind::Union(union) => {
            let is_any = |kinds: &Vec<JsonKind>| kinds.is_empty();
            let of_variants: Vec<Vec<JsonKind>> = union.variants.iter().map(|variant| of_test(&variant.test)).collect();
            if of_variants.iter().any(is_any) { Vec::new() } else { of_variants.concat() }
        }
        Kind::Any | Kind::Nullable(_) | Kind::Alias(_) | Kind::External(_) => Vec::new(),
    }
}

/// The kind of JSON that a test selects; none if it selects nothing.
fn of_test(test: &Test) -> Vec<JsonKind> {
    let kind = match test {
        Test::Boolean => JsonKind::Boolean,
        Test::Integer | Test::Unsigned => JsonKind::Integer,
        Test::Number => JsonKind::Number,
        Test::String => JsonKind::String,
        Test::Array => JsonKind::Array,
        Test::Object | Test::Tag { .. } | Test::Properties(_) => JsonKind::Object,
        Test::Undecided => return Vec::new(),
    };
    vec![kind]
}

/// Whether lenient reading accepts a value: the right one in another JSON form.
pub(super) fn is_readable(of: &Kind, value: &Value) -> bool {
    match (of, value) {
        (Kind::Integer(_) | Kind::IntegerEnum(_), Value::String(text)) => text.parse::<i64>().is_ok(),
        (Kind::Number, Value::String(text)) => text.parse::<f64>().is_ok(),
        (Kind::Boolean, Value::String(text)) => text == "true" || text == "false",
        (Kind::String(format), Value::Number(_) | Value::Bool(_)) => *format != StringFormat::File,
        (Kind::StringEnum(_), Value::Number(_) | Value::Bool(_)) => true,
        _ => false,
    }
}

/// What a kind is called in messages.
pub(super) fn expected(of: &Kind) -> &'static str {
    match of {
        Kind::Any | Kind::Nullable(_) | Kind::Union(_) | Kind::Alias(_) | Kind::External(_) => "anything",
        Kind::Boolean => "a boolean",
        Kind::Integer(_) | Kind::IntegerEnum(_) => "an integer",
        Kind::Number => "a number",
        Kind::String(_) | Kind::StringEnum(_) => "a string",
        Kind::Array(_) | Kind::Tuple(_) => "an array",
        Kind::Map(_) | Kind::Object(_) => "an object",
    }
}
