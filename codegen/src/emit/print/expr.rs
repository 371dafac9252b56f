//! Expressions.

use syn::{Attribute, Expr, ExprLit, ExprStruct, FieldValue, Lit, UnOp};

use super::list::{self, Item, List, Tactic, Trailing};
use super::overflow::{self, Arg};
use super::shape::{Context, Indent, STRUCT_LITERAL_WIDTH, Shape, TAB};
use super::width::{fitting, is_multiline};
use super::{assign, attribute, block, chain, closure, control, fallback, macros, memo, pair, path};

/// What an expression is used as.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(super) enum Position {
    /// Its value is used.
    Value,
    /// It is a statement.
    Statement,
}

/// The text of `expr` in `shape`, or `None` if it cannot be made to fit.
pub(super) fn print(cx: &Context, expr: &Expr, shape: Shape) -> Item {
    print_at(cx, expr, shape, Position::Value)
}

pub(super) fn print_at(cx: &Context, expr: &Expr, shape: Shape, position: Position) -> Item {
    let expr = ungrouped(expr);
    let shape = if position == Position::Statement && needs_semicolon(expr) { shape.sub_width(1)? } else { shape };
    let attributes = attributes(expr);
    if attributes.is_empty() {
        return memo::remember(cx, expr, shape, position, || print_bare(cx, expr, shape, position));
    }
    if attributes.iter().any(attribute::is_inner) {
        return fallback::expr(expr, shape);
    }
    let text = print_bare(cx, expr, shape, position)?;
    let attributes = attribute::outer(cx, attributes, shape)?;
    Some(format!("{attributes}{}{text}", shape.indent.newline()))
}

fn print_bare(cx: &Context, expr: &Expr, shape: Shape, position: Position) -> Item {
    match expr {
        Expr::Array(array) => {
            let args: Vec<_> = array.elems.iter().map(Arg::Expr).collect();
            overflow::array(cx, "", &args, shape, overflow::trailing(cx))
        }
        Expr::Assign(assign) => assign::assignment(cx, assign, shape),
        Expr::Await(_) | Expr::Field(_) | Expr::MethodCall(_) | Expr::Try(_) => chain::print(cx, expr, shape),
        Expr::Async(block) => {
            block::asynchronous(cx, if block.capture.is_some() { "async move " } else { "async " }, &block.block, shape)
        }
        Expr::Binary(binary) => pair::binary(cx, binary, shape),
        Expr::Block(block) if block.label.is_none() => {
            // With attributes it is always broken.
            let position = if block.attrs.is_empty() { position } else { Position::Statement };
            block::print_at(cx, &block.block, shape, position)
        }
        Expr::Break(broken) => {
            let label = broken.label.as_ref().map_or(String::new(), |label| format!(" {label}"));
            match &broken.expr {
                Some(value) => prefixed(cx, &format!("break{label} "), value, shape),
                None => Some(format!("break{label}")),
            }
        }
        Expr::Call(call) => {
            let callee = print(cx, &call.func, shape)?;
            let args: Vec<_> = call.args.iter().map(Arg::Expr).collect();
            overflow::call(cx, &callee, &args, shape)
        }
        Expr::Cast(cast) => pair::cast(cx, cast, shape),
        Expr::Closure(closure) => closure::print(cx, closure, shape),
        Expr::Continue(next) => Some(match &next.label {
            Some(label) => format!("continue {label}"),
            None => "continue".to_owned(),
        }),
        Expr::If(_) | Expr::ForLoop(_) | Expr::Loop(_) | Expr::While(_) => control::print(cx, expr, shape, position),
        Expr::Index(index) => pair::index(cx, index, shape),
        Expr::Infer(_) => Some("_".to_owned()),
        Expr::Let(binding) => control::let_condition(cx, binding, shape),
        Expr::Lit(literal) => self::literal(cx, literal, shape),
        Expr::Macro(mac) => macros::print(cx, &mac.mac, shape),
        Expr::Match(choice) => control::choice(cx, choice, shape),
        Expr::Paren(paren) => {
            let mut inner = &*paren.expr;
            while let Expr::Paren(nested) = ungrouped(inner) {
                inner = &nested.expr;
            }
            let text = print(cx, inner, shape.offset_left(1)?.sub_width(1)?)?;
            Some(format!("({text})"))
        }
        Expr::Path(path) => path::print(cx, path::In::Expr, path.qself.as_ref(), &path.path, shape),
        Expr::Range(range) => pair::range(cx, range, shape),
        Expr::Reference(reference) => {
            let prefix = if reference.mutability.is_some() { "&mut " } else { "&" };
            prefixed(cx, prefix, &reference.expr, shape)
        }
        Expr::Repeat(repeat) => pair::repeat(cx, repeat, shape),
        Expr::Return(returned) => match &returned.expr {
            Some(value) => prefixed(cx, "return ", value, shape),
            None => Some("return".to_owned()),
        },
        Expr::Struct(literal) => struct_literal(cx, literal, shape),
        Expr::Tuple(tuple) => {
            let args: Vec<_> = tuple.elems.iter().map(Arg::Expr).collect();
            overflow::tuple(cx, &args, shape, args.len() == 1)
        }
        Expr::Unary(unary) => {
            let op = match unary.op {
                UnOp::Deref(_) => "*",
                UnOp::Not(_) => "!",
                UnOp::Neg(_) => "-",
                _ => return fallback::expr(expr, shape),
            };
            prefixed(cx, op, &unary.expr, shape)
        }
        Expr::Unsafe(block) => block::unchecked(cx, &block.block, shape, block.attrs.is_empty()),
        _ => fallback::expr(expr, shape),
    }
}

