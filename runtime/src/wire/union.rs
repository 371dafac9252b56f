//! [`union!`](crate::union!): the table of what tells the types of a union apart.
//!
//! Which type a value is of is seen in the JSON, and decided before that type is read: no type is tried and given up.

mod place;

use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

pub(crate) use place::steps;
#[doc(hidden)]
pub use place::{Placed, PlacedError};

/// Implements `Serialize` and `Deserialize` for an enum whose variants each hold one type, from a table of what tells
/// them apart. A value that is none of them is kept as it is, in the variant `Unknown`, or the one after `else`.
///
/// | case | a value is of this type if it is |
/// |---|---|
/// | `boolean()`, `string()`, `array()`, `object()` | that kind of JSON |
/// | `integer()` | a number without a fraction |
/// | `number()` | a number, and no integer of the union |
/// | `tag(member, values)` | an object in which the member has one of the values |
/// | `implied(member, values)` | likewise, where a value of the type itself need not have the member: it is written with the first value |
/// | `untagged(member, values)` | as `tag`, or an object without the member |
/// | `members(required, known)` | the object that has all required members and most of those that are known |
/// | `shaped(required, known, kinds)` | likewise, where those of one of these kinds of JSON come before others |
/// | `within(required, known, kinds, path, required, known)` | likewise, where an object inside it is told in the same way |
///
/// ```
/// use specwright_runtime::{Value, object, union};
///
/// #[derive(Debug, PartialEq)]
/// struct Cat { lives: Option<i64> }
/// object! { Cat { lives: "lives", } }
///
/// #[derive(Debug, PartialEq)]
/// enum Pet { Name(String), Cat(Cat), Unknown(Value) }
/// union! { Pet {
///     Name: string(),
///     Cat: tag("kind", &["cat"]),
/// } }
///
/// assert_eq!(serde_json::from_str::<Pet>(r#""Tom""#)?, Pet::Name("Tom".to_owned()));
/// assert_eq!(serde_json::from_str::<Pet>(r#"{"kind":"cat","lives":9}"#)?, Pet::Cat(Cat { lives: Some(9) }));
/// assert!(matches!(serde_json::from_str(r#"{"kind":"dog"}"#)?, Pet::Unknown(_)));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! union {
    ($Type:ident { $($rows:tt)* }) => {
        $crate::union! { $Type else Unknown { $($rows)* } }
    };
    ($Type:ident else $open:ident { $($Variant:ident : $case:ident ($($argument:expr),*)),* $(,)? }) => {
        impl $crate::union::Union for $Type {
            const CASES: &'static [($crate::union::Case, $crate::union::Read<Self>)] =
                &[$(($crate::union::$case($($argument),*), |value| value.read().map(Self::$Variant))),*];

            const OPEN: fn($crate::Value) -> Self = Self::$open;
        }

        impl<'de> $crate::serde::Deserialize<'de> for $Type {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::union::deserialize(deserializer)
            }
        }

        impl $crate::serde::Serialize for $Type {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$Variant(value) =>
                        $crate::union::write_as($crate::union::$case($($argument),*), value, serializer),)*
                    Self::$open(value) => $crate::union::write(value, serializer),
                }
            }
        }
    };
}

/// An enum that [`union!`](crate::union!) knows how to read.
#[doc(hidden)]
pub trait Union: Sized + 'static {
    /// What tells each type from the others, and how it is read.
    const CASES: &'static [(Case, Read<Self>)];

    /// Keeps a value that is of none of the types.
    const OPEN: fn(Value) -> Self;
}

/// How a value becomes a `T`.
#[doc(hidden)]
pub type Read<T> = fn(Placed) -> Result<T, PlacedError>;

