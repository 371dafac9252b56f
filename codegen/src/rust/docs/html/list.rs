//! `<ul>`, `<ol>` and `<dl>`.

use super::tag::Tag;
use super::writer::{List, Writer};

/// The maximum depth of lists; deeper ones are written at this depth.
const DEPTH: usize = 6;

impl Writer<'_> {
    pub(super) fn list(&mut self, tag: &Tag<'_>) {
        if tag.is_end {
            self.end_marks();
            self.lists.pop();
            self.flow = false;
            self.block();
            return;
        }
        if self.lists.is_empty() {
            self.block();
        }
        let deep = self.lists.len() >= DEPTH;
        let column = self.lists.last().map_or(0, |list| if deep { list.column } else { list.inner });
        let number = (tag.name == "ol").then_some(1);
        self.lists.push(List { number, column, inner: column });
    }

    pub(super) fn item(&mut self) {
        self.end_marks();
        let line = self.out.trim_end_matches([' ', '\n', '\\']).len();
        let blank = self.lists.is_empty() && !self.out.is_empty();
        self.out.truncate(line);
        if !self.out.is_empty() {
            self.out.push_str(if blank { "\n\n" } else { "\n" });
        }
        self.line = self.out.len();
        if self.lists.is_empty() {
            self.lists.push(List { number: None, column: 0, inner: 0 });
        }
        let Some(list) = self.lists.last_mut() else {
            return;
        };
        let marker = match &mut list.number {
            Some(number) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            None => "- ".to_owned(),
        };
        list.inner = list.column + marker.len();
        self.out.push_str(&" ".repeat(list.column));
        self.out.push_str(&marker);
        self.fresh = true;
    }

    /// The definition of a term, on the same line.
    pub(super) fn definition(&mut self) {
        self.end_marks();
        if !self.fresh {
            self.out.truncate(self.out.trim_end_matches([' ', '\n', ':']).len());
            self.out.push_str(": ");
            self.fresh = true;
        }
    }
}
