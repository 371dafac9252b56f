//! Strings of the configuration that become names and versions: not every string can.

use serde::de::{Deserialize, Deserializer, Error};

/// The name of a package (Cargo, "The `name` field").
pub(super) fn package_name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    checked(deserializer, |name| {
        let mut letters = name.chars();
        let begins = letters.next().is_some_and(|first| first.is_ascii_alphabetic());
        let is_name = begins && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_');
        match is_name {
            true => Ok(()),
            false => Err("a package name consists of ASCII letters, digits, `-` and `_`, and begins with a letter"),
        }
    })
}

/// The version of a package (Semantic Versioning 2.0.0).
pub(super) fn version<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    checked(deserializer, |version| match semver::Version::parse(version) {
        Ok(_) => Ok(()),
        Err(_) => Err("a version has three numbers, such as `1.2.3`"),
    })
}

/// Words from which an identifier is made.
pub(super) fn words<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    checked(deserializer, |words| match words.chars().find(|letter| letter.is_alphanumeric()) {
        None => Err("a name has at least one letter"),
        Some(first) if first.is_numeric() => Err("a name begins with a letter"),
        Some(_) => Ok(()),
    })
}

fn checked<'de, D: Deserializer<'de>>(
    deserializer: D,
    check: impl FnOnce(&str) -> Result<(), &'static str>,
) -> Result<Option<String>, D::Error> {
    let text = String::deserialize(deserializer)?;
    match check(&text) {
        Ok(()) => Ok(Some(text)),
        Err(why) => Err(D::Error::custom(format!("`{}` cannot be used: {why}", text.escape_debug()))),
    }
}
