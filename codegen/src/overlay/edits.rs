//! The changes of a document, by which places of the result are traced back.

use crate::report::{FileId, Location, Pointer};

/// One change.
#[derive(Clone, Debug)]
enum Edit {
    /// What is at a place is written in an overlay.
    Placed { at: Pointer, from: Location },
    /// What is at a place was copied from another place of the document.
    Copied { at: Pointer, from: Pointer },
    /// An element of an array was removed, so that those behind it moved up.
    Removed { array: Pointer, index: usize },
}

/// The changes of a document, in the order in which they were made.
#[derive(Clone, Debug, Default)]
pub struct Edits(Vec<Edit>);

impl Edits {
    /// Where the value at a place of the changed document was written: the place in the document before all changes, or in an
    /// overlay.
    pub fn written(&self, location: &Location) -> Location {
        if location.file != FileId::MAIN {
            return location.clone();
        }
        let mut location = location.clone();
        for edit in self.0.iter().rev() {
            match edit {
                Edit::Placed { at, from } => {
                    if let Some(rest) = below(&location.pointer, at) {
                        return Location { file: from.file, pointer: extended(&from.pointer, rest), on: location.on };
                    }
                }
                Edit::Copied { at, from } => {
                    if let Some(rest) = below(&location.pointer, at) {
                        location.pointer = extended(from, rest);
                    }
                }
                Edit::Removed { array, index } => {
                    if let Some(pointer) = before_removal(&location.pointer, array, *index) {
                        location.pointer = pointer;
                    }
                }
            }
        }
        location
    }

    pub(super) fn placed(&mut self, at: Pointer, from: Location) {
        self.0.push(Edit::Placed { at, from });
    }

    pub(super) fn copied(&mut self, at: Pointer, from: Pointer) {
        self.0.push(Edit::Copied { at, from });
    }

    pub(super) fn removed(&mut self, array: Pointer, index: usize) {
        self.0.push(Edit::Removed { array, index });
    }
}

/// The rest of a pointer below another one.
fn below<'p>(pointer: &'p Pointer, above: &Pointer) -> Option<&'p str> {
    pointer.as_str().strip_prefix(above.as_str()).filter(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The place in an array, or below, that an element had before the removal of one before it.
fn before_removal(pointer: &Pointer, array: &Pointer, removed: usize) -> Option<Pointer> {
    let rest = below(pointer, array)?.strip_prefix('/')?;
    let (index, rest) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let index: usize = index.parse().ok()?;
    (index >= removed).then(|| extended(&array.index(index + 1), rest))
}

/// A pointer, extended by another.
fn extended(pointer: &Pointer, rest: &str) -> Pointer {
    // Two concatenated pointers are a pointer.
    Pointer::parse(&format!("{}{rest}", pointer.as_str())).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::report::On;

    #[test]
    fn places_are_traced_back_through_all_changes() {
        let pointer = |text: &str| Pointer::parse(text).unwrap();
        let location = |file, text: &str| Location { file: FileId(file), pointer: pointer(text), on: On::Key };
        let mut edits = Edits::default();
        edits.placed(pointer("/a/2"), location(1, "/actions/0/update"));
        edits.removed(pointer("/a"), 0);
        edits.copied(pointer("/b"), pointer("/a"));
        edits.removed(pointer("/b"), 0);
        let check = |at: &str, file: u32, written: &str| {
            assert_eq!(edits.written(&location(0, at)), location(file, written), "{at}");
        };
        check("", 0, "");
        check("/a", 0, "/a");
        check("/a/0/x", 0, "/a/1/x");
        check("/a/1/x", 1, "/actions/0/update/x");
        check("/a/2", 0, "/a/3");
        check("/ab/0", 0, "/ab/0");
        check("/b/0", 1, "/actions/0/update");
        check("/b/1", 0, "/a/3");
    }
}
