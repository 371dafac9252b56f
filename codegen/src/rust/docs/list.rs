//! Lists: which lines belong to which item.

use super::block::{self, Block};

/// What stands before an item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Marker {
    indent: usize,
    number: Option<u64>,
    /// The column of the text after it.
    pub(super) offset: usize,
    /// Where that text starts in the line, in bytes.
    start: usize,
    empty: bool,
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
    let indent = block::indent(line);
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
    let spaces = block::indent(text);
    let empty = spaces == text.len();
    let typed = rest.is_ascii() || text.len() < rest.len() && !rest.starts_with(|c: char| !c.is_ascii());
    if spaces == 0 && !empty && typed {
        return None;
    }
    let offset = indent + width + if empty { 1 } else { spaces.max(1) };
    Some(Marker { indent, number, offset, start: indent + bytes + spaces, empty })
}

/// The list whose first item is at `at`, and the line after it.
pub(super) fn list(lines: &[&str], at: usize, depth: usize) -> (Block, usize) {
    let mut items = Vec::new();
    let mut next = at;
    let mut first: Option<Marker> = None;
    while let Some((line, marker)) = lines.get(next).and_then(|line| Some((line, marker(line)?))) {
        let sibling = first.is_none_or(|first| first.number.is_some() == marker.number.is_some());
        if !sibling || first.is_some() && block::is_rule(line) {
            break;
        }
        first = first.or(Some(marker));
        let mut inner = vec![line.get(marker.start..).unwrap_or_default()];
        next = item(lines, next + 1, marker, &mut inner);
        let item = block::blocks(&inner, depth + 1);
        if !item.is_empty() {
            items.push(item);
        }
        let blank = lines.iter().skip(next).take_while(|line| line.trim().is_empty()).count();
        if lines.get(next + blank).and_then(|line| self::marker(line)).is_none() {
            break;
        }
        next += blank;
    }
    (Block::List { first: first.and_then(|first| first.number), items }, next)
}

/// Collects the lines of one item, without their indent; gives the line after it.
fn item<'a>(lines: &[&'a str], mut at: usize, marker: Marker, inner: &mut Vec<&'a str>) -> usize {
    let mut end = at;
    let mut text = !marker.empty;
    while let Some(line) = lines.get(at) {
        let indent = block::indent(line);
        if line.trim().is_empty() {
            inner.push("");
            text = false;
        } else if indent >= marker.offset || indent > marker.indent && nested(line, marker) {
            inner.push(block::strip(line, marker.offset));
            text = true;
            end = at + 1;
        } else if text && self::marker(line).is_none() && !block::interrupts(line) {
            // A line of the paragraph that its author did not indent.
            inner.push(line.trim_start());
            end = at + 1;
        } else {
            break;
        }
        at += 1;
    }
    end
}

/// Whether the line starts a list inside the item, though it stands left of the item's text.
fn nested(line: &str, outer: Marker) -> bool {
    marker(line).is_some_and(|inner| inner.number.is_some() != outer.number.is_some())
}
