//! [`union!`](crate::union!): how the types of a union are distinguished.
//!
//! The type of a value is decided by what the JSON looks like, before it is decoded: no type is tried and abandoned.

mod place;
mod shape;

use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use crate::wire::lenient;
use crate::wire::number::{OfNumbers, unchanged};

pub(crate) use place::steps;
#[doc(hidden)]
pub use place::{Placed, PlacedError};
#[doc(hidden)]
pub use shape::{Inner, Property, Shape};

/// Implements `Serialize` and `Deserialize` for an enum whose variants each hold one type, from a list of what tells
/// them apart. A value that matches none of them is kept as JSON, in the variant `Unknown`, or the one after `else`.
///
/// | case | matches |
/// |---|---|
/// | `boolean()`, `string()`, `array()`, `object()` | that type of JSON |
/// | `integer()`, `unsigned()` | a number without a fraction; of 64 bits, with a sign or without |
/// | `number()` | a number that neither `integer()` nor `unsigned()` of the union matches |
/// | `tag(property, values)` | an object in which the property has one of the values |
/// | `implied(property, values)` | likewise, if the type does not declare the property: it is written with the first value |
/// | `untagged(property, values)` | as `tag`, or an object without the property |
/// | `properties(required, known)` | an object with all required properties; of several such types, the one that knows most of its properties |
/// | `shaped(required, known, kinds)` | likewise, preferring types whose properties have one of these forms: a type of JSON (`string`), elements (`[string]`) or values (`{string}`) of one, or a constant (`=value`) |
/// | `extensible(required, known, kinds, others)` | likewise, of a type that keeps other properties, if they have one of these types of JSON |
/// | `map(others)` | an object whose properties all have one of these types of JSON; any object if there are none |
/// | `within(required, known, kinds, (path, required, known, kinds))` | as `shaped`, with an object at `path` inside it told apart in the same way; `extensible_within` with `others` before it |
/// | `undecided()` | nothing: the type is only written |
///
/// No property is lost that one of the types describes: an object that has properties of several types is of the type that
/// keeps them all, or of none. So is one without a known property.
///
/// A type after `=>` is that of the variant, or of what is in its `Box`: the enum implements `From` for it.
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
///     Name: string() => String,
///     Cat: tag("kind", &["cat"]) => Cat,
/// } }
///
/// assert_eq!(Pet::from("Tom".to_owned()), Pet::Name("Tom".to_owned()));
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
    ($Type:ident else $open:ident { $($Variant:ident : $case:ident ($($argument:expr),*) $(=> $From:ty)?),* $(,)? }) => {
        $($(impl From<$From> for $Type {
            fn from(value: $From) -> Self {
                Self::$Variant(value.into())
            }
        })?)*

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
    /// What each type matches, and how it is decoded.
    const CASES: &'static [(Case, Read<Self>)];

    /// Keeps a value that matches none of the types.
    const OPEN: fn(Value) -> Self;
}

/// Decodes a value as a `T`.
#[doc(hidden)]
pub type Read<T> = fn(Placed) -> Result<T, PlacedError>;

/// What a type of a union matches.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Case {
    /// See [`boolean`].
    Boolean,
    /// See [`integer`].
    Integer,
    /// See [`unsigned`].
    Unsigned,
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
    /// See [`properties`] and the functions after it.
    Properties(Shape),
    /// See [`undecided`].
    Undecided,
}

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

/// A number without a fraction that is not negative.
#[doc(hidden)]
pub const fn unsigned() -> Case {
    Case::Unsigned
}

/// A number.
#[doc(hidden)]
pub const fn number() -> Case {
    Case::Number
}

/// A string.
#[doc(hidden)]
pub const fn string() -> Case {
    Case::String
}

/// An array.
#[doc(hidden)]
pub const fn array() -> Case {
    Case::Array
}

/// An object.
#[doc(hidden)]
pub const fn object() -> Case {
    Case::Object
}

/// An object in which a property has one of these values: strings as they are, booleans and numbers as JSON writes them.
#[doc(hidden)]
pub const fn tag(property: &'static str, values: &'static [&'static str]) -> Case {
    Case::Tag(property, values)
}

/// An object in which a property has one of these values, of a type that does not declare the property.
#[doc(hidden)]
pub const fn implied(property: &'static str, values: &'static [&'static str]) -> Case {
    Case::Implied(property, values)
}

/// An object in which a property has one of these values, or which has no such property.
#[doc(hidden)]
pub const fn untagged(property: &'static str, values: &'static [&'static str]) -> Case {
    Case::Untagged(property, values)
}

/// An object with all required properties; of several such types, the one that knows most of its properties.
#[doc(hidden)]
pub const fn properties(required: &'static [&'static str], known: &'static [&'static str]) -> Case {
    Case::Properties(Shape::new(required, known))
}

/// The same, preferring types whose properties have one of these types of JSON: `boolean`, `integer`, `number`, `string`,
/// `array`, `object`.
#[doc(hidden)]
pub const fn shaped(
    required: &'static [&'static str],
    known: &'static [&'static str],
    kinds: &'static [Property],
) -> Case {
    Case::Properties(Shape::new(required, known).of_kinds(kinds))
}

