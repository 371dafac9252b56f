//! The conversion of a text with HTML.

use super::super::marker::marker;
use super::super::verbatim;
use super::tag::{Known, Tag, is_inline};
use super::writer::Writer;

/// The text with known tags converted to Markdown, except in code. Unknown tags are kept, since they may be placeholders.
pub(in crate::rust::docs) fn to_markdown(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return text.to_owned();
    }
    let mut writer = Writer {
        text,
        known: Known::new(text),
        code: verbatim::regions(text).into_iter().peekable(),
        out: String::with_capacity(text.len()),
        at: 0,
        comments: text.rfind("-->").unwrap_or(0),
        line: 0,
        marks: Vec::new(),
        lists: Vec::new(),
        row: None,
        flow: false,
        heading: false,
        link: None,
        fresh: true,
    };
    writer.run();
    writer.out
}

impl Writer<'_> {
    fn run(&mut self) {
        while self.at < self.text.len() {
            let next = self.code.next_if(|code| code.start <= self.at);
            if let Some(region) = next {
                if region.start == self.at {
                    self.verbatim(region);
                }
                continue;
            }
            let rest = self.text.get(self.at..).unwrap_or_default();
            let Some(c) = rest.chars().next() else { break };
            let width = match c {
                '<' => self.less_than(rest),
                '&' => self.entity(rest),
                ' ' | '\n' => self.space(rest),
                _ => self.push(c),
            };
            self.at += width;
        }
        self.block();
    }

    fn entity(&mut self, rest: &str) -> usize {
        let space = ["&nbsp;", "&#160;", "&#xA0;"].iter().find(|space| rest.starts_with(**space));
        let Some(space) = space else {
            return self.push('&');
        };
        if !self.fresh {
            self.out.push(' ');
        }
        space.len()
    }

    fn space(&mut self, rest: &str) -> usize {
        let after = rest.trim_start_matches([' ', '\n']);
        let width = rest.len() - after.len();
        let space = rest.get(..width).unwrap_or_default();
        let newlines = space.matches('\n').count();
        let in_block = self.flow || !self.lists.is_empty();
        if self.fresh {
            return width;
        }
        if newlines > 1 {
            self.end_marks();
            self.heading = false;
        }
        if self.row.is_some() || self.heading || newlines == 0 && in_block {
            self.out.push(' ');
        } else if newlines > 1 && in_block {
            self.flow = false;
            self.block();
        } else if newlines > 0 && in_block {
            self.newline();
        } else {
            let layout = newlines > 0 && self.starts_block(after);
            let kept = if layout { space.trim_end_matches(' ') } else { space };
            if newlines > 0 {
                self.line = self.out.len() + kept.rfind('\n').map_or(0, |at| at + 1);
            }
            self.out.push_str(kept);
        }
        width
    }

    /// Whether a known tag follows: then the spaces before it are layout.
    fn starts_block(&self, rest: &str) -> bool {
        Tag::parse(rest).is_some_and(|tag| self.known.contains(&tag))
    }

    fn less_than(&mut self, rest: &str) -> usize {
        // Without the look at the last end, each of many comments without one would search to the text's end.
        let comment = rest.strip_prefix("<!--").filter(|_| self.at < self.comments);
        if let Some(end) = comment.and_then(|inner| inner.find("-->")) {
            return end + 7;
        }
        match Tag::parse(rest).filter(|tag| self.known.contains(tag)) {
            Some(tag) => {
                let content = rest.get(tag.len..).unwrap_or_default();
                tag.len + self.tag(&tag, content)
            }
            None => self.push('<'),
        }
    }

    /// Writes a tag, and returns how much of the following content it has consumed.
    fn tag(&mut self, tag: &Tag<'_>, content: &str) -> usize {
        match tag.name.as_str() {
            "script" | "style" | "svg" | "template" => {
                return self.until_end(tag, content).map_or(0, |(_, width)| width);
            }
            "code" | "tt" | "kbd" | "samp" | "pre" | "textarea" if !tag.is_end => {
                return self.code(tag, content);
            }
            "code" | "tt" | "kbd" | "samp" | "pre" | "textarea" => {}
            "b" | "strong" => self.mark(tag, "**", content),
            "i" | "em" | "var" | "cite" | "dfn" => self.mark(tag, "*", content),
            "del" | "s" | "strike" => self.mark(tag, "~~", content),
            "sup" if !tag.is_end => self.write("^"),
            "a" => self.anchor(tag),
            "img" => self.picture(tag),
            "br" => {
                self.line_break(content);
                return content.len() - content.trim_start_matches([' ', '\n']).len();
            }
            "table" | "tr" | "td" | "th" => self.table(tag),
            _ if self.row.is_some() => self.soft_space(),
            "ul" | "ol" | "dl" | "menu" => self.list(tag),
            "li" | "dt" if !tag.is_end => self.item(),
            "dd" if !tag.is_end => self.definition(),
            "li" | "dt" | "dd" => self.end_marks(),
            "hr" => {
                self.block();
                self.write("---");
                self.block();
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(tag),
            "p" => {
                self.block();
                self.flow = !tag.is_end;
            }
            _ if is_inline(&tag.name) => {}
            _ => self.block(),
        }
        0
    }

    fn line_break(&mut self, content: &str) {
        let after = content.trim_start();
        let blank = content.get(..content.len() - after.len()).is_some_and(|space| space.matches('\n').count() > 1);
        let line = self.out.get(self.line..).unwrap_or_default();
        if self.row.is_some() || self.heading || line.starts_with(['|', '#']) {
            self.soft_space();
        } else if blank || after.is_empty() || self.starts_block(after) && !self.starts_inline(after) {
            self.block();
        } else if !self.fresh {
            let in_item = !self.lists.is_empty() || marker(line).is_some();
            if !in_item && line.trim_end().ends_with(['.', '!', '?', ':']) {
                self.block();
            } else {
                self.out.truncate(self.out.trim_end_matches(' ').len());
                self.out.push('\\');
                self.newline();
            }
        }
    }

    fn starts_inline(&self, rest: &str) -> bool {
        Tag::parse(rest).is_some_and(|tag| is_inline(&tag.name))
    }

    fn heading(&mut self, tag: &Tag<'_>) {
        self.heading = false;
        self.block();
        if !tag.is_end {
            let level = tag.name.bytes().last().map_or(1, |digit| usize::from(digit.saturating_sub(b'0')));
            self.out.push_str(&"#".repeat(level));
            self.out.push(' ');
            self.heading = true;
        }
    }
}
