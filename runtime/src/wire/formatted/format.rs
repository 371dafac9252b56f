//! [`Formatted`]: a string of a format, and [`Format`]: how such strings are parsed and written.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::wire::formatted::error::FormatError;
use crate::wire::string::AnyString;

/// A string in a format that represents a `T`. It is kept as it was written; [`get`](Self::get) parses it.
///
/// A string that a service sent is sent back byte for byte, and a malformed date does not fail the whole response. Values
/// are equal if their strings are, and have no order: `9` and `10`, or two dates with different offsets, are in another
/// order as strings. To compare what they represent, compare what [`get`](Self::get) returns. On the wire, a value is a
/// plain string.
///
/// `F` is the format, for a `T` that has several: see [`Base64Url`](crate::Base64Url).
///
/// | `format` of a document | type | feature |
/// |---|---|---|
/// | `date-time` | `DateTime` | `date-time` |
/// | `date` | `Date` | `date-time` |
/// | `time` | `Time` | `date-time` |
/// | `duration` | `Duration` | `date-time` |
/// | `uuid`, `guid` | `Uuid` | `uuid` |
/// | `decimal` | `Decimal` | `decimal` |
/// | `uri`, `url`, `iri` | [`Uri`](crate::Uri) | |
/// | `ipv4` | [`Ipv4`](crate::Ipv4) | |
/// | `ipv6` | [`Ipv6`](crate::Ipv6) | |
/// | `ip` | [`Ip`](crate::Ip) | |
/// | `byte` | [`Base64`](crate::Base64) | |
/// | `base64url` | [`Base64Url`](crate::Base64Url) | |
///
/// ```
/// use std::net::Ipv4Addr;
///
/// use specwright_runtime::Ipv4;
///
/// let address = Ipv4::from(Ipv4Addr::LOCALHOST);
/// assert_eq!(address.as_str(), "127.0.0.1");
///
/// // `parse` checks the string:
/// assert_eq!("127.0.0.1".parse::<Ipv4>()?, address);
/// assert!("localhost".parse::<Ipv4>().is_err());
///
/// // `new` keeps whatever a service may write:
/// let kept = Ipv4::new("localhost");
/// assert_eq!(kept.to_string(), "localhost");
/// assert!(kept.get().is_err());
/// # Ok::<(), specwright_runtime::FormatError>(())
/// ```
pub struct Formatted<T, F = T> {
    string: String,
    parsed: PhantomData<fn() -> (T, F)>,
}

/// A format of strings that represent a `T`.
///
/// ```
/// use specwright_runtime::{Format, Formatted};
///
/// /// A colour, as `#rrggbb`.
/// struct Colour(u32);
///
/// impl Format for Colour {
///     const NAME: &'static str = "colour";
///
///     fn read(string: &str) -> Result<Self, String> {
///         let digits = string.strip_prefix('#').ok_or("expected `#`")?;
///         u32::from_str_radix(digits, 16).map(Self).map_err(|error| error.to_string())
///     }
///
///     fn write(colour: &Self) -> String {
///         format!("#{:06x}", colour.0)
///     }
/// }
///
/// assert_eq!(Formatted::<Colour>::new("#ff0000").get()?.0, 0xFF0000);
/// # Ok::<(), specwright_runtime::FormatError>(())
/// ```
pub trait Format<T = Self> {
    /// The name of the format in errors, with the document that defines it: `"UUID (RFC 9562)"`.
    const NAME: &'static str;

    /// Parses a string.
    ///
    /// # Errors
    ///
    /// Why the string does not have this format, as a clause that follows a colon.
    fn read(string: &str) -> Result<T, String>;

    /// Writes a value.
    fn write(value: &T) -> String;
}

impl<T, F> Formatted<T, F> {
    /// Takes any string, without checking its format. To check it, use [`str::parse`].
    pub fn new(string: impl Into<String>) -> Self {
        Self { string: string.into(), parsed: PhantomData }
    }

    /// The string as it was written.
    pub fn as_str(&self) -> &str {
        &self.string
    }
}

