//! A diagnostic about the input, and its place.

use super::excerpt::CharBoundary;
use super::{Code, Excerpt, Pointer, Severity};

/// An error or a warning about the input.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Diagnostic {
    /// Its code, which is stable, and explained by [`Code::explain`].
    pub code: Code,
    /// Whether it prevents generation.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do about it, if that is known.
    pub help: Option<String>,
    /// What corrects it without changing the document.
    pub fix: Option<Box<Fix>>,
    /// Where it is.
    pub place: Place,
}

impl Diagnostic {
    /// A diagnostic of the severity that its code usually has.
    pub fn new(code: Code, place: impl Into<Place>, message: impl Into<String>) -> Self {
        Self { code, severity: code.severity(), message: message.into(), help: None, fix: None, place: place.into() }
    }

    /// The same diagnostic with another severity.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// The same diagnostic with what corrects it.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(Box::new(fix));
        self
    }

    /// The same diagnostic with advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// An entry that corrects what a diagnostic is about. It is written when the diagnostic is shown, since only then it is known where a place
/// of the document is written.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Fix {
    /// Keys for a place of the document: `nullable = true`.
    Place(Location, String),
    /// A table of the configuration, and its keys.
    Table(String, String),
    /// What an overlay does at a place: `remove: true`.
    Overlay(Location, String),
    /// A property that an overlay renames.
    Rename {
        /// Its place.
        at: Location,
        /// The other name.
        to: String,
        /// Its value, as JSON.
        value: String,
    },
}

/// Where a diagnostic belongs.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Place {
    /// A place in a document that was read; its line is looked up when the diagnostic is shown.
    Document(Location),
    /// A place in a text that could not be read as a document, or is none.
    Text(Box<TextPlace>),
    /// A file as a whole, by the name that the user passed.
    File(String),
}

impl From<Location> for Place {
    fn from(location: Location) -> Self {
        Self::Document(location)
    }
}

impl From<TextPlace> for Place {
    fn from(place: TextPlace) -> Self {
        Self::Text(Box::new(place))
    }
}

/// A place in a document, by pointer.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// The value in it.
    pub pointer: Pointer,
    /// Which part of that value to mark.
    pub on: On,
}

/// What a caret marks.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum On {
    /// The key of the value; for an element of an array, the element.
    Key,
    /// The value.
    Value,
}

/// One of the files that a document consists of, in the order in which they were read.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct FileId(pub u32);

impl FileId {
    /// The file that the user named.
    pub const MAIN: Self = Self(0);
}

/// A place in a text, with its line and column.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct TextPlace {
    /// The file's name as the user passed it.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column, counted in characters from 1.
    pub column: usize,
    /// The line's text around the place.
    pub excerpt: Excerpt,
}

impl TextPlace {
    /// The place of `len` bytes at a byte offset of a text.
    ///
    /// An offset beyond the end is the end; one within a character is the character's beginning.
    pub fn new(file: impl Into<String>, text: &str, offset: usize, len: usize) -> Self {
        let offset = text.floor_char_boundary_at(offset);
        let before = text.get(..offset).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            file: file.into(),
            line: before.bytes().filter(|&byte| byte == b'\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
            excerpt: Excerpt::new(text, offset, len),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_places_count_characters() {
        let check = |text: &str, offset: usize, expected: (usize, usize)| {
            let place = TextPlace::new("x", text, offset, 1);
            assert_eq!((place.line, place.column), expected, "{text:?} at {offset}");
        };
        check("", 0, (1, 1));
        check("abc", 2, (1, 3));
        check("abc", 99, (1, 4));
        check("a\nbc\n", 3, (2, 2));
        check("a\nbc\n", 5, (3, 1));
        check("é: x", 4, (1, 4));
        check("é: x", 1, (1, 1));
    }
}
