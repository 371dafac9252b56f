//! Positions of values in a JSON text.

use std::borrow::Cow;

use super::wanted::{Span, Walk, Wanted};

/// Reads a JSON text and notes what is wanted.
///
/// The text must be well-formed, as it is when a tree was made of it. For any other text the result is unspecified, but
/// the function returns.
pub(super) fn scan(text: &str, wanted: &mut Wanted) {
    let bytes = text.as_bytes();
    let mut walk = Walk::new(wanted);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        at += 1;
        match byte {
            b'{' => walk.open_object(Span { start, end: at }),
            b'[' => walk.open_array(Span { start, end: at }),
            b'}' | b']' => walk.close(),
            b'"' => {
                at = string_end(bytes, at);
                let span = Span { start, end: at };
                if walk.is_at_wanted_key() {
                    let content = text.get(start + 1..at.saturating_sub(1)).unwrap_or_default();
                    walk.scalar(&unescape(content), span);
                } else {
                    walk.scalar("", span);
                }
            }
            b' ' | b'\t' | b'\n' | b'\r' | b',' | b':' => {}
            _ => {
                let rest = bytes.get(at..).unwrap_or_default();
                at += rest.iter().position(|byte| b" \t\n\r,:]}".contains(byte)).unwrap_or(rest.len());
                walk.scalar("", Span { start, end: at });
            }
        }
    }
}

/// The byte of the first bracket that exceeds a limit of nested objects and arrays.
pub(super) fn deeper_than(text: &str, limit: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'{' | b'[' if depth == limit => return Some(at),
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'"' => {
                at = string_end(bytes, at + 1);
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// The offset behind the quote that ends a string whose content begins at an offset.
fn string_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The value of a string's content (RFC 8259 §7).
fn unescape(content: &str) -> Cow<'_, str> {
    if !content.contains('\\') {
        return Cow::Borrowed(content);
    }
    serde_json::from_str(&format!("\"{content}\"")).map_or(Cow::Borrowed(content), Cow::Owned)
}
