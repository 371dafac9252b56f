//! The writer of Markdown, and its state: open lists, rows and emphasis.

use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use super::super::line::indent;
use super::super::marker::marker;
use super::tag::{Known, Tag};

/// The Markdown written so far, and the state at this position of the text.
pub(super) struct Writer<'a> {
    pub(super) text: &'a str,
    pub(super) known: Known,
    pub(super) code: Peekable<IntoIter<Range<usize>>>,
    pub(super) out: String,
    pub(super) at: usize,
    /// The end of the last comment of the text.
    pub(super) comments: usize,
    /// The start of the current line of `out`.
    pub(super) line: usize,
    /// The open emphasis.
    pub(super) marks: Vec<Mark>,
    pub(super) lists: Vec<List>,
    pub(super) row: Option<Row>,
    /// Whether newlines are only spaces, as within `<p>`.
    pub(super) flow: bool,
    pub(super) heading: bool,
    pub(super) link: Option<String>,
    /// Whether nothing has been written since the start of the block, the item or the cell: then spaces are omitted.
    pub(super) fresh: bool,
}

/// A list that is open.
#[derive(Debug)]
pub(super) struct List {
    /// The next item's number.
    pub(super) number: Option<usize>,
    /// The column of the list, and of its items' text.
    pub(super) column: usize,
    pub(super) inner: usize,
}

/// Emphasis that is open.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) text: &'static str,
    /// The start of the marked text in `out`.
    pub(super) start: usize,
    /// The value of [`Writer::fresh`] before it.
    pub(super) fresh: bool,
}

/// A row of a table: whether it is the first, how many cells it has, and whether the last is still open.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) first: bool,
    pub(super) cells: usize,
    pub(super) open: bool,
}

impl Writer<'_> {
    pub(super) fn push(&mut self, c: char) -> usize {
        if c == '|' && self.row.is_some() {
            self.out.push('\\');
        }
        self.out.push(c);
        self.fresh = false;
        c.len_utf8()
    }

    pub(super) fn write(&mut self, text: &str) {
        self.out.push_str(text);
        self.fresh = false;
    }

    /// Copies code that is Markdown already.
    pub(super) fn verbatim(&mut self, region: Range<usize>) {
        let code = self.text.get(region.clone()).unwrap_or_default();
        let code = if self.row.is_some() { code.replace('|', "\\|") } else { code.to_owned() };
        self.apart();
        if let Some(newline) = code.rfind('\n') {
            self.line = self.out.len() + newline + 1;
        }
        self.write(&code);
        self.at = region.end;
    }

    /// Separates a code span from the previous one.
    pub(super) fn apart(&mut self) {
        if self.out.ends_with('`') {
            self.out.push(' ');
        }
    }

    pub(super) fn newline(&mut self) {
        let margin = self.margin();
        self.out.truncate(self.out.trim_end_matches(' ').len());
        self.out.push('\n');
        self.line = self.out.len();
        self.out.push_str(&margin);
    }

    pub(super) fn soft_space(&mut self) {
        if !self.fresh && !self.out.ends_with(' ') {
            self.out.push(' ');
        }
    }

    /// The prefix of a line that continues the item or the quote of the current line.
    pub(super) fn margin(&self) -> String {
        if let Some(list) = self.lists.last() {
            return " ".repeat(list.inner);
        }
        let line = self.out.get(self.line..).unwrap_or_default();
        let width = marker(line).map_or(indent(line), |marker| marker.offset);
        if line.starts_with("> ") {
            "> ".to_owned()
        } else if width < 24 {
            " ".repeat(width)
        } else {
            String::new()
        }
    }

    /// Ends the block. The next one is aligned with the text of the item it is in.
    pub(super) fn block(&mut self) {
        self.end_marks();
        if self.row.is_some() || self.heading {
            self.soft_space();
        } else if !self.fresh {
            let margin = self.margin();
            self.out.truncate(self.out.trim_end_matches([' ', '\n']).len());
            self.out.push_str("\n\n");
            self.line = self.out.len();
            self.out.push_str(&margin);
            self.fresh = true;
        }
    }

    /// The text up to the end tag, and its length including the end tag.
    pub(super) fn until_end<'t>(&self, tag: &Tag<'_>, content: &'t str) -> Option<(&'t str, usize)> {
        let start = self.at + tag.len;
        let end = self.known.end_after(&tag.name, start)?;
        Some((content.get(..end.start.checked_sub(start)?)?, end.end - start))
    }

    /// Ends the emphasis, and any emphasis within it; `after` is the following text.
    pub(super) fn end_mark(&mut self, text: &str, after: &str) {
        if !self.marks.iter().any(|mark| mark.text == text) {
            return;
        }
        while let Some(mark) = self.marks.pop() {
            let trimmed = self.out.trim_end_matches([' ', '\n', '\\']).len();
            if trimmed <= mark.start {
                self.out.truncate(mark.start - mark.text.len());
                self.fresh = mark.fresh;
            } else {
                let space = self.out.len() > trimmed;
                self.out.truncate(trimmed);
                let letter = self.out.ends_with(char::is_alphanumeric);
                self.out.push_str(mark.text);
                if space || !letter && after.starts_with(char::is_alphanumeric) {
                    self.out.push(' ');
                }
                self.fresh = false;
            }
            if mark.text == text {
                break;
            }
        }
    }

    pub(super) fn end_marks(&mut self) {
        if let Some(first) = self.marks.first().copied() {
            self.end_mark(first.text, "");
        }
    }
}