/// `prefix` and the expression, without a space between them.
fn prefixed(cx: &Context, prefix: &str, expr: &Expr, shape: Shape) -> Item {
    let text = print(cx, expr, shape.offset_left(prefix.len())?)?;
    Some(format!("{prefix}{text}"))
}

/// Strings may run over the end of the line: there is nothing that one could do about them.
pub(super) fn literal(cx: &Context, literal: &ExprLit, shape: Shape) -> Item {
    let text = lit_text(&literal.lit);
    let is_str = matches!(literal.lit, Lit::Str(_));
    if is_str && (text.starts_with('r') || !is_multiline(&text)) {
        return Some(text);
    }
    if is_str {
        let mut lines: Vec<_> = text.lines().collect();
        lines.pop();
        if lines.iter().all(|line| line.ends_with('\\')) {
            return Some(text);
        }
    }
    fitting(text, cx, shape)
}

/// The literal as it was written.
pub(super) fn lit_text(lit: &Lit) -> String {
    match lit {
        Lit::Str(lit) => lit.token().to_string(),
        Lit::ByteStr(lit) => lit.token().to_string(),
        Lit::CStr(lit) => lit.token().to_string(),
        Lit::Byte(lit) => lit.token().to_string(),
        Lit::Char(lit) => lit.token().to_string(),
        Lit::Int(lit) => lit.token().to_string(),
        Lit::Float(lit) => lit.token().to_string(),
        Lit::Bool(lit) => lit.value.to_string(),
        lit => quote::ToTokens::to_token_stream(lit).to_string(),
    }
}

fn struct_literal(cx: &Context, literal: &ExprStruct, shape: Shape) -> Item {
    let path_shape = shape.sub_width(2)?;
    let name = path::print(cx, path::In::Expr, literal.qself.as_ref(), &literal.path, path_shape)?;
    let has_rest = literal.dot2_token.is_some();
    if literal.fields.is_empty() && literal.rest.is_none() {
        return Some(format!("{name} {}", if has_rest { "{ .. }" } else { "{}" }));
    }
    let (horizontal, vertical) = struct_shapes(cx, shape, name.len() + 3, 2);
    let one_line_width = horizontal.map_or(0, |shape| shape.width);
    let field_shape = vertical.sub_width(1);
    let mut items: Vec<Item> = literal.fields.iter().map(|field| self::field(cx, field, field_shape?)).collect();
    if has_rest {
        items.push(match &literal.rest {
            Some(rest) => prefixed(cx, "..", rest, vertical),
            None => Some("..".to_owned()),
        });
    }
    let tactic = struct_tactic(horizontal, &items);
    let nested = match (tactic, horizontal) {
        (Tactic::Horizontal, Some(horizontal)) => horizontal,
        _ => vertical,
    };
    let trailing = if has_rest { Some(Trailing::Never) } else { overflow::trailing(cx) };
    let list = List {
        ends_with_newline: tactic == Tactic::Vertical,
        ..List::commas(nested, tactic, trailing.unwrap_or(Trailing::Vertical))
    };
    let fields = list.write(&items)?;
    Some(braced_fields(&name, &fields, shape, vertical, one_line_width))
}

