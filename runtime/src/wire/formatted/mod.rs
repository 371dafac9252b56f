//! [`Formatted`]: text of a format (a date, a UUID, base64), kept as it was written, and what it means on demand.
//!
//! One file for each format says what its text means, in a type of a crate that is made for it.

mod base64;
#[cfg(feature = "date-time")]
mod date;
#[cfg(feature = "date-time")]
mod date_time;
#[cfg(feature = "decimal")]
mod decimal;
#[cfg(feature = "date-time")]
mod duration;
mod error;
mod ip;
#[cfg(feature = "date-time")]
mod time;
mod uri;
#[cfg(feature = "uuid")]
mod uuid;

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::wire::string_enum::Text;

pub use self::base64::{Base64, Base64Url, UrlAlphabet};
#[cfg(feature = "date-time")]
pub use self::date::Date;
#[cfg(feature = "date-time")]
pub use self::date_time::DateTime;
#[cfg(feature = "decimal")]
pub use self::decimal::Decimal;
#[cfg(feature = "date-time")]
pub use self::duration::Duration;
pub use self::error::FormatError;
pub use self::ip::{Ip, Ipv4, Ipv6};
#[cfg(feature = "date-time")]
pub use self::time::Time;
pub use self::uri::Uri;
#[cfg(feature = "uuid")]
pub use self::uuid::Uuid;

/// Text of a format that means a `T`: the text as it was written, and what it means when asked by [`get`](Self::get).
///
/// A service's text goes out as it came in, byte for byte, and a response in which one date is none can still be read.
/// Two are equal, and ordered, as their texts are. On the wire it is a plain string.
///
/// `F` is the format where a `T` can be written in several: see [`Base64Url`].
///
/// | `format` of a document | type | feature |
/// |---|---|---|
/// | `date-time` | `DateTime` | `date-time` |
/// | `date` | `Date` | `date-time` |
/// | `time` | `Time` | `date-time` |
/// | `duration` | `Duration` | `date-time` |
/// | `uuid`, `guid` | `Uuid` | `uuid` |
/// | `decimal` | `Decimal` | `decimal` |
/// | `uri`, `url`, `iri` | [`Uri`] | |
/// | `ipv4` | [`Ipv4`] | |
/// | `ipv6` | [`Ipv6`] | |
/// | `ip` | [`Ip`] | |
/// | `byte` | [`Base64`] | |
/// | `base64url` | [`Base64Url`] | |
///
/// ```
/// use std::net::Ipv4Addr;
///
/// use specwright_runtime::Ipv4;
///
/// let address = Ipv4::from(Ipv4Addr::LOCALHOST);
/// assert_eq!(address.as_str(), "127.0.0.1");
///
/// // Text from elsewhere, checked:
/// assert_eq!("127.0.0.1".parse::<Ipv4>()?, address);
/// assert!("localhost".parse::<Ipv4>().is_err());
///
/// // And as a service may write it:
/// let kept = Ipv4::new("localhost");
/// assert_eq!(kept.to_string(), "localhost");
/// assert!(kept.get().is_err());
/// # Ok::<(), specwright_runtime::FormatError>(())
/// ```
pub struct Formatted<T, F = T> {
    text: String,
    means: PhantomData<fn() -> (T, F)>,
}

/// What text of a format means: a `T`.
pub trait Format<T = Self> {
    /// What such text is called in errors, with the document that defines it: `"UUID (RFC 9562)"`.
    const NAME: &'static str;

    /// What a text means.
    ///
    /// # Errors
    ///
    /// Why it is none of this format, to follow a colon.
    fn read(text: &str) -> Result<T, String>;

    /// The text of a value.
    fn write(value: &T) -> String;
}

impl<T, F> Formatted<T, F> {
    /// This text, whether it is one of the format or not. To have it checked, [parse](str::parse) it.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), means: PhantomData }
    }

    /// The text as it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl<T, F: Format<T>> Formatted<T, F> {
    /// What the text means. It is read anew each time.
    ///
    /// # Errors
    ///
    /// The text is none of the format.
    pub fn get(&self) -> Result<T, FormatError> {
        F::read(&self.text).map_err(|why| FormatError::new(F::NAME, &self.text, why))
    }
}

impl<T, F> AsRef<str> for Formatted<T, F> {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl<T, F> Clone for Formatted<T, F> {
    fn clone(&self) -> Self {
        Self::new(self.text.clone())
    }
}

impl<T, F> fmt::Debug for Formatted<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

impl<'de, T, F> Deserialize<'de> for Formatted<T, F> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Text).map(Self::new)
    }
}

impl<T, F> fmt::Display for Formatted<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
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
        formatted.text
    }
}

impl<T, F: Format<T>> FromStr for Formatted<T, F> {
    type Err = FormatError;

    fn from_str(text: &str) -> Result<Self, FormatError> {
        let formatted = Self::new(text);
        formatted.get().map(|_| formatted)
    }
}

impl<T, F> Hash for Formatted<T, F> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl<T, F> Ord for Formatted<T, F> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl<T, F> PartialEq for Formatted<T, F> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<T, F> PartialOrd for Formatted<T, F> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T, F> Serialize for Formatted<T, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

/// Checks for the tests of formats: what a text means, and what is refused.
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod testing {
    use std::fmt::Debug;

    use super::{Format, Formatted};

    /// The text means the value, and the value is written as the text.
    pub(super) fn check<T: Debug + PartialEq, F: Format<T>>(text: &str, value: T) {
        check_reading::<T, F>(text, &value);
        assert_eq!(Formatted::<T, F>::from(value).as_str(), text);
    }

    /// The text means the value, which is written in another way.
    pub(super) fn check_reading<T: Debug + PartialEq, F: Format<T>>(text: &str, value: &T) {
        assert_eq!(&Formatted::<T, F>::new(text).get().unwrap(), value, "{text}");
    }

    /// The text is none of the format.
    pub(super) fn check_refused<T: Debug, F: Format<T>>(text: &str) {
        let error = text.parse::<Formatted<T, F>>().unwrap_err();
        assert_eq!((error.format(), error.text()), (F::NAME, text));
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::HashSet;
    use std::net::Ipv4Addr;

    use super::Ipv4;

    #[test]
    fn text_is_kept_as_it_was_written() {
        let check = |text: &str| {
            let json = serde_json::to_string(text).unwrap();
            let kept: Ipv4 = serde_json::from_str(&json).unwrap();
            assert_eq!(kept.as_str(), text);
            assert_eq!(serde_json::to_string(&kept).unwrap(), json);
            assert_eq!(format!("{kept:?}"), format!("{text:?}"));
            assert_eq!(String::from(kept), text);
        };
        check("10.0.0.1");
        check("10.0.0.1/8");
        check("\"\n");
        check("");
        assert_eq!(format!("[{:>9}]", Ipv4::new("1.2.3.4")), "[  1.2.3.4]");
    }

    #[test]
    fn only_text_is_read() {
        let error = serde_json::from_str::<Ipv4>("7").unwrap_err().to_string();
        assert!(error.contains("expected a string"), "{error}");
    }

    #[test]
    fn they_compare_as_their_texts() {
        let [one, other] = ["9.1.1.1", "10.1.1.1"].map(Ipv4::new);
        assert!(one > other);
        assert_eq!(one, Ipv4::from(Ipv4Addr::new(9, 1, 1, 1)));
        assert_eq!(HashSet::from([one.clone(), one, other]).len(), 2);
    }
}
