//! Examples as evidence: where one contradicts its own schema, both are read.

use std::collections::HashMap;

use serde_json::Value;

use crate::api::model::{Kind, TypeId};
use crate::report::{Code, Finding, Location};

use super::context::{Context, Example, kind};

/// Holds every example against its schema. A member whose example is the right value in another JSON form (a
/// number given as text) becomes lenient; every contradiction is reported, unless the configuration has
/// already decided it.
pub(super) fn hold_against_schemas(cx: &mut Context<'_>) {
    for Example { value, of, at } in std::mem::take(&mut cx.examples) {
        hold(cx, value, of, &at, None);
    }
}

/// The member of an object through which a type was reached.
type Through = (TypeId, usize);

fn hold(cx: &mut Context<'_>, value: &Value, of: TypeId, at: &Location, through: Option<Through>) {
    let of = cx.types.resolve(of);
    match (&cx.types[of].kind, value) {
        // Which type of a union an example is of is the business of whoever reads it.
        (Kind::Union(_), _) => {}
        (Kind::Any, _) | (Kind::Nullable(_), Value::Null) => {}
        (Kind::Nullable(inner), _) => {
            let inner = *inner;
            hold(cx, value, inner, at, through);
        }
        (Kind::Array(element), Value::Array(elements)) => {
            let element = *element;
            for (index, value) in elements.iter().enumerate() {
                hold(cx, value, element, &step(at, &index.to_string()), through);
            }
        }
        (Kind::Map(element), Value::Object(members)) => {
            let element = *element;
            for (name, value) in members {
                hold(cx, value, element, &step(at, name), None);
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
                hold(cx, value, member, &step(at, name), Some((of, index)));
            }
        }
        (found, value) if fits(found, value) => {}
        (found, value) => {
            let readable = readable(found, value);
            let expected = expected(found);
            contradiction(cx, value, expected, readable, at, through);
        }
    }
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
        let message = format!("this example is {}, its schema says {expected}; both are read", kind(value));
        let help = "correct the one that is wrong, or set `lenient = true` for the property in the configuration";
        cx.findings.push(Finding::new(Code::ExampleContradictsSchema, at.clone(), message).help(help));
        return;
    }
    let message = format!("this example is {}, its schema says {expected}", kind(value));
    cx.findings
        .push(Finding::new(Code::ExampleContradictsSchema, at.clone(), message).help("correct the one that is wrong"));
}

fn step(at: &Location, name: &str) -> Location {
    Location { file: at.file, pointer: at.pointer.key(name), on: at.on }
}

fn fits(of: &Kind, value: &Value) -> bool {
    match of {
        Kind::Any => true,
        Kind::Boolean => value.is_boolean(),
        // A float without a fraction is an integer (JSON Schema Core 2020-12, §6.3).
        Kind::Integer(_) => {
            value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|number| number.fract() == 0.0)
        }
        Kind::Number => value.is_number(),
        Kind::String(_) | Kind::StringEnum(_) => value.is_string(),
        Kind::Array(_) => value.is_array(),
        Kind::Map(_) | Kind::Object(_) => value.is_object(),
        Kind::Nullable(_) | Kind::Union(_) | Kind::Alias(_) => true,
    }
}

/// Whether lenient reading understands the value: the same value in another JSON form.
fn readable(of: &Kind, value: &Value) -> bool {
    match (of, value) {
        (Kind::Integer(_), Value::String(text)) => text.parse::<i64>().is_ok(),
        (Kind::Number, Value::String(text)) => text.parse::<f64>().is_ok(),
        (Kind::Boolean, Value::String(text)) => text == "true" || text == "false",
        (Kind::String(_), Value::Number(_) | Value::Bool(_)) => true,
        _ => false,
    }
}

fn expected(of: &Kind) -> &'static str {
    match of {
        Kind::Any | Kind::Nullable(_) | Kind::Union(_) | Kind::Alias(_) => "anything",
        Kind::Boolean => "a boolean",
        Kind::Integer(_) => "an integer",
        Kind::Number => "a number",
        Kind::String(_) | Kind::StringEnum(_) => "text",
        Kind::Array(_) => "a list",
        Kind::Map(_) | Kind::Object(_) => "an object",
    }
}