/// `name { fields }`, on one line if `fields` is one and not wider than `one_line_width`.
pub(super) fn braced_fields(name: &str, fields: &str, shape: Shape, nested: Shape, one_line_width: usize) -> String {
    if is_multiline(fields) || fields.len() > one_line_width {
        let (open, close) = (nested.indent.newline(), shape.indent.newline());
        format!("{name} {{{open}{fields}{close}}}")
    } else {
        format!("{name} {{ {fields} }}")
    }
}

/// The shapes of the fields between braces when on one line, and when one a line.
pub(super) fn struct_shapes(cx: &Context, shape: Shape, prefix: usize, suffix: usize) -> (Option<Shape>, Shape) {
    let nested = shape.block_indent(TAB);
    let vertical = Shape { width: cx.budget(nested.indent.width()), ..nested };
    let horizontal = shape
        .width
        .checked_sub(prefix + suffix)
        .map(|width| Shape::legacy(width.min(STRUCT_LITERAL_WIDTH), shape.indent));
    (horizontal, vertical)
}

pub(super) fn struct_tactic(horizontal: Option<Shape>, items: &[Item]) -> Tactic {
    horizontal.map_or(Tactic::Vertical, |shape| list::horizontal_or_vertical(items, shape.width, 2))
}

fn field(cx: &Context, field: &FieldValue, shape: Shape) -> Item {
    let mut text = attribute::outer(cx, &field.attrs, shape)?;
    if !text.is_empty() {
        text.push_str(&shape.indent.newline());
    }
    let name = path::member(&field.member);
    text.push_str(&name);
    if field.colon_token.is_none() {
        return Some(text);
    }
    if let Some(value) = print(cx, &field.expr, shape.offset_left(name.len() + 2)?) {
        text.push_str(": ");
        text.push_str(&value);
    } else {
        let indent = shape.indent.deeper();
        let value = print(cx, &field.expr, Shape::indented(indent, cx))?;
        text.push(':');
        text.push_str(&Indent::newline(indent));
        text.push_str(&value);
    }
    Some(text)
}

/// The expression without the invisible groups that macros put around it.
pub(super) fn ungrouped(mut expr: &Expr) -> &Expr {
    while let Expr::Group(group) = expr {
        expr = &group.expr;
    }
    expr
}

pub(super) fn attributes(expr: &Expr) -> &[Attribute] {
    match expr {
        Expr::Array(expr) => &expr.attrs,
        Expr::Assign(expr) => &expr.attrs,
        Expr::Async(expr) => &expr.attrs,
        Expr::Await(expr) => &expr.attrs,
        Expr::Binary(expr) => &expr.attrs,
        Expr::Block(expr) => &expr.attrs,
        Expr::Break(expr) => &expr.attrs,
        Expr::Call(expr) => &expr.attrs,
        Expr::Cast(expr) => &expr.attrs,
        Expr::Closure(expr) => &expr.attrs,
        Expr::Const(expr) => &expr.attrs,
        Expr::Continue(expr) => &expr.attrs,
        Expr::Field(expr) => &expr.attrs,
        Expr::ForLoop(expr) => &expr.attrs,
        Expr::Group(expr) => &expr.attrs,
        Expr::If(expr) => &expr.attrs,
        Expr::Index(expr) => &expr.attrs,
        Expr::Infer(expr) => &expr.attrs,
        Expr::Let(expr) => &expr.attrs,
        Expr::Lit(expr) => &expr.attrs,
        Expr::Loop(expr) => &expr.attrs,
        Expr::Macro(expr) => &expr.attrs,
        Expr::Match(expr) => &expr.attrs,
        Expr::MethodCall(expr) => &expr.attrs,
        Expr::Paren(expr) => &expr.attrs,
        Expr::Path(expr) => &expr.attrs,
        Expr::Range(expr) => &expr.attrs,
        Expr::RawAddr(expr) => &expr.attrs,
        Expr::Reference(expr) => &expr.attrs,
        Expr::Repeat(expr) => &expr.attrs,
        Expr::Return(expr) => &expr.attrs,
        Expr::Struct(expr) => &expr.attrs,
        Expr::Try(expr) => &expr.attrs,
        Expr::TryBlock(expr) => &expr.attrs,
        Expr::Tuple(expr) => &expr.attrs,
        Expr::Unary(expr) => &expr.attrs,
        Expr::Unsafe(expr) => &expr.attrs,
        Expr::While(expr) => &expr.attrs,
        Expr::Yield(expr) => &expr.attrs,
        _ => &[],
    }
}

