//! Fields that can have one value only.

use crate::api::{Kind, Property, Value};
use crate::rust::model::{Constant, Field, Type};

use super::Plan;

/// The only value that a required field can have.
pub(super) fn constant(plan: &Plan<'_>, property: &Property, field: &Field) -> Option<Constant> {
    if !field.mode.required || field.mode.nullable {
        return None;
    }
    match (&field.of, property.constant.as_ref()?) {
        (Type::Runtime(symbol), Value::Null) if field.of.is_any() => Some(Constant::Null(symbol.clone())),
        (Type::Bool, Value::Bool(value)) => Some(Constant::Bool(*value)),
        (Type::F64, Value::Number(value)) => value.as_f64().map(Constant::Float),
        (Type::String, Value::String(text)) => Some(Constant::Text(text.clone())),
        (Type::Integer(width), Value::Number(value)) => {
            value.as_i64().filter(|value| width.contains(i128::from(*value))).map(Constant::Integer)
        }
        (Type::Named(name), value) => {
            let id = plan.api.types.resolve(property.of);
            let index = match (&plan.api.types[id].kind, value) {
                (Kind::StringEnum(of), Value::String(text)) => of.values.iter().position(|known| known == text),
                (Kind::IntegerEnum(of), Value::Number(value)) => {
                    of.values.iter().position(|known| Some(*known) == value.as_i64())
                }
                _ => None,
            };
            let variant = plan.names.members.get(&id)?.get(index?)?;
            Some(Constant::Variant(name.clone(), variant.clone()))
        }
        _ => None,
    }
}
