//! `[security]`: credentials, and what requires them.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value;
use toml::Spanned;

use super::Entries;

/// `[security]`: credentials of security schemes, and the schemes of operations that declare none.
///
/// ```toml
/// [security]
/// default = ["token"]                   # of operations without requirements; ["a", ["b", "c"]] is a, or b and c
///
/// [security.token]
/// declare = { type = "http", scheme = "bearer" } # a Security Scheme Object, if the document has none, or a wrong one
/// env = [["API_TOKEN"]]
/// ```
#[derive(Clone, Debug, Default)]
pub struct SecuritySettings {
    /// The requirements of operations, in place of those at the root of the document.
    pub default: Option<Requirements>,
    /// `[security.<scheme>]`.
    pub schemes: Entries<Security>,
}

/// Alternatives, each a scheme or several that are needed together. None: no credentials are needed.
pub type Requirements = Vec<Requirement>;

/// A scheme, or several that are needed together.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(untagged)]
pub enum Requirement {
    /// One scheme.
    One(String),
    /// All of these schemes.
    All(Vec<String>),
}

impl Requirement {
    /// The names of the schemes.
    pub fn names(&self) -> &[String] {
        match self {
            Self::One(name) => std::slice::from_ref(name),
            Self::All(names) => names,
        }
    }
}

/// `[security.<scheme>]`: credentials of a security scheme.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Security {
    /// Headers sent with the credential, and the client parameter with the value of each.
    pub headers: BTreeMap<String, String>,
    /// Alternative lists of environment variables, each with all parts of the credential.
    pub env: Vec<Vec<String>>,
    /// The scheme, a Security Scheme Object of OpenAPI 3, in place of the document's.
    pub declare: Option<Value>,
}

impl<'de> Deserialize<'de> for SecuritySettings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Settings;

        /// A scheme may be called `default` too.
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Default {
            Requirements(Requirements),
            Scheme(Security),
        }

        impl<'de> Visitor<'de> for Settings {
            type Value = SecuritySettings;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<SecuritySettings, A::Error> {
                let mut settings = SecuritySettings::default();
                while let Some(key) = map.next_key::<Spanned<String>>()? {
                    if key.get_ref() != "default" {
                        settings.schemes.push_spanned(key, map.next_value()?);
                        continue;
                    }
                    match map.next_value()? {
                        Default::Requirements(requirements) => settings.default = Some(requirements),
                        Default::Scheme(scheme) => settings.schemes.push_spanned(key, scheme),
                    }
                }
                Ok(settings)
            }
        }

        deserializer.deserialize_map(Settings)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::config::Config;

    #[test]
    fn default_is_a_key_and_may_be_a_scheme() {
        let parsed = |text: &str| Config::parse("api.toml", text).unwrap().security;
        let both = parsed("[security]\ndefault = ['a', ['b', 'c']]\n[security.a]\nenv = [['A']]\n");
        let names: Vec<_> = both.default.unwrap().iter().map(|requirement| requirement.names().len()).collect();
        assert_eq!((names, both.schemes.iter().count()), (vec![1, 2], 1));
        let scheme = parsed("[security.default]\nenv = [['A']]\n");
        assert!(scheme.default.is_none() && scheme.schemes.of("default").is_some());
        assert!(Config::parse("api.toml", "[security]\ndefault = 'a'\n").is_err());
        assert!(Config::parse("api.toml", "[security.a]\nenv = 'a'\n").is_err());
    }
}
