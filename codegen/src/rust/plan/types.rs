//! Rust types of schemas.

use crate::api::{Integer, Kind, StringFormat, TypeId};
use crate::rust::model::Type;

use super::Plan;
use super::symbols::{FILE, MAP, SECRET, VALUE};

/// How deep lists and maps may be in each other. A list that is a list of itself is cut here, and so is what clippy takes
/// for too complex to read (`type_complexity`).
const DEEPEST: usize = 5;

/// The Rust type of a schema. `null` is `Option`.
pub(super) fn of(plan: &Plan<'_>, id: TypeId) -> Type {
    within(plan, id, DEEPEST)
}

fn within(plan: &Plan<'_>, id: TypeId, left: usize) -> Type {
    let value = || Type::Runtime(plan.symbols.of(VALUE));
    let Some(left) = left.checked_sub(1) else { return value() };
    let id = plan.api.types.resolve(id);
    if let Some(name) = plan.names.types.get(&id) {
        return Type::Named(name.clone());
    }
    match &plan.api.types[id].kind {
        Kind::Boolean => Type::Bool,
        Kind::Integer(Integer::I32) => Type::I32,
        Kind::Integer(Integer::I64) => Type::I64,
        Kind::Number => Type::F64,
        Kind::String(StringFormat::Plain) => Type::String,
        Kind::String(StringFormat::Secret) => Type::Runtime(plan.symbols.of(SECRET)),
        Kind::String(StringFormat::File) => Type::Runtime(plan.symbols.of(FILE)),
        Kind::Array(element) => Type::Vec(Box::new(within(plan, *element, left))),
        Kind::Map(element) => Type::Map(plan.symbols.of(MAP), Box::new(within(plan, *element, left))),
        Kind::Nullable(inner) => match within(plan, *inner, left) {
            // JSON's null is a value of its own there.
            any @ Type::Runtime(_) if any == value() => any,
            option @ Type::Option(_) => option,
            other => Type::Option(Box::new(other)),
        },
        Kind::Any | Kind::Object(_) | Kind::StringEnum(_) | Kind::Union(_) | Kind::Alias(_) => value(),
    }
}
