//! [`AnyString`]: the visitor that reads a string.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Error, Visitor};

/// Visits any string, borrowed if the input allows it.
pub(crate) struct AnyString;

impl<'de> Visitor<'de> for AnyString {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(value))
    }
}
