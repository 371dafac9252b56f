//! Items: structs, enums, constants, aliases, impls, modules.

use syn::{
    Attribute, Expr, Field, Fields, Generics, Item as Syntax, ItemEnum, ItemMod, ItemStruct, StaticMutability, Type,
    Variant, Visibility,
};

use super::generics::{self, Before, Body, Where};
use super::list::{self, Item, List, Tactic, Trailing};
use super::overflow::{self, Arg};
use super::shape::{Context, Indent, Shape, VARIANT_WIDTH, at_any_width};
use super::width::{is_multiline, last_line_used_width, last_line_width, trimmed_last_line_width};
use super::{assign, attribute, expr, fallback, implementation, sequence, signature, table, types};

/// The text of `item`, its first line without indentation.
pub(super) fn print(item: &Syntax, indent: Indent) -> String {
    known(item, indent).unwrap_or_else(|| fallback::item(item, indent))
}

/// `None` for what is left to prettyplease.
fn known(item: &Syntax, indent: Indent) -> Item {
    let (attrs, text) = match item {
        Syntax::Const(item) => {
            let prefix = format!("{}const {}", visibility(&item.vis), item.ident);
            let plain = item.generics.params.is_empty() && item.modifiers.defaultness.is_none();
            let text = constant(plain.then_some(prefix)?, &item.ty, &item.expr, indent)?;
            (&item.attrs, text)
        }
        Syntax::Enum(item) => (&item.attrs, at_any_width(|cx| enumeration(cx, item, indent))?),
        Syntax::Fn(item) => {
            let plain = item.modifiers.defaultness.is_none();
            let prefix = plain.then(|| visibility(&item.vis))?;
            (&item.attrs, signature::function(&prefix, &item.sig, Some(&item.block), indent)?)
        }
        Syntax::Impl(item) => (&item.attrs, implementation::print(item, indent)?),
        Syntax::Macro(item) => (&item.attrs, table::print(item, indent)?),
        Syntax::Mod(item) if item.unsafety.is_none() => return module(item, indent),
        Syntax::Static(item) => {
            let mutability = match item.mutability {
                StaticMutability::Mut(_) => "mut ",
                _ => "",
            };
            let prefix = format!("{}static {mutability}{}", visibility(&item.vis), item.ident);
            (&item.attrs, constant(prefix, &item.ty, &item.expr, indent)?)
        }
        Syntax::Struct(item) => (&item.attrs, at_any_width(|cx| structure(cx, item, indent))?),
        Syntax::Type(item) if item.modifiers.defaultness.is_none() => {
            let prefix = format!("{}type ", visibility(&item.vis));
            let name = item.ident.to_string();
            (&item.attrs, alias(&prefix, &name, &item.generics, &item.ty, indent)?)
        }
        Syntax::Use(item) => return sequence::imports(&[item], indent),
        _ => return None,
    };
    with_attributes(attrs, text, indent)
}

/// `None` if some of `attrs` belong within the item.
pub(super) fn with_attributes(attrs: &[Attribute], text: String, indent: Indent) -> Item {
    if attrs.iter().any(attribute::is_inner) {
        return None;
    }
    with_outer_attributes(attrs, text, indent)
}

fn with_outer_attributes(attrs: &[Attribute], text: String, indent: Indent) -> Item {
    let attrs = at_any_width(|cx| attribute::outer(cx, attrs, Shape::indented(indent, cx)))?;
    if attrs.is_empty() {
        return Some(text);
    }
    Some(attrs + &indent.newline() + &text)
}

/// `pub `, `pub(super) `, or nothing.
pub(super) fn visibility(visibility: &Visibility) -> String {
    match visibility {
        Visibility::Public(_) => "pub ".to_owned(),
        Visibility::Restricted(restricted) => {
            let keyword = if restricted.in_token.is_some() { "in " } else { "" };
            format!("pub({keyword}{}) ", fallback::tokens(&restricted.path))
        }
        Visibility::Inherited => String::new(),
    }
}

/// `prefix: ty = value;`
pub(super) fn constant(prefix: String, ty: &Type, value: &Expr, indent: Indent) -> Item {
    at_any_width(|cx| {
        let mut left = format!("{prefix}: ");
        let shape = Shape::indented(indent.block_only(), cx).offset_left(left.len() + 2)?;
        if let Some(ty) = types::print(cx, ty, shape) {
            left.push_str(&ty);
        } else {
            left.pop();
            let nested = indent.deeper();
            left.push_str(&nested.newline());
            left.push_str(&types::print(cx, ty, Shape::indented(nested, cx))?);
        }
        left.push_str(" =");
        let shape = Shape::legacy(cx.budget(indent.block + 1), indent.block_only());
        let text = assign::rhs(cx, left, shape, |shape| expr::print(cx, value, shape))?;
        Some(text + ";")
    })
}

