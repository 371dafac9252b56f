//! Two things with something between them: operators, casts, ranges, indices.

use syn::{BinOp, Expr, ExprBinary, ExprCast, ExprIndex, ExprRange, ExprRepeat, RangeLimits};

use super::assign;
use super::expr;
use super::list::Item;
use super::shape::{Context, Indent, Shape, TAB};
use super::types;
use super::width::{first_line, first_line_width, fitting, is_multiline, last_line_width, trimmed_last_line_width};

/// The texts around and between two things.
struct Parts {
    prefix: &'static str,
    infix: String,
    suffix: &'static str,
    /// Whether the infix stays on the first line.
    back: bool,
}

pub(super) fn binary(cx: &Context, binary: &ExprBinary, shape: Shape) -> Item {
    if is_assignment(&binary.op) {
        let op = op_text(&binary.op);
        let left = expr::print(cx, &binary.left, shape.sub_width(op.len() + 1)?)?;
        let lhs = format!("{left} {op}");
        return assign::rhs(cx, lhs, shape, |shape| expr::print(cx, &binary.right, shape));
    }
    all(cx, binary, shape).or_else(|| {
        let infix = format!(" {} ", op_text(&binary.op));
        let parts = Parts { prefix: "", infix, suffix: "", back: false };
        pair(
            cx,
            shape,
            &parts,
            |shape| expr::print(cx, &binary.left, shape),
            |shape| expr::print(cx, &binary.right, shape),
        )
    })
}

pub(super) fn cast(cx: &Context, cast: &ExprCast, shape: Shape) -> Item {
    let parts = Parts { prefix: "", infix: " as ".to_owned(), suffix: "", back: false };
    pair(cx, shape, &parts, |shape| expr::print(cx, &cast.expr, shape), |shape| types::print(cx, &cast.ty, shape))
}

pub(super) fn repeat(cx: &Context, repeat: &ExprRepeat, shape: Shape) -> Item {
    bracketed(cx, shape, |shape| expr::print(cx, &repeat.expr, shape), |shape| expr::print(cx, &repeat.len, shape))
}

/// `[left; right]`.
pub(super) fn bracketed(
    cx: &Context,
    shape: Shape,
    left: impl Fn(Shape) -> Item,
    right: impl Fn(Shape) -> Item,
) -> Item {
    let parts = Parts { prefix: "[", infix: "; ".to_owned(), suffix: "]", back: true };
    pair(cx, shape, &parts, left, right)
}

pub(super) fn range(cx: &Context, range: &ExprRange, shape: Shape) -> Item {
    let limits = match range.limits {
        RangeLimits::HalfOpen(_) => "..",
        RangeLimits::Closed(_) => "..=",
    };
    let print = |expr: &Expr, shape| expr::print(cx, expr, shape);
    match (range.start.as_deref(), range.end.as_deref()) {
        (Some(start), Some(end)) => {
            let space = if ends_in_dot(start) { " " } else { "" };
            let infix = format!("{space}{limits}");
            let parts = Parts { prefix: "", infix, suffix: "", back: false };
            pair(cx, shape, &parts, |shape| print(start, shape), |shape| print(end, shape))
        }
        (None, Some(end)) => {
            let text = print(end, shape.offset_left(limits.len())?)?;
            Some(format!("{limits}{text}"))
        }
        (Some(start), None) => {
            let space = if ends_in_dot(start) { " " } else { "" };
            let text = print(start, shape.sub_width(limits.len() + space.len())?)?;
            Some(format!("{text}{space}{limits}"))
        }
        (None, None) => Some(limits.to_owned()),
    }
}

fn ends_in_dot(expr: &Expr) -> bool {
    matches!(expr, Expr::Lit(literal) if expr::lit_text(&literal.lit).ends_with('.'))
}

