//! What a difference may do at the place where it applies.

use serde_json::{Map, Value};

use crate::report::{At, Code, Diagnostic, Diagnostics, Pointer};

use super::moved::Moved;

/// The place of an object that is being translated, and what is kept about the document.
pub(super) struct Here<'h> {
    /// Where the object stands in the translated document.
    pub at: &'h At<'h>,
    /// What moved so far.
    pub moved: &'h mut Moved,
    /// The diagnostics so far.
    pub diagnostics: &'h mut Diagnostics,
    /// The document as it was written.
    pub document: &'h Value,
}

impl Here<'_> {
    /// Notes that fields of this object moved from one place below it to another.
    pub fn relocate(&mut self, parts: &[(&[&str], &[&str])]) {
        let parts: Vec<(Pointer, Pointer)> =
            parts.iter().map(|(to, from)| (self.pointer(to), self.pointer(from))).collect();
        self.moved.relocate(parts);
    }

    /// Notes that something new below this object replaces something that is, or was, below it too.
    pub fn stems(&mut self, new: &[&str], from: &[&str]) {
        let (new, from) = (self.pointer(new), self.pointer(from));
        self.moved.stems(new, &from);
    }

    /// A place below this object.
    pub fn pointer(&self, path: &[&str]) -> Pointer {
        path.iter().fold(self.at.pointer(), |pointer, key| pointer.key(key))
    }

    /// Reports a warning about a field of this object, at the place where it was written.
    pub fn warn(&mut self, code: Code, path: &[&str], message: impl Into<String>) {
        let now = path.iter().fold(self.at.pointer(), |pointer, key| pointer.key(key));
        let location = self.moved.written(&At::under(self.at.file, &now).value());
        self.diagnostics.push(Diagnostic::new(code, location, message));
    }

    /// Renames a field, which keeps its place in the order. A field that already has the name is replaced.
    pub fn rename(&mut self, object: &mut Map<String, Value>, from: &str, to: &str) {
        if !object.contains_key(from) {
            return;
        }
        object.shift_remove(to);
        *object = std::mem::take(object)
            .into_iter()
            .map(|(key, value)| if key == from { (to.to_owned(), value) } else { (key, value) })
            .collect();
        self.relocate(&[(&[to], &[from])]);
    }
}
