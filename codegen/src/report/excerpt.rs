//! The line that a diagnostic is about, cut and cleaned so that it can be shown.

use super::glyph;

/// The most columns that are shown of a line.
const COLUMNS: usize = 120;

/// The most columns before the mark when there is more to show behind it than fits.
const BEFORE: usize = 40;

/// A line of a file, or what of it stands around a place: ready to be shown, with the place to mark.
///
/// Holds no control characters. Making one reads only the text near the place, however long the line is.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Excerpt {
    /// What is shown of the line.
    pub text: String,
    /// How many columns of the text stand before the marked part.
    pub start: usize,
    /// How many columns are marked: at least one, and none beyond the text but the first.
    pub columns: usize,
}

impl Excerpt {
    /// The line around `len` bytes at a byte offset of a text.
    ///
    /// What is marked ends with the line at the latest.
    pub fn new(text: &str, offset: usize, len: usize) -> Self {
        let offset = text.floor_char_boundary_at(offset);
        let end = text.floor_char_boundary_at(offset.saturating_add(len));
        let (before, rest) = text.split_at(offset);

        let after = Part::take(rest.char_indices(), COLUMNS, |at, _| at >= end - offset);
        let room = COLUMNS - after.columns.min(COLUMNS - BEFORE);
        let mut left = Part::take(before.char_indices().rev(), room, |_, _| true);
        left.pieces.reverse();
        // Where the beginning of the line is long, so is what was cut off before it: give the room away.
        let right = Part::take(rest.char_indices(), COLUMNS - left.columns, |at, _| at >= end - offset);

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

/// What fits of one side of a line.
#[derive(Default)]
struct Part {
    pieces: Vec<String>,
    columns: usize,
    marked: usize,
    cut: bool,
}

impl Part {
    /// Takes characters until the line ends or there is no more room; those for which `beyond` does not
    /// hold are marked.
    fn take(chars: impl Iterator<Item = (usize, char)>, room: usize, beyond: impl Fn(usize, char) -> bool) -> Self {
        let mut part = Self::default();
        let mut chars = chars.peekable();
        while let Some((at, c)) = chars.next() {
            if c == '\n' || (c == '\r' && chars.peek().is_none_or(|&(_, next)| next == '\n')) {
                break;
            }
            let mut piece = String::new();
            let columns = glyph::push(&mut piece, c);
            if part.columns + columns > room {
                part.cut = true;
                break;
            }
            part.pieces.push(piece);
            part.columns += columns;
            if !beyond(at, c) {
                part.marked += columns;
            }
        }
        part
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
