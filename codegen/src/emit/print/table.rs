//! Tables: macros with braces at the level of items. rustfmt leaves what is in the braces alone, so that the layout is
//! ours: the name on the first line, then an entry a line.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::{ItemMacro, MacroDelimiter};

use super::fallback;
use super::list::Item;
use super::macros;
use super::shape::{Indent, Shape, at_any_width};

/// `name! { Header { entry, … } }`. `None` for macros that define macros.
pub(super) fn print(item: &ItemMacro, indent: Indent) -> Item {
    if item.ident.is_some() {
        return None;
    }
    let MacroDelimiter::Brace(_) = item.mac.delimiter else {
        let text = at_any_width(|cx| macros::print(cx, &item.mac, Shape::indented(indent, cx).sub_width(1)?))?;
        return Some(text + ";");
    };
    let name = fallback::tokens(&item.mac.path);
    let semicolon = if item.semi_token.is_some() { ";" } else { "" };
    let mut header: Vec<TokenTree> = item.mac.tokens.clone().into_iter().collect();
    if header.is_empty() {
        return Some(format!("{name}! {{}}{semicolon}"));
    }
    let (header, body) = match header.pop() {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
            (Some(header.into_iter().collect::<TokenStream>()), group.stream())
        }
        last => {
            header.extend(last);
            (None, header.into_iter().collect())
        }
    };
    let (open, close) = match header {
        Some(header) if header.is_empty() => ("{ {".to_owned(), "} }"),
        Some(header) => (format!("{{ {} {{", fallback::stream(header)), "} }"),
        None => ("{".to_owned(), "}"),
    };
    let mut text = format!("{name}! {open}");
    let nested = indent.deeper().newline();
    for entry in entries(body) {
        text.push_str(&nested);
        text.push_str(&fallback::stream(entry));
        text.push(',');
    }
    text.push_str(&indent.newline());
    text.push_str(close);
    text.push_str(semicolon);
    Some(text)
}

/// What stands between the commas.
fn entries(body: TokenStream) -> Vec<TokenStream> {
    let mut entries = Vec::new();
    let mut entry: Vec<TokenTree> = Vec::new();
    for token in body {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => {
                entries.push(entry.drain(..).collect());
            }
            _ => entry.push(token),
        }
    }
    if !entry.is_empty() {
        entries.push(entry.into_iter().collect());
    }
    entries
}
