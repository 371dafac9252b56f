//! The formats of files, and a file to parse.

use crate::report::FileId;

/// The format of a file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Format {
    /// JSON, [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259).
    Json,
    /// YAML, [1.2](https://yaml.org/spec/1.2.2/), of which all JSON is a part.
    Yaml,
}

/// The text of a file to parse, and its name for diagnostics.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'a> {
    pub(super) file: FileId,
    pub(super) name: &'a str,
    pub(super) text: &'a str,
}
