//! [`Secret`]: a string that must not end up in a log.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A string that must not end up in a log: a token, a password, a key.
///
/// It does not implement `Display`, its `Debug` shows nothing of it, and [`expose`](Self::expose) is the only way to read it.
/// On the wire it is a plain string.
///
/// ```
/// let token = specwright_runtime::Secret::from("MIIF…");
/// assert_eq!(format!("{token:?}"), "Secret(..)");
/// assert_eq!(token.expose(), "MIIF…");
/// ```
#[derive(Clone, Eq, Hash, PartialEq)]
pub struct Secret(Box<str>);

impl Secret {
    /// Returns the secret string.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

impl From<&str> for Secret {
    fn from(secret: &str) -> Self {
        Self(secret.into())
    }
}

impl From<String> for Secret {
    fn from(secret: String) -> Self {
        Self(secret.into())
    }
}

impl FromStr for Secret {
    type Err = Infallible;

    fn from_str(secret: &str) -> Result<Self, Infallible> {
        Ok(Self::from(secret))
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::Secret;

    #[test]
    fn debug_shows_nothing_of_it() {
        assert_eq!(format!("{:?}", Some(Secret::from("hunter2"))), "Some(Secret(..))");
        assert_eq!(format!("{:#?}", Secret::from("hunter2")), "Secret(..)");
    }

    #[test]
    fn on_the_wire_it_is_a_string() {
        let secret: Secret = serde_json::from_str("\"hun\\u0074er2\"").unwrap();
        assert_eq!(secret.expose(), "hunter2");
        assert_eq!(serde_json::to_string(&secret).unwrap(), "\"hunter2\"");
    }
}
