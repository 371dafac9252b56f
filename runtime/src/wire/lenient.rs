//! Decoding of numbers, booleans and strings from each other's JSON forms, if nothing is lost.
//!
//! Services write `"1536905778725"` or `1536905778725.0` where their documents declare an `integer`. A field that is marked
//! `lenient` in its field mapping accepts these; all others do not. Encoding always writes the form of the declared type.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor};

use crate::wire::formatted::Formatted;
use crate::wire::secret::Secret;

/// A type that can be decoded leniently.
///
/// | type | accepts besides its own form |
/// |---|---|
/// | integers, enums of integers | a string that holds one; a number with a zero fraction, or a string that holds one, up to 2⁵³, where doubles are exact |
/// | floats | any number; a string that holds one |
/// | `bool` | `"true"`, `"false"` |
/// | `String`, `Secret`, [`Formatted`], enums of strings | a number or a boolean, as JSON writes it |
/// | `Option<T>`, `Vec<T>` | `T` leniently; `null` is `None` |
///
/// ```
/// use specwright_runtime::lenient::Lenient;
///
/// let read = |json| i64::read(&mut serde_json::Deserializer::from_str(json));
/// assert_eq!(read("\"1536905778725\"")?, 1_536_905_778_725);
/// assert!(read("1.5").is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
pub trait Lenient<'de>: Sized {
    /// Decodes a value.
    ///
    /// # Errors
    ///
    /// The deserializer fails, or part of the value would be lost.
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// A seed that decodes a `T` leniently.
#[doc(hidden)]
pub struct AsLenient<T>(PhantomData<T>);

impl<T> Clone for AsLenient<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for AsLenient<T> {}

impl<T> AsLenient<T> {
    /// The seed.
    pub const NEW: Self = Self(PhantomData);
}

impl<'de, T: Lenient<'de>> DeserializeSeed<'de> for AsLenient<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::read(deserializer)
    }
}

/// A seed that decodes `null` as `None`, and anything else by the seed inside.
pub(crate) struct Nullable<V>(pub(crate) V);

impl<'de, V: DeserializeSeed<'de>> DeserializeSeed<'de> for Nullable<V> {
    type Value = Option<V::Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de, V: DeserializeSeed<'de>> Visitor<'de> for Nullable<V> {
    type Value = Option<V::Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        self.0.deserialize(deserializer).map(Some)
    }
}

impl<'de, T: Lenient<'de>> Lenient<'de> for Option<T> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Nullable(AsLenient::NEW).deserialize(deserializer)
    }
}

impl<'de, T: Lenient<'de>> Lenient<'de> for Vec<T> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Items(PhantomData))
    }
}

impl<'de> Lenient<'de> for bool {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let convert = |scalar: &Scalar| match scalar {
            Scalar::Bool(value) => Some(*value),
            Scalar::String(value) => value.parse().ok(),
            _ => None,
        };
        deserializer.deserialize_any(AnyScalar { expected: "a boolean", convert })
    }
}

impl<'de> Lenient<'de> for String {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let convert = |scalar: &Scalar| {
            Some(match scalar {
                Scalar::String(value) => (*value).to_owned(),
                Scalar::Bool(value) => value.to_string(),
                Scalar::Integer(value) => value.to_string(),
                // `Debug` keeps the `.0` of a whole number and writes large ones with an exponent, as JSON does.
                Scalar::Float(value) => format!("{value:?}"),
            })
        };
        deserializer.deserialize_any(AnyScalar { expected: "a string", convert })
    }
}

/// Implements [`Lenient`] for numbers.
macro_rules! numbers {
    ($($integer:ty)*; $($float:ty)*) => {
        $(impl<'de> Lenient<'de> for $integer {
            fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let expected = concat!("an integer (", stringify!($integer), ")");
                let convert = |scalar: &Scalar| Self::try_from(scalar.integer()?).ok();
                deserializer.deserialize_any(AnyScalar { expected, convert })
            }
        })*
        $(impl<'de> Lenient<'de> for $float {
            fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #[allow(clippy::cast_possible_truncation, reason = "a float of the width that is declared")]
                let convert = |scalar: &Scalar| scalar.float().map(|value| value as $float);
                deserializer.deserialize_any(AnyScalar { expected: "a number", convert })
            }
        })*
    };
}

impl<'de> Lenient<'de> for Secret {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::read(deserializer).map(Self::from)
    }
}

impl<'de, T, F> Lenient<'de> for Formatted<T, F> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::read(deserializer).map(Self::new)
    }
}

numbers! { i8 i16 i32 i64 u8 u16 u32 u64; f32 f64 }

/// A JSON value that is neither `null` nor a container.
enum Scalar<'a> {
    Bool(bool),
    Integer(i128),
    Float(f64),
    String(&'a str),
}

impl Scalar<'_> {
    fn integer(&self) -> Option<i128> {
        match self {
            Self::Integer(value) => Some(*value),
            Self::Float(value) => whole(*value),
            Self::String(value) => value.parse().ok().or_else(|| number(value).and_then(whole)),
            Self::Bool(_) => None,
        }
    }

    #[allow(clippy::cast_precision_loss, reason = "a float is what the field is declared to hold")]
    fn float(&self) -> Option<f64> {
        match self {
            Self::Integer(value) => Some(*value as f64),
            Self::Float(value) => Some(*value),
            Self::String(value) => number(value),
            Self::Bool(_) => None,
        }
    }

    fn unexpected<E: Error>(&self, expected: &str) -> E {
        let found = match self {
            Self::Bool(value) => Unexpected::Bool(*value),
            Self::Integer(value) => match i64::try_from(*value) {
                Ok(value) => Unexpected::Signed(value),
                Err(_) => Unexpected::Other("integer out of range"),
            },
            Self::Float(value) => Unexpected::Float(*value),
            Self::String(value) => Unexpected::Str(value),
        };
        E::invalid_value(found, &expected)
    }
}

