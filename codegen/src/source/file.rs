//! One file of a document: its text, and the value parsed from it.

use std::path::Path;

use serde_json::Value;

use super::format::{Format, Source};
use super::visit::Parsed;
use super::{json, yaml};
use crate::report::{Code, Diagnostic, Diagnostics, FileId, TextPlace};

/// A file of a document.
#[derive(Clone, Debug)]
pub struct File {
    /// The name, as the user passed it or as a reference leads there.
    pub name: String,
    /// The text, without byte order mark.
    pub text: String,
    /// The format.
    pub format: Format,
}

impl File {
    /// Parses a text, and adds its warnings to the diagnostics.
    ///
    /// If there is an error, the warnings before it are dropped, since they point into a value that does not exist.
    pub(super) fn parse(
        id: FileId,
        name: String,
        text: String,
        diagnostics: &mut Diagnostics,
    ) -> Result<Read, Diagnostic> {
        let is_json = Path::new(&name).extension().is_some_and(|end| end.eq_ignore_ascii_case("json"));
        let source = Source { file: id, name: &name, text: &text };
        let parsed = parse(source, is_json)?;
        if parsed.value.is_null() {
            let place = TextPlace::new(name, &text, text.len() - text.trim_start().len(), 1);
            return Err(Diagnostic::new(Code::EmptyFile, place, "the file contains nothing but `null`"));
        }
        diagnostics.extend(parsed.diagnostics);
        let Parsed { value, format, values, bytes, .. } = parsed;
        let aliased_bytes = bytes.saturating_sub(text.len() as u64);
        Ok(Read { file: Self { name, text, format }, value, values, aliased_bytes })
    }
}

/// A file that was read.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) file: File,
    /// The value.
    pub(super) value: Value,
    /// The number of values in it.
    pub(super) values: u64,
    /// The bytes of its strings in excess of the bytes of the text, which aliases cause.
    pub(super) aliased_bytes: u64,
}

/// Parses a text that looks like JSON as JSON, and as YAML if that fails.
fn parse(source: Source<'_>, is_json: bool) -> Result<Parsed, Diagnostic> {
    let start = source.text.trim_start();
    if !is_json && !start.starts_with(['{', '[']) {
        return yaml::parse(source);
    }
    match json::parse(source) {
        Err(error) if error.code == Code::Syntax => {
            yaml::parse(source).map_err(|other| if is_json || is_quoted(start) { error } else { other })
        }
        // A text that exceeds a limit as JSON does so as YAML, too.
        parsed => parsed,
    }
}

/// Whether the first bracket is followed by a quoted key or value, as in JSON.
fn is_quoted(text: &str) -> bool {
    text.get(1..).is_some_and(|rest| rest.trim_start().starts_with(['"', '{', '[']))
}
