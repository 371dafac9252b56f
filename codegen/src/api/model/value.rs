//! JSON values.

/// A JSON value, as documents have them in enums, defaults and examples.
pub type Value = serde_json::Value;
