//! Groups items, and orders them.

use syn::{Item, ItemMod, ItemUse, UseTree};

/// The texts of items, between which there is a blank line: imports of one origin make one text, and so do modules without
/// attributes; these are sorted. `print` makes the text of an item.
pub(super) fn blocks(items: Vec<Item>, print: fn(Item) -> String) -> impl Iterator<Item = String> {
    let mut blocks: Vec<(Option<Row>, Vec<String>)> = Vec::new();
    for item in items {
        let row = Row::of(&item);
        let text = print(item);
        match blocks.iter_mut().rev().take_while(|(other, _)| joins(row, *other)).find(|(other, _)| *other == row) {
            Some((_, texts)) => texts.push(text),
            None => blocks.push((row, vec![text])),
        }
    }
    // Imports that follow each other, the standard library first.
    for run in blocks.chunk_by_mut(|(a, _), (b, _)| joins(*a, *b)) {
        run.sort_by_key(|(row, _)| *row);
    }
    blocks.into_iter().map(|(row, mut texts)| {
        if row.is_some() {
            texts.sort_by(|a, b| path(a).cmp(path(b)));
        }
        texts.concat()
    })
}

/// What a block is made of, in the order of blocks that follow each other.
#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
enum Row {
    Std,
    Crates,
    Here,
    Modules,
}

impl Row {
    fn of(item: &Item) -> Option<Self> {
        match item {
            Item::Use(import) => Some(Self::of_import(import)),
            Item::Mod(module) if is_plain(module) => Some(Self::Modules),
            _ => None,
        }
    }

    /// By the first name of an import.
    fn of_import(import: &ItemUse) -> Self {
        let first = match &import.tree {
            UseTree::Path(path) => &path.ident,
            UseTree::Name(name) => &name.ident,
            UseTree::Rename(rename) => &rename.ident,
            UseTree::Glob(_) | UseTree::Group(_) => return Self::Crates,
        };
        match first.to_string().as_str() {
            "std" | "core" | "alloc" => Self::Std,
            "crate" | "self" | "super" => Self::Here,
            _ => Self::Crates,
        }
    }
}

/// Whether blocks that follow each other may change places.
fn joins(a: Option<Row>, b: Option<Row>) -> bool {
    let is_import = |row| matches!(row, Some(Row::Std | Row::Crates | Row::Here));
    a == b && a.is_some() || is_import(a) && is_import(b)
}

fn is_plain(module: &ItemMod) -> bool {
    module.content.is_none() && module.attrs.is_empty()
}

/// What comes after the keyword.
fn path(text: &str) -> &str {
    ["use ", "mod "].iter().find_map(|keyword| text.split_once(keyword)).map_or(text, |(_, path)| path)
}
