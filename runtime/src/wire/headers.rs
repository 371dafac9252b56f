//! [`headers!`](crate::headers!): the field mapping of the response headers that a document declares.

use std::fmt::Display;
use std::str::FromStr;

use crate::HeaderMap;
use crate::wire::decode_error::DecodeError;

/// A type that can be decoded from the headers of a response.
pub trait FromHeaders: Sized {
    /// Decodes the headers.
    ///
    /// # Errors
    ///
    /// A required header is missing, or a value cannot be parsed as the declared type.
    fn from_headers(headers: &HeaderMap) -> Result<Self, DecodeError>;
}

impl FromHeaders for () {
    fn from_headers(_: &HeaderMap) -> Result<(), DecodeError> {
        Ok(())
    }
}

/// The value of the header `name`, if it is present. The values of a header that occurs several times are joined by commas
/// (RFC 9110, section 5.2).
///
/// # Errors
///
/// The value is not UTF-8, or not a `T`. The message does not show it, since it may be a secret.
#[doc(hidden)]
pub fn read<T>(headers: &HeaderMap, name: &'static str) -> Result<Option<T>, DecodeError>
where
    T: FromStr<Err: Display>,
{
    match joined(headers, name)? {
        Some(value) => match value.parse() {
            Ok(value) => Ok(Some(value)),
            Err(error) => Err(DecodeError::new(format!("the response header {name} cannot be read: {error}"))),
        },
        None => Ok(None),
    }
}

/// Headers whose value is kept as it is, whether it has its format or not.
#[doc(hidden)]
pub mod formatted {
    use crate::HeaderMap;
    use crate::wire::decode_error::DecodeError;
    use crate::wire::formatted::Formatted;

    /// The value of the header `name`, if it is present.
    ///
    /// # Errors
    ///
    /// The value is not UTF-8.
    pub fn read<T, F>(headers: &HeaderMap, name: &'static str) -> Result<Option<Formatted<T, F>>, DecodeError> {
        Ok(super::joined(headers, name)?.map(Formatted::new))
    }
}

/// Headers that must be present.
#[doc(hidden)]
pub mod required {
    use std::fmt::Display;
    use std::str::FromStr;

    use crate::HeaderMap;
    use crate::wire::decode_error::DecodeError;

    /// The value of the header `name`.
    ///
    /// # Errors
    ///
    /// As for [`read`](super::read), and if the header is missing.
    pub fn read<T>(headers: &HeaderMap, name: &'static str) -> Result<T, DecodeError>
    where
        T: FromStr<Err: Display>,
    {
        super::read(headers, name)?.ok_or_else(|| missing(name))
    }

    /// As [`formatted`](super::formatted), for headers that must be present.
    pub mod formatted {
        use crate::HeaderMap;
        use crate::wire::decode_error::DecodeError;
        use crate::wire::formatted::Formatted;
        use crate::wire::headers::formatted;

        /// The value of the header `name`.
        ///
        /// # Errors
        ///
        /// As for [`read`](formatted::read), and if the header is missing.
        pub fn read<T, F>(headers: &HeaderMap, name: &'static str) -> Result<Formatted<T, F>, DecodeError> {
            formatted::read(headers, name)?.ok_or_else(|| super::missing(name))
        }
    }

    fn missing(name: &str) -> DecodeError {
        DecodeError::new(format!("the response header {name} is missing"))
    }
}

/// The values of the header `name`, joined by commas.
fn joined(headers: &HeaderMap, name: &'static str) -> Result<Option<String>, DecodeError> {
    let mut joined: Option<String> = None;
    for value in headers.get_all(name) {
        let Ok(value) = std::str::from_utf8(value.as_bytes()) else {
            return Err(DecodeError::new(format!("the response header {name} is not UTF-8 text")));
        };
        match &mut joined {
            Some(joined) => {
                joined.push_str(", ");
                joined.push_str(value);
            }
            None => joined = Some(value.to_owned()),
        }
    }
    Ok(joined)
}

/// Implements [`FromHeaders`] for a struct, from a field mapping: the header of each field.
///
/// An entry is `field: "Name" [as [required] [formatted]]`. Without `required`, the field is an `Option`. Its type
/// implements `FromStr`, as `String`, `Secret`, numbers, `bool` and every [`string_enum!`](crate::string_enum!) do. With
/// `formatted`, it is a [`Formatted`](crate::Formatted), whose string is kept without checking it.
///
/// ```
/// use specwright_runtime::{Secret, headers};
///
/// struct CreateTokenHeaders {
///     x_subject_token: Option<Secret>,
/// }
///
/// headers! { CreateTokenHeaders {
///     x_subject_token: "X-Subject-Token",
/// } }
/// ```
#[macro_export]
macro_rules! headers {
    ($Type:ident { $($field:ident : $name:literal $(as $($word:ident)+)?),* $(,)? }) => {
        impl $crate::headers::FromHeaders for $Type {
            fn from_headers(headers: &$crate::HeaderMap) -> Result<Self, $crate::DecodeError> {
                Ok(Self { $($field: $crate::headers $($(::$word)+)? ::read(headers, $name)?),* })
            }
        }
    };
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use reqwest::header::{HeaderName, HeaderValue};

    use super::FromHeaders;
    use crate::HeaderMap;
    use crate::wire::formatted::Ipv4;
    use crate::wire::secret::Secret;

    #[derive(Debug, PartialEq)]
    struct Declared {
        token: Option<Secret>,
        left: u32,
        tags: Option<String>,
        at: Option<Ipv4>,
        host: Ipv4,
    }

    headers! { Declared {
        token: "X-Subject-Token",
        left: "X-Rate-Left" as required,
        tags: "X-Tags",
        at: "X-At" as formatted,
        host: "X-Host" as required formatted,
    } }

    fn map(entries: &[(&'static str, &[u8])]) -> HeaderMap {
        let mut map = HeaderMap::new();
        for (name, value) in entries {
            let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
            map.append(name, HeaderValue::from_bytes(value).unwrap());
        }
        map
    }

    #[test]
    fn headers_become_fields() {
        let headers = map(&[
            ("x-subject-token", b"MII"),
            ("X-RATE-LEFT", b"7"),
            ("x-tags", b"a"),
            ("x-tags", b"b"),
            ("x-at", b"here"),
            ("x-host", b"10.0.0.1"),
        ]);
        let expected = Declared {
            token: Some("MII".into()),
            left: 7,
            tags: Some("a, b".into()),
            at: Some(Ipv4::new("here")),
            host: Ipv4::new("10.0.0.1"),
        };
        assert_eq!(Declared::from_headers(&headers).unwrap(), expected);
    }

    #[test]
    fn what_is_wrong_is_said_without_the_value() {
        let check = |entries: &[(&'static str, &[u8])], expected: &str| {
            assert_eq!(Declared::from_headers(&map(entries)).unwrap_err().to_string(), expected);
        };
        check(&[], "the response header X-Rate-Left is missing");
        check(
            &[("x-rate-left", b"many")],
            "the response header X-Rate-Left cannot be read: invalid digit found in string",
        );
        check(&[("x-rate-left", b"1")], "the response header X-Host is missing");
        check(&[("x-rate-left", b"1"), ("x-tags", b"\xFF")], "the response header X-Tags is not UTF-8 text");
    }
}
