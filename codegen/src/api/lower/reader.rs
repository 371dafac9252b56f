//! Responses the objects of the document: the document itself, the configuration, and the diagnostics so far.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::config::Config;
use crate::report::{At, Code, Diagnostic, Diagnostics, Fix, Pointer};

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
        let mut shallow = shallow(value);
        let error = match T::deserialize(&shallow) {
            Ok(object) => return Some(object),
            Err(error) => error,
        };
        // A wrong value costs its keyword, and not the object.
        if let Value::Object(properties) = &mut shallow {
            repair(properties);
            if let Ok(object) = T::deserialize(&Value::Object(properties.clone())) {
                return Some(object);
            }
            for key in OPTIONAL {
                let mut others = properties.clone();
                if others.shift_remove(key).is_some()
                    && let Ok(object) = T::deserialize(&Value::Object(others))
                {
                    self.malformed(&at.key(key), format!("`{key}` is not valid here, and ignored: {error}"));
                    return Some(object);
                }
            }
        }
        self.malformed(at, format!("this {what} is not valid OpenAPI: {error}"));
        None
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
        let fix = Fix::Overlay(at.value(), "remove: true".to_owned());
        self.report(Diagnostic::new(Code::Malformed, at.value(), message).fix(fix));
    }
}

/// Keywords whose values are booleans. That they are not is reported when a document is read.
const FLAGS: [&str; 9] = [
    "allowEmptyValue",
    "allowReserved",
    "deprecated",
    "explode",
    "nullable",
    "readOnly",
    "required",
    "uniqueItems",
    "writeOnly",
];

/// Keywords whose values are strings, likewise.
const STRINGS: [&str; 4] = ["description", "summary", "termsOfService", "title"];

/// Required keywords whose values are strings. Scalars are read as they are written.
const WRITTEN: [&str; 1] = ["version"];

/// Keywords that objects can do without.
const OPTIONAL: [&str; 4] = ["style", "examples", "encoding", "content"];

/// Replaces or removes flags and descriptions of the wrong type.
fn repair(properties: &mut Map<String, Value>) {
    for key in FLAGS {
        // In schemas, `required` is a list.
        if properties.get(key).is_some_and(|value| !value.is_boolean() && !value.is_array()) {
            match properties.get(key).and_then(boolean) {
                Some(value) => drop(properties.insert(key.to_owned(), value.into())),
                None => drop(properties.shift_remove(key)),
            }
        }
    }
    for key in WRITTEN {
        if let Some(value) = properties.get_mut(key).filter(|value| value.is_number() || value.is_boolean()) {
            *value = Value::String(value.to_string());
        }
    }
    for key in STRINGS {
        if properties.get(key).is_some_and(|value| !value.is_string()) {
            properties.shift_remove(key);
        }
    }
}

/// A boolean, or a string that reads like one.
fn boolean(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(value) => Some(*value),
        Value::String(text) => text.to_ascii_lowercase().parse().ok(),
        _ => None,
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

/// Whether a property is `true`, or a string that reads like it.
pub(super) fn flag(value: &Value, key: &str) -> bool {
    value.get(key).and_then(boolean).unwrap_or(false)
}

/// The direct target of a `$ref`: a schema, example or other object. A missing target is not reported.
pub(super) fn target<'v>(document: &'v Value, value: &Value) -> Option<&'v Value> {
    let reference = value.get("$ref").and_then(Value::as_str)?;
    Pointer::parse_fragment(reference.strip_prefix('#')?)?.of(document)
}
