//! Blocks and statements.

use syn::{Block, Expr, Item as Syntax, ItemUse, Local, MacroDelimiter, Stmt};

use super::assign;
use super::expr::{self, Position};
use super::list::Item;
use super::shape::{Context, Indent, LET_ELSE_WIDTH, Shape};
use super::width::{is_multiline, last_line, last_line_width};
use super::{attribute, fallback, item, macros, pat, sequence, types};

/// The block as a value: an empty one is `{}`, all others are broken.
pub(super) fn print(cx: &Context, block: &Block, shape: Shape) -> Item {
    if block.stmts.is_empty() && shape.width >= 2 {
        return Some("{}".to_owned());
    }
    Some(braced(cx, &block.stmts, shape.indent))
}

/// A block used as an expression: a short expression may stay on the line of the braces.
pub(super) fn print_at(cx: &Context, block: &Block, shape: Shape, position: Position) -> Item {
    let text = print(cx, block, shape)?;
    if position == Position::Statement || text.lines().count() > 3 || block.stmts.is_empty() {
        return Some(text);
    }
    Some(single_line(cx, "", block, shape).unwrap_or(text))
}

fn single_line(cx: &Context, keyword: &str, block: &Block, shape: Shape) -> Item {
    let value = simple(block)?;
    let text = expr::print(cx, value, shape.offset_left(keyword.len())?)?;
    let text = format!("{keyword}{{ {text} }}");
    (text.len() <= shape.width && !is_multiline(&text)).then_some(text)
}

/// `unsafe { … }`, on one line if it may be and fits.
pub(super) fn unchecked(cx: &Context, block: &Block, shape: Shape, one_line: bool) -> Item {
    let text = print(cx, block, shape)?;
    if block.stmts.is_empty() || !one_line || text.lines().count() > 3 {
        return Some(format!("unsafe {text}"));
    }
    single_line(cx, "unsafe ", block, shape).or(Some(format!("unsafe {text}")))
}

/// `async { … }`, `keyword` being what stands before the brace.
pub(super) fn asynchronous(cx: &Context, keyword: &str, block: &Block, shape: Shape) -> Item {
    single_line(cx, keyword, block, shape).or_else(|| {
        let width = shape.width.saturating_sub("async ".len());
        let text = print_at(cx, block, Shape::legacy(width, shape.indent), Position::Value)?;
        Some(format!("{keyword}{text}"))
    })
}

/// The expression of a block that holds nothing else.
pub(super) fn simple(block: &Block) -> Option<&Expr> {
    match block.stmts.as_slice() {
        [Stmt::Expr(expr, None)] if expr::attributes(expr).is_empty() => Some(expr),
        _ => None,
    }
}

/// `{`, the statements one a line, `}`.
pub(super) fn braced(cx: &Context, stmts: &[Stmt], indent: Indent) -> String {
    let inner = indent.deeper();
    let mut text = "{".to_owned();
    let mut rest = stmts;
    while let Some((first, after)) = rest.split_first() {
        text.push_str(&inner.newline());
        let imports: Vec<_> = rest.iter().map_while(import).collect();
        if let Some(imports) = Some(&imports).filter(|imports| imports.len() > 1)
            && let Some(row) = sequence::imports(imports, inner)
        {
            text.push_str(&row);
            rest = rest.get(imports.len()..).unwrap_or(&[]);
        } else {
            text.push_str(&statement(cx, first, after.is_empty(), inner));
            rest = after;
        }
    }
    text.push_str(&indent.newline());
    text.push('}');
    text
}

fn import(stmt: &Stmt) -> Option<&ItemUse> {
    match stmt {
        Stmt::Item(Syntax::Use(import)) => Some(import),
        _ => None,
    }
}

/// `{`, the expression, `}`.
pub(super) fn braced_expr(cx: &Context, value: &Expr, indent: Indent) -> String {
    let inner = indent.deeper();
    let text = cx.at_any_width(|cx| last(cx, value, Shape::indented(inner, cx)));
    let text = text.unwrap_or_else(|| fallback::tokens(value));
    format!("{{{}{text}{}}}", inner.newline(), indent.newline())
}

/// The expression at the end of a block. rustfmt adds a semicolon to jumps.
fn last(cx: &Context, value: &Expr, shape: Shape) -> Item {
    if expr::needs_semicolon(value) {
        Some(expr::print_at(cx, value, shape, Position::Statement)? + ";")
    } else {
        expr::print(cx, value, shape)
    }
}