/// The finite number that `string` holds; Rust would also parse `inf` and `nan`.
fn number(string: &str) -> Option<f64> {
    let plain = string.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    string.parse().ok().filter(|value: &f64| plain && value.is_finite())
}

/// `value` as an integer, if it is one, and small enough to be exact.
pub(crate) fn whole(value: f64) -> Option<i128> {
    const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53
    #[allow(clippy::cast_possible_truncation, reason = "the value is whole and below 2^53")]
    (value.fract() == 0.0 && value.abs() <= EXACT).then_some(value as i128)
}

/// Visits any scalar that can be converted. The visitor converts, not its caller, because only an error of a visitor has a
/// position in the input.
struct AnyScalar<T> {
    expected: &'static str,
    convert: fn(&Scalar<'_>) -> Option<T>,
}

impl<T> AnyScalar<T> {
    fn convert<E: Error>(&self, scalar: Scalar<'_>) -> Result<T, E> {
        (self.convert)(&scalar).ok_or_else(|| scalar.unexpected(self.expected))
    }
}

impl<'de, T> Visitor<'de> for AnyScalar<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<T, E> {
        self.convert(Scalar::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        self.convert(Scalar::Integer(value.into()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        self.convert(Scalar::Integer(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        self.convert(Scalar::Float(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<T, E> {
        self.convert(Scalar::String(value))
    }

    // Containers are read to their end before they are refused, so that the error is at the property itself and not at
    // its first element.

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<T, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Err(A::Error::invalid_type(Unexpected::Seq, &self))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut properties: A) -> Result<T, A::Error> {
        while properties.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Err(A::Error::invalid_type(Unexpected::Map, &self))
    }
}

/// Visits an array of lenient values.
struct Items<T>(PhantomData<T>);

impl<'de, T: Lenient<'de>> Visitor<'de> for Items<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<T>, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = items.next_element_seed(AsLenient::NEW)? {
            values.push(value);
        }
        Ok(values)
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use super::Lenient;
    use crate::wire::formatted::Ipv4;
    use crate::wire::secret::Secret;

    fn read<T: for<'de> Lenient<'de>>(json: &str) -> Option<T> {
        T::read(&mut serde_json::Deserializer::from_str(json)).ok()
    }

    fn check<T: for<'de> Lenient<'de> + Debug + PartialEq>(json: &str, expected: impl Into<Option<T>>) {
        assert_eq!(read::<T>(json), expected.into(), "{json}");
    }

    #[test]
    fn integers() {
        check("5", 5_i64);
        check("\"1536905778725\"", 1_536_905_778_725_i64);
        check("1536905778725.0", 1_536_905_778_725_i64);
        check("1.536905778725e12", 1_536_905_778_725_i64);
        check("\"1536905778725.0\"", 1_536_905_778_725_i64);
        check("\"-7\"", -7_i32);
        check("9223372036854775807", i64::MAX);
        check("\"9223372036854775807\"", i64::MAX);
        check("18446744073709551615", u64::MAX);
        check::<i64>("9223372036854775808", None);
        check::<i64>("\"9223372036854775808\"", None);
        check::<i32>("2147483648", None);
        check::<u8>("-1", None);
        check::<i64>("1.5", None);
        check::<i64>("1e300", None);
        check::<i64>("9007199254740994.0", None);
        for json in
            ["true", "\"\"", "\" 5\"", "\"5 \"", "\"0x5\"", "\"five\"", "\"inf\"", "\"NaN\"", "[5]", "{}", "null"]
        {
            check::<i64>(json, None);
        }
    }

    #[test]
    fn floats() {
        check("1.5", 1.5_f64);
        check("2", 2.0_f64);
        check("\"1.5\"", 1.5_f64);
        check("\"1e-3\"", 0.001_f64);
        check("\"0.25\"", 0.25_f32);
        for json in ["\"inf\"", "\"nan\"", "\"\"", "true", "null", "\"1e999\""] {
            check::<f64>(json, None);
        }
    }

    #[test]
    fn booleans() {
        check("true", true);
        check("\"true\"", true);
        check("\"false\"", false);
        for json in ["\"True\"", "\"1\"", "1", "0", "null", "\"\""] {
            check::<bool>(json, None);
        }
    }

    #[test]
    fn strings() {
        let check = |json, expected: &str| check::<String>(json, expected.to_owned());
        check("\"a\"", "a");
        check("5", "5");
        check("-9223372036854775808", "-9223372036854775808");
        check("18446744073709551615", "18446744073709551615");
        check("1.5", "1.5");
        check("1.0", "1.0");
        check("1e30", "1e30");
        check("true", "true");
        assert_eq!(read::<Secret>("5"), Some(Secret::from("5")));
        assert_eq!(read::<Ipv4>("5"), Some(Ipv4::new("5")));
        assert_eq!(read::<String>("null"), None);
        assert_eq!(read::<String>("[]"), None);
    }

    #[test]
    fn inside_options_and_arrays() {
        check("[\"1\", 2, 3.0]", vec![1_i64, 2, 3]);
        check("[\"1\", null]", vec![Some(1_i64), None]);
        check::<Option<i64>>("null", Some(None));
        check::<Option<i64>>("\"4\"", Some(Some(4)));
        check::<Vec<i64>>("[1, \"x\"]", None);
        check::<Vec<i64>>("5", None);
    }
}
