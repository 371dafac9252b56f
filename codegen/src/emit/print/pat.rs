//! Patterns.

use syn::{FieldPat, Pat, PatIdent, PatStruct};

use super::list::{self, Item, List, Tactic, Trailing};
use super::overflow::{self, Arg};
use super::shape::{Context, SHORT_ELEMENT, Shape, TAB};
use super::width::is_multiline;
use super::{attribute, expr, fallback, macros, pair, path, types};

/// The widest alternative that is packed with others into lines.
const SHORT_PATTERN: usize = 2 * SHORT_ELEMENT;

/// The text of `pat` in `shape`, or `None` if it cannot be made to fit.
pub(super) fn print(cx: &Context, pat: &Pat, shape: Shape) -> Item {
    match pat {
        Pat::Ident(binding) => self::binding(cx, binding, shape),
        Pat::Lit(literal) => expr::literal(cx, literal, shape),
        Pat::Macro(mac) => macros::print(cx, &mac.mac, shape),
        Pat::Or(or) => {
            let cases: Vec<_> = or.cases.iter().collect();
            alternatives(cx, &cases, shape)
        }
        Pat::Paren(paren) => {
            let text = print(cx, &paren.pat, shape.offset_left(1)?.sub_width(1)?)?;
            Some(format!("({text})"))
        }
        Pat::Path(path) => path::print(cx, path::In::Expr, path.qself.as_ref(), &path.path, shape),
        Pat::Range(range) => pair::range(cx, range, shape),
        Pat::Reference(reference) => {
            let prefix = if reference.mutability.is_some() { "&mut " } else { "&" };
            let text = print(cx, &reference.pat, shape.offset_left(prefix.len())?)?;
            Some(format!("{prefix}{text}"))
        }
        Pat::Rest(_) => (shape.width >= 1).then(|| "..".to_owned()),
        Pat::Slice(slice) => {
            let args: Vec<_> = slice.elems.iter().map(Arg::Pat).collect();
            overflow::array(cx, "", &args, shape, None)
        }
        Pat::Struct(pat) => structure(cx, pat, shape),
        Pat::Tuple(tuple) => {
            let args: Vec<_> = tuple.elems.iter().map(Arg::Pat).collect();
            let single = args.len() == 1 && !matches!(tuple.elems.first(), Some(Pat::Rest(_)));
            overflow::pattern(cx, "", &args, shape, single)
        }
        Pat::TupleStruct(pat) => {
            let name = path::print(cx, path::In::Expr, pat.qself.as_ref(), &pat.path, shape)?;
            let args: Vec<_> = pat.elems.iter().map(Arg::Pat).collect();
            overflow::pattern(cx, &name, &args, shape, false)
        }
        Pat::Type(typed) => {
            let name = print(cx, &typed.pat, Shape::legacy(shape.width, shape.indent))? + ": ";
            let width = shape.width.checked_sub(name.len())?;
            Some(format!("{name}{}", types::print(cx, &typed.ty, Shape::legacy(width, shape.indent))?))
        }
        Pat::Wild(_) => (shape.width >= 1).then(|| "_".to_owned()),
        pat => Some(fallback::tokens(pat)),
    }
}

fn binding(cx: &Context, binding: &PatIdent, shape: Shape) -> Item {
    let mut text = String::new();
    if binding.by_ref.is_some() {
        text.push_str("ref ");
    }
    if binding.mutability.is_some() {
        text.push_str("mut ");
    }
    text.push_str(&binding.ident.to_string());
    if let Some((_, pat)) = &binding.subpat {
        let width = shape.width.checked_sub(text.len() + 2)?;
        text.push_str(" @ ");
        text.push_str(&print(cx, pat, Shape::legacy(width, shape.indent))?);
    }
    Some(text)
}

