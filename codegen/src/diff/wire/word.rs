//! Kinds of types in words, and the report of a difference between them.

use crate::api::{Kind, StringFormat};

use super::super::change::Effect;
use super::super::code::ChangeCode;
use super::step::{Difference, Pair, Step};

/// Reports a difference between the types of a pair.
pub(super) fn report(step: &mut Step<'_>, pair: &Pair, code: ChangeCode, effect: (Effect, Effect), what: &str) {
    let (old, new) = (step.old, step.new);
    let (was, now) = (word(&old.api.types[pair.old].kind), word(&new.api.types[pair.new].kind));
    let headline = format!("{} {what}", step.about(&pair.about));
    let at = Some(new.spot(&new.api.types[pair.new].at));
    step.report(&pair.about, Difference { code, effect, was: Some(was), now: Some(now), headline, at });
}

/// The kind of a type in a word or two.
pub(super) fn word(kind: &Kind) -> String {
    match kind {
        Kind::Any => "any JSON".to_owned(),
        Kind::Boolean => "boolean".to_owned(),
        Kind::Integer(width) => format!("integer ({})", width.as_str()),
        Kind::Number => "number".to_owned(),
        Kind::String(StringFormat::Plain) => "string".to_owned(),
        Kind::String(format) => format!("string ({format:?})").to_lowercase(),
        Kind::StringEnum(_) => "enum of strings".to_owned(),
        Kind::IntegerEnum(_) => "enum of integers".to_owned(),
        Kind::Array(_) => "array".to_owned(),
        Kind::Tuple(_) => "tuple".to_owned(),
        Kind::Map(_) => "map".to_owned(),
        Kind::Object(_) => "object".to_owned(),
        Kind::Union(_) => "union".to_owned(),
        Kind::Nullable(_) => "nullable".to_owned(),
        Kind::Alias(_) => "alias".to_owned(),
        Kind::External(path) => path.clone(),
    }
}
