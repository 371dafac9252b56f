//! [`integer_enum!`](crate::integer_enum!): an open enum whose values are integers on the wire.

use std::fmt;

use serde::Deserializer;
use serde::de::{Error, Unexpected, Visitor};

use crate::wire::lenient::whole;

/// Reads an integer as a `T`. Called by the expansion of [`integer_enum!`](crate::integer_enum!).
///
/// # Errors
///
/// The value is not an integer of 64 bits. A number with a zero fraction is an integer (JSON Schema Core 2020-12, §6.3).
#[doc(hidden)]
pub fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: From<i64>,
    D: Deserializer<'de>,
{
    deserializer.deserialize_i64(Integer).map(T::from)
}

/// Visits an integer.
struct Integer;

impl Visitor<'_> for Integer {
    type Value = i64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer (i64)")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<i64, E> {
        Ok(value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<i64, E> {
        i64::try_from(value).map_err(|_| E::invalid_value(Unexpected::Unsigned(value), &self))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<i64, E> {
        let integer = whole(value).and_then(|value| i64::try_from(value).ok());
        integer.ok_or_else(|| E::invalid_type(Unexpected::Float(value), &self))
    }
}

/// Implements an open enum of integers: a variant for each known value, and one for all others.
///
/// Unknown values are kept in the variant `Other(i64)`. If a known value has a variant of that name, another one keeps them:
/// `integer_enum! { Kind else Unrecognized { Other: 0 } }`.
///
/// The enum gets `as_i64`, `Display`, `From<i64>`, `FromStr`, `Serialize`, `Deserialize`, and
/// [`Lenient`](crate::lenient::Lenient).
///
/// ```
/// use specwright_runtime::integer_enum;
///
/// #[derive(Clone, Copy, Debug, PartialEq)]
/// enum Level {
///     Low,
///     High,
///     Other(i64),
/// }
///
/// integer_enum! { Level {
///     Low: -1,
///     High: 1,
/// } }
///
/// assert_eq!(Level::from(1), Level::High);
/// assert_eq!(Level::from(7).as_i64(), 7);
/// ```
#[macro_export]
macro_rules! integer_enum {
    ($Type:ident { $($table:tt)* }) => {
        $crate::integer_enum! { $Type else Other { $($table)* } }
    };
    ($Type:ident else $Other:ident { $($Variant:ident : $wire:literal),* $(,)? }) => {
        impl $Type {
            /// The value as written on the wire.
            pub fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$Variant => $wire,)*
                    Self::$Other(value) => *value,
                }
            }
        }

        impl ::std::fmt::Display for $Type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.as_i64(), f)
            }
        }

        impl From<i64> for $Type {
            fn from(value: i64) -> Self {
                match value {
                    $($wire => Self::$Variant,)*
                    _ => Self::$Other(value),
                }
            }
        }

        impl ::std::str::FromStr for $Type {
            type Err = ::std::num::ParseIntError;

            // Not `Self::Err`, which may be a variant.

            fn from_str(value: &str) -> Result<Self, ::std::num::ParseIntError> {
                value.parse::<i64>().map(Self::from)
            }
        }

        $crate::__open_enum! { $Type, i64, integer_enum, serialize_i64, as_i64 }
    };
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::wire::lenient::Lenient;

    #[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
    enum Level {
        Low,
        High,
        Other(i64),
    }

    integer_enum! { Level {
        Low: -1,
        High: 1,
    } }

    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Kind {
        Other,
        Unrecognized(i64),
    }

    integer_enum! { Kind else Unrecognized { Other: 0 } }

    #[test]
    fn known_values_have_a_variant_and_others_are_kept() {
        let check = |value: i64, expected: Level| {
            let json = value.to_string();
            assert_eq!(serde_json::from_str::<Level>(&json).unwrap(), expected);
            assert_eq!(serde_json::to_string(&expected).unwrap(), json);
            assert_eq!(json.parse::<Level>().unwrap(), expected);
            assert_eq!(expected.to_string(), json);
            assert_eq!(Level::from(value).as_i64(), value);
        };
        check(-1, Level::Low);
        check(1, Level::High);
        check(0, Level::Other(0));
        check(i64::MIN, Level::Other(i64::MIN));
        check(i64::MAX, Level::Other(i64::MAX));
    }

    #[test]
    fn another_variant_may_keep_the_rest() {
        assert_eq!(Kind::from(0), Kind::Other);
        assert_eq!(Kind::from(3), Kind::Unrecognized(3));
    }

    #[test]
    fn a_number_without_a_fraction_is_an_integer() {
        assert_eq!(serde_json::from_str::<Level>("1.0").unwrap(), Level::High);
        assert_eq!(serde_json::from_value::<Level>(serde_json::json!(-1.0)).unwrap(), Level::Low);
        for json in ["1.5", "\"1\"", "true", "null", "9223372036854775808", "1e300"] {
            let error = serde_json::from_str::<Level>(json).unwrap_err().to_string();
            assert!(error.contains("expected an integer (i64)"), "{json}: {error}");
        }
    }

    #[test]
    fn lenient_reading_takes_text() {
        let read = |json| Level::read(&mut serde_json::Deserializer::from_str(json));
        assert_eq!(read("\"1\"").unwrap(), Level::High);
        assert_eq!(read("1").unwrap(), Level::High);
        assert!(read("\"high\"").is_err());
    }
}
