//! Stage 6: the text of a crate.
//!
//! Everything is decided when this stage begins. Items become tokens by `quote!`, and `print` turns tokens into text.
//!
//! May use: `names`, `rust`, `workers`.

mod body;
mod choices;
mod client;
mod description;
mod encoding;
mod enumeration;
mod expression;
mod headers;
mod literal;
mod manifest;
mod mock;
mod module;
mod operation;
mod paging;
mod parameter;
mod platform;
mod print;
mod samples;
mod single;
mod snippet;
mod source_file;
mod structure;
mod tokens;
mod union;
mod waiting;
mod webhooks;
mod wrap;
mod xml;

use std::collections::BTreeMap;

use crate::rust::Crate;
use crate::workers::Workers;

use source_file::SourceFile;

pub use single::single;

/// The contents of files by their path in the crate's folder, with `/` between folders.
pub type Files = BTreeMap<String, String>;

/// Prints a crate as files: `Cargo.toml`, `README.md`, `rustfmt.toml`, `src/`, and `examples/` if samples were requested.
///
/// It never fails, and equal crates give equal bytes on any number of threads.
pub fn emit(of: &Crate, workers: Workers) -> Files {
    let mut files = Files::new();
    files.insert("Cargo.toml".to_owned(), manifest::manifest(of));
    files.insert("README.md".to_owned(), snippet::lines(&of.readme).join("\n") + "\n");
    files.insert("rustfmt.toml".to_owned(), manifest::rustfmt());
    files.extend(workers.map(&SourceFile::all(of), |file| (file.path(), file.text(of))));
    files
}
