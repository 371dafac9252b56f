//! Descriptions as doc lines, as one sentence, as code, and divided by the values of an enum.

use super::block::Block;
use super::prose::prose;
use super::{clean, html, inline, parse, sentence, values, verbatim};

/// The text as lines for a doc comment, without `///`; none if the text is empty.
///
/// The first sentence starts with a capital, unless it starts with an identifier; prose at the end ends with a full
/// stop. Headings go one level down: the first level is for the crate and its items.
///
/// Each line is to be written after `///` and a space, an empty one after `///` alone.
pub fn markdown(text: &str) -> Vec<String> {
    prose(&blocks(text), 1)
}

/// The first sentence of the text on one line, with a capital and a full stop; empty if the text is.
pub fn summary(text: &str) -> String {
    let blocks = blocks(text);
    let Some(text) = blocks.iter().find_map(first_text) else {
        return String::new();
    };
    let line = inline::line(&sentence::capital(&text));
    inline::guard(&sentence::full_stop(sentence::first(line.trim())))
}

/// The text on one line as a code span.
pub fn code(text: &str) -> String {
    verbatim::span(&clean::clean(text))
}

/// The descriptions of an enum's values, in their order, and the rest of the description; `None` if it has no list whose
/// heads are exactly the values.
///
/// Lists may be written as `- VALUE: text` with any bullet, as `` `VALUE` - text `` and the like on separate lines or
/// paragraphs, or as tables with the value in the first of two columns. The results are Markdown for [`markdown`].
pub fn variants(description: &str, values: &[String]) -> Option<(Option<String>, Vec<String>)> {
    values::variants(&blocks(description), values)
}

fn blocks(text: &str) -> Vec<Block> {
    parse::parse(&html::to_markdown(&clean::clean(text)))
}

/// The first text in the block that can represent it on one line.
fn first_text(block: &Block) -> Option<String> {
    let text = match block {
        Block::Heading { text, .. } | Block::Paragraph(text) => text.clone(),
        Block::List { items, .. } => items.iter().flatten().find_map(first_text)?,
        Block::Quote(blocks) => blocks.iter().find_map(first_text)?,
        Block::Table { rows, .. } => rows.first()?.first()?.clone(),
        Block::Code { lines, .. } => verbatim::span(lines.first()?),
        Block::Rule => return None,
    };
    Some(text).filter(|text| !text.trim().is_empty())
}