/// The same, of a type that keeps other properties, if they have one of these types of JSON: the types of before, or `null`.
#[doc(hidden)]
pub const fn extensible(
    required: &'static [&'static str],
    known: &'static [&'static str],
    kinds: &'static [Property],
    others: &'static [&'static str],
) -> Case {
    Case::Properties(Shape::new(required, known).of_kinds(kinds).with_others(others))
}

/// An object of which no property is declared, if all have one of these types of JSON.
#[doc(hidden)]
pub const fn map(others: &'static [&'static str]) -> Case {
    Case::Properties(Shape::new(&[], &[]).with_others(others))
}

/// As [`shaped`], where an object inside is told apart likewise. The value there need not be an object.
#[doc(hidden)]
pub const fn within(
    required: &'static [&'static str],
    known: &'static [&'static str],
    kinds: &'static [Property],
    inner: Inner,
) -> Case {
    Case::Properties(Shape::new(required, known).of_kinds(kinds).with_inner(inner))
}

/// As [`within`], of a type that keeps other properties, if they have one of these types of JSON.
#[doc(hidden)]
pub const fn extensible_within(
    required: &'static [&'static str],
    known: &'static [&'static str],
    kinds: &'static [Property],
    others: &'static [&'static str],
    inner: Inner,
) -> Case {
    Case::Properties(Shape::new(required, known).of_kinds(kinds).with_others(others).with_inner(inner))
}

/// Nothing: a type that nothing distinguishes from another one, and that is only written.
#[doc(hidden)]
pub const fn undecided() -> Case {
    Case::Undecided
}

/// Decodes a union.
///
/// # Errors
///
/// The value matches one of the types, and cannot be decoded as that type.
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

/// Encodes a value of one of the types, adding the property that identifies the type if the type does not declare it.
///
/// # Errors
///
/// The serializer fails.
#[doc(hidden)]
pub fn write_as<T: Serialize, S: Serializer>(case: Case, value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let Case::Implied(property, [tag, ..]) = case else { return value.serialize(serializer) };
    let mut value = serde_json::to_value(OfNumbers(value)).map_err(S::Error::custom)?;
    if let Value::Object(properties) = &mut value {
        properties.entry(property).or_insert_with(|| Value::from(*tag));
    }
    unchanged(&value, serializer)
}

/// Encodes a value that matches none of the types.
///
/// # Errors
///
/// The serializer fails.
#[doc(hidden)]
pub fn write<S: Serializer>(value: &Value, serializer: S) -> Result<S::Ok, S::Error> {
    unchanged(value, serializer)
}

/// The index of the case that a value matches.
fn choose(value: &Value, cases: &mut dyn Iterator<Item = Case>) -> Option<usize> {
    let mut number = None;
    let mut shapes: Vec<(usize, Shape)> = Vec::new();
    for (index, case) in cases.enumerate() {
        match (case, value) {
            (Case::Boolean, Value::Bool(_))
            | (Case::String, Value::String(_))
            | (Case::Array, Value::Array(_))
            | (Case::Object, Value::Object(_)) => return Some(index),
            (Case::Integer, Value::Number(found)) if found.is_i64() => return Some(index),
            (Case::Unsigned, Value::Number(found)) if found.is_u64() => return Some(index),
            // Read as an integer, which it is, if there is no type for numbers.
            (Case::Integer | Case::Unsigned, Value::Number(found)) if is_whole(found) => {
                number = number.or(Some(index));
            }
            (Case::Number, Value::Number(_)) => number = Some(index),
            (Case::Tag(property, values) | Case::Implied(property, values), Value::Object(properties))
                if tagged(properties, property, values) =>
            {
                return Some(index);
            }
            (Case::Untagged(property, values), Value::Object(properties))
                if !properties.contains_key(property) || tagged(properties, property, values) =>
            {
                return Some(index);
            }
            (Case::Properties(shape), Value::Object(_)) => shapes.push((index, shape)),
            _ => {}
        }
    }
    match value {
        Value::Object(properties) => shape::choose(properties, &shapes),
        _ => number,
    }
}

/// Whether a number that is written with a fraction or an exponent has no fraction.
fn is_whole(number: &serde_json::Number) -> bool {
    number.is_f64() && number.as_f64().is_some_and(|number| lenient::whole(number).is_some())
}

fn tagged(properties: &Map<String, Value>, property: &str, values: &[&str]) -> bool {
    match properties.get(property) {
        Some(Value::String(value)) => values.contains(&value.as_str()),
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
        check(&[string(), integer()], json!(3.0), Some(1));
        check(&[string(), integer()], json!(3.5), None);
        check(&[integer()], json!(u64::MAX), None);
        check(&[unsigned(), number()], json!(u64::MAX), Some(0));
        check(&[unsigned(), number()], json!(-1), Some(1));

        let tags = [tag("kind", &["a", "b"]), tag("kind", &["c"]), tag("deleted", &["true"])];
        check(&tags, json!({"kind": "b"}), Some(0));
        check(&tags, json!({"kind": "c"}), Some(1));
        check(&tags, json!({"deleted": true}), Some(2));
        check(&tags, json!({"kind": "d"}), None);
        check(&tags, json!({}), None);

        let derived = [untagged("kind", &["base"]), tag("kind", &["derived"])];
        check(&derived, json!({"kind": "derived"}), Some(1));
        check(&derived, json!({"kind": "base"}), Some(0));
        check(&derived, json!({}), Some(0));
        check(&derived, json!({"kind": "later"}), None);
    }
}
