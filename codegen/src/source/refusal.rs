//! The diagnostics of files that cannot be parsed, for JSON and YAML alike.

use super::format::Source;
use super::limits;
use crate::report::{Code, Diagnostic, TextPlace};

/// The help for files that end within a value.
pub(super) const ENDS_TOO_EARLY: &str =
    "the file ends too early: close the bracket or quote, or download the file again";

/// A diagnostic at one character of a text.
pub(super) fn at(source: Source<'_>, code: Code, offset: usize, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(code, TextPlace::new(source.name, source.text, offset, 1), message)
}

/// A text without any value.
pub(super) fn empty(source: Source<'_>, offset: usize) -> Diagnostic {
    Diagnostic::new(Code::EmptyFile, TextPlace::new(source.name, source.text, offset, 0), "the file is empty")
}

/// A text that is nested too deeply. `collections` is what its format calls objects and arrays.
pub(super) fn too_deep(source: Source<'_>, offset: usize, collections: &str) -> Diagnostic {
    at(source, Code::TooDeep, offset, format!("{collections} are nested more than {} levels deep", limits::DEPTH))
}

/// A text with too many values.
pub(super) fn too_large(source: Source<'_>, offset: usize, limit: u64) -> Diagnostic {
    at(source, Code::TooLarge, offset, format!("the document contains more than {limit} values"))
}

/// A syntax error, with the parser's message.
pub(super) fn syntax(source: Source<'_>, offset: usize, message: &str, help: Option<&str>) -> Diagnostic {
    let diagnostic = at(source, Code::Syntax, offset, message);
    match help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}
