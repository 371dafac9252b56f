//! Mutual TLS, a security scheme of the connection.

use serde_json::{Map, Value};

use crate::dialect::here::Here;

/// Security schemes of the type `mutualTLS` (§4.8.27.1, `type`), which 3.0 does not have.
///
/// They are a matter of the connection, and nothing of them is in a request. So requirements are met without them,
/// and the schemes go into an extension.
pub(super) struct MutualTls {
    names: Vec<String>,
}

impl MutualTls {
    /// Finds them in a document.
    pub fn new(document: &Value) -> Self {
        let schemes = document.pointer("/components/securitySchemes").and_then(Value::as_object);
        let is_mutual = |scheme: &Value| scheme.get("type").and_then(Value::as_str) == Some("mutualTLS");
        let names = schemes.into_iter().flatten().filter(|(_, scheme)| is_mutual(scheme));
        Self { names: names.map(|(name, _)| name.clone()).collect() }
    }

    /// Takes them out of `components`.
    pub fn schemes(&self, components: &mut Map<String, Value>, here: &mut Here<'_>) {
        let Some(Value::Object(schemes)) = components.get_mut("securitySchemes") else { return };
        let mut taken = Map::new();
        for name in &self.names {
            if let Some(scheme) = schemes.shift_remove(name) {
                here.relocate(&[(&["x-specwright-mutual-tls", name], &["securitySchemes", name])]);
                taken.insert(name.clone(), scheme);
            }
        }
        if !taken.is_empty() {
            components.insert("x-specwright-mutual-tls".to_owned(), Value::Object(taken));
        }
    }

    /// Takes them out of the requirements of the document, or of an operation.
    pub fn requirements(&self, holder: &mut Map<String, Value>) {
        let Some(Value::Array(requirements)) = holder.get_mut("security") else { return };
        for requirement in requirements.iter_mut().filter_map(Value::as_object_mut) {
            for name in &self.names {
                requirement.shift_remove(name);
            }
        }
    }
}
