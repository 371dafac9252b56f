//! Tables: macros with braces at the level of items. rustfmt leaves what is in the braces alone, so that the layout is
//! ours: the name on the first line, then an entry a line.

use proc_macro2::{Delimiter, TokenTree};
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
    let tokens: Vec<TokenTree> = item.mac.tokens.clone().into_iter().collect();
    let (header, body) = match tokens.as_slice() {
        [] => return Some(format!("{name}! {{}}{semicolon}")),
        [header @ .., TokenTree::Group(group)] if group.delimiter() == Delimiter::Brace => {
            (Some(header), group.stream().into_iter().collect())
        }
        _ => (None, tokens),
    };
    let (open, close) = match header {
        Some([]) => ("{ {".to_owned(), "} }"),
        Some(header) => (format!("{{ {} {{", fallback::line(header)), "} }"),
        None => ("{".to_owned(), "}"),
    };
    let mut text = format!("{name}! {open}");
    let nested = indent.deeper().newline();
    for entry in entries(&body) {
        text.push_str(&nested);
        text.push_str(&fallback::line(entry));
        text.push(',');
    }
    text.push_str(&indent.newline());
    text.push_str(close);
    text.push_str(semicolon);
    Some(text)
}

/// What stands between the commas.
fn entries(body: &[TokenTree]) -> impl Iterator<Item = &[TokenTree]> {
    let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',');
    let body = body.split_last().filter(|(last, _)| is_comma(last)).map_or(body, |(_, before)| before);
    let none = body.is_empty();
    body.split(is_comma).filter(move |_| !none)
}
