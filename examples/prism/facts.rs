//! Facts about a document that explain why calls are rejected.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use specwright::config::Config;
use specwright::report::{At, Code, Diagnostics, FileId};
use specwright::source::Tree;
use specwright::{api, dialect};

/// Facts about a document.
#[derive(Debug, Default)]
pub struct Facts {
    /// Whether an example contradicts its schema.
    pub examples_contradict: bool,
    /// Whether a media type is a range, as `*/*` is.
    pub has_ranges: bool,
    /// Whether the mock server exited during the calls.
    pub mock_ended: bool,
    read_only: BTreeSet<String>,
    /// Properties required beside a reference.
    beside_reference: BTreeSet<String>,
    /// Methods and paths of operations without any valid body.
    without_body: BTreeSet<String>,
    /// Required properties without a schema.
    undescribed: BTreeSet<String>,
    /// Methods and paths of operations whose URLs are also those of other operations.
    ambiguous: BTreeSet<String>,
    /// Methods and paths of operations, and the encodings of their bodies.
    bodies: Vec<(String, api::Encoding)>,
}

impl Facts {
    /// Collects the facts of a document, for which the generator reported these diagnostics.
    pub fn of(tree: &Tree, diagnostics: &Diagnostics) -> Self {
        let mut facts = Self {
            examples_contradict: diagnostics.iter().any(|diagnostic| diagnostic.code == Code::ExampleContradictsSchema),
            ..Self::default()
        };
        let (translated, _) = dialect::to_3_0(tree.root(), &At::root(FileId::MAIN));
        let (lowered, _) = api::lower(&translated.document, &Config::default());
        let samples = api::samples(&translated.document, &lowered);
        for (operation, sample) in lowered.operations.iter().zip(samples) {
            let start = format!("{} {} ", operation.method, operation.path);
            let first = operation.body.as_ref().and_then(|body| body.contents.first());
            facts.bodies.extend(first.map(|content| (start.clone(), content.encoding)));
            if !sample.is_valid {
                facts.without_body.insert(start);
            }
        }
        facts.ambiguous = ambiguous(&lowered.operations);
        facts.look(&translated.document);
        facts.look(tree.root());
        facts
    }

    /// Whether a property of this name is `readOnly` anywhere.
    pub fn is_read_only(&self, name: &str) -> bool {
        self.read_only.contains(name)
    }

    /// Whether the operation of a line, which begins with its method and path, has no valid body.
    pub fn has_no_body(&self, line: &str) -> bool {
        self.without_body.iter().any(|start| line.starts_with(start))
    }

    /// Whether a property of this name is required beside a reference.
    pub fn is_required_beside_reference(&self, name: &str) -> bool {
        self.beside_reference.contains(name)
    }

    /// Whether a property of this name is required without a schema.
    pub fn is_undescribed(&self, name: &str) -> bool {
        self.undescribed.contains(name)
    }

    /// Whether another operation has the same URL as that of the line.
    pub fn is_ambiguous(&self, line: &str) -> bool {
        self.ambiguous.iter().any(|start| line.starts_with(start))
    }

    /// Whether the operation of a line sends a sequence of JSON values.
    pub fn has_items(&self, line: &str) -> bool {
        self.is_written(line, |encoding| matches!(encoding, api::Encoding::Items(..)))
    }

    /// Whether the operation of a line sends bytes or text.
    pub fn has_bytes(&self, line: &str) -> bool {
        self.is_written(line, |encoding| matches!(encoding, api::Encoding::Binary | api::Encoding::Text))
    }

    /// Whether the operation of a line sends a form.
    pub fn has_form(&self, line: &str) -> bool {
        self.is_written(line, |encoding| matches!(encoding, api::Encoding::Form(_) | api::Encoding::Multipart(_)))
    }

    fn is_written(&self, line: &str, so: fn(api::Encoding) -> bool) -> bool {
        self.bodies.iter().any(|(start, encoding)| line.starts_with(start) && so(*encoding))
    }

    fn look(&mut self, document: &Value) {
        let mut open = vec![document];
        while let Some(value) = open.pop() {
            if let Some(members) = value.get("properties").and_then(Value::as_object) {
                let read_only = |schema: &Value| schema.get("readOnly") == Some(&Value::Bool(true));
                let names = members.iter().filter(|(_, schema)| read_only(schema)).map(|(name, _)| name.clone());
                self.read_only.extend(names);
            }
            let required = value.get("required").and_then(Value::as_array);
            let required = required.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned);
            if value.get("$ref").is_some_and(Value::is_string) {
                self.beside_reference.extend(required);
            } else if let Some(members) = value.get("properties").and_then(Value::as_object) {
                self.undescribed.extend(required.filter(|name| !members.contains_key(name)));
            }
            let content = value.get("content").and_then(Value::as_object);
            self.has_ranges |= content.is_some_and(|content| content.keys().any(|media_type| media_type.contains('*')));
            match value {
                Value::Array(elements) => open.extend(elements),
                Value::Object(members) => open.extend(members.values()),
                _ => {}
            }
        }
    }
}

/// The operations whose paths match the same URLs as those of others: they differ only after the path, or in the names of
/// path parameters.
fn ambiguous(operations: &[api::Operation]) -> BTreeSet<String> {
    let mut seen: BTreeMap<String, Vec<&api::Operation>> = BTreeMap::new();
    for operation in operations {
        let path = operation.path.split(['#', '?']).next().unwrap_or_default();
        let parts = path.split('/').map(|part| if part.starts_with('{') { "{}" } else { part });
        seen.entry(parts.collect::<Vec<_>>().join("/")).or_default().push(operation);
    }
    let several = seen.into_values().filter(|all| {
        let paths: BTreeSet<&str> = all.iter().map(|operation| operation.path.as_str()).collect();
        paths.len() > 1
    });
    several.flatten().map(|operation| format!("{} {} ", operation.method, operation.path)).collect()
}
