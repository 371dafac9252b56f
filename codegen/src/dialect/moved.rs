//! Where the parts of a translated document were written.

use std::collections::HashMap;

use crate::report::{Location, Pointer};

/// The places that differ between a translated document and the one that was written.
///
/// Only the tops of what moved are kept: what is below them moved along.
#[derive(Clone, Debug, Default)]
pub struct Moved {
    /// By place in the translated document, the place that it was written at.
    written: HashMap<Pointer, Pointer>,
    /// By place where it was written, the place that references to it point to now.
    now: HashMap<Pointer, Pointer>,
}

impl Moved {
    /// Where the value at a place of the translated document was written.
    ///
    /// A place that did not move, or is new together with everything above it, is the same.
    pub fn written(&self, location: &Location) -> Location {
        Location { file: location.file, pointer: self.written_pointer(&location.pointer), on: location.on }
    }

    /// Where the value that was written at a place is in the translated document.
    pub(super) fn now(&self, written: &Pointer) -> Pointer {
        replace_longest(&self.now, written)
    }

    pub(super) fn written_pointer(&self, now: &Pointer) -> Pointer {
        replace_longest(&self.written, now)
    }

    /// Notes that parts moved from one place to another in the document as it is translated so far, all at once, so
    /// that they may change places.
    pub(super) fn relocate(&mut self, parts: impl IntoIterator<Item = (Pointer, Pointer)>) {
        let parts: Vec<(Pointer, Pointer)> =
            parts.into_iter().map(|(to, from)| (to, self.written_pointer(&from))).collect();
        for (to, written) in parts {
            self.now.insert(written.clone(), to.clone());
            self.written.insert(to, written);
        }
    }

    /// Notes that the value at a new place is derived from the value that is, or was, at another.
    pub(super) fn stems(&mut self, new: Pointer, from: &Pointer) {
        let written = self.written_pointer(from);
        self.written.insert(new, written);
    }
}

/// The pointer with the longest of its beginnings that is listed replaced.
fn replace_longest(listed: &HashMap<Pointer, Pointer>, pointer: &Pointer) -> Pointer {
    if listed.is_empty() {
        return pointer.clone();
    }
    let mut beginning = Some(pointer.clone());
    while let Some(start) = beginning {
        if let Some(replaced) = listed.get(&start) {
            let rest = pointer.as_str().get(start.as_str().len()..).unwrap_or_default();
            let text = format!("{}{rest}", replaced.as_str());
            return Pointer::parse(&text).unwrap_or_else(|| pointer.clone());
        }
        beginning = start.parent();
    }
    pointer.clone()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::report::{FileId, On};

    fn pointer(text: &str) -> Pointer {
        Pointer::parse(text).unwrap()
    }

    #[test]
    fn places_are_traced_by_the_longest_beginning() {
        let mut moved = Moved::default();
        moved.relocate([(pointer("/components/schemas"), pointer("/definitions"))]);
        moved.relocate([
            (pointer("/components/schemas/X/anyOf/0"), pointer("/components/schemas/X/anyOf/1")),
            (pointer("/components/schemas/X/anyOf/1"), pointer("/components/schemas/X/anyOf/2")),
        ]);
        moved.stems(pointer("/components/schemas/X/anyOf/1/allOf/0"), &pointer("/components/schemas/X/anyOf/1"));

        let check = |now: &str, written: &str| {
            let location = |text| Location { file: FileId::MAIN, pointer: pointer(text), on: On::Value };
            assert_eq!(moved.written(&location(now)), location(written));
        };
        check("/info", "/info");
        check("/components/schemas", "/definitions");
        check("/components/schemas/Y/type", "/definitions/Y/type");
        check("/components/schemas/X/anyOf/0/type", "/definitions/X/anyOf/1/type");
        check("/components/schemas/X/anyOf/1/allOf/0/$ref", "/definitions/X/anyOf/2/$ref");
        assert_eq!(moved.now(&pointer("/definitions/X/anyOf/2")), pointer("/components/schemas/X/anyOf/1"));
        assert_eq!(moved.now(&pointer("/definitions/Z")), pointer("/components/schemas/Z"));
    }
}
