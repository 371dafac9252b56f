//! Which operations and webhooks of a document are drafted.

use std::collections::HashSet;

use serde_json::Value;

use crate::config::{Config, Generate, matches};
use crate::report::Diagnostics;

use super::super::reader::text;

/// The selection of the configuration, and which of its patterns match anything so far.
pub(super) struct Selection<'a> {
    wanted: &'a Generate,
    matched: HashSet<&'a str>,
    unselected: Vec<Unselected>,
}

/// An operation of the document that is not drafted.
pub(super) struct Unselected {
    pub id: Option<String>,
    pub path: String,
    pub is_tagged: bool,
}

impl<'a> Selection<'a> {
    /// The selection of a configuration.
    pub fn new(config: &'a Config) -> Self {
        Self { wanted: &config.generate, matched: HashSet::new(), unselected: Vec::new() }
    }

    /// Whether an operation is drafted. `own` is its object, and `holder` the one around it, which may have its tags.
    pub fn has_operation(&mut self, method: &str, path: &str, id: Option<&str>, [holder, own]: [&Value; 2]) -> bool {
        let tags = own.get("tags").or_else(|| holder.get("tags")).and_then(Value::as_array);
        let tags = tags.into_iter().flatten().filter_map(Value::as_str);
        let called = format!("{method} {path}");
        let tags: Vec<&str> = tags.collect();
        let names: Vec<&str> = tags.iter().copied().chain(id).chain([path, called.as_str()]).collect();
        let has = self.has(&names);
        if !has {
            let is_tagged = !tags.is_empty();
            self.unselected.push(Unselected { id: id.map(str::to_owned), path: path.to_owned(), is_tagged });
        }
        has
    }

    /// The operations so far that are not drafted.
    pub fn unselected(&self) -> &[Unselected] {
        &self.unselected
    }

    /// Whether a webhook is drafted, by its key in the document and its operation object.
    pub fn has_webhook(&mut self, key: &str, own: &Value) -> bool {
        let id = text(own, "operationId");
        let tags = own.get("tags").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        let names: Vec<&str> = tags.chain(id.as_deref()).chain([key]).collect();
        self.has(&names)
    }

    fn has(&mut self, names: &[&str]) -> bool {
        let is_only = self.wanted.only.is_empty() | self.any(&self.wanted.only, names);
        let is_excepted = self.any(&self.wanted.except, names);
        is_only && !is_excepted
    }

    /// Whether a pattern of a list matches a name. All of them are tried, so that each that matches is known.
    fn any(&mut self, patterns: &'a [String], names: &[&str]) -> bool {
        let matching = patterns.iter().filter(|pattern| names.iter().any(|name| matches(pattern, name)));
        let before = matching.map(|pattern| self.matched.insert(pattern)).count();
        before > 0
    }

    /// Reports patterns that match nothing.
    pub fn report_unmatched(&self, config: &Config, diagnostics: &mut Diagnostics) {
        for pattern in self.wanted.only.iter().chain(&self.wanted.except) {
            if !self.matched.contains(pattern.as_str()) {
                config.report_unknown(pattern, "operation, tag, path or webhook", diagnostics);
            }
        }
    }
}
