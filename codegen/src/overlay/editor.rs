//! A document while it is changed.

use serde_json::Value;

use crate::report::{At, Code, Diagnostic, Diagnostics, Location, Pointer};
use crate::source::limits;

use super::edits::Edits;

/// The maximum number of values that all changes add to a document.
const ADDED: u64 = limits::VALUES / 10;

/// A document, the changes so far, and the diagnostics about them.
pub(super) struct Editor {
    pub document: Value,
    pub edits: Edits,
    pub diagnostics: Diagnostics,
    /// How many values may still be added.
    affordable: u64,
}

/// Where an added value is written.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    /// In an overlay.
    Written(Location),
    /// At another place of the document.
    Copied(Pointer),
}

impl Origin {
    /// The origin of a property of the value.
    pub fn key(&self, name: &str) -> Self {
        match self {
            Self::Written(location) => {
                Self::Written(Location { pointer: location.pointer.key(name), ..location.clone() })
            }
            Self::Copied(pointer) => Self::Copied(pointer.key(name)),
        }
    }

    /// The origin of an element of the value.
    pub fn index(&self, index: usize) -> Self {
        self.key(&index.to_string())
    }
}

impl Editor {
    /// A document without changes.
    pub fn new(document: &Value) -> Self {
        Self { document: document.clone(), edits: Edits::default(), diagnostics: Diagnostics::new(), affordable: ADDED }
    }

    /// Adds a diagnostic about an overlay.
    pub fn report(&mut self, code: Code, at: &At<'_>, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(code, at.value(), message));
    }

    /// Puts a value at a place: in an object, or in an array, whose end is `-` (RFC 6901 §4). Returns `false` if it is too large.
    #[must_use]
    pub fn put(&mut self, at: &Pointer, value: &Value, origin: &Origin) -> bool {
        let depth = at.tokens().count();
        let is_affordable =
            limits::weigh(value, &mut self.affordable).is_some_and(|deep| depth + deep <= limits::BUNDLED_DEPTH);
        if !is_affordable {
            return false;
        }
        let mut at = at.clone();
        if at.is_root() {
            self.document = value.clone();
        } else if let (Some(parent), Some(last)) = (at.parent(), at.last().map(|last| last.into_owned())) {
            match self.document.pointer_mut(parent.as_str()) {
                Some(Value::Object(properties)) => _ = properties.insert(last, value.clone()),
                Some(Value::Array(elements)) => {
                    let index = if last == "-" { elements.len() } else { last.parse().unwrap_or(elements.len()) };
                    match elements.get_mut(index) {
                        Some(element) => *element = value.clone(),
                        None => elements.push(value.clone()),
                    }
                    at = parent.index(index);
                }
                _ => return true,
            }
        }
        match origin {
            Origin::Written(from) => self.edits.placed(at, from.clone()),
            Origin::Copied(from) => self.edits.copied(at, from.clone()),
        }
        true
    }

    /// Puts a value at a place for which the user has another one than the document. It is traced back to the same place.
    pub fn set(&mut self, at: &Pointer, value: Value) {
        let (Some(parent), Some(last)) = (at.parent(), at.last()) else { return };
        match self.document.pointer_mut(parent.as_str()) {
            Some(Value::Object(properties)) => _ = properties.insert(last.into_owned(), value),
            Some(Value::Array(elements)) => {
                if let Some(element) = last.parse::<usize>().ok().and_then(|index| elements.get_mut(index)) {
                    *element = value;
                }
            }
            _ => {}
        }
    }

    /// Copies the value at a place to another one.
    pub fn copy(&mut self, from: &Pointer, to: &Pointer) {
        let value = from.of(&self.document).cloned().unwrap_or_default();
        // A part of a document that is too large stays as it was.
        let _ = self.put(to, &value, &Origin::Copied(from.clone()));
    }

    /// Removes the values at several places: inner ones before outer ones, and elements of arrays from the last to the first.
    pub fn remove_all(&mut self, mut places: Vec<Pointer>) {
        let key = |place: &Pointer| -> Vec<(usize, String)> {
            place.tokens().map(|token| (token.parse().unwrap_or(usize::MAX), token.into_owned())).collect()
        };
        places.sort_by_cached_key(key);
        for place in places.iter().rev() {
            self.remove(place);
        }
    }

    /// Removes the value at a place. A place that does not exist is ignored.
    pub fn remove(&mut self, at: &Pointer) {
        let (Some(parent), Some(last)) = (at.parent(), at.last()) else { return };
        match self.document.pointer_mut(parent.as_str()) {
            Some(Value::Object(properties)) => _ = properties.shift_remove(last.as_ref()),
            Some(Value::Array(elements)) => {
                if let Some(index) = last.parse().ok().filter(|index| *index < elements.len()) {
                    elements.remove(index);
                    self.edits.removed(parent, index);
                }
            }
            _ => {}
        }
    }
}
