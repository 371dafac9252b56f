//! Texts of deeply nested expressions, so that each is made once for each place it might go.
//!
//! Diagnostic the best layout means to print an argument several times, and with it its own arguments: without this the
//! time would double and triple with each level of nesting.

use std::cell::RefCell;
use std::collections::HashMap;

use syn::Expr;

use super::expr::Position;
use super::list::Item;
use super::shape::{Context, Shape};

/// Expressions nested less deep are not kept.
const DEPTH: usize = 6;

/// All that the text of an expression depends on. The expression is known by where it is in memory: the tree does not
/// change while it is printed.
#[derive(Eq, Hash, PartialEq)]
struct Key {
    expr: *const Expr,
    shape: Shape,
    position: Position,
    max_width: usize,
    one_line_chain: bool,
}

/// What has been printed.
#[derive(Debug, Default)]
pub(super) struct Memo(RefCell<HashMap<Key, Item>>);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Key").field("expr", &self.expr).finish_non_exhaustive()
    }
}

/// What `print` gives, unless it is known already.
pub(super) fn remember(
    cx: &Context,
    expr: &Expr,
    shape: Shape,
    position: Position,
    print: impl FnOnce() -> Item,
) -> Item {
    let depth = cx.depth.get();
    // The arguments of a macro are parsed anew each time, so that their places in memory say nothing.
    if depth < DEPTH || cx.in_parsed.get() || matches!(expr, Expr::Lit(_) | Expr::Path(_)) {
        cx.depth.set(depth + 1);
        let text = print();
        cx.depth.set(depth);
        return text;
    }
    let key = Key { expr, shape, position, max_width: cx.max_width, one_line_chain: cx.one_line_chain.get() };
    if let Some(text) = cx.memo.0.borrow().get(&key) {
        return text.clone();
    }
    let text = print();
    cx.memo.0.borrow_mut().insert(key, text.clone());
    text
}
