//! Maps places in several files to places in the one document that is bundled from them, and back.

use std::collections::HashMap;

use crate::report::{FileId, Location, Pointer};

/// The field of the document that contains the other files, by names made from theirs.
pub(super) const FILES: &str = "x-specwright-files";

/// The maximum number of moves of a part. Real documents need two or three.
const MOST_MOVES: usize = 32;

/// A place in a file, as it is written.
pub(super) type Written = (FileId, Pointer);

/// The places of parts of files.
///
/// Each file except the first has a name, and is under that name in [`FILES`]; parts that were moved are where they were
/// moved to.
#[derive(Clone, Debug, Default)]
pub(super) struct Homes {
    /// The names of all files; that of the first is not used.
    keys: Vec<String>,
    /// By file and place in it, the written place that this part was moved to.
    moved: HashMap<FileId, HashMap<String, Written>>,
    /// By place in the document, where its value was written.
    written: HashMap<String, Written>,
}

impl Homes {
    pub(super) fn new(keys: Vec<String>) -> Self {
        Self { keys, ..Self::default() }
    }

    /// Where the value that is written at a place is in the document.
    pub(super) fn home(&self, file: FileId, pointer: &Pointer) -> Pointer {
        self.way(file, pointer).0
    }

    /// Whether a part can be moved to a place: not if that place was itself moved more often than any document needs.
    pub(super) fn is_settled(&self, (file, pointer): &Written) -> bool {
        self.way(*file, pointer).1 < MOST_MOVES
    }

    /// The place in the document, and the number of moves that led there.
    fn way(&self, file: FileId, pointer: &Pointer) -> (Pointer, usize) {
        let (mut file, mut pointer, mut moves) = (file, pointer.clone(), 0);
        while let Some((to, rest)) = self.moved.get(&file).and_then(|moved| longest(moved, pointer.as_str())) {
            (file, pointer, moves) = (to.0, extended(&to.1, rest), moves + 1);
        }
        match self.key(file) {
            Some(key) if file != FileId::MAIN => {
                (extended(&Pointer::root().key(FILES).key(key), pointer.as_str()), moves)
            }
            _ => (pointer, moves),
        }
    }

    /// The name of a file.
    pub(super) fn key(&self, file: FileId) -> Option<&str> {
        self.keys.get(usize::try_from(file.0).ok()?).map(String::as_str)
    }

    /// Whether exactly this was moved.
    pub(super) fn is_moved(&self, (file, pointer): &Written) -> bool {
        self.moved.get(file).is_some_and(|moved| moved.contains_key(pointer.as_str()))
    }

    /// Notes that the value written at one place is at another now. The other place must not be within it.
    pub(super) fn relocate(&mut self, from: Written, to: Written) {
        self.moved.entry(from.0).or_default().insert(from.1.as_str().to_owned(), to);
    }

    /// Notes that the value at a place of the document was copied from where it is written.
    pub(super) fn copied(&mut self, home: &Pointer, from: Written) {
        self.written.insert(home.as_str().to_owned(), from);
    }

    /// Records where everything is written, when all moves are done.
    pub(super) fn settle(&mut self) {
        let files =
            (1..self.keys.len()).filter_map(|index| Some((FileId(u32::try_from(index).ok()?), Pointer::root())));
        let parts = self
            .moved
            .iter()
            .flat_map(|(file, moved)| moved.keys().filter_map(|pointer| Some((*file, Pointer::parse(pointer)?))));
        let mut settled: Vec<(usize, Pointer, Written)> = files
            .chain(parts)
            .map(|(file, at)| {
                let (home, moves) = self.way(file, &at);
                (moves, home, (file, at))
            })
            .collect();
        // If several parts were moved to one place, the last one is there.
        settled.sort_by_key(|(moves, ..)| *moves);
        self.written.extend(settled.into_iter().map(|(_, home, written)| (home.as_str().to_owned(), written)));
    }

    /// Where the value at a place of the document was written. A place in another file is returned as it is.
    pub(super) fn written(&self, location: &Location) -> Location {
        if location.file == FileId::MAIN
            && let Some(((file, start), rest)) = longest(&self.written, location.pointer.as_str())
        {
            return Location { file: *file, pointer: extended(start, rest), on: location.on };
        }
        location.clone()
    }
}

/// The entry for the longest prefix of a pointer, and the rest of the pointer.
fn longest<'l, 'p>(listed: &'l HashMap<String, Written>, pointer: &'p str) -> Option<(&'l Written, &'p str)> {
    if listed.is_empty() {
        return None;
    }
    let mut end = pointer.len();
    loop {
        let (start, rest) = pointer.split_at_checked(end)?;
        if let Some(found) = listed.get(start) {
            return Some((found, rest));
        }
        end = start.rfind('/')?;
    }
}

/// A pointer, extended by another.
pub(super) fn extended(pointer: &Pointer, rest: &str) -> Pointer {
    // Two concatenated pointers are a pointer.
    Pointer::parse(&format!("{}{rest}", pointer.as_str())).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::report::On;

    #[test]
    fn parts_are_found_again() {
        let pointer = |text: &str| Pointer::parse(text).unwrap();
        let mut homes =
            Homes::new(vec![String::new(), "a".to_owned(), "b/c".to_owned(), "d".to_owned(), "e".to_owned()]);
        homes.relocate((FileId(1), pointer("/x")), (FileId::MAIN, pointer("/m")));
        homes.relocate((FileId(2), pointer("")), (FileId(1), pointer("/x/y")));
        homes.relocate((FileId(3), pointer("/r")), (FileId(2), pointer("/s")));
        homes.relocate((FileId(4), pointer("")), (FileId(3), pointer("/r")));
        homes.settle();
        let check = |file: u32, at: &str, home: &str| {
            assert_eq!(homes.home(FileId(file), &pointer(at)).as_str(), home, "{at} of {file}");
            let location = |file, at| Location { file, pointer: pointer(at), on: On::Key };
            assert_eq!(homes.written(&location(FileId::MAIN, home)), location(FileId(file), at), "{home}");
        };
        check(0, "/mm", "/mm");
        check(0, "", "");
        check(1, "", "/x-specwright-files/a");
        check(1, "/xx", "/x-specwright-files/a/xx");
        check(1, "/x/z", "/m/z");
        check(2, "/q", "/m/y/q");
        check(3, "/s", "/x-specwright-files/d/s");
        check(4, "/q", "/m/y/s/q");
    }
}
