//! Lists of texts with a separator: on one line, one a line, or packed into lines.

use super::shape::Shape;
use super::width::{is_multiline, width};

/// How a list is laid out.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Tactic {
    Horizontal,
    Mixed,
    /// Like a `format!`: this many arguments, then the template, then the rest, each on a line.
    Template(usize),
    Vertical,
}

/// When the last element is followed by a separator.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Trailing {
    Always,
    Never,
    Vertical,
}

/// The text of an element; `None` if it cannot be made to fit.
pub(super) type Item = Option<String>;

pub(super) fn item_width(item: &Item) -> usize {
    item.as_deref().map_or(0, width)
}

pub(super) fn item_text(item: &Item) -> &str {
    item.as_deref().unwrap_or("")
}

/// On one line if all fits into `limit`, else one a line. `separator` is the width of the separator with its space.
pub(super) fn horizontal_or_vertical(items: &[Item], limit: usize, separator: usize) -> Tactic {
    let total: usize = items.iter().map(item_width).sum();
    let separators = separator * items.len().saturating_sub(1);
    if total + separators <= limit && !items.iter().any(|item| is_multiline(item_text(item))) {
        Tactic::Horizontal
    } else {
        Tactic::Vertical
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) struct List {
    pub(super) shape: Shape,
    pub(super) tactic: Tactic,
    pub(super) separator: &'static str,
    pub(super) trailing: Trailing,
    /// Whether the separator stands before the elements.
    pub(super) front: bool,
    pub(super) ends_with_newline: bool,
    /// Whether it is a list of imports that has lists in it.
    pub(super) nested: bool,
}

impl List {
    /// A list separated by commas.
    pub(super) fn commas(shape: Shape, tactic: Tactic, trailing: Trailing) -> Self {
        Self { shape, tactic, separator: ",", trailing, front: false, ends_with_newline: true, nested: false }
    }

    pub(super) fn needs_trailing_separator(self) -> bool {
        match self.trailing {
            Trailing::Always => true,
            Trailing::Vertical => self.tactic == Tactic::Vertical,
            Trailing::Never => self.tactic == Tactic::Vertical && self.front,
        }
    }

    /// The elements, without delimiters. `None` if one of them is missing.
    pub(super) fn write(self, items: &[Item]) -> Option<String> {
        let front = self.front;
        let newline = self.shape.indent.newline();
        let mut trailing = self.needs_trailing_separator();
        let mut result = String::with_capacity(128);
        let mut line_length = 0;
        let mut after_nested = false;
        let count = items.iter().filter(|item| item.as_deref() != Some("")).count();
        let mut index = 0;
        for item in items {
            let text = item.as_deref()?;
            if text.is_empty() {
                continue;
            }
            let (first, last) = (index == 0, index + 1 == count);
            let mut separate = if front { !first } else { !last || trailing };
            match self.tactic {
                Tactic::Horizontal if !first => result.push(' '),
                Tactic::Template(before) if !first => {
                    if index >= before && index <= before + 1 {
                        result.push_str(&newline);
                    } else {
                        result.push(' ');
                    }
                }
                Tactic::Vertical if !first => result.push_str(&newline),
                Tactic::Mixed => {
                    let separator = if separate { self.separator.len() } else { 0 };
                    let total = width(text) + separator;
                    if line_length > 0 && line_length + 1 + total > self.shape.width
                        || self.nested && (after_nested || !first && text.contains("::"))
                    {
                        result.push_str(&newline);
                        line_length = 0;
                        trailing |= self.ends_with_newline;
                    } else if line_length > 0 {
                        result.push(' ');
                        line_length += 1;
                    }
                    if last && self.ends_with_newline {
                        separate = self.trailing != Trailing::Never;
                    }
                    line_length += total;
                }
                _ => {}
            }
            if separate && front && !first {
                result.push_str(self.separator.trim());
                result.push(' ');
            }
            result.push_str(text);
            if separate && !front {
                result.push_str(self.separator);
            }
            after_nested = text.contains("::");
            index += 1;
        }
        Some(result)
    }
}
