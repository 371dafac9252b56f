//! Blocks as prose.

use super::block::Block;
use super::{inline, render, sentence, verbatim};

/// The blocks as lines, with a capital first and a full stop last.
pub(super) fn prose(blocks: &[Block], deeper: usize) -> Vec<String> {
    let mut blocks = blocks.to_vec();
    if let Some(Block::Paragraph(text)) = blocks.first_mut() {
        *text = sentence::capital(text);
    }
    let mut lines = render::lines(&blocks, deeper);
    let is_prose = matches!(blocks.last(), Some(Block::Paragraph(text)) if !verbatim::is_span(text.trim()));
    if let Some(last) = lines.last_mut().filter(|_| is_prose) {
        *last = inline::guard(&sentence::full_stop(last));
    }
    lines
}
