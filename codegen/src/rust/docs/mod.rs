//! Doc comments: descriptions of the document as Markdown for rustdoc.
//!
//! Descriptions are [CommonMark](https://spec.openapis.org/oas/v3.1.0#rich-text-formatting) by the specification, and
//! HTML, plain text or a mixture in practice. They are parsed leniently and written in one form, for which neither `rustc`
//! nor rustdoc nor clippy gives warnings, and which contains no doc test. Everything that is not understood is escaped.
//!
//! `clean` normalizes characters, `html` converts tags to Markdown, `parse` splits the text into blocks, `render` writes them
//! and `inline` their text; `notes` adds sentences for keywords.

mod block;
mod clean;
mod constraints;
mod html;
mod inline;
mod line;
mod link;
mod list;
mod marker;
mod notes;
mod parse;
mod prose;
mod render;
mod sentence;
mod table;
mod text;
mod values;
mod verbatim;

pub use constraints::constraints_note;
pub use notes::{default_note, with_note};
pub use text::{code, markdown, summary, variants};

#[cfg(test)]
mod tests;
