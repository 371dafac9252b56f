//! Closures.

use syn::{Expr, ExprClosure, ReturnType};

use super::list::{self, Item, List, Tactic, Trailing};
use super::shape::{Context, Shape};
use super::width::{is_multiline, last_line_width};
use super::{block, control, expr, generics, pat, types};

pub(super) fn print(cx: &Context, closure: &ExprClosure, shape: Shape) -> Item {
    let (prefix, offset) = prefix(cx, closure, shape)?;
    let body_shape = shape.offset_left(offset)?;
    let Expr::Block(body) = expr::ungrouped(&closure.body) else {
        return value(cx, &closure.body, &prefix, body_shape)
            .or_else(|| in_block(cx, &closure.body, &prefix, body_shape));
    };
    if body.block.stmts.is_empty() {
        return Some(format!("{prefix} {}", expr::print(cx, &closure.body, shape)?));
    }
    if matches!(closure.output, ReturnType::Default) && !cx.in_macro.get() {
        let inner = inner(&closure.body, &prefix);
        let text = if is_block_forced(cx, inner) {
            in_block(cx, inner, &prefix, shape)
        } else {
            value(cx, inner, &prefix, body_shape)
        };
        if text.is_some() {
            return text;
        }
    }
    Some(format!("{prefix} {}", expr::print(cx, &closure.body, body_shape)?))
}

/// A closure that is the last argument of a call. `None` if it would look bad at the end of the line.
pub(super) fn print_last(cx: &Context, whole: &Expr, closure: &ExprClosure, shape: Shape) -> Item {
    let body = match expr::ungrouped(&closure.body) {
        Expr::Block(body) if !cx.in_macro.get() && body.label.is_none() => {
            block::simple(&body.block).unwrap_or(&closure.body)
        }
        body => body,
    };
    let (prefix, offset) = prefix(cx, closure, shape)?;
    if is_multiline(&prefix) {
        return None;
    }
    let body_shape = shape.offset_left(offset)?;
    if is_block_forced(cx, body) {
        let text = in_block(cx, body, &prefix, body_shape)?;
        if matches!(closure.output, ReturnType::Default)
            && text.lines().count() <= 7
            && let Some(short) = value(cx, body, &prefix, shape)
            && !is_multiline(&short)
        {
            return Some(short);
        }
        return Some(text);
    }
    let multiline_condition = control::condition(cx, body, body_shape)
        .is_some_and(|text| is_multiline(&text) || text.len() > body_shape.width);
    if multiline_condition {
        return in_block(cx, body, &prefix, body_shape);
    }
    expr::print(cx, whole, shape)
}

/// The parameters, and the columns that they take with a space after them.
fn prefix(cx: &Context, closure: &ExprClosure, shape: Shape) -> Option<(String, usize)> {
    let mut text = String::new();
    if let Some(lifetimes) = &closure.lifetimes {
        text.push_str(&generics::for_lifetimes(cx, lifetimes, shape)?);
    }
    if closure.constness.is_some() {
        text.push_str("const ");
    }
    if closure.asyncness.is_some() {
        text.push_str("async ");
    }
    if closure.capture.is_some() {
        text.push_str("move ");
    }
    let nested = shape.shrink_left(text.len())?.sub_width(4)?;
    let output_indent = nested.indent.aligned(1);
    let param_shape = nested.offset_left(1)?.visual_indent(0);
    let output = match &closure.output {
        ReturnType::Type(_, ty) => {
            format!("-> {}", types::print(cx, ty, param_shape.offset_left(3)?)?)
        }
        ReturnType::Default => String::new(),
    };
    let items: Vec<Item> = closure.inputs.iter().map(|input| pat::print(cx, input, param_shape)).collect();
    let budget = nested.width.saturating_sub(output.len() + 1);
    let tactic = list::horizontal_or_vertical(&items, budget, 2);
    let param_shape = match tactic {
        Tactic::Horizontal => param_shape.sub_width(output.len() + 1)?,
        _ => param_shape,
    };
    let params = List::commas(param_shape, tactic, Trailing::Never).write(&items)?;
    text.push('|');
    text.push_str(&params);
    text.push('|');
    if !output.is_empty() {
        if is_multiline(&text) {
            text.push_str(&output_indent.newline());
        } else {
            text.push(' ');
        }
        text.push_str(&output);
    }
    let offset = last_line_width(&text) + 1;
    Some((text, offset))
}

