//! Blocks: what a text is cut into, paragraphs, lists, code and so on.

/// A block. Its text is still as the document has it: inline marks are not looked at yet.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Block {
    Code {
        language: String,
        lines: Vec<String>,
    },
    Heading {
        level: usize,
        text: String,
    },
    /// The number of the first item, where items have numbers.
    List {
        first: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    /// Lines between `\n`; one that ends in a backslash ends with a hard break.
    Paragraph(String),
    Quote(Vec<Block>),
    Rule,
    /// The first row is the head. Bars in cells are bare.
    Table {
        marks: Vec<&'static str>,
        rows: Vec<Vec<String>>,
    },
}
