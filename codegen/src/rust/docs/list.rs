//! Lists: which lines belong to which item.

use super::line;
use super::marker::{Marker, marker};
use super::verbatim::Fence;

/// The lines of each item of the list whose first item is at `at`, without markers and indents, and the line after the
/// list.
pub(super) fn items<'a>(lines: &[&'a str], at: usize) -> (Vec<Vec<&'a str>>, usize) {
    let mut items = Vec::new();
    let mut next = at;
    let mut first: Option<Marker> = None;
    while let Some((line, marker)) = lines.get(next).and_then(|line| Some((line, marker(line)?))) {
        let sibling = first.is_none_or(|first| first.number.is_some() == marker.number.is_some());
        if !sibling || first.is_some() && line::is_rule(line) {
            break;
        }
        first = first.or(Some(marker));
        let mut inner = vec![line.get(marker.start..).unwrap_or_default()];
        next = item(lines, next + 1, marker, &mut inner);
        items.push(inner);
        let blank = lines.iter().skip(next).take_while(|line| line.trim().is_empty()).count();
        if lines.get(next + blank).and_then(|line| self::marker(line)).is_none() {
            break;
        }
        next += blank;
    }
    (items, next)
}

/// Whether the line starts a block that may interrupt a paragraph.
pub(super) fn interrupts(line: &str) -> bool {
    Fence::open(line).is_some()
        || line::heading(line).is_some()
        || line::is_rule(line)
        || line.trim_start().starts_with('>')
        || marker(line).is_some_and(|marker| marker.interrupts())
}

/// Collects the lines of one item, without their indent; gives the line after it.
fn item<'a>(lines: &[&'a str], mut at: usize, marker: Marker, inner: &mut Vec<&'a str>) -> usize {
    let mut end = at;
    let mut text = !marker.empty;
    while let Some(line) = lines.get(at) {
        let indent = line::indent(line);
        if line.trim().is_empty() {
            inner.push("");
            text = false;
        } else if indent >= marker.offset || indent > marker.indent && nested(line, marker) {
            inner.push(line::strip(line, marker.offset));
            text = true;
            end = at + 1;
        } else if text && self::marker(line).is_none() && !interrupts(line) {
            // A lazy continuation line.
            inner.push(line.trim_start());
            end = at + 1;
        } else {
            break;
        }
        at += 1;
    }
    end
}

/// Whether the line starts a list inside the item, although it is left of the item's text.
fn nested(line: &str, outer: Marker) -> bool {
    marker(line).is_some_and(|inner| inner.number.is_some() != outer.number.is_some())
}