fn alternatives(cx: &Context, cases: &[&Pat], shape: Shape) -> Item {
    let items: Vec<Item> = cases.iter().map(|case| print(cx, case, shape)).collect();
    let short = cases.iter().zip(&items).all(|(case, item)| {
        let text = list::item_text(item);
        text.len() <= SHORT_PATTERN && !is_multiline(text) && is_short(case)
    });
    let tactic = if short { Tactic::Mixed } else { list::horizontal_or_vertical(&items, shape.width, 3) };
    let list =
        List { separator: " |", front: true, ends_with_newline: false, ..List::commas(shape, tactic, Trailing::Never) };
    list.write(&items)
}

fn is_short(pat: &Pat) -> bool {
    match pat {
        Pat::Ident(binding) => binding.subpat.is_none(),
        Pat::Lit(_) | Pat::Rest(_) | Pat::Wild(_) => true,
        Pat::Or(or) => or.cases.iter().all(is_short),
        Pat::Paren(paren) => is_short(&paren.pat),
        Pat::Reference(reference) => is_short(&reference.pat),
        Pat::Tuple(tuple) => tuple.elems.len() <= 1,
        Pat::TupleStruct(pat) => pat.path.segments.len() <= 1 && pat.elems.len() <= 1,
        _ => false,
    }
}

fn structure(cx: &Context, pat: &PatStruct, shape: Shape) -> Item {
    let path_shape = shape.sub_width(2)?;
    let name = path::print(cx, path::In::Expr, pat.qself.as_ref(), &pat.path, path_shape)?;
    let rest = pat.rest.is_some();
    if pat.fields.is_empty() && !rest {
        return Some(format!("{name} {{}}"));
    }
    let suffix = if rest { 6 } else { 2 };
    let (horizontal, vertical) = expr::struct_shapes(cx, shape, name.len() + 3, suffix);
    let items: Vec<Item> = pat.fields.iter().map(|field| self::field(cx, field, vertical)).collect();
    let tactic = expr::struct_tactic(horizontal, &items);
    let nested = match (tactic, horizontal) {
        (Tactic::Horizontal, Some(horizontal)) => horizontal,
        _ => vertical,
    };
    let list =
        List { ends_with_newline: tactic == Tactic::Vertical, ..List::commas(nested, tactic, Trailing::Vertical) };
    let mut fields = list.write(&items)?;
    let one_line_width = horizontal.map_or(0, |shape| shape.width);
    if rest {
        if is_multiline(&fields) || fields.len() > one_line_width {
            if !list.needs_trailing_separator() {
                fields.push(',');
            }
            fields.push_str(&nested.indent.newline());
        } else if !fields.is_empty() {
            fields.push_str(if list.needs_trailing_separator() { " " } else { ", " });
        }
        fields.push_str("..");
    }
    Some(expr::braced_fields(&name, &fields, shape, vertical, one_line_width))
}

fn field(cx: &Context, field: &FieldPat, shape: Shape) -> Item {
    let attrs = attribute::outer(cx, &field.attrs, shape)?;
    let text = bare_field(cx, field, shape)?;
    Some(if attrs.is_empty() { text } else { attrs + &shape.indent.newline() + &text })
}

fn bare_field(cx: &Context, field: &FieldPat, shape: Shape) -> Item {
    let text = print(cx, &field.pat, shape)?;
    if field.colon_token.is_none() {
        return Some(text);
    }
    let name = path::member(&field.member);
    if name.len() + 2 + text.len() <= shape.width {
        return Some(format!("{name}: {text}"));
    }
    let nested = shape.block_indent(TAB);
    let text = print(cx, &field.pat, nested)?;
    Some(format!("{name}:{}{text}", nested.indent.newline()))
}

pub(super) fn can_overflow(pat: &Pat, count: usize) -> bool {
    match pat {
        Pat::Path(_) | Pat::Struct(_) | Pat::Tuple(_) | Pat::TupleStruct(_) => count == 1,
        Pat::Reference(reference) => can_overflow(&reference.pat, count),
        _ => false,
    }
}
