//! [`Map`]: a JSON object whose property names are data.

use std::collections::BTreeMap;

use serde_json::Value;

/// A JSON object whose property names are data: any names, each with a value of type `V`.
pub type Map<V = Value> = BTreeMap<String, V>;
