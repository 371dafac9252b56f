//! The line that a diagnostic is about, cut and cleaned so that it can be shown.

use super::glyph;

/// The maximum number of columns that are shown of a line.
const COLUMNS: usize = 120;

/// The maximum number of columns before the mark if the rest of the line does not fit.
const BEFORE: usize = 40;

/// A line of a file, or the part of it around a place, ready to be shown, with the range to mark.
///
/// Holds no control characters. Making one reads only the text near the place, however long the line is.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Excerpt {
    /// What is shown of the line.
    pub text: String,
    /// The number of columns before the marked range.
    pub start: usize,
    /// The number of marked columns: at least one; only the first may be beyond the text.
    pub columns: usize,
}

impl Excerpt {
    /// The line around `len` bytes at a byte offset of a text.
    ///
    /// The marked range ends with the line at the latest.
    pub fn new(text: &str, offset: usize, len: usize) -> Self {
        let offset = text.floor_char_boundary_at(offset);
        let end = text.floor_char_boundary_at(offset.saturating_add(len));
        let (before, rest) = text.split_at(offset);

        let after = Side::take(rest.char_indices(), COLUMNS, |at, _| at >= end - offset);
        let room = COLUMNS - after.columns.min(COLUMNS - BEFORE);
        let mut left = Side::take(before.char_indices().rev(), room, |_, _| true);
        left.pieces.reverse();
        // Columns that the left side does not need are available to the right side.
        let right = Side::take(rest.char_indices(), COLUMNS - left.columns, |at, _| at >= end - offset);

        let mut shown = String::new();
        if left.cut {
            shown.push('…');
        }
        shown.extend(left.pieces);
        shown.extend(right.pieces);
        if right.cut {
            shown.push('…');
        }
        Self { text: shown, start: left.columns + usize::from(left.cut), columns: right.marked.max(1) }
    }
}

/// The characters on one side of a place that fit.
#[derive(Default)]
struct Side {
    pieces: Vec<String>,
    columns: usize,
    marked: usize,
    cut: bool,
}

impl Side {
    /// Takes characters until the line ends or there is no more room; those for which `beyond` does not
    /// hold are marked.
    fn take(chars: impl Iterator<Item = (usize, char)>, room: usize, beyond: impl Fn(usize, char) -> bool) -> Self {
        let mut side = Self::default();
        let mut chars = chars.peekable();
        while let Some((at, c)) = chars.next() {
            if c == '\n' || (c == '\r' && chars.peek().is_none_or(|&(_, next)| next == '\n')) {
                break;
            }
            let mut piece = String::new();
            let columns = glyph::push(&mut piece, c);
            if side.columns + columns > room {
                side.cut = true;
                break;
            }
            side.pieces.push(piece);
            side.columns += columns;
            if !beyond(at, c) {
                side.marked += columns;
            }
        }
        side
    }
}

/// `str::floor_char_boundary`, which is younger than the oldest compiler that we support.
pub(super) trait CharBoundary {
    fn floor_char_boundary_at(&self, offset: usize) -> usize;
}

impl CharBoundary for str {
    fn floor_char_boundary_at(&self, offset: usize) -> usize {
        let offset = offset.min(self.len());
        (0..=offset).rev().find(|&at| self.is_char_boundary(at)).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the excerpt at the text between the first `«` and `»`, drawn with its mark below.
    fn check(text: &str, expected: [&str; 2]) {
        let (before, rest) = text.split_once('«').unwrap_or((text, ""));
        let (marked, after) = rest.split_once('»').unwrap_or((rest, ""));
        let excerpt = Excerpt::new(&[before, marked, after].concat(), before.len(), marked.len());
        let mark = format!("{}{}", " ".repeat(excerpt.start), "^".repeat(excerpt.columns));
        assert_eq!([excerpt.text.as_str(), mark.as_str()], expected, "{text:?}");
    }

    #[test]
    fn the_mark_stands_below_its_text() {
        check("«openapi»: 3", ["openapi: 3", "^^^^^^^"]);
        check("a: 1\r\nb: «22»\r\nc: 3", ["b: 22", "   ^^"]);
        check("\ta\t: «x»", ["    a    : x", "           ^"]);
        check("任务: «名称» x", ["任务: 名称 x", "      ^^^^"]);
        check("a: «\u{1b}[0m»", ["a: \\u{1b}[0m", "   ^^^^^^^^^"]);
        check("a: «|\n  text\n»b: 1", ["a: |", "   ^"]);
        check("a:«»\n", ["a:", "  ^"]);
        check("", ["", "^"]);
    }

    #[test]
    fn long_lines_are_cut_around_the_mark() {
        let (long, part) = ("x".repeat(500_000), |n| "x".repeat(n));
        let wide = |text: &str| text.chars().count();

        let excerpt = Excerpt::new(&format!("{long}HERE{long}"), long.len(), 4);
        assert_eq!(excerpt.text, format!("…{}HERE{}…", part(40), part(76)));
        assert_eq!((excerpt.start, excerpt.columns), (41, 4));

        let excerpt = Excerpt::new(&format!("{long}HERE"), long.len(), 4);
        assert_eq!(excerpt.text, format!("…{}HERE", part(116)));

        let excerpt = Excerpt::new(&format!("HERE{long}"), 0, 4);
        assert_eq!(excerpt.text, format!("HERE{}…", part(116)));

        let excerpt = Excerpt::new(&long, 100, long.len());
        assert_eq!((wide(&excerpt.text), excerpt.start + excerpt.columns), (122, 121));
    }

    #[test]
    fn any_offset_will_do() {
        for offset in 0..12 {
            for len in 0..12 {
                let excerpt = Excerpt::new("é\n\u{7f}任", offset, len);
                assert!(!excerpt.text.chars().any(char::is_control));
                assert!(excerpt.columns > 0);
            }
        }
    }
}
