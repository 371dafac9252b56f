//! Inline marks: emphasis, links and images.

use super::super::link;
use super::tag::Tag;
use super::writer::{Mark, Writer};

impl Writer<'_> {
    pub(super) fn mark(&mut self, tag: &Tag<'_>, mark: &'static str, content: &str) {
        if tag.is_end {
            self.end_mark(mark, content);
            return;
        }
        if self.marks.iter().any(|open| open.text == mark) {
            return;
        }
        // `x<b>"y"</b>`: between a letter and punctuation a mark starts nothing.
        let letter = self.out.ends_with(char::is_alphanumeric);
        if letter && !content.starts_with(char::is_alphanumeric) {
            self.out.push(' ');
        }
        self.out.push_str(mark);
        self.marks.push(Mark { text: mark, start: self.out.len(), fresh: self.fresh });
        self.fresh = true;
    }

    pub(super) fn anchor(&mut self, tag: &Tag<'_>) {
        if let Some(address) = self.link.take() {
            self.end_marks();
            self.write(&format!("]({address})"));
        }
        let address = tag.attribute("href").filter(|_| !tag.is_end).and_then(link::web);
        if let Some(address) = address.filter(|_| self.known.end_after("a", self.at).is_some()) {
            self.write("[");
            self.link = Some(address);
        }
    }

    pub(super) fn picture(&mut self, tag: &Tag<'_>) {
        let text: String = tag.attribute("alt").unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        match tag.attribute("src").and_then(link::web) {
            Some(address) => self.write(&format!("![{text}]({address})")),
            None => self.write(&text),
        }
    }
}
