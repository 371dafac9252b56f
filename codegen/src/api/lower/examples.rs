//! Examples as evidence: where one contradicts its own schema, both are read.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::api::model::{Kind, Property, StringFormat, Tagging, Test, TypeId, Types, Union};
use crate::report::{Code, Diagnostic, Location};

use super::context::{Context, Example, kind};

/// Holds every example against its schema. A member whose example is the right value in another JSON form (a
/// number given as text) becomes lenient; every contradiction is reported, unless the configuration has
/// already decided it. What comes back says where they are.
pub(super) fn hold_against_schemas(cx: &mut Context<'_>) -> Vec<crate::api::model::Example> {
    read_both_forms(cx);
    let held = held(&cx.types);
    let mut examples = Vec::with_capacity(cx.examples.len());
    for Example { value, of, at } in std::mem::take(&mut cx.examples) {
        hold(cx, &held, value, of, &at, None);
        examples.push(crate::api::model::Example { of, at: at.pointer });
    }
    read_both_forms(cx);
    examples
}

/// Makes members lenient whose type has values that the document writes in another JSON form.
fn read_both_forms(cx: &mut Context<'_>) {
    let ids: Vec<TypeId> = cx.types.iter().map(|(id, _)| id).collect();
    for id in ids {
        let Kind::Object(object) = &cx.types[id].kind else { continue };
        let is_loose = |property: &Property| {
            let mut types = types_of(&cx.types, property.of);
            (property.lenient || types.any(|of| cx.loose.contains(&of))) && has_forms(&cx.types, property.of)
        };
        let loose: Vec<bool> = object.properties.iter().map(is_loose).collect();
        if let Kind::Object(object) = &mut cx.types[id].kind {
            object.properties.iter_mut().zip(loose).for_each(|(property, loose)| property.lenient = loose);
        }
    }
}

/// Whether values of a type have more than one form in JSON that reading knows.
fn has_forms(types: &Types, of: TypeId) -> bool {
    types_of(types, of).last().is_some_and(|of| {
        let file = types[of].kind == Kind::String(StringFormat::File);
        let plain = !file && matches!(types[of].kind, Kind::String(_) | Kind::StringEnum(_));
        plain || matches!(types[of].kind, Kind::Boolean | Kind::Integer(_) | Kind::IntegerEnum(_) | Kind::Number)
    })
}

/// Types of members: of those that are lenient, and of those that are not.
fn held(types: &Types) -> Held {
    let mut held = [HashSet::new(), HashSet::new()];
    for (_, of) in types.iter() {
        let Kind::Object(object) = &of.kind else { continue };
        for property in &object.properties {
            let [lenient, strict] = &mut held;
            let into = if property.lenient { lenient } else { strict };
            into.extend(types_of(types, property.of));
        }
    }
    held
}

/// A type, and those of which it is no more than a list, or which it is but for `null`.
fn types_of(types: &Types, of: TypeId) -> impl Iterator<Item = TypeId> {
    let inner = |of: &TypeId| match types[*of].kind {
        Kind::Alias(inner) | Kind::Nullable(inner) | Kind::Array(inner) => Some(inner),
        _ => None,
    };
    // A list of itself ends by the number of types.
    std::iter::successors(Some(of), inner).take(types.len())
}

/// What [`held`] gives.
type Held = [HashSet<TypeId>; 2];

/// The member of an object through which a type was reached.
type Through = (TypeId, usize);

fn hold(cx: &mut Context<'_>, held: &Held, value: &Value, of: TypeId, at: &Location, through: Option<Through>) {
    let of = cx.types.resolve(of);
    match (&cx.types[of].kind, value) {
        (Kind::Union(union), _) => {
            if let Some(of) = chosen(union, value) {
                hold(cx, held, value, of, at, through);
            }
        }
        (Kind::Any, _) | (Kind::Nullable(_), Value::Null) => {}
        (Kind::Nullable(inner), _) => {
            let inner = *inner;
            hold(cx, held, value, inner, at, through);
        }
        (Kind::Array(element), value) if !value.is_array() && is_read_as_list(&cx.types, through) => {
            let element = *element;
            if value.as_object().is_none_or(|members| !members.is_empty()) {
                hold(cx, held, value, element, at, None);
            }
        }
        (Kind::Array(element), Value::Array(elements)) => {
            let element = *element;
            for (index, value) in elements.iter().enumerate() {
                hold(cx, held, value, element, &step(at, &index.to_string()), through);
            }
        }
        (Kind::Tuple(types), Value::Array(elements)) => {
            for (index, (of, value)) in types.clone().into_iter().zip(elements).enumerate() {
                hold(cx, held, value, of, &step(at, &index.to_string()), None);
            }
        }
        (Kind::Map(element), Value::Object(members)) => {
            let element = *element;
            for (name, value) in members {
                hold(cx, held, value, element, &step(at, name), None);
            }
        }
        (Kind::Object(object), Value::Object(members)) => {
            let mut places: HashMap<&str, usize> = HashMap::new();
            for (index, property) in object.properties.iter().enumerate() {
                for name in std::iter::once(&property.name).chain(&property.aliases) {
                    places.entry(name).or_insert(index);
                }
            }
            let find = |name: &String| places.get(name.as_str()).copied();
            let known: Vec<_> = members.iter().filter_map(|(name, value)| Some((name, value, find(name)?))).collect();
            let ofs: Vec<TypeId> = known.iter().map(|&(_, _, index)| object.properties[index].of).collect();
            for ((name, value, index), member) in known.into_iter().zip(ofs) {
                hold(cx, held, value, member, &step(at, name), Some((of, index)));
            }
        }
        (found, value) if fits(found, value) => {}
        (found, value) => {
            let readable = readable(found, value);
            let expected = expected(found);
            let [lenient, strict] = held;
            match through {
                // What the configuration has decided needs no word.
                None if readable && !strict.contains(&of) && lenient.contains(&of) => {}
                None if readable && strict.contains(&of) => {
                    cx.loose.insert(of);
                    both_are_read(cx, value, expected, at);
                }
                through => contradiction(cx, value, expected, readable, at, through),
            }
        }
    }
}

