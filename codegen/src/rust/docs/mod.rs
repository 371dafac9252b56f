//! Doc comments: the free text of a document as lines that rustdoc reads.
//!
//! Descriptions are [CommonMark](https://spec.openapis.org/oas/v3.1.0#rich-text-formatting) by the specification, and
//! HTML, plain text or a mixture in practice. They are read kindly and written anew in one form, such that for any
//! text neither `rustc` nor rustdoc nor clippy has anything to warn of, and no doc test comes of it: what is not
//! understood is written as plain text, its marks escaped.
//!
//! `clean` mends characters, `html` turns tags into Markdown, `block` cuts the text into blocks, `render` writes them,
//! `inline` what stands within; `notes` adds what keywords say.

mod block;
mod clean;
mod code;
mod html;
mod inline;
mod link;
mod list;
mod notes;
mod render;
mod sentence;
mod table;
mod variants;

use block::Block;

pub use notes::{default_note, with_note};

/// The text as lines for a doc comment, without `///`; none where the text says nothing.
///
/// The first sentence starts with a capital, unless it starts with an identifier; prose at the end ends with a full
/// stop. Headings go one level down: the first level is for the crate and its items.
///
/// Each line is to be written after `///` and a space, an empty one after `///` alone.
pub fn markdown(text: &str) -> Vec<String> {
    prose(&blocks(text), 1)
}

/// The first sentence of the text on one line, with a capital and a full stop; empty where the text says nothing.
pub fn summary(text: &str) -> String {
    let blocks = blocks(text);
    let Some(text) = blocks.iter().find_map(first_text) else {
        return String::new();
    };
    let line = inline::line(&sentence::capital(&text));
    inline::guard(&sentence::full_stop(sentence::first(line.trim())))
}

/// The text on one line as code, whatever it holds.
pub fn code(text: &str) -> String {
    code::span(&clean::clean(text))
}

/// What a description says about each of an enum's values, in their order, and the description without that; `None`
/// where it holds no list whose heads are exactly the values.
///
/// Lists are read in the forms that documents have them: `- VALUE: text` with any bullet, `` `VALUE` - text `` and
/// the like on lines or in paragraphs of their own, and tables with the value in the first of two columns. All texts are
/// Markdown of one or more lines, headings where they were, ready for [`markdown`].
pub fn variants(description: &str, values: &[String]) -> Option<(Option<String>, Vec<String>)> {
    variants::variants(&blocks(description), values)
}

fn blocks(text: &str) -> Vec<Block> {
    block::parse(&html::to_markdown(&clean::clean(text)))
}

/// The blocks as lines, with a capital first and a full stop last.
fn prose(blocks: &[Block], deeper: usize) -> Vec<String> {
    let mut blocks = blocks.to_vec();
    if let Some(Block::Paragraph(text)) = blocks.first_mut() {
        *text = sentence::capital(text);
    }
    let mut lines = render::lines(&blocks, deeper);
    let is_prose = matches!(blocks.last(), Some(Block::Paragraph(text)) if !code::is_span(text.trim()));
    if let Some(last) = lines.last_mut().filter(|_| is_prose) {
        *last = inline::guard(&sentence::full_stop(last));
    }
    lines
}

/// The first text in the block that may stand for it on one line.
fn first_text(block: &Block) -> Option<String> {
    let text = match block {
        Block::Heading { text, .. } | Block::Paragraph(text) => text.clone(),
        Block::List { items, .. } => items.iter().flatten().find_map(first_text)?,
        Block::Quote(blocks) => blocks.iter().find_map(first_text)?,
        Block::Table { rows, .. } => rows.first()?.first()?.clone(),
        Block::Code { lines, .. } => code::span(lines.first()?),
        Block::Rule => return None,
    };
    Some(text).filter(|text| !text.trim().is_empty())
}

#[cfg(test)]
mod tests;
