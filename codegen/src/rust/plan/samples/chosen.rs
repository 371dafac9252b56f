//! The variant of a union for a value, as the runtime chooses it (`union!`).

use crate::api::Value;
use crate::rust::model::{Case, Inner, Union};

/// The index of the variant; `None` for a value of none of the types.
pub(super) fn chosen(of: &Union, value: &Value) -> Option<usize> {
    let mut number = None;
    let mut closest: Option<(usize, (usize, usize))> = None;
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
            Case::Properties(required, known) => closer(&mut closest, index, value, required, known, &[], None),
            Case::Shaped(required, known, kinds) => closer(&mut closest, index, value, required, known, kinds, None),
            Case::Within(required, known, kinds, inner) => {
                closer(&mut closest, index, value, required, known, kinds, Some(inner));
            }
            _ => {}
        }
    }
    number.or(closest.map(|(index, _)| index))
}

fn closer(
    closest: &mut Option<(usize, (usize, usize))>,
    index: usize,
    value: &Value,
    required: &[String],
    known: &[String],
    kinds: &[(String, Vec<&'static str>)],
    inner: Option<&Inner>,
) {
    let has = |name: &&String| value.get(*name).is_some();
    if !value.is_object() || !required.iter().all(|name| has(&name)) {
        return;
    }
    let fit = kinds.iter().map(|(name, kinds)| fit(value.get(name), kinds)).min().unwrap_or(2);
    let mut present = required.len() + known.iter().filter(has).count();
    if let Some(inner) = inner
        && let Some(within) = inner.path.iter().try_fold(value, |value, name| value.get(name))
        && within.is_object()
    {
        let has = |name: &&String| within.get(*name).is_some();
        if !inner.required.iter().all(|name| has(&name)) {
            return;
        }
        present += inner.required.len() + inner.known.iter().filter(has).count();
    }
    let score = (fit, present);
    if closest.is_none_or(|(_, best)| score > best) {
        *closest = Some((index, score));
    }
}

/// How well a property matches one of the allowed kinds: 0 if it does not, 1 for an integer where numbers are allowed, else 2.
fn fit(value: Option<&Value>, kinds: &[&'static str]) -> usize {
    let (kind, wider) = match value {
        None | Some(Value::Null) => return 2,
        Some(Value::Bool(_)) => ("boolean", None),
        Some(Value::Number(number)) if number.is_i64() => ("integer", Some("number")),
        Some(Value::Number(_)) => ("number", None),
        Some(Value::String(_)) => ("string", None),
        Some(Value::Array(_)) => ("array", None),
        Some(Value::Object(_)) => ("object", None),
    };
    match (kinds.contains(&kind), wider.is_some_and(|wider| kinds.contains(&wider))) {
        (true, _) => 2,
        (false, true) => 1,
        (false, false) => 0,
    }
}

fn is_tagged(value: &Value, member: &str, values: &[String]) -> bool {
    match value.get(member) {
        Some(Value::String(text)) => values.contains(text),
        Some(other @ (Value::Bool(_) | Value::Number(_))) => values.contains(&other.to_string()),
        _ => false,
    }
}
