//! What the user knows of a place of the document.

use serde::Deserialize;
use serde_json::Value;

/// `[places."<JSON pointer>"]`: overrides of any place of the document. The pointer is as in RFC 6901; before `#` it may name another
/// file of the document.
///
/// ```toml
/// [places."/paths/~1jobs/get/responses/200/content/application~1json/schema/properties/total"]
/// nullable = true
/// ```
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(default, deny_unknown_fields)]
pub struct Place {
    /// Whether a property, a parameter, a header or a request body is required.
    pub required: Option<bool>,
    /// Whether `null` is allowed.
    pub nullable: Option<bool>,
    /// The schema: the name of a type, or a table with the keywords of JSON Schema.
    #[serde(rename = "type")]
    pub of: Option<Value>,
    /// The path of a type in Rust that implements `Clone`, `Debug`, `PartialEq`, and `Serialize` and `Deserialize` of serde.
    pub rust_type: Option<String>,
    /// Whether it is left out.
    pub omit: bool,
}

impl Place {
    /// Whether there is nothing to change.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