impl<T, F: Format<T>> Formatted<T, F> {
    /// Parses the string. Each call parses it anew.
    ///
    /// # Errors
    ///
    /// The string does not have the format.
    pub fn get(&self) -> Result<T, FormatError> {
        F::read(&self.string).map_err(|why| FormatError::new(F::NAME, &self.string, why))
    }
}

impl<T, F> AsRef<str> for Formatted<T, F> {
    fn as_ref(&self) -> &str {
        &self.string
    }
}

impl<T, F> Clone for Formatted<T, F> {
    fn clone(&self) -> Self {
        Self::new(self.string.clone())
    }
}

impl<T, F> fmt::Debug for Formatted<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.string, f)
    }
}

impl<'de, T, F> Deserialize<'de> for Formatted<T, F> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(AnyString).map(Self::new)
    }
}

impl<T, F> fmt::Display for Formatted<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.string)
    }
}

impl<T, F> Eq for Formatted<T, F> {}

impl<T, F: Format<T>> From<T> for Formatted<T, F> {
    fn from(value: T) -> Self {
        Self::new(F::write(&value))
    }
}

impl<T, F> From<Formatted<T, F>> for String {
    fn from(formatted: Formatted<T, F>) -> Self {
        formatted.string
    }
}

impl<T, F: Format<T>> FromStr for Formatted<T, F> {
    type Err = FormatError;

    fn from_str(string: &str) -> Result<Self, FormatError> {
        let formatted = Self::new(string);
        formatted.get().map(|_| formatted)
    }
}

impl<T, F> Hash for Formatted<T, F> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.string.hash(state);
    }
}

impl<T, F> PartialEq for Formatted<T, F> {
    fn eq(&self, other: &Self) -> bool {
        self.string == other.string
    }
}

impl<T, F> Serialize for Formatted<T, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.string)
    }
}

/// Checks for the tests of formats: what a string represents, and what is refused.
#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(super) mod testing {
    use std::fmt::Debug;

    use super::{Format, Formatted};

    /// The string represents the value, and the value is written as the string.
    pub(in crate::wire::formatted) fn check<T: Debug + PartialEq, F: Format<T>>(string: &str, value: T) {
        check_reading::<T, F>(string, &value);
        assert_eq!(Formatted::<T, F>::from(value).as_str(), string);
    }

    /// The string represents the value, which is written in another way.
    pub(in crate::wire::formatted) fn check_reading<T: Debug + PartialEq, F: Format<T>>(string: &str, value: &T) {
        assert_eq!(&Formatted::<T, F>::new(string).get().unwrap(), value, "{string}");
    }

    /// The string does not have the format.
    pub(in crate::wire::formatted) fn check_refused<T: Debug, F: Format<T>>(string: &str) {
        let error = string.parse::<Formatted<T, F>>().unwrap_err();
        assert_eq!((error.format(), error.value()), (F::NAME, string));
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::HashSet;
    use std::net::Ipv4Addr;

    use crate::wire::formatted::Ipv4;

    #[test]
    fn a_string_is_kept_as_it_was_written() {
        let check = |string: &str| {
            let json = serde_json::to_string(string).unwrap();
            let kept: Ipv4 = serde_json::from_str(&json).unwrap();
            assert_eq!(kept.as_str(), string);
            assert_eq!(serde_json::to_string(&kept).unwrap(), json);
            assert_eq!(format!("{kept:?}"), format!("{string:?}"));
            assert_eq!(String::from(kept), string);
        };
        check("10.0.0.1");
        check("10.0.0.1/8");
        check("\"\n");
        check("");
        assert_eq!(format!("[{:>9}]", Ipv4::new("1.2.3.4")), "[  1.2.3.4]");
    }

    #[test]
    fn only_a_string_is_read() {
        let error = serde_json::from_str::<Ipv4>("7").unwrap_err().to_string();
        assert!(error.contains("expected a string"), "{error}");
    }

    #[test]
    fn they_are_equal_as_strings_and_ordered_by_value() {
        let [one, other] = ["9.1.1.1", "10.1.1.1"].map(Ipv4::new);
        assert!(one.get().unwrap() < other.get().unwrap());
        assert_eq!(one, Ipv4::from(Ipv4Addr::new(9, 1, 1, 1)));
        assert_eq!(HashSet::from([one.clone(), one, other]).len(), 2);
    }
}
