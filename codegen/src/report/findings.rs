//! The findings of a run: collected by every stage, shown at the end.

use std::collections::HashSet;
use std::{slice, vec};

use super::render::{Positions, Resolved};
use super::{Code, Finding, Location, Place, Severity};

/// Findings in the order in which they were made. Those of another stage are added with [`Extend`].
#[derive(Clone, Debug, Default)]
pub struct Findings {
    list: Vec<Finding>,
}

impl Findings {
    /// No findings.
    pub const fn new() -> Self {
        Self { list: Vec::new() }
    }

    /// Adds a finding.
    pub fn push(&mut self, finding: Finding) {
        self.list.push(finding);
    }

    /// Adds a warning.
    pub fn warn(&mut self, code: Code, place: impl Into<Place>, message: impl Into<String>) {
        self.push(Finding::new(code, place, message).severity(Severity::Warning));
    }

    /// Adds an error.
    pub fn error(&mut self, code: Code, place: impl Into<Place>, message: impl Into<String>) {
        self.push(Finding::new(code, place, message).severity(Severity::Error));
    }

    /// Turns every warning into an error, as `--strict` asks.
    pub fn strict(&mut self) {
        for finding in &mut self.list {
            finding.severity = Severity::Error;
        }
    }

    /// The same findings, with other places in the document for those that they have.
    #[must_use]
    pub fn relocate(mut self, place: impl Fn(&Location) -> Location) -> Self {
        for finding in &mut self.list {
            if let Place::Document(location) = &mut finding.place {
                *location = place(location);
            }
        }
        self
    }

    /// Whether one of them is an error.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many there are, identical ones counted.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// The findings in the order in which they were made.
    pub fn iter(&self) -> slice::Iter<'_, Finding> {
        self.list.iter()
    }

    /// The findings with the places where they are shown, by file and position; identical ones once.
    ///
    /// Those of a whole file come before those within it. Of findings at one position, the one made first
    /// comes first.
    pub fn resolve(&self, positions: &dyn Positions) -> Vec<(&Finding, Resolved)> {
        let places: Vec<&Place> = self.list.iter().map(|finding| &finding.place).collect();
        let mut shown: Vec<(&Finding, Resolved)> = self.list.iter().zip(positions.resolve(&places)).collect();
        shown.sort_by(|(_, a), (_, b)| a.order().cmp(&b.order()));
        let mut seen = HashSet::with_capacity(shown.len());
        shown.retain(|(finding, _)| seen.insert(*finding));
        shown
    }
}

impl From<Finding> for Findings {
    fn from(finding: Finding) -> Self {
        Self { list: vec![finding] }
    }
}

impl Extend<Finding> for Findings {
    fn extend<I: IntoIterator<Item = Finding>>(&mut self, findings: I) {
        self.list.extend(findings);
    }
}

impl IntoIterator for Findings {
    type IntoIter = vec::IntoIter<Finding>;
    type Item = Finding;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a Findings {
    type IntoIter = slice::Iter<'a, Finding>;
    type Item = &'a Finding;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{FileId, On, Pointer, TextPlace};

    fn in_line(line: usize, message: &str) -> Finding {
        let text = "\n".repeat(line - 1);
        Finding::new(Code::Syntax, TextPlace::new("x", &text, text.len(), 0), message)
    }

    fn check(findings: Vec<Finding>, expected: &[&str]) {
        let mut all = Findings::new();
        all.extend(findings);
        let shown: Vec<&str> = all.resolve(&()).iter().map(|(finding, _)| finding.message.as_str()).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn findings_are_shown_from_top_to_bottom() {
        check(vec![in_line(9, "c"), in_line(2, "a"), in_line(10, "d"), in_line(9, "b")], &["a", "c", "b", "d"]);
        let whole = Finding::new(Code::EmptyFile, Place::File("x".to_owned()), "whole");
        check(vec![in_line(1, "a"), whole], &["whole", "a"]);
    }

    #[test]
    fn identical_findings_are_shown_once() {
        let other = in_line(3, "a").severity(Severity::Warning);
        check(vec![in_line(3, "a"), in_line(1, "b"), in_line(3, "a"), other], &["b", "a", "a"]);
    }

    #[test]
    fn strict_makes_warnings_errors() {
        let mut findings = Findings::new();
        let place = Location { file: FileId::MAIN, pointer: Pointer::root(), on: On::Key };
        findings.warn(Code::NameClash, place.clone(), "a");
        assert!(!findings.has_errors());
        findings.strict();
        assert!(findings.has_errors());

        let mut findings = Findings::new();
        findings.error(Code::NameClash, place, "a");
        assert!(findings.has_errors() && findings.len() == 1 && !findings.is_empty());
    }
}
