//! Reading the objects of the document: the document itself, the configuration, and the diagnostics so far.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::config::Config;
use crate::report::{At, Code, Diagnostic, Diagnostics, Pointer};

use super::shallow::shallow;

/// A document that is read, with the diagnostics about it.
pub(super) struct Reader<'a> {
    document: &'a Value,
    config: &'a Config,
    diagnostics: Diagnostics,
}

impl<'a> Reader<'a> {
    /// A reader of a document, translated to OpenAPI 3.0.
    pub fn new(document: &'a Value, config: &'a Config) -> Self {
        Self { document, config, diagnostics: Diagnostics::default() }
    }

    /// Ends reading, and returns the diagnostics.
    pub fn finish(self) -> Diagnostics {
        self.diagnostics
    }

    /// The document.
    pub fn document(&self) -> &'a Value {
        self.document
    }

    /// The configuration.
    pub fn config(&self) -> &'a Config {
        self.config
    }

    /// Adds a diagnostic.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The diagnostics, for checks that add to them.
    pub fn diagnostics(&mut self) -> &mut Diagnostics {
        &mut self.diagnostics
    }

    /// Deserializes one object of the document as `openapiv3` models it, without the schemas in it. An object that does
    /// not fit the model is reported as malformed.
    pub fn object<T: DeserializeOwned>(&mut self, value: &Value, at: &At<'_>, what: &str) -> Option<T> {
        match T::deserialize(&shallow(value)) {
            Ok(object) => Some(object),
            Err(error) => {
                self.malformed(at, format!("this {what} is not valid OpenAPI: {error}"));
                None
            }
        }
    }

    /// The properties of a JSON object; `None` if it is absent or `null`. Any other value is reported as malformed.
    pub fn properties(&mut self, value: Option<&'a Value>, at: &At<'_>) -> Option<&'a Map<String, Value>> {
        match value? {
            Value::Object(properties) => Some(properties),
            Value::Null => None,
            other => {
                self.malformed(at, format!("expected an object, found {}", json_type(other)));
                None
            }
        }
    }

    /// The elements of a JSON array; none if it is absent or `null`. Any other value is reported as malformed.
    pub fn elements(&mut self, value: Option<&'a Value>, at: &At<'_>) -> &'a [Value] {
        match value {
            Some(Value::Array(elements)) => elements,
            None | Some(Value::Null) => &[],
            Some(other) => {
                self.malformed(at, format!("expected an array, found {}", json_type(other)));
                &[]
            }
        }
    }

    /// Reports something that does not conform to the specification.
    pub fn malformed(&mut self, at: &At<'_>, message: String) {
        self.report(Diagnostic::new(Code::Malformed, at.value(), message));
    }
}

/// The type of a JSON value, with its article.
pub(super) fn json_type(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// A property that is a string, trimmed, unless it is empty.
pub(super) fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Whether a property is `true`.
pub(super) fn flag(value: &Value, key: &str) -> bool {
    value.get(key).and_then(Value::as_bool).unwrap_or(false)
}

/// The schema, example or other object to which a `$ref` leads in one step, without a report where it leads nowhere.
pub(super) fn target<'v>(document: &'v Value, value: &Value) -> Option<&'v Value> {
    let reference = value.get("$ref").and_then(Value::as_str)?;
    Pointer::parse_fragment(reference.strip_prefix('#')?)?.of(document)
}
