//! Limits of values: whether they allow less or more than before.

use std::cmp::Ordering;

use crate::api::{Constraints, Count, Value};

use super::super::code::ChangeCode;

/// A limit that changed.
pub(super) struct Limit {
    pub code: ChangeCode,
    pub name: &'static str,
    pub was: Option<String>,
    pub now: Option<String>,
}

/// The limits that differ.
pub(super) fn compare(old: &Constraints, new: &Constraints) -> Vec<Limit> {
    let mut limits = Vec::new();
    let counts = [
        ("minLength", "maxLength", old.characters, new.characters),
        ("minItems", "maxItems", old.items, new.items),
        ("minProperties", "maxProperties", old.properties, new.properties),
    ];
    for (least, most, Count { least: old_least, most: old_most }, Count { least: new_least, most: new_most }) in counts
    {
        limits.extend(limit(least, old_least, new_least, |a, b| Some(a.cmp(b)), true, u64::to_string));
        limits.extend(limit(most, old_most, new_most, |a, b| Some(a.cmp(b)), false, u64::to_string));
    }
    let (minimum, maximum) = ((&old.minimum, &new.minimum), (&old.maximum, &new.maximum));
    limits.extend(limit("minimum", minimum.0.as_ref(), minimum.1.as_ref(), |a, b| bound(a, b, true), true, shown));
    limits.extend(limit("maximum", maximum.0.as_ref(), maximum.1.as_ref(), |a, b| bound(a, b, false), false, shown));
    // Of two patterns or factors nothing is known but that they differ.
    let differ = |a: &_, b: &_| (a != b).then_some(Ordering::Greater);
    limits.extend(limit(
        "pattern",
        old.pattern.as_ref(),
        new.pattern.as_ref(),
        |a, b| differ(a, b),
        true,
        |of| of.to_string(),
    ));
    let differ = |a: &&Value, b: &&Value| (a != b).then_some(Ordering::Greater);
    limits.extend(limit("multipleOf", old.multiple_of.as_ref(), new.multiple_of.as_ref(), differ, true, |of| {
        of.to_string()
    }));
    if old.unique != new.unique {
        let code = if new.unique { ChangeCode::ConstraintTightened } else { ChangeCode::ConstraintLoosened };
        let text = |of: bool| Some(of.to_string());
        limits.push(Limit { code, name: "uniqueItems", was: text(old.unique), now: text(new.unique) });
    }
    limits
}

/// A limit, if it changed. `order` compares two; `is_lower` if greater limits allow less.
fn limit<T>(
    name: &'static str,
    old: Option<T>,
    new: Option<T>,
    order: impl Fn(&T, &T) -> Option<Ordering>,
    is_lower: bool,
    shown: impl Fn(&T) -> String,
) -> Option<Limit> {
    let tightened = match (&old, &new) {
        (None, None) => return None,
        (None, Some(_)) => true,
        (Some(_), None) => false,
        (Some(old), Some(new)) => match order(new, old)? {
            Ordering::Equal => return None,
            Ordering::Greater => is_lower,
            Ordering::Less => !is_lower,
        },
    };
    let code = if tightened { ChangeCode::ConstraintTightened } else { ChangeCode::ConstraintLoosened };
    Some(Limit { code, name, was: old.as_ref().map(&shown), now: new.as_ref().map(&shown) })
}

/// The order of two bounds. An excluded lower bound is greater than the bound itself, an excluded upper one less.
fn bound(one: &&(Value, bool), other: &&(Value, bool), is_lower: bool) -> Option<Ordering> {
    let order = one.0.as_f64()?.partial_cmp(&other.0.as_f64()?)?;
    let excluded = if is_lower { one.1.cmp(&other.1) } else { other.1.cmp(&one.1) };
    Some(order.then(excluded))
}

fn shown(of: &&(Value, bool)) -> String {
    if of.1 { format!("{}, excluded", of.0) } else { of.0.to_string() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn limits_that_allow_less_are_told_from_those_that_allow_more() {
        fn check(old: &Constraints, new: &Constraints, expected: &[(&str, bool)]) {
            let tightened = |limit: &Limit| limit.code == ChangeCode::ConstraintTightened;
            let limits: Vec<_> = compare(old, new).iter().map(|limit| (limit.name, tightened(limit))).collect();
            assert_eq!(limits, expected);
        }
        let characters = |least, most| Constraints { characters: Count { least, most }, ..Constraints::default() };
        check(&characters(None, Some(64)), &characters(None, Some(32)), &[("maxLength", true)]);
        check(&characters(None, Some(32)), &characters(Some(1), None), &[("minLength", true), ("maxLength", false)]);
        let maximum =
            |value, is_excluded| Constraints { maximum: Some((json!(value), is_excluded)), ..Constraints::default() };
        check(&maximum(3, false), &maximum(3, true), &[("maximum", true)]);
        check(&maximum(3, true), &maximum(4, true), &[("maximum", false)]);
        check(&maximum(3, true), &maximum(3, true), &[]);
        let pattern = |text: &str| Constraints { pattern: Some(text.to_owned()), ..Constraints::default() };
        check(&pattern("a"), &pattern("b"), &[("pattern", true)]);
        check(&pattern("a"), &pattern("a"), &[]);
    }
}