/// What tells a type from the others of its union.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Case {
    /// See [`boolean`].
    Boolean,
    /// See [`integer`].
    Integer,
    /// See [`number`].
    Number,
    /// See [`string`].
    String,
    /// See [`array`].
    Array,
    /// See [`object`].
    Object,
    /// See [`tag`].
    Tag(&'static str, &'static [&'static str]),
    /// See [`implied`].
    Implied(&'static str, &'static [&'static str]),
    /// See [`untagged`].
    Untagged(&'static str, &'static [&'static str]),
    /// See [`members`] and [`shaped`].
    Members(&'static [&'static str], &'static [&'static str], &'static [Member]),
    /// See [`within`].
    Within(&'static [&'static str], &'static [&'static str], &'static [Member], Inner),
}

/// An object inside another: the members that lead to it, those that it has, and those that it may have.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Inner {
    path: &'static [&'static str],
    required: &'static [&'static str],
    known: &'static [&'static str],
}

/// A member, and the kinds of JSON that it may be of.
#[doc(hidden)]
pub type Member = (&'static str, &'static [&'static str]);

/// `true` or `false`.
#[doc(hidden)]
pub const fn boolean() -> Case {
    Case::Boolean
}

/// A number without a fraction.
#[doc(hidden)]
pub const fn integer() -> Case {
    Case::Integer
}

/// A number.
#[doc(hidden)]
pub const fn number() -> Case {
    Case::Number
}

/// Text.
#[doc(hidden)]
pub const fn string() -> Case {
    Case::String
}

/// A list.
#[doc(hidden)]
pub const fn array() -> Case {
    Case::Array
}

/// An object.
#[doc(hidden)]
pub const fn object() -> Case {
    Case::Object
}

/// An object in which a member has one of these values: texts as they are, booleans and numbers as JSON writes them.
#[doc(hidden)]
pub const fn tag(member: &'static str, values: &'static [&'static str]) -> Case {
    Case::Tag(member, values)
}

/// An object in which a member has one of these values, of a type that does not have the member itself.
#[doc(hidden)]
pub const fn implied(member: &'static str, values: &'static [&'static str]) -> Case {
    Case::Implied(member, values)
}

/// An object in which a member has one of these values, or which has no such member.
#[doc(hidden)]
pub const fn untagged(member: &'static str, values: &'static [&'static str]) -> Case {
    Case::Untagged(member, values)
}

/// The object that has all required members, and of those the one that knows most of what is there.
#[doc(hidden)]
pub const fn members(required: &'static [&'static str], known: &'static [&'static str]) -> Case {
    Case::Members(required, known, &[])
}

/// The same, where an object whose members are of other kinds of JSON than these comes after those of which they are:
/// `boolean`, `integer`, `number`, `string`, `array`, `object`.
#[doc(hidden)]
pub const fn shaped(
    required: &'static [&'static str],
    known: &'static [&'static str],
    kinds: &'static [Member],
) -> Case {
    Case::Members(required, known, kinds)
}

/// The same, where the object that `path` leads to has all of the last but one, and most of the last. What is there may
/// be something else than an object.
#[doc(hidden)]
pub const fn within(
    required: &'static [&'static str],
    known: &'static [&'static str],
    kinds: &'static [Member],
    path: &'static [&'static str],
    inner: &'static [&'static str],
    others: &'static [&'static str],
) -> Case {
    Case::Within(required, known, kinds, Inner { path, required: inner, known: others })
}

/// Reads a union.
///
/// # Errors
///
/// The value is of one of the types by what is seen of it, and cannot be read as that type.
#[doc(hidden)]
pub fn deserialize<'de, T: Union, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut result = None;
    place::whole(deserializer, &mut |value| {
        let chosen = choose(&value, &mut T::CASES.iter().map(|(case, _)| *case));
        result = Some(match chosen.and_then(|index| T::CASES.get(index)) {
            Some((_, read)) => read(Placed::new(value))?,
            None => (T::OPEN)(value),
        });
        Ok(())
    })?;
    result.ok_or_else(|| D::Error::custom("there is no value"))
}

