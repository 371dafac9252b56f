//! `impl` blocks.

use syn::{ImplItem, ItemImpl};

use super::generics::{self, Before, Where};
use super::item::{alias, constant, visibility, with_attributes};
use super::list::Item;
use super::shape::{Context, Indent, Shape, at_any_width};
use super::width::{is_multiline, last_line_width};
use super::{path, signature, types};

/// The block; members are separated by blank lines. `None` for what is left to prettyplease.
pub(super) fn print(item: &ItemImpl, indent: Indent) -> Item {
    if item.modifiers.defaultness.is_some() || item.modifiers.polarity.is_some() {
        return None;
    }
    let mut text = at_any_width(|cx| header(cx, item, indent))?;
    if item.items.is_empty() {
        return Some(text);
    }
    let nested = indent.block_only().deeper();
    for (index, member) in item.items.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        text.push_str(&nested.newline());
        text.push_str(&self::member(member, nested)?);
    }
    text.push_str(&indent.block_only().newline());
    text.push('}');
    Some(text)
}

/// All up to and with the opening brace; with the closing one if there is nothing between them.
fn header(cx: &Context, item: &ItemImpl, indent: Indent) -> Item {
    let mut text = if item.unsafety.is_some() { "unsafe " } else { "" }.to_owned();
    let shape = Shape::indented(indent.aligned(text.len()), cx);
    text.push_str(&generics::print(cx, "impl", &item.generics, shape)?);
    let clause = item.generics.where_clause.as_ref();
    let predicates = clause.map_or(0, |clause| clause.predicates.len());
    if let Some((name, _)) = &item.trait_ {
        let print = |shape| path::print(cx, path::In::Type, None, name, shape);
        let used = 1 + last_line_width(&text);
        match print(Shape::indented(indent.aligned(used), cx)) {
            Some(name) if !is_multiline(&name) => {
                text.push(' ');
                text.push_str(&name);
            }
            _ => {
                let nested = indent.deeper();
                text.push_str(&nested.newline());
                text.push_str(&print(Shape::indented(nested, cx))?);
            }
        }
    }
    let (keyword, overhead) = if item.trait_.is_some() { ("for ", 4) } else { ("", 0) };
    let brace = if predicates == 0 { 2 } else { 0 };
    let budget = cx.budget(last_line_width(&text) + overhead + brace + 1);
    match types::print(cx, &item.self_ty, Shape::legacy(budget, indent)) {
        Some(ty) if !is_multiline(&ty) => text.push_str(&format!(" {keyword}{ty}")),
        _ => {
            let nested = indent.deeper();
            text.push_str(&nested.newline());
            text.push_str(keyword);
            let budget = cx.budget(last_line_width(&text));
            text.push_str(&types::print(cx, &item.self_ty, Shape::legacy(budget, nested))?);
        }
    }
    let header_multiline = is_multiline(&text);
    let budget = if header_multiline { cx.max_width } else { cx.budget(last_line_width(&text)) };
    let mut layout = Where { before: Before::snuggled(&text), comma: true, single_line: false };
    if item.items.is_empty() && predicates == 1 && !header_multiline {
        layout = Where { before: Before::Space, comma: false, single_line: true };
    }
    let shape = Shape::legacy(budget, indent.block_only());
    let clause = generics::where_clause(cx, clause, shape, layout)?;
    let newline = indent.newline();
    if item.items.is_empty() && !header_multiline && text.len() + clause.len() <= cx.max_width {
        text.push_str(&clause);
        if is_multiline(&clause) {
            let comma = if predicates == 1 { "," } else { "" };
            return Some(format!("{text}{comma}{newline}{{{newline}}}"));
        }
        return Some(text + " {}");
    }
    text.push_str(&clause);
    let multiline = is_multiline(&text);
    text.push_str(if multiline || !clause.is_empty() { &newline } else { " " });
    text.push('{');
    if item.items.is_empty() {
        text.push_str(if multiline { &newline } else { "" });
        text.push('}');
    }
    Some(text)
}

fn member(member: &ImplItem, indent: Indent) -> Item {
    let (attrs, text) = match member {
        ImplItem::Const(item) => {
            let prefix = format!("{}const {}", visibility(&item.vis), item.ident);
            let plain = item.generics.params.is_empty() && item.modifiers.defaultness.is_none();
            (&item.attrs, constant(plain.then_some(prefix)?, &item.ty, &item.expr, indent)?)
        }
        ImplItem::Fn(item) => {
            let plain = item.modifiers.defaultness.is_none();
            let prefix = plain.then(|| visibility(&item.vis))?;
            (&item.attrs, signature::function(&prefix, &item.sig, Some(&item.block), indent)?)
        }
        ImplItem::Type(item) if item.modifiers.defaultness.is_none() => {
            let prefix = format!("{}type ", visibility(&item.vis));
            let name = item.ident.to_string();
            (&item.attrs, alias(&prefix, &name, &item.generics, &item.ty, indent)?)
        }
        _ => return None,
    };
    with_attributes(attrs, text, indent)
}
