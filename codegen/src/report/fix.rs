//! How users correct what a diagnostic is about without changing the document: an entry of the configuration, or an action of an
//! overlay.

use serde_json::Value;

use super::diagnostic::Fix;
use super::{Location, Pointer};

/// Keys whose values are arrays.
const LISTS: [&str; 9] =
    ["allOf", "anyOf", "enum", "oneOf", "parameters", "prefixItems", "security", "servers", "tags"];

/// A fix as text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Written {
    /// Where the text belongs.
    pub file: FixFile,
    /// The lines.
    pub text: String,
}

/// The file that a fix belongs into.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FixFile {
    /// The configuration.
    Configuration,
    /// The actions of an overlay.
    Overlay,
}

impl Fix {
    /// An entry of a component's property in the configuration.
    pub fn property(component: &str, property: &str, keys: impl Into<String>) -> Self {
        Self::Table(format!("schemas.{}.properties.{}", key(component), key(property)), keys.into())
    }

    /// An entry of an operation in the configuration.
    pub fn operation(id: &str, keys: impl Into<String>) -> Self {
        Self::Table(format!("operations.{}", key(id)), keys.into())
    }

    /// The place that it is about.
    pub(super) fn place(&self) -> Option<&Location> {
        match self {
            Self::Place(at, _) | Self::Overlay(at, _) | Self::Rename { at, .. } => Some(at),
            Self::Table(..) => None,
        }
    }

    /// The text of a fix whose place is resolved: its pointer, and the name of the file unless that is the main one.
    pub(super) fn written(&self, pointer: &Pointer, file: Option<&str>) -> Written {
        let (file, text) = match self {
            Self::Table(table, keys) => (FixFile::Configuration, format!("[{table}]\n{keys}")),
            Self::Place(_, keys) => (FixFile::Configuration, format!("[{}]\n{keys}", table(pointer, file))),
            // An overlay of one file has its places; the other files are its parts.
            Self::Overlay(_, action) => {
                (FixFile::Overlay, format!("- target: {}\n  {}", json_path(pointer), action.replace('\n', "\n  ")))
            }
            Self::Rename { to, value, .. } => {
                let holder = json_path(&pointer.parent().unwrap_or_default());
                let update = format!("- target: {holder}\n  update: {}", serde_json::json!({to: "?"}));
                let update = update.replace("\"?\"", value);
                (FixFile::Overlay, format!("{update}\n- target: {}\n  remove: true", json_path(pointer)))
            }
        };
        Written { file, text }
    }
}

/// The table of the configuration for a place.
fn table(pointer: &Pointer, file: Option<&str>) -> String {
    let tokens: Vec<_> = pointer.tokens().map(|token| token.into_owned()).collect();
    match tokens.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["components", "schemas", component] | ["definitions", component] if file.is_none() => {
            format!("schemas.{}", key(component))
        }
        ["components", "schemas", component, "properties", property]
        | ["definitions", component, "properties", property]
            if file.is_none() =>
        {
            format!("schemas.{}.properties.{}", key(component), key(property))
        }
        _ => {
            let file = file.map(|file| format!("{}#", file.rsplit('/').next().unwrap_or(file))).unwrap_or_default();
            format!("places.{}", Value::from(format!("{file}{}", pointer.as_str())))
        }
    }
}

/// A key of TOML.
pub fn key(name: &str) -> String {
    let is_bare = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    // The escapes of JSON are those of TOML.
    if is_bare { name.to_owned() } else { Value::from(name).to_string() }
}

/// A pointer as a JSONPath (RFC 9535).
fn json_path(pointer: &Pointer) -> String {
    let mut path = "$".to_owned();
    let mut before = String::new();
    for token in pointer.tokens() {
        let is_index = LISTS.contains(&before.as_str()) && token.bytes().all(|byte| byte.is_ascii_digit());
        before = token.clone().into_owned();
        let is_name = token.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && token.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        if is_name {
            path.push('.');
            path.push_str(&token);
        } else if is_index {
            path.push_str(&format!("[{token}]"));
        } else {
            path.push_str(&format!("['{}']", token.replace('\\', "\\\\").replace('\'', "\\'")));
        }
    }
    if path.contains([':', '#', '{', '\'', '"']) { Value::from(path).to_string() } else { path }
}
