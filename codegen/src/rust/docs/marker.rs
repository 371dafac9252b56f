//! Markers of list items.

use super::line;

/// What stands before an item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Marker {
    /// The column of the marker.
    pub(super) indent: usize,
    /// The number of the item, if it has one.
    pub(super) number: Option<u64>,
    /// The column of the text after it.
    pub(super) offset: usize,
    /// Where that text starts in the line, in bytes.
    pub(super) start: usize,
    /// Whether no text follows.
    pub(super) empty: bool,
}

impl Marker {
    /// Whether it may end a paragraph: it has text, and its number, if any, starts a count.
    pub(super) fn interrupts(&self) -> bool {
        !self.empty && self.number.is_none_or(|number| number <= 1)
    }
}

/// The marker of an item: `-`, `+`, `*`, a bullet character, `1.` or `1)`
/// ([CommonMark 5.2](https://spec.commonmark.org/0.31.2/#list-items)).
pub(super) fn marker(line: &str) -> Option<Marker> {
    let indent = line::indent(line);
    let rest = line.get(indent..)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (number, width, bytes) = if (1..=9).contains(&digits) {
        rest.get(digits..)?.starts_with(['.', ')']).then_some(())?;
        (rest.get(..digits)?.parse().ok(), digits + 1, digits + 1)
    } else {
        let bullet = rest.chars().next().filter(|c| "-+*•◦‣▪●∙".contains(*c))?;
        (None, 1, bullet.len_utf8())
    };
    let text = rest.get(bytes..)?;
    let spaces = line::indent(text);
    let empty = spaces == text.len();
    let typed = rest.is_ascii() || text.len() < rest.len() && !rest.starts_with(|c: char| !c.is_ascii());
    if spaces == 0 && !empty && typed {
        return None;
    }
    let offset = indent + width + if empty { 1 } else { spaces.max(1) };
    Some(Marker { indent, number, offset, start: indent + bytes + spaces, empty })
}
