//! HTML, turned into the Markdown that says the same.

mod list;
mod mark;
mod pre;
mod table;
mod tag;

use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use self::list::List;
use self::mark::Mark;
use self::table::Row;
use self::tag::{Known, Tag};
use super::{block, code, list as bullet};

/// The text with known tags as Markdown, but for what is code already. Tags that are not known stay: they may be a
/// placeholder.
pub(super) fn to_markdown(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return text.to_owned();
    }
    let mut writer = Writer {
        text,
        known: Known::new(text),
        code: code::regions(text).into_iter().peekable(),
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

struct Writer<'a> {
    text: &'a str,
    known: Known,
    code: Peekable<IntoIter<Range<usize>>>,
    out: String,
    at: usize,
    /// Where the last comment of the text ends.
    comments: usize,
    /// Where the current line of `out` starts.
    line: usize,
    /// Emphasis that is not ended.
    marks: Vec<Mark>,
    lists: Vec<List>,
    row: Option<Row>,
    /// Whether newlines are but spaces, as within `<p>`.
    flow: bool,
    heading: bool,
    link: Option<String>,
    /// Whether nothing was written since the block, the item or the cell began: then space is left out.
    fresh: bool,
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

    fn push(&mut self, c: char) -> usize {
        if c == '|' && self.row.is_some() {
            self.out.push('\\');
        }
        self.out.push(c);
        self.fresh = false;
        c.len_utf8()
    }

    fn write(&mut self, text: &str) {
        self.out.push_str(text);
        self.fresh = false;
    }

    /// Code that is Markdown already.
    fn verbatim(&mut self, region: Range<usize>) {
        let code = self.text.get(region.clone()).unwrap_or_default();
        let code = if self.row.is_some() { code.replace('|', "\\|") } else { code.to_owned() };
        self.apart();
        if let Some(newline) = code.rfind('\n') {
            self.line = self.out.len() + newline + 1;
        }
        self.write(&code);
        self.at = region.end;
    }

    /// Keeps one code span from the next.
    fn apart(&mut self) {
        if self.out.ends_with('`') {
            self.out.push(' ');
        }
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

    /// Whether a known tag is next: then the spaces before it are layout.
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

    /// Writes what the tag means; gives how much of what follows is done with as well.
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

    /// Ends the block: what follows starts a new one, under the text of the item it is in.
    fn block(&mut self) {
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

    fn newline(&mut self) {
        let margin = self.margin();
        self.out.truncate(self.out.trim_end_matches(' ').len());
        self.out.push('\n');
        self.line = self.out.len();
        self.out.push_str(&margin);
    }

    fn soft_space(&mut self) {
        if !self.fresh && !self.out.ends_with(' ') {
            self.out.push(' ');
        }
    }

    /// What a line starts with to go on with the item or the quote that the current line is in.
    fn margin(&self) -> String {
        if let Some(list) = self.lists.last() {
            return " ".repeat(list.inner);
        }
        let line = self.out.get(self.line..).unwrap_or_default();
        let width = bullet::marker(line).map_or(block::indent(line), |marker| marker.offset);
        if line.starts_with("> ") {
            "> ".to_owned()
        } else if width < 24 {
            " ".repeat(width)
        } else {
            String::new()
        }
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
            let in_item = !self.lists.is_empty() || bullet::marker(line).is_some();
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

    /// The text up to the end of the tag, and how long it is with that.
    fn until_end<'t>(&self, tag: &Tag<'_>, content: &'t str) -> Option<(&'t str, usize)> {
        let start = self.at + tag.len;
        let end = self.known.end_after(&tag.name, start)?;
        Some((content.get(..end.start.checked_sub(start)?)?, end.end - start))
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

/// Tags within a line.
fn is_inline(name: &str) -> bool {
    [
        "a",
        "abbr",
        "b",
        "big",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "fullname",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "x-lifecycle",
        "button",
        "output",
    ]
    .contains(&name)
}