/// `prefix name<…> = ty;`
pub(super) fn alias(prefix: &str, name: &str, generics: &Generics, ty: &Type, indent: Indent) -> Item {
    if generics.where_clause.is_some() {
        return None;
    }
    at_any_width(|cx| {
        let line = Shape::indented(indent, cx);
        let shape = line.offset_left(prefix.len())?.sub_width(2)?;
        let name = generics::print(cx, name, generics, shape)?;
        assign::rhs(cx, format!("{prefix}{name} ="), line.sub_width(1)?, |shape| types::print(cx, ty, shape))
            .map(|text| text + ";")
    })
}

fn structure(cx: &Context, item: &ItemStruct, indent: Indent) -> Item {
    let header = format!("{}struct {}", visibility(&item.vis), item.ident);
    match &item.fields {
        Fields::Named(fields) => {
            let fields: Vec<_> = fields.named.iter().collect();
            named(cx, header, Some(&item.generics), &fields, indent, None)
        }
        Fields::Unnamed(fields) => {
            let fields: Vec<_> = fields.unnamed.iter().collect();
            Some(tuple(cx, header, Some(&item.generics), &fields, indent)? + ";")
        }
        Fields::Unit => {
            let used = last_line_width(&header);
            let generics = generics::with_brace(cx, &item.generics, Body::None, indent, used)?;
            Some(format!("{header}{generics};"))
        }
    }
}

/// A struct or a variant with named fields. Only a variant may stay on one line.
fn named(
    cx: &Context,
    mut text: String,
    generics: Option<&Generics>,
    fields: &[&Field],
    indent: Indent,
    one_line_width: Option<usize>,
) -> Item {
    let body = if fields.is_empty() { Body::Empty } else { Body::Full };
    let brace = match generics {
        Some(generics) => generics::with_brace(cx, generics, body, indent, last_line_width(&text))?,
        None => {
            let overhead = if fields.is_empty() { 3 } else { 2 };
            if overhead + text.len() > cx.max_width {
                format!("{}{{", indent.block_only().newline())
            } else {
                " {".to_owned()
            }
        }
    };
    let overhead = usize::from(fields.is_empty());
    let total = text.len() + brace.len() + overhead;
    if !is_multiline(&brace) && total > cx.max_width {
        text.push_str(&indent.newline());
        text.push_str(brace.trim_start());
    } else {
        text.push_str(&brace);
    }
    if fields.is_empty() {
        if last_line_used_width(&text, indent.width()) + 3 > cx.max_width {
            text.push_str(&indent.newline());
        }
        return Some(text + "}");
    }
    let budget = cx.budget(text.len() + 3 + indent.width());
    let budget = one_line_width.map_or(0, |width| width.min(budget));
    let nested = indent.deeper();
    let shape = Shape::indented(nested, cx).sub_width(1)?;
    let items: Vec<Item> = fields.iter().map(|field| self::field(cx, field, shape)).collect();
    let tactic = list::horizontal_or_vertical(&items, budget, 2);
    let fields = List::commas(shape, tactic, Trailing::Vertical).write(&items)?;
    if !is_multiline(&fields) && !is_multiline(&text) && fields.len() <= budget {
        return Some(format!("{text} {fields} }}"));
    }
    Some(format!("{text}{}{fields}{}}}", nested.newline(), indent.newline()))
}

fn tuple(cx: &Context, mut text: String, generics: Option<&Generics>, fields: &[&Field], indent: Indent) -> Item {
    let mut clause = String::new();
    if let Some(generics) = generics {
        let shape = Shape::legacy(cx.budget(last_line_width(&text)), indent);
        text.push_str(&generics::print(cx, "", generics, shape)?);
        let shape = Shape::legacy(cx.budget(last_line_width(&text)), indent.block_only());
        let layout = Where { before: Before::Newline, comma: false, single_line: false };
        clause = generics::where_clause(cx, generics.where_clause.as_ref(), shape, layout)?;
    }
    if fields.is_empty() {
        text.push_str("()");
    } else {
        let args: Vec<_> = fields.iter().map(|field| Arg::Field(field)).collect();
        let shape = Shape::indented(indent, cx).sub_width(1)?;
        text = overflow::fields(cx, &text, &args, shape)?;
    }
    Some(text + &clause)
}