/// A statement always has a text: one that cannot be made to fit runs over the end of the line.
fn statement(cx: &Context, stmt: &Stmt, last: bool, indent: Indent) -> String {
    cx.at_any_width(|cx| try_statement(cx, stmt, last, Shape::indented(indent, cx)))
        .unwrap_or_else(|| fallback::statement(stmt, indent))
}

fn try_statement(cx: &Context, stmt: &Stmt, last: bool, shape: Shape) -> Item {
    match stmt {
        Stmt::Local(local) => self::local(cx, local, shape),
        Stmt::Item(item) => Some(item::print(item, shape.indent)),
        Stmt::Expr(value, None) if last => self::last(cx, value, shape),
        Stmt::Expr(value, semicolon) => {
            let is_loop = matches!(value, Expr::While(_) | Expr::Loop(_) | Expr::ForLoop(_));
            let suffix = if semicolon.is_some() && !is_loop { ";" } else { "" };
            let shape = shape.sub_width(suffix.len())?;
            Some(expr::print_at(cx, value, shape, Position::Statement)? + suffix)
        }
        Stmt::Macro(stmt) => {
            let mut text = attribute::outer(cx, &stmt.attrs, shape)?;
            if !text.is_empty() {
                text.push_str(&shape.indent.newline());
            }
            let width = shape.width.saturating_sub(1);
            text.push_str(&macros::print(cx, &stmt.mac, Shape { width, ..shape })?);
            let braces = matches!(stmt.mac.delimiter, MacroDelimiter::Brace(_));
            if stmt.semi_token.is_some() || !braces && !last {
                text.push(';');
            }
            Some(text)
        }
    }
}

fn local(cx: &Context, local: &Local, shape: Shape) -> Item {
    let mut text = attribute::outer(cx, &local.attrs, shape)?;
    if !text.is_empty() {
        text.push_str(&shape.indent.newline());
    }
    let start = text.len();
    text.push_str("let ");
    let (pattern, ty) = match &local.pat {
        syn::Pat::Type(typed) => (&*typed.pat, Some(&*typed.ty)),
        pat => (pat, None),
    };
    let pattern = pat::print(cx, pattern, shape.offset_left(4)?.sub_width(1)?)?;
    text.push_str(&pattern);
    if let Some(ty) = ty {
        let shape = if is_multiline(&pattern) { shape.with_max_width(cx) } else { shape };
        let used = last_line_width(&text) + 2;
        text.push_str(": ");
        text.push_str(&types::print(cx, ty, shape.offset_left(used)?.sub_width(2)?)?);
    }
    if let Some(init) = &local.init {
        text.push_str(" =");
        text = assign::rhs(cx, text, shape.sub_width(1)?, |shape| expr::print(cx, &init.expr, shape))?;
        if let Some((_, diverge)) = &init.diverge {
            let Expr::Block(block) = expr::ungrouped(diverge) else { return None };
            let init = text.get(start..)?;
            let newline = is_multiline(&pattern) || !else_on_same_line(init, shape.sub_width(1)?);
            text.push_str(if newline { "" } else { " " });
            if newline {
                text.push_str(&shape.indent.newline());
            }
            text.push_str("else ");
            text.push_str(&else_block(cx, text.get(start..)?, &block.block, newline, shape)?);
        }
    }
    text.push(';');
    Some(text)
}

/// After an initialiser of several lines, `else {` follows only closing delimiters that end it on its own line.
fn else_on_same_line(init: &str, shape: Shape) -> bool {
    if !is_multiline(init) {
        return init.len() + 7 <= shape.width;
    }
    let line = last_line(init);
    let indent = line.len() - line.trim_start().len();
    init.ends_with([')', ']', '}']) && indent == shape.indent.width()
}

fn else_block(cx: &Context, before: &str, block: &Block, newline: bool, shape: Shape) -> Item {
    let available = shape.width.min(LET_ELSE_WIDTH).saturating_sub(before.len());
    let single = !newline && available > 0 && !is_multiline(before) && block.stmts.len() == 1;
    if single
        && let Some(value) = simple(block)
        && let Some(text) = expr::print(cx, value, shape)
        && !is_multiline(&text)
        && text.len() + 5 <= available
    {
        return Some(format!("{{ {text} }}"));
    }
    print(cx, block, shape)
}
