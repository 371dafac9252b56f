//! [`string_enum!`](crate::string_enum!): the table of an open enum, whose values are strings on the wire.

use std::borrow::Cow;
use std::fmt;

use serde::Deserializer;
use serde::de::{Error, Visitor};

/// Reads a string and makes a `T` of it. What [`string_enum!`](crate::string_enum!) expands to calls it.
///
/// # Errors
///
/// Anything but a string.
#[doc(hidden)]
pub fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: for<'a> From<&'a str>,
    D: Deserializer<'de>,
{
    deserializer.deserialize_str(Text).map(|text| T::from(&*text))
}

/// Takes a string as it is, borrowed where that is possible.
pub(crate) struct Text;

impl<'de> Visitor<'de> for Text {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text))
    }
}

/// Implements what an open enum needs, from a table of its values.
///
/// The enum has a variant for each value that is known and one, `Other(String)`, that keeps any value that is not.
/// Where a value's own variant is called `Other`, the table names another variant to keep them:
/// `string_enum! { Kind else Unrecognized { Other: "other" } }`.
///
/// It gets `as_str`, `Display`, `AsRef<str>`, `From<&str>`, `From<String>`, `FromStr`, `Serialize`, `Deserialize`,
/// and [`Lenient`](crate::lenient::Lenient).
/// Values are compared as they are written: capitals matter.
///
/// ```
/// use specwright_runtime::string_enum;
///
/// #[derive(Clone, Debug, PartialEq)]
/// enum Status {
///     Booting,
///     Other(String),
/// }
///
/// string_enum! { Status {
///     Booting: "BOOTING",
/// } }
///
/// assert_eq!(Status::from("BOOTING"), Status::Booting);
/// assert_eq!(Status::from("PENDING").as_str(), "PENDING");
/// ```
#[macro_export]
macro_rules! string_enum {
    ($Type:ident { $($table:tt)* }) => {
        $crate::string_enum! { $Type else Other { $($table)* } }
    };
    ($Type:ident else $Other:ident { $($Variant:ident : $wire:literal),* $(,)? }) => {
        impl $Type {
            /// The value as it is written on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$Variant => $wire,)*
                    Self::$Other(value) => value,
                }
            }
        }

        impl AsRef<str> for $Type {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl std::fmt::Display for $Type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl From<&str> for $Type {
            fn from(value: &str) -> Self {
                match value {
                    $($wire => Self::$Variant,)*
                    _ => Self::$Other(value.to_owned()),
                }
            }
        }

        impl From<String> for $Type {
            fn from(value: String) -> Self {
                Self::from(value.as_str())
            }
        }

        impl std::str::FromStr for $Type {
            type Err = std::convert::Infallible;

            fn from_str(value: &str) -> Result<Self, Self::Err> {
                Ok(Self::from(value))
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $Type {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::string_enum::deserialize(deserializer)
            }
        }

        impl<'de> $crate::lenient::Lenient<'de> for $Type {
            fn read<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <String as $crate::lenient::Lenient>::read(deserializer).map(Self::from)
            }
        }

        impl $crate::serde::Serialize for $Type {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::wire::lenient::Lenient;

    #[derive(Clone, Debug, Eq, Hash, PartialEq)]
    enum Status {
        Booting,
        FailureOnSubmit,
        Other(String),
    }

    string_enum! { Status {
        Booting: "BOOTING",
        FailureOnSubmit: "FAILURE_ON_SUBMIT",
    } }

    #[derive(Clone, Debug, PartialEq)]
    enum Kind {
        Other,
        Unrecognized(String),
    }

    string_enum! { Kind else Unrecognized { Other: "other" } }

    #[test]
    fn known_values_have_a_variant_and_others_are_kept() {
        let check = |wire: &str, expected: Status| {
            let json = serde_json::to_string(wire).unwrap();
            assert_eq!(serde_json::from_str::<Status>(&json).unwrap(), expected);
            assert_eq!(serde_json::to_string(&expected).unwrap(), json);
            assert_eq!(Status::from(wire.to_owned()), expected);
            assert_eq!(wire.parse::<Status>().unwrap(), expected);
            assert_eq!(expected.to_string(), wire);
        };
        check("BOOTING", Status::Booting);
        check("FAILURE_ON_SUBMIT", Status::FailureOnSubmit);
        check("PENDING", Status::Other("PENDING".into()));
        check("booting", Status::Other("booting".into()));
        check("", Status::Other(String::new()));
        check("\"\n作", Status::Other("\"\n作".into()));
    }

    #[test]
    fn another_variant_may_keep_the_rest() {
        assert_eq!(Kind::from("other"), Kind::Other);
        assert_eq!(Kind::from("Other"), Kind::Unrecognized("Other".into()));
    }

    #[test]
    fn lenient_reading_takes_numbers() {
        let read = |json| Status::read(&mut serde_json::Deserializer::from_str(json));
        assert_eq!(read("7").unwrap(), Status::Other("7".into()));
        assert_eq!(read("\"BOOTING\"").unwrap(), Status::Booting);
        assert!(read("[]").is_err());
    }

    #[test]
    fn only_a_string_is_a_value() {
        let error = serde_json::from_str::<Status>("7").unwrap_err().to_string();
        assert!(error.contains("expected a string"), "{error}");
    }
}
