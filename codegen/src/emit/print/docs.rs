//! Documentation as comments.
//!
//! The lines of a piece of documentation travel through tokens as one attribute, since every token costs time, and are
//! divided again once they are printed.

use std::borrow::Cow;

use proc_macro2::Literal;

use crate::emit::literal::raw;

/// Stands between the lines in an attribute; no line contains it, since lines have no control characters.
const SEPARATOR: char = '\u{1e}';

/// The value of a `doc` attribute with these lines.
pub(in crate::emit) fn literal(lines: &[String]) -> Literal {
    let mut text = String::with_capacity(lines.iter().map(|line| line.len() + 2).sum());
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            text.push(SEPARATOR);
        }
        if !line.is_empty() {
            text.push(' ');
            text.push_str(&clean(line));
        }
    }
    raw(&text)
}

/// The documentation of a file: lines of `//! …`, each ending with a line feed.
pub(in crate::emit) fn inner(lines: &[String]) -> String {
    let mut text = String::new();
    for line in lines.iter().flat_map(|line| line.split('\n')) {
        let line = clean(line);
        text.push_str(if line.is_empty() { "//!" } else { "//! " });
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// Adds a printed line, with a line feed; documentation as a line each.
pub(super) fn push_line(text: &mut String, line: &str) {
    let code = line.trim_start();
    let indent = line.len() - code.len();
    match code.strip_prefix("///") {
        Some(lines) => {
            for doc in lines.split(SEPARATOR) {
                text.push_str(line.get(..indent).unwrap_or_default());
                text.push_str("///");
                text.push_str(doc);
                text.push('\n');
            }
        }
        None => {
            text.push_str(line);
            text.push('\n');
        }
    }
}

/// A line that is valid in a comment: no control characters (rustc refuses a bare carriage return), none that change
/// the direction of the text (rustc's lint `text_direction_codepoint_in_comment`), no blanks at the end.
fn clean(line: &str) -> Cow<'_, str> {
    if line.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(line.trim_end());
    }
    let mut result = String::with_capacity(line.len());
    for char in line.chars() {
        match char {
            '\t' => result.push_str("    "),
            '\r' => result.push(' '),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {}
            char if char.is_control() => result.push(char::REPLACEMENT_CHARACTER),
            char => result.push(char),
        }
    }
    result.truncate(result.trim_end().len());
    Cow::Owned(result)
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::{inner, literal};
    use crate::emit::print::file;

    fn check(lines: &[&str], expected: &str) {
        let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        let docs = literal(&lines);
        assert_eq!(file(quote!(#[doc = #docs] struct A { #[doc = #docs] b: C })), {
            let outer = expected.replace("    ///", "///");
            format!("{outer}struct A {{\n{expected}    b: C,\n}}\n")
        });
    }

    #[test]
    fn each_line_is_a_comment() {
        check(&["One."], "    /// One.\n");
        check(&["One.", "", "  two \"# `x`"], "    /// One.\n    ///\n    ///   two \"# `x`\n");
        check(&["", "*/ /* // \\n"], "    ///\n    /// */ /* // \\n\n");
    }

    #[test]
    fn what_no_comment_may_contain_is_replaced() {
        check(&["a\tb\rc\u{202e}d\u{1e}e\u{0}  "], "    /// a    b cd\u{fffd}e\u{fffd}\n");
        assert_eq!(
            inner(&["a\u{1}".to_owned(), String::new(), "b\nc".to_owned()]),
            "//! a\u{fffd}\n//!\n//! b\n//! c\n"
        );
    }
}