/// Whether rustfmt ends the expression with a semicolon where it stands as a statement.
pub(super) fn needs_semicolon(expr: &Expr) -> bool {
    matches!(expr, Expr::Return(_) | Expr::Continue(_) | Expr::Break(_))
}

/// Whether the expression is a word or two: arrays of such are packed into lines.
pub(super) fn is_simple(expr: &Expr) -> bool {
    match ungrouped(expr) {
        Expr::Lit(_) => true,
        Expr::Path(path) => path.qself.is_none() && path.path.segments.len() <= 1,
        Expr::Cast(cast) => is_simple(&cast.expr),
        Expr::Field(field) => is_simple(&field.base),
        Expr::Index(index) => is_simple(&index.expr) && is_simple(&index.index),
        Expr::Reference(reference) => is_simple(&reference.expr),
        Expr::Repeat(repeat) => is_simple(&repeat.expr) && is_simple(&repeat.len),
        Expr::Try(tried) => is_simple(&tried.expr),
        Expr::Unary(unary) => is_simple(&unary.expr),
        _ => false,
    }
}

/// Whether the expression may begin on the line of the `count` arguments whose last it is, and end on another.
pub(super) fn can_overflow(expr: &Expr, count: usize) -> bool {
    let expr = ungrouped(expr);
    if !attributes(expr).is_empty() {
        return false;
    }
    match expr {
        Expr::Async(_) | Expr::Block(_) | Expr::Closure(_) | Expr::TryBlock(_) | Expr::Unsafe(_) => true,
        Expr::Array(_)
        | Expr::Call(_)
        | Expr::ForLoop(_)
        | Expr::If(_)
        | Expr::Loop(_)
        | Expr::Macro(_)
        | Expr::Match(_)
        | Expr::MethodCall(_)
        | Expr::Struct(_)
        | Expr::Tuple(_)
        | Expr::While(_) => count == 1,
        Expr::Cast(cast) => can_overflow(&cast.expr, count),
        Expr::Reference(reference) => can_overflow(&reference.expr, count),
        Expr::Try(tried) => can_overflow(&tried.expr, count),
        Expr::Unary(unary) => can_overflow(&unary.expr, count),
        _ => false,
    }
}

pub(super) fn is_nested_call(expr: &Expr) -> bool {
    match ungrouped(expr) {
        Expr::Call(_) | Expr::Macro(_) => true,
        Expr::Cast(cast) => is_nested_call(&cast.expr),
        Expr::Reference(reference) => is_nested_call(&reference.expr),
        Expr::Try(tried) => is_nested_call(&tried.expr),
        Expr::Unary(unary) => is_nested_call(&unary.expr),
        _ => false,
    }
}

pub(super) fn is_method_call(expr: &Expr) -> bool {
    match ungrouped(expr) {
        Expr::MethodCall(_) => true,
        Expr::Cast(cast) => is_method_call(&cast.expr),
        Expr::Reference(reference) => is_method_call(&reference.expr),
        Expr::Try(tried) => is_method_call(&tried.expr),
        Expr::Unary(unary) => is_method_call(&unary.expr),
        _ => false,
    }
}

/// Whether the last line of the expression, printed as `text`, is nothing but closing delimiters.
pub(super) fn is_block_like(expr: &Expr, text: &str) -> bool {
    match ungrouped(expr) {
        Expr::Array(_)
        | Expr::Async(_)
        | Expr::Block(_)
        | Expr::Call(_)
        | Expr::Const(_)
        | Expr::ForLoop(_)
        | Expr::If(_)
        | Expr::Loop(_)
        | Expr::Macro(_)
        | Expr::Match(_)
        | Expr::MethodCall(_)
        | Expr::Struct(_)
        | Expr::TryBlock(_)
        | Expr::Unsafe(_)
        | Expr::While(_) => is_multiline(text),
        Expr::Binary(binary) => is_block_like(&binary.right, text),
        Expr::Closure(closure) => is_block_like(&closure.body, text),
        Expr::Index(index) => is_block_like(&index.index, text),
        Expr::Paren(paren) => is_block_like(&paren.expr, text),
        Expr::Try(tried) => is_block_like(&tried.expr, text),
        Expr::Unary(unary) => is_block_like(&unary.expr, text),
        Expr::Lit(_) => is_multiline(text) && super::width::trimmed_last_line_width(text) <= TAB,
        _ => false,
    }
}
