//! What the printer has no rules for: left to prettyplease, and moved to where it belongs.

use std::fmt::{self, Write};

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Expr, Item, Macro, Stmt, Type, parse_quote};

use super::list;
use super::shape::{Indent, Shape};

/// The text of `item`, its first line without indentation.
pub(super) fn item(item: &Item, indent: Indent) -> String {
    if let Item::Verbatim(tokens) = item {
        return stream(tokens.clone());
    }
    indented(item, unparse(vec![item.clone()]).trim_end(), 0, indent)
}

/// The text of `expr`. It may be wider than `shape`.
pub(super) fn expr(expr: &Expr, shape: Shape) -> list::Item {
    if let Expr::Verbatim(tokens) = expr {
        return Some(stream(tokens.clone()));
    }
    let text = unparse(vec![parse_quote! { fn wrapper() { let _ = #expr; } }]);
    let text = text.split_once("let _ =")?.1.trim_start();
    let text = text.rsplit_once('}')?.0.trim_end().strip_suffix(';')?;
    Some(indented(expr, text, 4, shape.indent))
}

/// The text of a statement.
pub(super) fn statement(stmt: &Stmt, indent: Indent) -> String {
    let text = unparse(vec![parse_quote! { fn wrapper() { #stmt } }]);
    let body = text.split_once('{').and_then(|(_, text)| text.rsplit_once('}'));
    match body {
        Some((body, _)) => indented(stmt, body.trim(), 4, indent),
        None => stream(stmt.to_token_stream()),
    }
}

/// The text of a type, on one line.
pub(super) fn ty(ty: &Type) -> list::Item {
    Some(tokens(ty))
}

/// The text of a macro whose arguments are no expressions.
pub(super) fn macro_call(mac: &Macro, shape: Shape) -> list::Item {
    expr(&Expr::Macro(syn::ExprMacro { attrs: Vec::new(), mac: mac.clone() }), shape)
}

fn unparse(items: Vec<Item>) -> String {
    prettyplease::unparse(&syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items })
}

/// Moves all lines but the first from indentation `from` to `to`. Nothing is moved where `piece` has a literal of several
/// lines, since that would change it.
fn indented(piece: &impl ToTokens, text: &str, from: usize, to: Indent) -> String {
    if has_multiline_literal(piece.to_token_stream()) {
        return text.to_owned();
    }
    let spaces = to.spaces();
    let mut result = String::with_capacity(text.len());
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            result.push('\n');
        }
        if index == 0 || line.is_empty() {
            result.push_str(line);
        } else {
            let blanks = line.len() - line.trim_start_matches(' ').len();
            result.push_str(&spaces);
            result.push_str(line.get(blanks.min(from)..).unwrap_or(line));
        }
    }
    result
}

fn has_multiline_literal(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => has_multiline_literal(group.stream()),
        TokenTree::Literal(literal) => literal.to_string().contains('\n'),
        TokenTree::Ident(_) | TokenTree::Punct(_) => false,
    })
}

/// The tokens of a short piece of code, on one line.
pub(super) fn tokens(piece: &impl ToTokens) -> String {
    stream(piece.to_token_stream())
}

/// Tokens on one line, spaced as is usual.
pub(super) fn stream(tokens: TokenStream) -> String {
    line(&tokens.into_iter().collect::<Vec<_>>())
}

/// The same.
pub(super) fn line(tokens: &[TokenTree]) -> String {
    let mut line = Line::default();
    line.tokens(tokens);
    line.text
}

/// How a token sticks to its neighbours.
#[derive(Clone, Copy, Default, Eq, PartialEq)]
enum Stick {
    /// At the beginning, or after something that the next token sticks to.
    #[default]
    After,
    /// After a word.
    Word,
    /// After something that is followed by a space.
    Space,
}

#[derive(Default)]
struct Line {
    text: String,
    stick: Stick,
}

/// Operators of several characters.
const OPERATORS: &[&str] = &[
    "..=", "...", "<<=", ">>=", "::", "->", "=>", "==", "!=", "<=", ">=", "&&", "||", "..", "+=", "-=", "*=", "/=",
    "%=", "^=", "&=", "|=",
];

impl Line {
    fn tokens(&mut self, tokens: &[TokenTree]) {
        let mut index = 0;
        while let Some(token) = tokens.get(index) {
            index += 1;
            match token {
                TokenTree::Group(group) => self.group(group.delimiter(), group.stream()),
                TokenTree::Ident(ident) => self.word(ident),
                TokenTree::Literal(literal) => self.word(literal),
                TokenTree::Punct(punct) if punct.as_char() == '\'' => {
                    let name = tokens.get(index).map_or(String::new(), ToString::to_string);
                    index += 1;
                    self.word(&format_args!("'{name}"));
                }
                TokenTree::Punct(punct) if punct.spacing() == Spacing::Alone => {
                    self.operator(punct.as_char().encode_utf8(&mut [0; 4]));
                }
                TokenTree::Punct(punct) => {
                    let mut joint = punct.as_char().to_string();
                    let mut spacing = punct.spacing();
                    let mut next = index;
                    while spacing == Spacing::Joint
                        && let Some(TokenTree::Punct(punct)) = tokens.get(next)
                    {
                        joint.push(punct.as_char());
                        spacing = punct.spacing();
                        next += 1;
                    }
                    let operator = OPERATORS.iter().find(|operator| joint.starts_with(**operator));
                    match operator {
                        Some(operator) => {
                            index += operator.len() - 1;
                            self.operator(operator);
                        }
                        None => self.operator(joint.get(..1).unwrap_or(&joint)),
                    }
                }
            }
        }
    }

    fn space(&mut self) {
        if self.stick != Stick::After {
            self.text.push(' ');
        }
    }

    fn word(&mut self, word: &dyn fmt::Display) {
        self.space();
        // Writing to a string does not fail.
        let _ = write!(self.text, "{word}");
        self.stick = Stick::Word;
    }

    fn operator(&mut self, operator: &str) {
        let (before, after) = match operator {
            "::" | "." | ".." | "..=" | "<" => (false, Stick::After),
            ">" | "?" => (false, Stick::Word),
            "!" if self.stick == Stick::Word => (false, Stick::After),
            "," | ";" | ":" => (false, Stick::Space),
            "&" | "*" | "-" | "!" | "#" | "$" | "~" if self.stick != Stick::Word => (true, Stick::After),
            _ => (true, Stick::Space),
        };
        if before || self.stick == Stick::Space {
            self.space();
        }
        self.text.push_str(operator);
        self.stick = after;
    }

    fn group(&mut self, delimiter: Delimiter, tokens: TokenStream) {
        let (open, close) = match delimiter {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace => ("{", "}"),
            Delimiter::None => return self.tokens(&tokens.into_iter().collect::<Vec<_>>()),
        };
        if delimiter == Delimiter::Brace || self.stick == Stick::Space {
            self.space();
        }
        self.text.push_str(open);
        let spaced = delimiter == Delimiter::Brace && !tokens.is_empty();
        self.stick = if spaced { Stick::Space } else { Stick::After };
        self.tokens(&tokens.into_iter().collect::<Vec<_>>());
        if spaced {
            self.text.push(' ');
        }
        self.text.push_str(close);
        self.stick = Stick::Word;
    }
}
