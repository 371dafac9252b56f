//! The diagnostics of a run: collected by every stage, shown at the end.

use std::collections::HashSet;
use std::{slice, vec};

use super::render::{Positions, Resolved};
use super::{Code, Diagnostic, Fix, Location, Place, Severity};

/// Diagnostics in the order in which they were made. Those of another stage are added with [`Extend`].
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// No diagnostics.
    pub const fn new() -> Self {
        Self { list: Vec::new() }
    }

    /// Adds a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds a warning.
    pub fn warn(&mut self, code: Code, place: impl Into<Place>, message: impl Into<String>) {
        self.push(Diagnostic::new(code, place, message).severity(Severity::Warning));
    }

    /// Adds an error.
    pub fn error(&mut self, code: Code, place: impl Into<Place>, message: impl Into<String>) {
        self.push(Diagnostic::new(code, place, message).severity(Severity::Error));
    }

    /// Turns every warning into an error, for `--strict`.
    pub fn strict(&mut self) {
        for diagnostic in &mut self.list {
            diagnostic.severity = Severity::Error;
        }
    }

    /// The same diagnostics, with other places in the document for those that they have.
    #[must_use]
    pub fn relocate(mut self, place: impl Fn(&Location) -> Location) -> Self {
        for diagnostic in &mut self.list {
            if let Place::Document(location) = &mut diagnostic.place {
                *location = place(location);
            }
            if let Some(Fix::Place(at, _) | Fix::Overlay(at, _) | Fix::Rename { at, .. }) =
                diagnostic.fix.as_deref_mut()
            {
                *at = place(at);
            }
        }
        self
    }

    /// Whether one of them is an error.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many there are, identical ones counted.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// The diagnostics in the order in which they were made.
    pub fn iter(&self) -> slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// The diagnostics with the places where they are shown, by file and position; identical ones once.
    ///
    /// Those of a whole file come before those within it. Of diagnostics at one position, the one made first
    /// comes first.
    pub fn resolve(&self, positions: &dyn Positions) -> Vec<(&Diagnostic, Resolved)> {
        let of_fixes: Vec<Option<Place>> = self
            .list
            .iter()
            .map(|diagnostic| {
                let place = diagnostic.fix.as_deref().and_then(Fix::place);
                place.cloned().map(Place::Document)
            })
            .collect();
        let places = self.list.iter().map(|diagnostic| &diagnostic.place).chain(of_fixes.iter().flatten());
        let mut resolved = positions.resolve(&places.collect::<Vec<_>>());
        let mut fixes = resolved.split_off(self.list.len().min(resolved.len())).into_iter();
        let fixes = of_fixes.iter().map(|place| place.as_ref().and_then(|_| fixes.next()));
        let fixes: Vec<Option<Resolved>> = fixes.collect();
        let mut shown: Vec<(&Diagnostic, Resolved)> = self.list.iter().zip(resolved).collect();
        for ((diagnostic, resolved), place) in shown.iter_mut().zip(fixes) {
            // What an overlay has added is corrected there.
            let place = place.unwrap_or_default();
            let fix = diagnostic.fix.as_deref().filter(|_| !place.in_overlay);
            let file = place.file.as_deref().filter(|_| place.rank > 0);
            resolved.fix = fix.map(|fix| fix.written(&place.pointer.unwrap_or_default(), file));
        }
        shown.sort_by(|(_, a), (_, b)| a.order().cmp(&b.order()));
        let mut seen = HashSet::with_capacity(shown.len());
        shown.retain(|(diagnostic, _)| seen.insert(*diagnostic));
        shown
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self { list: vec![diagnostic] }
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: I) {
        self.list.extend(diagnostics);
    }
}

impl IntoIterator for Diagnostics {
    type IntoIter = vec::IntoIter<Diagnostic>;
    type Item = Diagnostic;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type IntoIter = slice::Iter<'a, Diagnostic>;
    type Item = &'a Diagnostic;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{FileId, On, Pointer, TextPlace};

    fn in_line(line: usize, message: &str) -> Diagnostic {
        let text = "\n".repeat(line - 1);
        Diagnostic::new(Code::Syntax, TextPlace::new("x", &text, text.len(), 0), message)
    }

    fn check(diagnostics: Vec<Diagnostic>, expected: &[&str]) {
        let mut all = Diagnostics::new();
        all.extend(diagnostics);
        let shown: Vec<&str> = all.resolve(&()).iter().map(|(diagnostic, _)| diagnostic.message.as_str()).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn diagnostics_are_shown_from_top_to_bottom() {
        check(vec![in_line(9, "c"), in_line(2, "a"), in_line(10, "d"), in_line(9, "b")], &["a", "c", "b", "d"]);
        let whole = Diagnostic::new(Code::EmptyFile, Place::File("x".to_owned()), "whole");
        check(vec![in_line(1, "a"), whole], &["whole", "a"]);
    }

    #[test]
    fn identical_diagnostics_are_shown_once() {
        let other = in_line(3, "a").severity(Severity::Warning);
        check(vec![in_line(3, "a"), in_line(1, "b"), in_line(3, "a"), other], &["b", "a", "a"]);
    }

    #[test]
    fn strict_makes_warnings_errors() {
        let mut diagnostics = Diagnostics::new();
        let place = Location { file: FileId::MAIN, pointer: Pointer::root(), on: On::Key };
        diagnostics.warn(Code::NameClash, place.clone(), "a");
        assert!(!diagnostics.has_errors());
        diagnostics.strict();
        assert!(diagnostics.has_errors());

        let mut diagnostics = Diagnostics::new();
        diagnostics.error(Code::NameClash, place, "a");
        assert!(diagnostics.has_errors() && diagnostics.len() == 1 && !diagnostics.is_empty());
    }
}
