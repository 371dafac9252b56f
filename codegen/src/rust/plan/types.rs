//! Rust types for schemas.

use crate::api::{Kind, StringFormat, TypeId};
use crate::rust::model::Type;

use super::symbols::{FILE, MAP, SECRET, VALUE};
use super::{Plan, formats};

/// The depth of nested lists and maps. It cuts lists of themselves, and what clippy considers too complex
/// (`type_complexity`).
const DEEPEST: usize = 5;

/// The complexity that clippy accepts.
const MOST_COMPLEX: usize = 250;

/// The Rust type of a schema. `null` is `Option`.
pub(super) fn of(plan: &Plan<'_>, id: TypeId) -> Type {
    within(plan, id, DEEPEST, Called::ByOwnName)
}

/// The type of a field or of a body, simplified if clippy considers it too complex: first tuples become lists of JSON
/// values, then the innermost types become JSON values.
pub(super) fn simple(plan: &Plan<'_>, of: Type, is_body: bool) -> Type {
    // `Call<Response<_, Headers>, Error>`
    let around = if is_body { (3, 80) } else { (1, 0) };
    let is_simple = |of: &Type| complexity(of, around.0) + around.1 <= MOST_COMPLEX;
    let value = Type::Runtime(plan.symbols.of(VALUE));
    let mut of = if is_simple(&of) { of } else { without_tuples(of, &value) };
    let mut left = DEEPEST;
    while !is_simple(&of) && left > 0 {
        of = shallow(of, left, &value);
        left -= 1;
    }
    of
}

/// The type with JSON values in place of deeper types.
fn shallow(of: Type, left: usize, value: &Type) -> Type {
    let Some(left) = left.checked_sub(1) else { return value.clone() };
    let inside = |of: Box<Type>| Box::new(shallow(*of, left, value));
    match of {
        Type::Option(of) => Type::Option(inside(of)),
        Type::Vec(of) => Type::Vec(inside(of)),
        Type::Box(of) => Type::Box(inside(of)),
        Type::Map(symbol, of) => Type::Map(symbol, inside(of)),
        other => other,
    }
}

/// The complexity of a type at this depth inside other types, as clippy counts it (`type_complexity`).
fn complexity(of: &Type, depth: usize) -> usize {
    10 * depth
        + match of {
            Type::Option(of) | Type::Vec(of) | Type::Box(of) | Type::Map(_, of) => complexity(of, depth + 1),
            Type::Tuple(elements) => elements.iter().map(|of| complexity(of, depth + 1)).sum(),
            _ => 0,
        }
}

/// The type with lists of JSON values in place of tuples.
fn without_tuples(of: Type, value: &Type) -> Type {
    let inside = |of: Box<Type>| Box::new(without_tuples(*of, value));
    match of {
        Type::Tuple(_) => Type::Vec(Box::new(value.clone())),
        Type::Option(of) => Type::Option(inside(of)),
        Type::Vec(of) => Type::Vec(inside(of)),
        Type::Box(of) => Type::Box(inside(of)),
        Type::Map(symbol, of) => Type::Map(symbol, inside(of)),
        other => other,
    }
}

/// The type of a schema, by the name of its definition.
pub(super) fn defined(plan: &Plan<'_>, id: TypeId) -> Type {
    within(plan, id, DEEPEST, Called::ByDefinition)
}

/// The name of a type that is equal to others.
#[derive(Clone, Copy)]
enum Called {
    ByOwnName,
    ByDefinition,
}

fn within(plan: &Plan<'_>, id: TypeId, left: usize, called: Called) -> Type {
    let value = || Type::Runtime(plan.symbols.of(VALUE));
    let Some(left) = left.checked_sub(1) else { return value() };
    let id = plan.api.types.resolve(id);
    let named = match called {
        Called::ByOwnName => id,
        Called::ByDefinition => plan.definitions.of(id),
    };
    if let Some(name) = plan.names.types.get(&named) {
        return Type::Named(name.clone());
    }
    match &plan.api.types[id].kind {
        Kind::Boolean => Type::Bool,
        Kind::Integer(width) => Type::Integer(*width),
        Kind::Number => Type::F64,
        Kind::External(path) => Type::External(path.clone()),
        Kind::String(StringFormat::Plain) => Type::String,
        Kind::String(StringFormat::Secret) => Type::Runtime(plan.symbols.of(SECRET)),
        Kind::String(StringFormat::File) => Type::Runtime(plan.symbols.of(FILE)),
        Kind::String(format) => {
            formats::of(*format).map_or(Type::String, |format| Type::Runtime(plan.symbols.of(format.path)))
        }
        Kind::Array(element) => Type::Vec(Box::new(within(plan, *element, left, called))),
        // A tuple may contain itself more than once.
        Kind::Tuple(elements) => {
            Type::Tuple(elements.iter().map(|of| within(plan, *of, left.min(3), called)).collect())
        }
        Kind::Map(element) => Type::Map(plan.symbols.of(MAP), Box::new(within(plan, *element, left, called))),
        Kind::Nullable(inner) => match within(plan, *inner, left, called) {
            // A JSON value can be null itself.
            any @ Type::Runtime(_) if any == value() => any,
            option @ Type::Option(_) => option,
            other => Type::Option(Box::new(other)),
        },
        Kind::Any | Kind::Object(_) | Kind::StringEnum(_) | Kind::IntegerEnum(_) | Kind::Union(_) | Kind::Alias(_) => {
            value()
        }
    }
}
