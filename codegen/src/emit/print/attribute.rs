//! Attributes, and documentation as comments.

use std::borrow::Cow;

use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{AttrStyle, Attribute, Expr, Lit, Meta, MetaNameValue, Token};

use super::expr;
use super::fallback;
use super::list::{self, Item, List, Trailing};
use super::overflow::{self, Arg};
use super::path;
use super::shape::{Context, Shape, TAB};
use super::width::is_multiline;

/// An element of an attribute's list.
pub(super) enum Nested {
    Lit(Lit),
    Meta(Meta),
}

impl Nested {
    pub(super) fn is_simple(&self) -> bool {
        match self {
            Self::Lit(_) => true,
            Self::Meta(meta) => matches!(meta, Meta::Path(_)),
        }
    }
}

impl Parse for Nested {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(Lit) && !input.peek(syn::LitBool) {
            input.parse().map(Self::Lit)
        } else {
            input.parse().map(Self::Meta)
        }
    }
}

pub(super) fn is_inner(attr: &Attribute) -> bool {
    matches!(attr.style, AttrStyle::Inner(_))
}

/// The outer attributes among `attrs`, each on lines of its own, without a line feed at the end.
pub(super) fn outer(cx: &Context, attrs: &[Attribute], shape: Shape) -> Item {
    lines(cx, attrs.iter().filter(|attr| !is_inner(attr)), "///", shape)
}

/// Likewise the inner ones.
pub(super) fn inner(cx: &Context, attrs: &[Attribute], shape: Shape) -> Item {
    lines(cx, attrs.iter().filter(|attr| is_inner(attr)), "//!", shape)
}

fn lines<'a>(cx: &Context, attrs: impl Iterator<Item = &'a Attribute>, marker: &str, shape: Shape) -> Item {
    let newline = shape.indent.newline();
    let mut text = String::new();
    let mut rest = attrs.peekable();
    while let Some(attr) = rest.next() {
        if !text.is_empty() {
            text.push_str(&newline);
        }
        let Some(doc) = documentation(attr) else {
            text.push_str(&print(cx, attr, shape)?);
            continue;
        };
        let mut docs = vec![doc];
        while let Some(doc) = rest.peek().and_then(|attr| documentation(attr)) {
            docs.push(doc);
            rest.next();
        }
        text.push_str(&comment(marker, &docs.join("\n"), &newline));
    }
    Some(text)
}

/// The text of a `#[doc = "…"]`.
pub(super) fn documentation(attr: &Attribute) -> Option<String> {
    let Meta::NameValue(MetaNameValue { path, value: Expr::Lit(value), .. }) = &attr.meta else {
        return None;
    };
    match &value.lit {
        Lit::Str(text) if path.is_ident("doc") => Some(text.value()),
        _ => None,
    }
}

/// `text` as line comments that begin with `marker`, joined by `newline`.
///
/// Where all lines begin with a space, as rustc hands over what was written as a comment, that space is the one after
/// the marker; else one is added. What rustc refuses in a comment, or shows as something else, is replaced.
pub(super) fn comment(marker: &str, text: &str, newline: &str) -> String {
    let text = if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) };
    let lines: Vec<Cow<'_, str>> = text.split('\n').map(clean).collect();
    let spaced = lines.iter().all(|line| line.is_empty() || line.starts_with(' '));
    let mut result = String::with_capacity(text.len() + lines.len() * (newline.len() + 4));
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            result.push_str(newline);
        }
        result.push_str(marker);
        if !spaced && !line.is_empty() {
            result.push(' ');
        }
        result.push_str(line);
    }
    result
}

/// A line that may stand in a comment: no control characters (rustc refuses a bare carriage return), none that change
/// the direction of the text (rustc's lint `text_direction_codepoint_in_comment`), no blanks at the end.
fn clean(line: &str) -> Cow<'_, str> {
    if line.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(line.trim_end());
    }
    let mut result = String::with_capacity(line.len());
    for char in line.chars() {
        match char {
            '\t' => result.push_str("    "),
            '\r' => result.push(' '),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {}
            char if char.is_control() => result.push(char::REPLACEMENT_CHARACTER),
            char => result.push(char),
        }
    }
    result.truncate(result.trim_end().len());
    Cow::Owned(result)
}

/// An attribute that is not documentation.
fn print(cx: &Context, attr: &Attribute, shape: Shape) -> Item {
    let prefix = if matches!(attr.style, AttrStyle::Outer) { "#[" } else { "#![" };
    if attr.path().is_ident("derive") {
        return derive(cx, attr, shape);
    }
    let text = shape
        .offset_left(prefix.len())
        .and_then(|shape| meta(cx, &attr.meta, shape))
        .unwrap_or_else(|| fallback::tokens(&attr.meta));
    Some(format!("{prefix}{text}]"))
}

fn meta(cx: &Context, meta: &Meta, shape: Shape) -> Item {
    let name = path::print(cx, path::In::Type, None, meta.path(), shape)?;
    match meta {
        Meta::Path(_) => Some(name),
        Meta::NameValue(pair) => {
            let value = match &pair.value {
                Expr::Lit(value) => expr::lit_text(&value.lit),
                value => fallback::tokens(value),
            };
            Some(format!("{name} = {value}"))
        }
        Meta::List(list) => {
            let parser = Punctuated::<Nested, Token![,]>::parse_terminated;
            let nested = parser.parse2(list.tokens.clone()).ok()?;
            let args: Vec<_> = nested.iter().map(Arg::Nested).collect();
            overflow::attribute(cx, &name, &args, shape.sub_width(1)?)
        }
    }
}

pub(super) fn nested(cx: &Context, nested: &Nested, shape: Shape) -> Item {
    match nested {
        Nested::Lit(lit) => Some(expr::lit_text(lit)),
        Nested::Meta(meta) => self::meta(cx, meta, shape),
    }
}

/// Derives have a layout of their own: all on one line, or one a line.
fn derive(cx: &Context, attr: &Attribute, shape: Shape) -> Item {
    const EMPTY: &str = "#[derive()]";
    let Meta::List(list) = &attr.meta else {
        return Some(format!("#[{}]", fallback::tokens(&attr.meta)));
    };
    let parser = Punctuated::<syn::Path, Token![,]>::parse_terminated;
    let Ok(paths) = parser.parse2(list.tokens.clone()) else {
        return Some(format!("#[{}]", fallback::tokens(&attr.meta)));
    };
    let items: Vec<Item> = paths.iter().map(|path| Some(fallback::tokens(path))).collect();
    let nested = shape.block_indent(TAB).with_max_width(cx);
    let budget = shape.offset_left(EMPTY.len())?.sub_width(3).map_or(0, |shape| shape.width);
    let tactic = list::horizontal_or_vertical(&items, nested.width, 2);
    let list = List { ends_with_newline: false, ..List::commas(nested, tactic, Trailing::Always) };
    let text = list.write(&items)?;
    if is_multiline(&text) || text.len() > budget {
        let (open, close) = (nested.indent.newline(), shape.indent.newline());
        return Some(format!("#[derive({open}{text}{close})]"));
    }
    Some(format!("#[derive({})]", text.strip_suffix(',').unwrap_or(&text)))
}
