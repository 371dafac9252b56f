//! Lines and columns of places in the documents, looked up together and only when diagnostics are shown.

use std::collections::BTreeMap;

use super::file::File;
use super::format::Format;
use super::tree::Tree;
use super::wanted::{Span, Wanted};
use super::{events, scan};
use crate::report::{Excerpt, FileId, Location, On, Place, Pointer, Positions, Resolved};

/// A line and a column, both counted from 1, columns in characters.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Tree {
    /// Where a value, or its key, is written; `None` if there is no such file.
    ///
    /// A value that is not written itself, because it is missing or comes from a YAML alias or merge
    /// key, has the position of the nearest value above it. Reads the file's text again: look up many at once
    /// with [`Tree::positions`].
    pub fn position(&self, file: FileId, pointer: &Pointer, on: On) -> Option<Position> {
        self.positions(file, &[(pointer, on)]).into_iter().next().flatten()
    }

    /// Where several values, or their keys, are written: one position per place, in the order of the places.
    ///
    /// Reads the file's text once. See [`Tree::position`] for a single place.
    pub fn positions(&self, file: FileId, places: &[(&Pointer, On)]) -> Vec<Option<Position>> {
        match self.file(file) {
            Some(file) => lines(&file.text, &spans(file, places)).into_iter().map(Some).collect(),
            None => vec![None; places.len()],
        }
    }
}

impl Positions for Tree {
    fn resolve(&self, places: &[&Place]) -> Vec<Resolved> {
        // The places in the files where they were written.
        let written: Vec<Option<Location>> = places
            .iter()
            .map(|place| match place {
                Place::Document(location) => Some(self.written(location)),
                Place::Text(_) | Place::File(_) => None,
            })
            .collect();
        let mut resolved: Vec<Resolved> = Vec::with_capacity(places.len());
        let mut by_file: BTreeMap<FileId, Vec<usize>> = BTreeMap::new();
        for (index, (place, written)) in places.iter().zip(&written).enumerate() {
            match written {
                Some(location) => {
                    resolved.push(Resolved::of(&Place::Document(location.clone())));
                    by_file.entry(location.file).or_default().push(index);
                }
                None => resolved.push(Resolved::of(place)),
            }
        }
        for (id, indexes) in by_file {
            let Some(file) = self.file(id) else { continue };
            let wanted: Vec<(&Pointer, On)> = indexes
                .iter()
                .filter_map(|&index| written.get(index)?.as_ref())
                .map(|location| (&location.pointer, location.on))
                .collect();
            let spans = spans(file, &wanted);
            let positions = lines(&file.text, &spans);
            for ((index, span), position) in indexes.into_iter().zip(spans).zip(positions) {
                let Some(resolved) = resolved.get_mut(index) else {
                    continue;
                };
                resolved.file = Some(file.name.clone());
                resolved.in_overlay = self.overlays().any(|(overlay, _)| overlay == id);
                resolved.position = Some((position.line, position.column));
                resolved.excerpt = Some(Excerpt::new(&file.text, span.start, span.end - span.start));
            }
        }
        resolved
    }
}

/// Finds places in a file's text, in one reading.
fn spans(file: &File, places: &[(&Pointer, On)]) -> Vec<Span> {
    let mut wanted = Wanted::new(places.iter().map(|(pointer, _)| *pointer));
    match file.format {
        Format::Json => scan::scan(&file.text, &mut wanted),
        Format::Yaml => events::scan(&file.text, &mut wanted),
    }
    places.iter().map(|(pointer, on)| wanted.find(&file.text, pointer, *on)).collect()
}

