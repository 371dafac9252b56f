//! Blocks, written as Markdown in one form.

use super::block::Block;
use super::{inline, table, verbatim};

/// The lines of the blocks, a blank one between each two. Headings go `deeper` levels down, to six at most: the first
/// level is the crate's and the item's own.
pub(super) fn lines(blocks: &[Block], deeper: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut before: Option<&Block> = None;
    for block in blocks {
        let lines = block_lines(block, deeper);
        if lines.is_empty() {
            continue;
        }
        if before.is_some() {
            out.push(String::new());
        }
        out.extend(lines);
        before = Some(block);
    }
    out
}

fn block_lines(block: &Block, deeper: usize) -> Vec<String> {
    match block {
        Block::Code { language, lines } => verbatim::fenced(language, lines),
        Block::Heading { level, text } => heading(level + deeper, text),
        Block::List { first, items } => list(*first, items, deeper),
        Block::Paragraph(text) => paragraph(text),
        Block::Quote(blocks) => {
            let quoted = lines(blocks, deeper);
            quoted.iter().map(|line| format!("> {line}").trim_end().to_owned()).collect()
        }
        Block::Rule => vec!["---".to_owned()],
        Block::Table { marks, rows } => table::lines(marks, rows),
    }
}

pub(super) fn paragraph(text: &str) -> Vec<String> {
    let text = inline::render(text);
    let lines = text.trim().split('\n').map(str::trim).filter(|line| !matches!(*line, "" | "\\"));
    let mut lines: Vec<String> = lines.map(inline::guard).collect();
    if let Some(last) = lines.last_mut() {
        *last = inline::unbroken(last).to_owned();
    }
    lines
}

fn heading(level: usize, text: &str) -> Vec<String> {
    let mut text = inline::line(text).trim().to_owned();
    if text.is_empty() {
        return Vec::new();
    }
    if text.ends_with('#') {
        // Otherwise it would be part of the heading's closing marks.
        text.insert(text.len() - 1, '\\');
    }
    vec![format!("{} {text}", "#".repeat(level.min(6)))]
}

/// The lines of an item are aligned with the text of its first line.
fn list(first: Option<u64>, items: &[Vec<Block>], deeper: usize) -> Vec<String> {
    let items: Vec<_> = items.iter().map(|item| item_lines(item, deeper)).filter(|lines| !lines.is_empty()).collect();
    let loose = items.iter().any(|lines| lines.iter().any(String::is_empty) && !is_fenced(lines));
    let mut out = Vec::new();
    for (number, lines) in items.iter().enumerate() {
        if loose && number > 0 {
            out.push(String::new());
        }
        let marker = first.map_or("- ".to_owned(), |first| format!("{}. ", first.saturating_add(number as u64)));
        let mut lines = lines.iter();
        out.extend(lines.next().map(|line| format!("{marker}{line}")));
        let indent = " ".repeat(marker.len());
        out.extend(lines.map(|line| if line.is_empty() { String::new() } else { format!("{indent}{line}") }));
    }
    out
}

fn is_fenced(lines: &[String]) -> bool {
    lines.first().is_some_and(|line| line.starts_with("```"))
}

/// A list right under its item's text needs no blank line if it may interrupt a paragraph.
fn item_lines(item: &[Block], deeper: usize) -> Vec<String> {
    match item {
        [text @ Block::Paragraph(_), list @ Block::List { first: None | Some(1), .. }] => {
            let mut out = block_lines(text, deeper);
            out.extend(block_lines(list, deeper));
            out
        }
        _ => lines(item, deeper),
    }
}