/// Whether a member takes a single element for a list of it.
fn is_read_as_list(types: &Types, through: Option<Through>) -> bool {
    through.is_some_and(|(object, index)| match &types[object].kind {
        Kind::Object(object) => object.properties.get(index).is_some_and(|property| property.list),
        _ => false,
    })
}

/// The type of a union that a value is of, where what it is or says of itself tells.
fn chosen(union: &Union, value: &Value) -> Option<TypeId> {
    let is = |test: &Test| match test {
        Test::Tag { property, values, tagging } => match value.get(property) {
            Some(Value::String(tag)) => values.contains(tag),
            None => value.is_object() && *tagging == Tagging::OrAbsent,
            _ => false,
        },
        Test::Object => value.is_object(),
        Test::Array => value.is_array(),
        // What is read in another form elsewhere is of another type here.
        Test::Boolean | Test::Integer | Test::Number | Test::String | Test::Properties { .. } => false,
    };
    union.variants.iter().find(|variant| is(&variant.test)).map(|variant| variant.of)
}

fn contradiction(
    cx: &mut Context<'_>,
    value: &Value,
    expected: &str,
    readable: bool,
    at: &Location,
    through: Option<Through>,
) {
    if readable && let Some((object, index)) = through {
        if let Kind::Object(object) = &mut cx.types[object].kind {
            let property = &mut object.properties[index];
            if property.lenient {
                return;
            }
            property.lenient = true;
        }
        both_are_read(cx, value, expected, at);
        return;
    }
    let message = format!("this example is {}, its schema says {expected}", kind(value));
    cx.diagnostics.push(
        Diagnostic::new(Code::ExampleContradictsSchema, at.clone(), message).help("correct the one that is wrong"),
    );
}

fn both_are_read(cx: &mut Context<'_>, value: &Value, expected: &str, at: &Location) {
    let message = format!("this example is {}, its schema says {expected}; both are read", kind(value));
    let help = "correct the one that is wrong, or set `lenient = true` for the property in the configuration";
    cx.diagnostics.push(Diagnostic::new(Code::ExampleContradictsSchema, at.clone(), message).help(help));
}

fn step(at: &Location, name: &str) -> Location {
    Location { file: at.file, pointer: at.pointer.key(name), on: at.on }
}

fn fits(of: &Kind, value: &Value) -> bool {
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
        Kind::Nullable(_) | Kind::Union(_) | Kind::Alias(_) => true,
    }
}

/// Whether lenient reading understands the value: the same value in another JSON form.
fn readable(of: &Kind, value: &Value) -> bool {
    match (of, value) {
        (Kind::Integer(_) | Kind::IntegerEnum(_), Value::String(text)) => text.parse::<i64>().is_ok(),
        (Kind::Number, Value::String(text)) => text.parse::<f64>().is_ok(),
        (Kind::Boolean, Value::String(text)) => text == "true" || text == "false",
        (Kind::String(format), Value::Number(_) | Value::Bool(_)) => *format != StringFormat::File,
        (Kind::StringEnum(_), Value::Number(_) | Value::Bool(_)) => true,
        _ => false,
    }
}

fn expected(of: &Kind) -> &'static str {
    match of {
        Kind::Any | Kind::Nullable(_) | Kind::Union(_) | Kind::Alias(_) => "anything",
        Kind::Boolean => "a boolean",
        Kind::Integer(_) | Kind::IntegerEnum(_) => "an integer",
        Kind::Number => "a number",
        Kind::String(_) | Kind::StringEnum(_) => "text",
        Kind::Array(_) | Kind::Tuple(_) => "a list",
        Kind::Map(_) | Kind::Object(_) => "an object",
    }
}
