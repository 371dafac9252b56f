//! The text cut into blocks, as [CommonMark](https://spec.commonmark.org/0.31.2/) has it, but kinder to text that was
//! typed without care.

use super::block::Block;
use super::marker::marker;
use super::verbatim::Fence;
use super::{line, list, table};

/// How deep lists and quotes go; what is deeper is text.
const DEPTH: usize = 6;

/// The blocks of a text that has been [cleaned](super::clean::clean) and holds no HTML that means anything.
pub(super) fn parse(text: &str) -> Vec<Block> {
    let lines: Vec<&str> = text.lines().collect();
    let mut blocks = blocks(&lines, 0);
    let rules = blocks.iter().take_while(|block| **block == Block::Rule).count();
    blocks.drain(..rules);
    while blocks.last() == Some(&Block::Rule) {
        blocks.pop();
    }
    blocks
}

/// The blocks of the lines inside `depth` lists or quotes.
fn blocks(lines: &[&str], depth: usize) -> Vec<Block> {
    let mut parser = Parser { lines, depth, at: 0, open: Vec::new(), out: Vec::new() };
    while let Some(line) = parser.lines.get(parser.at) {
        parser.line(line);
    }
    parser.end_paragraph();
    parser.out
}

struct Parser<'a> {
    lines: &'a [&'a str],
    depth: usize,
    at: usize,
    /// The lines of the paragraph that is not ended yet.
    open: Vec<String>,
    out: Vec<Block>,
}

impl<'a> Parser<'a> {
    fn line(&mut self, line: &'a str) {
        let trimmed = line.trim();
        let next = if trimmed.is_empty() {
            self.end_paragraph();
            self.at + 1
        } else if let Some(fence) = Fence::open(line) {
            self.end_paragraph();
            self.fence(fence)
        } else if let Some((level, text)) = line::heading(line) {
            self.end_paragraph();
            self.push(Block::Heading { level, text: text.to_owned() });
            self.at + 1
        } else if let Some(next) = self.underline(trimmed) {
            next
        } else if line::is_rule(line) {
            self.end_paragraph();
            self.push(Block::Rule);
            self.at + 1
        } else if let Some(next) = self.container(line) {
            next
        } else if let Some((block, next)) = table::table(self.lines, self.at) {
            self.end_paragraph();
            self.push(block);
            next
        } else if self.open.is_empty() && line::indent(line) >= 4 && self.may_indent() {
            self.indented()
        } else {
            self.open.push(if line.ends_with("  ") { format!("{trimmed}\\") } else { trimmed.to_owned() });
            self.at + 1
        };
        self.at = next;
    }

    fn push(&mut self, block: Block) {
        if block != Block::Rule || self.depth == 0 && self.out.last() != Some(&Block::Rule) {
            self.out.push(block);
        }
    }

    fn end_paragraph(&mut self) {
        let text = self.open.join("\n");
        self.open.clear();
        let text = text.trim_end_matches(['\\', '\n', ' ']);
        if !text.is_empty() {
            self.push(Block::Paragraph(text.to_owned()));
        }
    }

    fn fence(&mut self, fence: Fence<'_>) -> usize {
        let body = self.lines.iter().skip(self.at + 1);
        let lines: Vec<&str> = body.take_while(|line| !fence.closed_by(line)).copied().collect();
        let next = self.at + lines.len() + 2;
        self.code(fence.language(), &lines, fence.indent);
        next
    }

    fn code(&mut self, language: String, lines: &[&str], width: usize) {
        let mut lines: Vec<String> = lines.iter().map(|line| line::strip(line, width).trim_end().to_owned()).collect();
        while lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
        let blank = lines.iter().take_while(|line| line.is_empty()).count();
        lines.drain(..blank);
        if !lines.is_empty() {
            self.push(Block::Code { language, lines });
        }
    }

    /// A line of `=` or `-` that makes the one line before it a heading.
    fn underline(&mut self, trimmed: &str) -> Option<usize> {
        let level = match trimmed.chars().next()? {
            '=' if trimmed.chars().all(|c| c == '=') => 1,
            '-' if trimmed.chars().all(|c| c == '-') && trimmed.len() > 1 => 2,
            _ => return None,
        };
        match self.open.as_slice() {
            [text] => {
                let text = text.trim_end_matches('\\').to_owned();
                self.open.clear();
                self.push(Block::Heading { level, text });
                Some(self.at + 1)
            }
            [] | [_, _, ..] if level == 1 => Some(self.at + 1).filter(|_| !self.open.is_empty()),
            _ => None,
        }
    }

    /// A list or a quote.
    fn container(&mut self, line: &str) -> Option<usize> {
        if self.depth >= DEPTH {
            return None;
        }
        if line.trim_start().starts_with('>') {
            self.end_paragraph();
            return Some(self.quote());
        }
        let marker = marker(line)?;
        if !self.open.is_empty() && !marker.interrupts() {
            return None;
        }
        self.end_paragraph();
        let (items, next) = list::items(self.lines, self.at);
        let items = items.iter().map(|lines| blocks(lines, self.depth + 1)).filter(|item| !item.is_empty());
        let block = Block::List { first: marker.number, items: items.collect() };
        self.push(block);
        Some(next)
    }

    fn quote(&mut self) -> usize {
        let mut inner = Vec::new();
        let mut at = self.at;
        while let Some(line) = self.lines.get(at) {
            let lazy = inner.last().is_some_and(|last: &&str| !last.trim().is_empty());
            if let Some(rest) = line.trim_start().strip_prefix('>') {
                inner.push(rest.strip_prefix(' ').unwrap_or(rest));
            } else if lazy && !line.trim().is_empty() && !list::interrupts(line) {
                inner.push(line);
            } else {
                break;
            }
            at += 1;
        }
        let blocks = blocks(&inner, self.depth + 1);
        if !blocks.is_empty() {
            self.push(Block::Quote(blocks));
        }
        at
    }

    /// Whether an indent means code. In an item it is mostly want of care, but not after a colon.
    fn may_indent(&self) -> bool {
        let after_colon = matches!(self.out.last(), Some(Block::Paragraph(text)) if text.ends_with(':'));
        self.depth == 0 || after_colon
    }

    /// Code by indent: the lines up to the first that has less.
    fn indented(&mut self) -> usize {
        let rest = self.lines.iter().skip(self.at);
        let lines: Vec<&str> =
            rest.take_while(|line| line.trim().is_empty() || line::indent(line) >= 4).copied().collect();
        let filled = lines.iter().filter(|line| !line.trim().is_empty());
        let width = filled.map(|line| line::indent(line)).min().unwrap_or(4);
        let next = self.at + lines.len();
        self.code("text".to_owned(), &lines, width);
        next
    }
}
