//! What is known of a document, and explains why calls of it are not taken.

use std::collections::BTreeSet;

use serde_json::Value;
use specwright::config::Config;
use specwright::report::{At, Code, FileId, Findings};
use specwright::source::Tree;
use specwright::{api, dialect};

/// What is known of a document.
#[derive(Debug, Default)]
pub struct Facts {
    /// Whether an example contradicts its schema.
    pub examples_contradict: bool,
    read_only: BTreeSet<String>,
    /// Methods and paths of operations of which no body is valid.
    without_body: BTreeSet<String>,
}

impl Facts {
    /// The facts of a document, for which the generator found these things.
    pub fn of(tree: &Tree, findings: &Findings) -> Self {
        let mut facts = Self {
            examples_contradict: findings.iter().any(|finding| finding.code == Code::ExampleContradictsSchema),
            ..Self::default()
        };
        let (translated, _) = dialect::to_3_0(tree.root(), &At::root(FileId::MAIN));
        let (lowered, _) = api::lower(&translated.document, &Config::default());
        let samples = api::samples(&translated.document, &lowered);
        for (operation, sample) in lowered.operations.iter().zip(samples) {
            if !sample.is_valid {
                facts.without_body.insert(format!("{} {} ", operation.method, operation.path));
            }
        }
        facts.find_read_only(&translated.document);
        facts
    }

    /// Whether a member of this name is `readOnly` somewhere.
    pub fn is_read_only(&self, name: &str) -> bool {
        self.read_only.contains(name)
    }

    /// Whether no body is valid for the operation of a line, which begins with its method and path.
    pub fn has_no_body(&self, line: &str) -> bool {
        self.without_body.iter().any(|start| line.starts_with(start))
    }

    fn find_read_only(&mut self, document: &Value) {
        let mut open = vec![document];
        while let Some(value) = open.pop() {
            if let Some(members) = value.get("properties").and_then(Value::as_object) {
                let read_only = |schema: &Value| schema.get("readOnly") == Some(&Value::Bool(true));
                let names = members.iter().filter(|(_, schema)| read_only(schema)).map(|(name, _)| name.clone());
                self.read_only.extend(names);
            }
            match value {
                Value::Array(elements) => open.extend(elements),
                Value::Object(members) => open.extend(members.values()),
                _ => {}
            }
        }
    }
}
