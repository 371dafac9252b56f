//! Turns items into text, as `rustfmt` would write it.
//!
//! What is generated is to be a fixpoint of `rustfmt` with its default settings and style edition 2024, and must not
//! depend on whether `rustfmt` is installed. So this is a printer over the tree of `syn` that follows rustfmt's rules,
//! column by column, for what is generated; whatever else it meets it leaves to `prettyplease`.
//!
//! Two things follow from how rustfmt works, and explain the shape of the code:
//!
//! - A printing function gets a `Shape`, the room that it has, and gives `None` where it cannot keep to
//!   it. Its caller then tries something else. rustfmt leaves alone what cannot be made to fit in any way, so that any
//!   layout will do then: it is printed once more with wider lines (`at_any_width`).
//! - The widths that decide (60 columns for the arguments of a call, 18 for the fields of a struct literal …) are those
//!   of `use_small_heuristics = "Default"`.

use syn::Item;

mod assign;
mod attribute;
mod block;
mod chain;
mod closure;
mod control;
mod expr;
mod fallback;
mod generics;
mod implementation;
mod imports;
mod item;
mod list;
mod macros;
mod memo;
mod order;
mod overflow;
mod pair;
mod pat;
mod path;
mod sequence;
mod shape;
mod signature;
mod table;
mod types;
mod width;

/// The text of a module that holds `items`, ending with a line feed.
///
/// There is a blank line between items, but not between imports of one origin (std, other crates, `crate`/`super`/
/// `self`) and not between `mod x;` without documentation; these are sorted as rustfmt sorts them. `#[doc = "…"]` becomes
/// `/// …`, whatever is in it stays within the comment.
pub fn file(items: &[Item]) -> String {
    let mut text = sequence::print(items, shape::Indent::default());
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// `text` as the documentation of the file that it is put at the top of: lines of `//! …`, ending with a line feed.
///
/// Control characters are replaced, so that `text` stays within the comment. Nothing for an empty `text`.
pub fn inner_docs(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    attribute::comment("//!", text, "\n") + "\n"
}

#[cfg(test)]
#[allow(clippy::panic, clippy::unwrap_used)]
mod tests;
