//! The fate of values that are decoded and encoded again.

use std::fmt;

use serde_json::Value;
use specwright::report::Pointer;

/// The fate of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Fate {
    /// It survived. A `null` of a declared property may be absent, which is the same to a reader.
    Same,
    /// It could not be decoded.
    DecodeFailure(String),
    /// A property is missing: the type does not declare it.
    Lost(Pointer, Value),
    /// A property was added.
    Added(Pointer),
    /// A value changed.
    Changed(Pointer, Value, Value),
}

impl Fate {
    /// Compares a value before and after. `is_declared` tells whether the place is that of a declared property.
    pub fn of(before: &Value, after: &Value, is_declared: &dyn Fn(&Pointer) -> bool) -> Self {
        compare(&Pointer::root(), before, after, is_declared)
    }

    /// The kind of the fate, without pointers and values.
    pub fn kind(&self) -> String {
        match self {
            Self::Same => "same".to_owned(),
            Self::DecodeFailure(message) => format!("not decoded: {}", generalize(message)),
            Self::Lost(_, Value::Null) => "lost: an undeclared null property".to_owned(),
            Self::Lost(..) => "lost: an undeclared property".to_owned(),
            Self::Added(_) => "added: an absent property".to_owned(),
            Self::Changed(_, before, after) => format!("changed: {} into {}", kind(before), kind(after)),
        }
    }
}

impl fmt::Display for Fate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Same => write!(f, "same"),
            Self::DecodeFailure(message) => write!(f, "not decoded: {message}"),
            Self::Lost(at, value) => write!(f, "lost: {at} = {value}"),
            Self::Added(at) => write!(f, "added: {at}"),
            Self::Changed(at, before, after) => write!(f, "changed: {at} from {before} to {after}"),
        }
    }
}

fn compare(at: &Pointer, before: &Value, after: &Value, is_declared: &dyn Fn(&Pointer) -> bool) -> Fate {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => {
            for (name, value) in before {
                let at = at.key(name);
                let fate = match after.get(name) {
                    Some(other) => compare(&at, value, other, is_declared),
                    None if value.is_null() && is_declared(&at) => Fate::Same,
                    None => Fate::Lost(at, value.clone()),
                };
                if fate != Fate::Same {
                    return fate;
                }
            }
            let added = after.keys().find(|name| !before.contains_key(*name));
            added.map_or(Fate::Same, |name| Fate::Added(at.key(name)))
        }
        (Value::Array(before), Value::Array(after)) if before.len() == after.len() => {
            let pairs = before.iter().zip(after).enumerate();
            let mut fates = pairs.map(|(index, (before, after))| compare(&at.index(index), before, after, is_declared));
            fates.find(|fate| *fate != Fate::Same).unwrap_or(Fate::Same)
        }
        (Value::Number(a), Value::Number(b)) if a == b || a.as_f64() == b.as_f64() => Fate::Same,
        (before, after) if before == after => Fate::Same,
        (before, after) => Fate::Changed(at.clone(), before.clone(), after.clone()),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// A message without values.
fn generalize(message: &str) -> String {
    let message = message.split(" at line ").next().unwrap_or(message);
    if let Some(rest) = message.strip_prefix("invalid type: ")
        && let Some((found, expected)) = rest.rsplit_once(", expected ")
    {
        let found: String = found.chars().take_while(|letter| letter.is_alphabetic() || *letter == ' ').collect();
        let expected = expected.split(" (").next().unwrap_or(expected);
        return format!("{} where {expected} is declared", found.trim());
    }
    let mut general = String::new();
    for (index, part) in message.split(['"', '`']).enumerate() {
        general.push_str(if index % 2 == 0 { part } else { "…" });
    }
    general
}
