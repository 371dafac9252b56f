//! [`string_enum!`](crate::string_enum!): an open enum whose values are strings on the wire.

use serde::Deserializer;

use crate::wire::string::AnyString;

/// Reads a string as a `T`. Called by the expansion of [`string_enum!`](crate::string_enum!).
///
/// # Errors
///
/// The value is not a string.
#[doc(hidden)]
pub fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: for<'a> From<&'a str>,
    D: Deserializer<'de>,
{
    deserializer.deserialize_str(AnyString).map(|value| T::from(&*value))
}

/// Implements an open enum of strings: a variant for each known value, and one for all others.
///
/// Unknown values are kept in the variant `Other(String)`. If a known value has a variant of that name, another one keeps
/// them:
/// `string_enum! { Kind else Unrecognized { Other: "other" } }`.
///
/// The enum gets `as_str`, `Display`, `AsRef<str>`, `From<&str>`, `From<String>`, `FromStr`, `Serialize`, `Deserialize`,
/// and [`Lenient`](crate::lenient::Lenient).
/// Values are case-sensitive.
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
            /// The value as written on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$Variant => $wire,)*
                    Self::$Other(value) => value,
                }
            }
        }

        impl ::std::convert::AsRef<str> for $Type {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::std::fmt::Display for $Type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
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

        impl ::std::str::FromStr for $Type {
            type Err = ::std::convert::Infallible;

            // Not `Self::Err`, which may be a variant.

            fn from_str(value: &str) -> Result<Self, ::std::convert::Infallible> {
                Ok(Self::from(value))
            }
        }

        $crate::__open_enum! { $Type, String, string_enum, serialize_str, as_str }
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
