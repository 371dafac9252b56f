//! Items one after the other, and what is between them.

use syn::{Item as Syntax, ItemMod, ItemUse, UseTree};

use super::imports::Import;
use super::item;
use super::list::Item;
use super::shape::{Indent, Shape, at_any_width};

/// The text of `items`, the first line without indentation, without a line feed at the end.
///
/// Between items there is a blank line, but for imports of one origin and for modules without documentation: these make
/// rows, which are sorted as rustfmt sorts them.
pub(super) fn print(items: &[Syntax], indent: Indent) -> String {
    let mut text = String::new();
    let mut rest = items;
    while let Some(first) = rest.first() {
        let length = match Row::of(first) {
            Some(row) => rest.iter().take_while(|item| Row::of(item) == Some(row)).count(),
            None => 1,
        };
        let (group, others) = rest.split_at(length);
        rest = others;
        let group = group_text(group, indent);
        if group.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push('\n');
            text.push_str(&indent.newline());
        }
        text.push_str(&group);
    }
    text
}

/// What a row of items is made of.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Row {
    Imports(Origin),
    Modules,
}

/// Where the first name of an import comes from.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Origin {
    Std,
    Crates,
    Here,
}

impl Row {
    fn of(item: &Syntax) -> Option<Self> {
        match item {
            Syntax::Use(import) => Some(Self::Imports(Origin::of(import))),
            Syntax::Mod(module) if is_plain(module) => Some(Self::Modules),
            _ => None,
        }
    }
}

fn is_plain(module: &ItemMod) -> bool {
    module.content.is_none() && module.attrs.is_empty() && module.unsafety.is_none()
}

impl Origin {
    fn of(import: &ItemUse) -> Self {
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

fn group_text(group: &[Syntax], indent: Indent) -> String {
    let imports: Vec<_> =
        group.iter().filter_map(|item| if let Syntax::Use(import) = item { Some(import) } else { None }).collect();
    if !imports.is_empty()
        && let Some(text) = self::imports(&imports, indent)
    {
        return text;
    }
    let mut group: Vec<_> = group.iter().collect();
    group.sort_by_cached_key(|item| match item {
        Syntax::Mod(module) => module.ident.to_string(),
        _ => String::new(),
    });
    let texts: Vec<_> = group.into_iter().map(|item| item::print(item, indent)).collect();
    texts.join(&*indent.newline())
}

/// A row of imports, sorted.
pub(super) fn imports(imports: &[&ItemUse], indent: Indent) -> Item {
    let mut imports: Vec<_> = imports.iter().map(|item| Import::new(item)).collect();
    imports.retain(|import| !import.is_empty());
    imports.sort_by(Import::order);
    let texts: Option<Vec<_>> =
        imports.iter().map(|import| at_any_width(|cx| import.print(cx, Shape::indented(indent, cx)))).collect();
    Some(texts?.join(&*indent.newline()))
}