/// The body without a block: on one line, unless it is block-like itself.
fn value(cx: &Context, body: &Expr, prefix: &str, shape: Shape) -> Item {
    let text = expr::print(cx, body, shape)?;
    if is_multiline(&text) && !may_be_multiline(body) && !cx.in_macro.get() {
        return None;
    }
    Some(format!("{prefix} {text}"))
}

fn may_be_multiline(body: &Expr) -> bool {
    match expr::ungrouped(body) {
        Expr::Async(_)
        | Expr::Block(_)
        | Expr::Loop(_)
        | Expr::Match(_)
        | Expr::Struct(_)
        | Expr::TryBlock(_)
        | Expr::Unsafe(_) => true,
        Expr::Cast(cast) => may_be_multiline(&cast.expr),
        Expr::Reference(reference) => may_be_multiline(&reference.expr),
        Expr::Try(tried) => may_be_multiline(&tried.expr),
        Expr::Unary(unary) => may_be_multiline(&unary.expr),
        _ => false,
    }
}

/// The body in a block made for it. `None` for bodies that look better as they are.
fn in_block(cx: &Context, body: &Expr, prefix: &str, shape: Shape) -> Item {
    let vetoed = matches!(
        expr::ungrouped(body),
        Expr::Assign(_)
            | Expr::Binary(_)
            | Expr::Call(_)
            | Expr::Cast(_)
            | Expr::Field(_)
            | Expr::Index(_)
            | Expr::Range(_)
            | Expr::Try(_)
    );
    if vetoed && is_block(leftmost(body)) {
        return None;
    }
    Some(format!("{prefix} {}", block::braced_expr(cx, body, shape.indent)))
}

fn is_block(body: &Expr) -> bool {
    matches!(
        body,
        Expr::Block(_)
            | Expr::ForLoop(_)
            | Expr::If(_)
            | Expr::Loop(_)
            | Expr::Match(_)
            | Expr::TryBlock(_)
            | Expr::Unsafe(_)
            | Expr::While(_)
    )
}

fn leftmost(body: &Expr) -> &Expr {
    match expr::ungrouped(body) {
        Expr::Assign(assign) => leftmost(&assign.left),
        Expr::Binary(binary) => leftmost(&binary.left),
        Expr::Call(call) => leftmost(&call.func),
        Expr::Cast(cast) => leftmost(&cast.expr),
        Expr::Field(field) => leftmost(&field.base),
        Expr::Index(index) => leftmost(&index.expr),
        Expr::Try(tried) => leftmost(&tried.expr),
        Expr::Range(range) => range.start.as_deref().map_or(body, leftmost),
        body => body,
    }
}

/// The expression within blocks that hold nothing else.
fn inner<'a>(body: &'a Expr, prefix: &str) -> &'a Expr {
    if let Expr::Block(block) = expr::ungrouped(body)
        && block.label.is_none()
        && !is_multiline(prefix)
        && let Some(value) = block::simple(&block.block)
    {
        return inner(value, prefix);
    }
    body
}

fn is_block_forced(cx: &Context, body: &Expr) -> bool {
    if cx.in_macro.get() {
        return false;
    }
    match expr::ungrouped(body) {
        Expr::ForLoop(_) | Expr::If(_) | Expr::Loop(_) | Expr::While(_) => true,
        Expr::Cast(cast) => is_block_forced(cx, &cast.expr),
        Expr::Reference(reference) => is_block_forced(cx, &reference.expr),
        Expr::Try(tried) => is_block_forced(cx, &tried.expr),
        Expr::Unary(unary) => is_block_forced(cx, &unary.expr),
        _ => false,
    }
}
