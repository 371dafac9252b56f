//! What values must be besides their type.

use super::Value;

/// The constraints of a value (JSON Schema Validation 2020-12, §6). They are for the docs: services validate them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints {
    /// How many characters a string has.
    pub characters: Count,
    /// How many elements an array has.
    pub items: Count,
    /// How many properties an object has.
    pub properties: Count,
    /// The least number, and whether the number itself is excluded.
    pub minimum: Option<(Value, bool)>,
    /// The greatest number, likewise.
    pub maximum: Option<(Value, bool)>,
    /// A number of which it is a multiple.
    pub multiple_of: Option<Value>,
    /// A regular expression that matches a string.
    pub pattern: Option<String>,
    /// Whether the elements of an array differ from each other.
    pub unique: bool,
}

/// How many there are, at least and at most.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Count {
    /// At least so many, if it is more than none.
    pub least: Option<u64>,
    /// At most so many.
    pub most: Option<u64>,
}
