//! Pairs of types: kinds of JSON, formats, `enum`s.

use crate::api::{Integer, Kind, StringFormat};

use super::super::code::ChangeCode;
use super::super::side::Side;
use super::super::subject::Subject;
use super::step::{Difference, Pair, Step};
use super::word::report;
use super::{object, union};

/// Compares a pair of types.
pub(super) fn compare<'a>(old: &'a Side<'a>, new: &'a Side<'a>, pair: &Pair) -> Step<'a> {
    let mut step = Step::new(old, new, pair.flow, pair.in_error);
    let name = old.name(pair.old).or_else(|| new.name(pair.new));
    let named = name.map(|name| Subject::Type(name.to_owned()));
    let about = named.as_ref().unwrap_or(&pair.about);
    let (one, other) = (&old.api.types[pair.old].kind, &new.api.types[pair.new].kind);
    match (one, other) {
        // What another type reads and writes is the user's to know.
        (Kind::External(_), _) | (_, Kind::External(_)) => {}
        (Kind::Any, Kind::Any) | (Kind::Boolean, Kind::Boolean) | (Kind::Number, Kind::Number) => {}
        (Kind::Integer(one), Kind::Integer(other)) => widths(&mut step, pair, *one, *other),
        (Kind::String(one), Kind::String(other)) => formats(&mut step, pair, *one, *other),
        (Kind::StringEnum(one), Kind::StringEnum(other)) => values(&mut step, pair, about, &one.values, &other.values),
        (Kind::IntegerEnum(one), Kind::IntegerEnum(other)) => {
            let texts = |values: &[i64]| values.iter().map(ToString::to_string).collect::<Vec<_>>();
            values(&mut step, pair, about, &texts(&one.values), &texts(&other.values));
        }
        (Kind::String(_), Kind::StringEnum(_)) | (Kind::Integer(_), Kind::IntegerEnum(_)) => {
            let effect = step.if_sent();
            report(&mut step, pair, ChangeCode::EnumClosed, effect, "has known values only");
        }
        (Kind::StringEnum(_), Kind::String(_)) | (Kind::IntegerEnum(_), Kind::Integer(_)) => {
            let effect = step.if_received_strictly();
            report(&mut step, pair, ChangeCode::EnumOpened, effect, "may have any value");
        }
        (Kind::Integer(_) | Kind::IntegerEnum(_), Kind::Number) => {
            let effect = step.if_received();
            report(&mut step, pair, ChangeCode::IntegerWidened, effect, "may have a fraction");
        }
        (Kind::Number, Kind::Integer(_) | Kind::IntegerEnum(_)) => {
            let effect = step.if_sent();
            report(&mut step, pair, ChangeCode::IntegerNarrowed, effect, "may not have a fraction any more");
        }
        (Kind::Array(one), Kind::Array(other)) | (Kind::Map(one), Kind::Map(other)) => {
            step.element(*one, *other, &pair.about);
        }
        (Kind::Tuple(one), Kind::Tuple(other)) if one.len() == other.len() => {
            for (one, other) in one.iter().zip(other) {
                step.element(*one, *other, &pair.about);
            }
        }
        (Kind::Object(one), Kind::Object(other)) => object::compare(&mut step, pair, (one, other)),
        (Kind::Union(one), Kind::Union(other)) => union::compare(&mut step, pair, (one, other)),
        (_, Kind::Union(other)) => union::opened(&mut step, pair, other),
        (Kind::Union(one), _) => union::closed(&mut step, pair, one),
        (Kind::Any, _) => {
            let effect = step.if_sent();
            report(&mut step, pair, ChangeCode::SchemaChanged, effect, "has a type");
        }
        (_, Kind::Any) => {
            let effect = step.if_received();
            report(&mut step, pair, ChangeCode::SchemaChanged, effect, "may be any JSON");
        }
        _ => report(&mut step, pair, ChangeCode::SchemaChanged, Step::BROKEN, "is of another JSON type"),
    }
    step
}

fn widths(step: &mut Step<'_>, pair: &Pair, one: Integer, other: Integer) {
    let (least, most) = (bounds(one), bounds(other));
    if most.0 < least.0 || most.1 > least.1 {
        let effect = step.if_received();
        report(step, pair, ChangeCode::IntegerWidened, effect, "has more values");
    }
    if most.0 > least.0 || most.1 < least.1 {
        let effect = step.if_sent();
        report(step, pair, ChangeCode::IntegerNarrowed, effect, "has fewer values");
    }
}

/// The least and the greatest value.
fn bounds(of: Integer) -> (i128, i128) {
    let (bits, is_signed) = match of {
        Integer::I8 => (8, true),
        Integer::I16 => (16, true),
        Integer::I32 => (32, true),
        Integer::I64 => (64, true),
        Integer::U8 => (8, false),
        Integer::U16 => (16, false),
        Integer::U32 => (32, false),
        Integer::U64 => (64, false),
    };
    if is_signed { (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) } else { (0, (1 << bits) - 1) }
}

/// A format that is added is an annotation of strings that were valid before; another one is another meaning.
fn formats(step: &mut Step<'_>, pair: &Pair, one: StringFormat, other: StringFormat) {
    if one == other {
        return;
    }
    let effect = match (one, other) {
        (StringFormat::Plain | StringFormat::Secret, _) | (_, StringFormat::Secret) => Step::FINE,
        (_, StringFormat::Plain) => step.if_received_strictly(),
        _ if step.is_sent() => Step::BROKEN,
        _ => Step::STRICT,
    };
    report(step, pair, ChangeCode::FormatChanged, effect, "has another format");
}

fn values(step: &mut Step<'_>, pair: &Pair, about: &Subject, one: &[String], other: &[String]) {
    let name = |value: &str| match about {
        Subject::Type(name) => Subject::Value(name.clone(), value.to_owned()),
        other => other.clone(),
    };
    let of = step.about(about);
    for value in one.iter().filter(|value| !other.contains(value)) {
        let effect = step.if_sent();
        let at = Some(step.new.below(&step.new.api.types[pair.new].at, &["enum"]));
        let headline = format!("{of} has no value `{value}` any more");
        let (code, was) = (ChangeCode::ValueRemoved, Some(value.clone()));
        step.report(&name(value), Difference { code, effect, was, now: None, headline, at });
    }
    for value in other.iter().filter(|value| !one.contains(value)) {
        let effect = step.if_received_strictly();
        let at = Some(step.new.below(&step.new.api.types[pair.new].at, &["enum"]));
        let headline = format!("{of} has the value `{value}`");
        let (code, now) = (ChangeCode::ValueAdded, Some(value.clone()));
        step.report(&name(value), Difference { code, effect, was: None, now, headline, at });
    }
}