/// The positions of the beginnings of spans, in one pass over the text.
fn lines(text: &str, spans: &[Span]) -> Vec<Position> {
    let mut position = Position { line: 1, column: 1 };
    let mut positions = vec![position; spans.len()];
    let mut order: Vec<(&Span, &mut Position)> = spans.iter().zip(&mut positions).collect();
    order.sort_unstable_by_key(|(span, _)| span.start);

    let mut at = 0;
    for (span, found) in order {
        let passed = text.get(at..span.start).unwrap_or_default();
        at = span.start;
        position.line += passed.bytes().filter(|&byte| byte == b'\n').count();
        position.column = match passed.rsplit_once('\n') {
            Some((_, rest)) => rest.chars().count() + 1,
            None => position.column + passed.chars().count(),
        };
        *found = position;
    }
    positions
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::report::{Code, Diagnostics, human};

    /// Checks what is marked for a pointer, on its value and on its key.
    fn check(name: &str, text: &str, pointer: &str, value: (usize, usize, &str), key: (usize, usize, &str)) {
        let tree = Tree::from_text(name, text).unwrap();
        let pointer = Pointer::parse(pointer).unwrap();
        for (on, (line, column, marked)) in [(On::Value, value), (On::Key, key)] {
            let place = Location { file: FileId::MAIN, pointer: pointer.clone(), on };
            let place = Place::from(place);
            let resolved = tree.resolve(&[&place]).remove(0);
            assert_eq!(resolved.position, Some((line, column)), "{pointer} {on:?} in {text:?}");
            let excerpt = resolved.excerpt.unwrap();
            let shown: String = excerpt.text.chars().skip(excerpt.start).take(excerpt.columns).collect();
            assert_eq!(shown, marked, "{pointer} {on:?} in {text:?}");
        }
    }

    #[test]
    fn values_of_json_are_found() {
        let text = "{\n  \"a\": [1, {\"b/c\": true}, [[]]],\n  \"é\\u00e9\\\"\": -1e5, \"\": \"x\\\\\",\"z\":null}";
        let check = |pointer, value, key| check("x.json", text, pointer, value, key);
        check("", (1, 1, "{"), (1, 1, "{"));
        check("/a", (2, 8, "["), (2, 3, "\"a\""));
        check("/a/0", (2, 9, "1"), (2, 9, "1"));
        check("/a/1/b~1c", (2, 20, "true"), (2, 13, "\"b/c\""));
        check("/a/2/0", (2, 28, "["), (2, 28, "["));
        check("/éé\"", (3, 16, "-1e5"), (3, 3, "\"é\\u00e9\\\"\""));
        check("/", (3, 26, "\"x\\\\\""), (3, 22, "\"\""));
        check("/z", (3, 36, "null"), (3, 32, "\"z\""));
        // A missing value has the position of the key of the nearest value above it.
        check("/a/1/x/y", (2, 12, "{"), (2, 12, "{"));
        check("/z/0", (3, 32, "\"z\""), (3, 32, "\"z\""));
    }

    #[test]
    fn values_of_yaml_are_found() {
        let text =
            "# first\na: &x\n  é: 'b' # c\n  200: |\n    text\nb:\n- *x\n- {k: v, <<: *x}\nc:\n\"d\\x20\": [1,\n2]\n";
        let check = |pointer, value, key| check("x.yaml", text, pointer, value, key);
        check("/a", (2, 4, "&"), (2, 1, "a"));
        check("/a/é", (3, 6, "'b'"), (3, 3, "é"));
        check("/a/200", (5, 5, "text"), (4, 3, "200"));
        check("/b", (6, 1, "b"), (6, 1, "b"));
        check("/c", (9, 1, "c"), (9, 1, "c"));
        check("/d ", (10, 10, "["), (10, 1, "\"d\\x20\""));
        check("/d /1", (11, 1, "2"), (11, 1, "2"));
        // A value from an alias or a merge key has the position of that.
        check("/b/0/é", (7, 3, "*x"), (7, 3, "*x"));
        check("/b/1/k", (8, 7, "v"), (8, 4, "k"));
        check("/b/1/é", (8, 3, "{"), (8, 3, "{"));
    }

    #[test]
    fn of_equal_keys_the_last_is_found() {
        let json = "{\"a\": {\"b\": 1},\n \"a\": {\"c\": 2}}";
        check("x.json", json, "/a/c", (2, 13, "2"), (2, 8, "\"c\""));
        check("x.json", json, "/a/b", (2, 2, "\"a\""), (2, 2, "\"a\""));
        check("x.yaml", "a: 1\nb: 2\na: 3\n", "/a", (3, 4, "3"), (3, 1, "a"));
    }

    #[test]
    fn lines_end_as_files_have_them() {
        check("x.yaml", "a: 1\r\nb:\r\n  - c\r\n", "/b/0", (3, 5, "c"), (3, 5, "c"));
        check("x.json", "{\r\n\"a\":\r\n1}", "/a", (3, 1, "1"), (2, 1, "\"a\""));
    }

    #[test]
    fn many_places_are_found_in_one_reading() {
        let items = (0..10_000).map(|index| format!("{{\"k\":{index}}}")).collect::<Vec<_>>().join(",");
        let tree = Tree::from_text("x.json", format!("[{items}]")).unwrap();
        let mut diagnostics = Diagnostics::new();
        for index in (0..10_000).rev() {
            let pointer = Pointer::root().index(index).key("k");
            diagnostics.warn(Code::Malformed, Location { file: FileId::MAIN, pointer, on: On::Key }, "x");
        }
        let shown = diagnostics.resolve(&tree);
        assert_eq!(shown.len(), 10_000);
        assert!(shown.is_sorted_by_key(|(_, resolved)| resolved.position));
        let (diagnostic, resolved) = shown.last().unwrap();
        assert_eq!(resolved.pointer, Some(Pointer::root().index(9_999).key("k")));
        assert!(human(diagnostic, resolved).contains("\"k\":9999"));
    }

    #[test]
    fn other_files_have_no_positions() {
        let tree = Tree::from_text("x.json", "{}").unwrap();
        assert_eq!(tree.position(FileId(1), &Pointer::root(), On::Value), None);
        let position = tree.position(FileId::MAIN, &Pointer::root(), On::Value);
        assert_eq!(position, Some(Position { line: 1, column: 1 }));
    }
}