/// Writes a value of one of the types, with the member that tells it from the others where the type does not have it.
///
/// # Errors
///
/// Those of the serializer.
#[doc(hidden)]
pub fn write_as<T: Serialize, S: Serializer>(case: Case, value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let Case::Implied(member, [tag, ..]) = case else { return value.serialize(serializer) };
    let mut value = serde_json::to_value(value).map_err(S::Error::custom)?;
    if let Value::Object(members) = &mut value {
        members.entry(member).or_insert_with(|| Value::from(*tag));
    }
    value.serialize(serializer)
}

/// Writes a value that is of none of the types.
///
/// # Errors
///
/// Those of the serializer.
#[doc(hidden)]
pub fn write<S: Serializer>(value: &Value, serializer: S) -> Result<S::Ok, S::Error> {
    Serialize::serialize(value, serializer)
}

/// The case that a value is of.
fn choose(value: &Value, cases: &mut dyn Iterator<Item = Case>) -> Option<usize> {
    let mut number = None;
    let mut closest: Option<(usize, (Fit, usize))> = None;
    for (index, case) in cases.enumerate() {
        match (case, value) {
            (Case::Boolean, Value::Bool(_))
            | (Case::String, Value::String(_))
            | (Case::Array, Value::Array(_))
            | (Case::Object, Value::Object(_)) => return Some(index),
            (Case::Integer, Value::Number(found)) if found.is_i64() => return Some(index),
            (Case::Number, Value::Number(_)) => number = Some(index),
            (Case::Tag(member, values) | Case::Implied(member, values), Value::Object(members))
                if tagged(members, member, values) =>
            {
                return Some(index);
            }
            (Case::Untagged(member, values), Value::Object(members))
                if !members.contains_key(member) || tagged(members, member, values) =>
            {
                return Some(index);
            }
            (Case::Members(required, known, kinds), Value::Object(members)) => {
                let present = present(members, required, known);
                closer(&mut closest, index, present.map(|present| (fit(members, kinds), present)));
            }
            (Case::Within(required, known, kinds, inner), Value::Object(members)) => {
                let present = present(members, required, known).and_then(|here| Some(here + inner.present(value)?));
                closer(&mut closest, index, present.map(|present| (fit(members, kinds), present)));
            }
            _ => {}
        }
    }
    number.or(closest.map(|(index, _)| index))
}

fn closer(closest: &mut Option<(usize, (Fit, usize))>, index: usize, score: Option<(Fit, usize)>) {
    if let Some(score) = score
        && closest.is_none_or(|(_, best)| score > best)
    {
        *closest = Some((index, score));
    }
}

/// How many members are there of those that are known, if all are that must be.
fn present(members: &Map<String, Value>, required: &[&str], known: &[&str]) -> Option<usize> {
    let has = |name: &&&str| members.contains_key(**name);
    required.iter().all(|name| has(&name)).then(|| required.len() + known.iter().filter(has).count())
}

impl Inner {
    /// As [`present`], of the object in this value. Where there is none, nothing speaks against it.
    fn present(&self, value: &Value) -> Option<usize> {
        let inner = self.path.iter().try_fold(value, |value, name| value.get(name));
        match inner {
            Some(Value::Object(members)) => present(members, self.required, self.known),
            _ => Some(0),
        }
    }
}

/// How well the kinds of members are those that they may be of, from worst to best.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Fit {
    None,
    /// Numbers without a fraction are read where any are.
    Wide,
    Exact,
}

/// The worst fit of all members. What is absent or `null` fits.
fn fit(members: &Map<String, Value>, kinds: &[Member]) -> Fit {
    let fits = kinds.iter().map(|(name, kinds)| {
        let (kind, wider) = match members.get(*name) {
            None | Some(Value::Null) => return Fit::Exact,
            Some(Value::Bool(_)) => ("boolean", None),
            Some(Value::Number(number)) if number.is_i64() => ("integer", Some("number")),
            Some(Value::Number(_)) => ("number", None),
            Some(Value::String(_)) => ("string", None),
            Some(Value::Array(_)) => ("array", None),
            Some(Value::Object(_)) => ("object", None),
        };
        match (kinds.contains(&kind), wider.is_some_and(|wider| kinds.contains(&wider))) {
            (true, _) => Fit::Exact,
            (false, true) => Fit::Wide,
            (false, false) => Fit::None,
        }
    });
    fits.min().unwrap_or(Fit::Exact)
}