pub(super) fn index(cx: &Context, index: &ExprIndex, shape: Shape) -> Item {
    let base = expr::print(cx, &index.expr, shape)?;
    let offset = last_line_width(&base) + 1;
    let overhead = shape.rhs_overhead(cx);
    let index_shape = if is_multiline(&base) {
        Shape::legacy(cx.max_width, shape.indent).offset_left(offset).and_then(|shape| shape.sub_width(1 + overhead))
    } else {
        shape.offset_left(offset).and_then(|shape| shape.sub_width(1))
    };
    let here = index_shape.and_then(|shape| expr::print(cx, &index.index, shape));
    if let Some(text) = here.as_deref()
        && !is_multiline(text)
    {
        return Some(format!("{base}[{text}]"));
    }
    let indent = shape.indent.deeper();
    let next = Shape::indented(indent, cx).offset_left(1)?.sub_width(1 + overhead)?;
    match (here, expr::print(cx, &index.index, next)) {
        (_, Some(next)) if !is_multiline(&next) => Some(format!("{base}{}[{next}]", indent.newline())),
        (Some(here), _) => Some(format!("{base}[{here}]")),
        (None, Some(next)) => Some(format!("{base}{}[{next}]", indent.newline())),
        (None, None) => None,
    }
}

/// A tree of the same operator: on one line, or one operand a line.
fn all(cx: &Context, binary: &ExprBinary, shape: Shape) -> Item {
    let op = op_text(&binary.op);
    let mut operands: Vec<&Expr> = vec![&binary.right];
    let mut left = expr::ungrouped(&binary.left);
    while let Expr::Binary(inner) = left
        && op_text(&inner.op) == op
    {
        operands.push(&inner.right);
        left = expr::ungrouped(&inner.left);
    }
    operands.push(left);
    operands.reverse();
    let nested = shape.block_indent(TAB).with_max_width(cx).sub_width(shape.rhs_overhead(cx));
    let texts: Vec<Item> = operands
        .iter()
        .enumerate()
        .map(|(index, operand)| match index {
            0 => expr::print(cx, operand, shape),
            _ => expr::print(cx, operand, nested?.offset_left(op.len() + 1)?),
        })
        .collect();
    let is_let = |operand: &&Expr| matches!(expr::ungrouped(operand), Expr::Let(_));
    let lets = operands.iter().any(is_let);
    let single = operands.len() == 2 && is_word(operands[0]) && is_let(&operands[1]);
    if !lets || single {
        let one_line = one_line(cx, &operands, &texts, op, shape);
        if one_line.is_some() {
            return one_line;
        }
    }
    multiline(cx, &operands, &texts, op, shape, nested?)
}

fn one_line(cx: &Context, operands: &[&Expr], texts: &[Item], op: &str, shape: Shape) -> Item {
    let mut result = String::new();
    let (last, _) = operands.split_last()?;
    let (_, texts) = texts.split_last()?;
    for text in texts {
        let text = text.as_deref()?;
        if is_multiline(text) || result.len() > shape.width {
            return None;
        }
        result.push_str(text);
        result.push(' ');
        result.push_str(op);
        result.push(' ');
    }
    let prefix = result.len();
    let last_shape = shape.block().offset_left(last_line_width(&result))?;
    let last = expr::print(cx, last, last_shape)?;
    result.push_str(&last);
    if first_line_width(&result) > shape.width {
        return None;
    }
    if is_multiline(&result) && !last.starts_with('{') && (last.starts_with('(') || prefix > TAB) {
        return None;
    }
    fitting(result, cx, shape)
}

fn multiline(cx: &Context, operands: &[&Expr], texts: &[Item], op: &str, shape: Shape, nested: Shape) -> Item {
    let mut result = texts.first()?.clone()?;
    for (operand, text) in operands.iter().zip(texts).skip(1) {
        let offset = if is_multiline(&result) { 0 } else { shape.used_width() };
        if last_line_width(&result) + offset <= nested.used_width() {
            let snug = shape
                .offset_left(op.len() + 2 + trimmed_last_line_width(&result))
                .and_then(|shape| expr::print(cx, operand, shape));
            if let Some(text) = snug {
                result.push_str(&format!(" {op} {text}"));
                continue;
            }
        }
        result.push_str(&nested.indent.newline());
        result.push_str(op);
        result.push(' ');
        result.push_str(text.as_deref()?);
    }
    Some(result)
}

