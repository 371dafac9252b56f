//! HTML, converted to Markdown.

mod convert;
mod list;
mod mark;
mod pre;
mod table;
mod tag;
mod writer;

pub(super) use convert::to_markdown;