/// A field, with documentation and attributes on lines before it.
pub(super) fn field(cx: &Context, field: &Field, shape: Shape) -> Item {
    let mut prefix = visibility(&field.vis);
    if let Some(name) = &field.ident {
        prefix.push_str(&format!("{name}:"));
    }
    let attrs = attribute::outer(cx, &field.attrs, shape)?;
    let documented = attrs.lines().last().is_some_and(|line| line.trim_start().starts_with("//"));
    let extendable = field.ident.is_none() && !is_multiline(&attrs) && !documented;
    let before = match (attrs.is_empty(), prefix.is_empty()) {
        (true, _) => prefix.clone(),
        (false, true) if extendable => format!("{attrs} "),
        (false, false) if extendable => format!("{attrs} {prefix}"),
        _ => format!("{attrs}{}{prefix}", shape.indent.newline()),
    };
    let space = if field.ident.is_some() { " " } else { "" };
    let ty = shape
        .offset_left(trimmed_last_line_width(&before) + space.len())
        .and_then(|shape| types::print(cx, &field.ty, shape));
    if let Some(ty) = ty
        && !is_multiline(&ty)
    {
        return Some(before + space + &ty);
    }
    let text = assign::rhs(cx, prefix, shape, |shape| types::print(cx, &field.ty, shape))?;
    let text = if field.ident.is_none() { text.trim_start() } else { &text };
    Some(if attrs.is_empty() { text.to_owned() } else { format!("{attrs}{}{text}", shape.indent.newline()) })
}

fn enumeration(cx: &Context, item: &ItemEnum, indent: Indent) -> Item {
    let mut text = format!("{}enum {}", visibility(&item.vis), item.ident);
    let body = if item.variants.is_empty() { Body::Empty } else { Body::Full };
    let used = last_line_width(&text);
    // The head is laid out by itself, however wide the variants have to be.
    text.push_str(&at_any_width(|cx| generics::with_brace(cx, &item.generics, body, indent, used))?);
    if item.variants.is_empty() {
        return Some(text + "}");
    }
    let nested = indent.deeper();
    let print = |width| -> Vec<Item> {
        item.variants.iter().map(|variant| self::variant(cx, variant, width, nested)).collect()
    };
    let mut items = print(VARIANT_WIDTH);
    let multiline = items.iter().filter(|item| is_multiline(list::item_text(item))).count();
    if multiline > 0 && multiline < items.len() {
        items = print(0);
    }
    let shape = Shape::indented(nested, cx).sub_width(2)?;
    let variants = List::commas(shape, Tactic::Vertical, Trailing::Vertical).write(&items)?;
    Some(format!("{text}{}{variants}{}}}", nested.newline(), indent.newline()))
}

fn variant(cx: &Context, variant: &Variant, one_line_width: usize, indent: Indent) -> Item {
    let shape = Shape::indented(indent, cx);
    let attrs = attribute::outer(cx, &variant.attrs, shape)?;
    let name = variant.ident.to_string();
    let mut text = match &variant.fields {
        Fields::Named(fields) => {
            let fields: Vec<_> = fields.named.iter().collect();
            named(cx, name, None, &fields, indent, Some(one_line_width))?
        }
        Fields::Unnamed(fields) => {
            let fields: Vec<_> = fields.unnamed.iter().collect();
            tuple(cx, name, None, &fields, indent)?
        }
        Fields::Unit => name,
    };
    if let Some((_, value)) = &variant.discriminant {
        let shape = shape.sub_width(1)?;
        text = assign::rhs(cx, text + " =", shape, |shape| expr::print(cx, value, shape))?;
    }
    Some(if attrs.is_empty() { text } else { attrs + &indent.newline() + &text })
}

fn module(item: &ItemMod, indent: Indent) -> Item {
    let mut text = format!("{}mod {}", visibility(&item.vis), item.ident);
    if let Some((_, items)) = &item.content {
        text.push_str(" {");
        let nested = indent.deeper();
        let inner = at_any_width(|cx| attribute::inner(cx, &item.attrs, Shape::indented(nested, cx)))?;
        if !inner.is_empty() {
            text.push_str(&nested.newline());
            text.push_str(&inner);
            if !items.is_empty() {
                text.push('\n');
            }
        }
        if !items.is_empty() {
            text.push_str(&nested.newline());
            text.push_str(&sequence::print(items, nested));
        }
        if !text.ends_with('{') {
            text.push_str(&indent.newline());
        }
        text.push('}');
    } else {
        text.push(';');
    }
    with_outer_attributes(&item.attrs, text, indent)
}
