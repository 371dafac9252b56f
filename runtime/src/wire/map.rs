//! [`Map`]: a JSON object whose property names are data.

use std::collections::BTreeMap;

use serde_json::Value;

/// A JSON object whose member names are data: any names, each with a `V`.
pub type Map<V = Value> = BTreeMap<String, V>;