fn tagged(members: &Map<String, Value>, member: &str, values: &[&str]) -> bool {
    match members.get(member) {
        Some(Value::String(text)) => values.contains(&text.as_str()),
        Some(other @ (Value::Bool(_) | Value::Number(_))) => values.contains(&other.to_string().as_str()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_case_is_seen_in_the_json() {
        fn check(cases: &[Case], value: Value, expected: Option<usize>) {
            assert_eq!(choose(&value, &mut cases.iter().copied()), expected, "{cases:?} {value}");
        }
        let scalars = [boolean(), integer(), number(), string(), array(), object()];
        check(&scalars, json!(true), Some(0));
        check(&scalars, json!(-3), Some(1));
        check(&scalars, json!(2.5), Some(2));
        check(&scalars, json!(u64::MAX), Some(2));
        check(&scalars, json!("3"), Some(3));
        check(&scalars, json!([]), Some(4));
        check(&scalars, json!({}), Some(5));
        check(&scalars, json!(null), None);
        check(&[string()], json!(3), None);

        let tags = [tag("kind", &["a", "b"]), tag("kind", &["c"]), tag("deleted", &["true"])];
        check(&tags, json!({"kind": "b"}), Some(0));
        check(&tags, json!({"kind": "c"}), Some(1));
        check(&tags, json!({"deleted": true}), Some(2));
        check(&tags, json!({"kind": "d"}), None);
        check(&tags, json!({}), None);

        let heirs = [untagged("kind", &["base"]), tag("kind", &["heir"])];
        check(&heirs, json!({"kind": "heir"}), Some(1));
        check(&heirs, json!({"kind": "base"}), Some(0));
        check(&heirs, json!({}), Some(0));
        check(&heirs, json!({"kind": "later"}), None);

        let shapes = [members(&["a"], &[]), members(&["a", "b"], &["c"]), members(&[], &["d"])];
        check(&shapes, json!({"a": 1}), Some(0));
        check(&shapes, json!({"a": 1, "b": 1}), Some(1));
        check(&shapes, json!({"d": 1}), Some(2));
        check(&shapes, json!({"x": 1}), Some(2));
        check(&[members(&["a"], &[])], json!({"b": 1}), None);

        let kinds = [
            shaped(&[], &["v"], &[("v", &["boolean"])]),
            shaped(&[], &["v"], &[("v", &["number"])]),
            shaped(&[], &["v"], &[("v", &["integer"])]),
            shaped(&[], &["v", "w"], &[("v", &["array", "string"])]),
        ];
        check(&kinds, json!({"v": true}), Some(0));
        check(&kinds, json!({"v": 2.5}), Some(1));
        check(&kinds, json!({"v": 2}), Some(2));
        check(&kinds, json!({"v": "t", "x": 1}), Some(3));
        check(&kinds, json!({"v": true, "w": 1}), Some(0));
        check(&kinds, json!({"v": null}), Some(0));
        check(&kinds, json!({"v": {}}), Some(0));
        check(&kinds[1..2], json!({"v": 2}), Some(0));

        let inner = [
            within(&["data"], &[], &[], &["data"], &["values"], &[]),
            within(&["data"], &[], &[], &["data"], &["values", "fault"], &["more"]),
            within(&["data"], &[], &[], &["data"], &["text"], &[]),
        ];
        check(&inner, json!({"data": {"values": []}}), Some(0));
        check(&inner, json!({"data": {"values": [], "fault": 1}}), Some(1));
        check(&inner, json!({"data": {"text": "a"}}), Some(2));
        check(&inner, json!({"data": {}}), None);
        check(&inner, json!({"data": null}), Some(0));
        check(&inner, json!({"values": []}), None);
    }
}
