//! How wide a text is when shown in columns of one character, by lines.

use unicode_width::UnicodeWidthStr;

use super::shape::{Context, Shape};

pub(super) fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

pub(super) fn is_multiline(text: &str) -> bool {
    text.contains('\n')
}

pub(super) fn line_feeds(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

pub(super) fn first_line(text: &str) -> &str {
    text.split_once('\n').map_or(text, |(line, _)| line)
}

pub(super) fn last_line(text: &str) -> &str {
    text.rsplit_once('\n').map_or(text, |(_, line)| line)
}

pub(super) fn first_line_width(text: &str) -> usize {
    width(first_line(text))
}

pub(super) fn last_line_width(text: &str) -> usize {
    width(last_line(text))
}

pub(super) fn trimmed_last_line_width(text: &str) -> usize {
    width(last_line(text).trim())
}

/// The width of the last line, `offset` being what stands before a text of one line.
pub(super) fn last_line_used_width(text: &str, offset: usize) -> usize {
    if is_multiline(text) { last_line_width(text) } else { offset + width(text) }
}

/// The columns that `text` takes beyond `shape`'s offset.
pub(super) fn extra_offset(text: &str, shape: Shape) -> usize {
    match text.rfind('\n') {
        Some(at) => text.len().saturating_sub(at + 1 + shape.used_width()),
        None => text.len(),
    }
}

/// Whether the last line is nothing but closing delimiters, so that something may follow it on its line.
pub(super) fn last_line_extendable(text: &str) -> bool {
    text.ends_with("\"#")
        || last_line(text).chars().all(|char| matches!(char, '(' | ')' | ']' | '}' | '?' | '>') || char.is_whitespace())
}

/// Gives `text` back if it fits into `shape`.
pub(super) fn fitting(text: String, cx: &Context, shape: Shape) -> Option<String> {
    fits(&text, cx, shape).then_some(text)
}

pub(super) fn fits(text: &str, cx: &Context, shape: Shape) -> bool {
    if text.is_empty() {
        return true;
    }
    if first_line_width(text) > shape.width {
        return false;
    }
    if !is_multiline(text) {
        return true;
    }
    text.lines().skip(1).all(|line| width(line) <= cx.max_width)
        && last_line_width(text) <= shape.used_width() + shape.width
}