fn pair(
    cx: &Context,
    shape: Shape,
    parts: &Parts,
    left: impl Fn(Shape) -> Item,
    right: impl Fn(Shape) -> Item,
) -> Item {
    let Parts { prefix, infix, suffix, back } = parts;
    let overhead = if *back { prefix.len() + infix.trim_end().len() } else { 0 };
    let left_shape = Shape { width: cx.budget(shape.used_width() + overhead), ..shape };
    let left = format!("{prefix}{}", left(left_shape)?);
    let here = shape
        .offset_left(last_line_width(&left) + infix.len())
        .and_then(|shape| shape.sub_width(suffix.len()))
        .and_then(&right);
    if let Some(text) = &here {
        let same_line = left.len() <= TAB || first_line(text).ends_with('{');
        let width = last_line_width(&left) + infix.len() + first_line_width(text) + suffix.len();
        if (!is_multiline(text) || same_line) && width <= shape.width {
            return Some(format!("{left}{infix}{text}{suffix}"));
        }
    }
    let indent: Indent = shape.indent.deeper();
    let mut next = Shape::indented(indent, cx).sub_width(shape.rhs_overhead(cx))?;
    let infix = if *back { infix.trim_end() } else { infix.trim_start() };
    if !back {
        next = next.offset_left(infix.len())?;
    }
    let text = right(next)?;
    let newline = indent.newline();
    Some(if *back {
        format!("{left}{infix}{newline}{text}{suffix}")
    } else {
        format!("{left}{newline}{infix}{text}{suffix}")
    })
}

/// Whether the expression is a name or a truth value, with operators at most.
fn is_word(expr: &Expr) -> bool {
    match expr::ungrouped(expr) {
        Expr::Path(path) => path.qself.is_none() && path.path.segments.len() == 1,
        Expr::Lit(literal) => matches!(literal.lit, syn::Lit::Bool(_)),
        Expr::Paren(paren) => is_word(&paren.expr),
        Expr::Reference(reference) => is_word(&reference.expr),
        Expr::Try(tried) => is_word(&tried.expr),
        Expr::Unary(unary) => is_word(&unary.expr),
        _ => false,
    }
}

fn is_assignment(op: &BinOp) -> bool {
    matches!(
        op,
        BinOp::AddAssign(_)
            | BinOp::SubAssign(_)
            | BinOp::MulAssign(_)
            | BinOp::DivAssign(_)
            | BinOp::RemAssign(_)
            | BinOp::BitXorAssign(_)
            | BinOp::BitAndAssign(_)
            | BinOp::BitOrAssign(_)
            | BinOp::ShlAssign(_)
            | BinOp::ShrAssign(_)
    )
}

fn op_text(op: &BinOp) -> &'static str {
    match op {
        BinOp::Add(_) => "+",
        BinOp::Sub(_) => "-",
        BinOp::Mul(_) => "*",
        BinOp::Div(_) => "/",
        BinOp::Rem(_) => "%",
        BinOp::And(_) => "&&",
        BinOp::Or(_) => "||",
        BinOp::BitXor(_) => "^",
        BinOp::BitAnd(_) => "&",
        BinOp::BitOr(_) => "|",
        BinOp::Shl(_) => "<<",
        BinOp::Shr(_) => ">>",
        BinOp::Eq(_) => "==",
        BinOp::Lt(_) => "<",
        BinOp::Le(_) => "<=",
        BinOp::Ne(_) => "!=",
        BinOp::Ge(_) => ">=",
        BinOp::Gt(_) => ">",
        BinOp::AddAssign(_) => "+=",
        BinOp::SubAssign(_) => "-=",
        BinOp::MulAssign(_) => "*=",
        BinOp::DivAssign(_) => "/=",
        BinOp::RemAssign(_) => "%=",
        BinOp::BitXorAssign(_) => "^=",
        BinOp::BitAndAssign(_) => "&=",
        BinOp::BitOrAssign(_) => "|=",
        BinOp::ShlAssign(_) => "<<=",
        BinOp::ShrAssign(_) => ">>=",
        _ => "",
    }
}
