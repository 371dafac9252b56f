//! The runtime's macros, such as `object!`: the name of the type on the first line, then a line for each row, however long
//! it is.

use proc_macro2::{Delimiter, Group, TokenTree};
use quote::ToTokens;
use syn::{Expr, ExprLit, Lit, Macro, MetaNameValue};

use super::docs;

/// The text of `name! { Type … { row, … } }`.
pub(super) fn table(of: &Macro) -> String {
    let tokens: Vec<TokenTree> = of.tokens.clone().into_iter().collect();
    let (head, rows) = match tokens.split_last() {
        Some((TokenTree::Group(rows), head)) => (head, rows.stream().into_iter().collect()),
        _ => (tokens.as_slice(), Vec::new()),
    };
    let mut line = Line::default();
    line.tokens(&of.path.to_token_stream().into_iter().collect::<Vec<_>>());
    line.text.push_str("! { ");
    line.gap = Gap::None;
    line.tokens(head);
    if rows.is_empty() {
        return line.text + " {} }\n";
    }
    line.text.push_str(" {\n");
    for row in rows.split(|token| is(token, ',')).filter(|row| !row.is_empty()) {
        let row = described(row, &mut line.text);
        line.text.push_str("    ");
        line.gap = Gap::None;
        line.tokens(row);
        line.text.push_str(",\n");
    }
    line.text.push_str("} }\n");
    line.text
}

/// Adds the docs of a row, and returns the rest of it.
fn described<'a>(mut row: &'a [TokenTree], text: &mut String) -> &'a [TokenTree] {
    while let [TokenTree::Punct(hash), TokenTree::Group(attribute), rest @ ..] = row
        && hash.as_char() == '#'
    {
        let attribute = attribute.stream();
        match syn::parse2::<MetaNameValue>(attribute.clone()) {
            Ok(MetaNameValue { value: Expr::Lit(ExprLit { lit: Lit::Str(lines), .. }), .. }) => {
                docs::push_line(text, &format!("    ///{}", lines.value()));
            }
            _ => text.push_str(&format!("    #[{attribute}]\n")),
        }
        row = rest;
    }
    row
}

fn is(token: &TokenTree, letter: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == letter)
}

/// What is between a token and the one after it.
#[derive(Clone, Copy, Default, Eq, PartialEq)]
enum Gap {
    /// Nothing.
    #[default]
    None,
    /// A space, unless the next token belongs to this word: `tag(`, `name:`.
    Word,
    /// A space.
    Space,
}

/// Tokens on one line, spaced as in hand-written code. It knows the tokens that rows are made of, not all of Rust.
#[derive(Default)]
struct Line {
    text: String,
    gap: Gap,
}

impl Line {
    fn tokens(&mut self, tokens: &[TokenTree]) {
        let mut tokens = tokens.iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Ident(word) => self.push(&word.to_string(), true, Gap::Word),
                TokenTree::Literal(word) => self.push(&word.to_string(), true, Gap::Word),
                TokenTree::Group(group) => self.group(group),
                TokenTree::Punct(punct) => {
                    let letter = punct.as_char();
                    let mut followed_by = |letter| tokens.peek().is_some_and(|next| is(next, letter));
                    let (before, after) = match letter {
                        ':' if followed_by(':') || self.gap == Gap::None => (false, Gap::None),
                        ':' | ',' | ';' => (false, Gap::Space),
                        '=' if !followed_by('>') => (true, Gap::Space),
                        '.' | '<' => (false, Gap::None),
                        '>' if self.text.ends_with('=') => (false, Gap::Space),
                        '>' => (false, Gap::Word),
                        '=' => (true, Gap::None),
                        '&' | '-' => (true, Gap::None),
                        _ => (true, Gap::Space),
                    };
                    self.push(letter.encode_utf8(&mut [0; 4]), before, after);
                }
            }
        }
    }

    /// Adds a token; `apart`: it does not belong to the word before it.
    fn push(&mut self, text: &str, apart: bool, gap: Gap) {
        if self.gap == Gap::Space || apart && self.gap == Gap::Word {
            self.text.push(' ');
        }
        self.text.push_str(text);
        self.gap = gap;
    }

    fn group(&mut self, group: &Group) {
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace => ("{", "}"),
            Delimiter::None => ("", ""),
        };
        self.push(open, false, Gap::None);
        self.tokens(&group.stream().into_iter().collect::<Vec<_>>());
        self.gap = Gap::None;
        self.push(close, false, Gap::Word);
    }
}

#[cfg(test)]
mod tests {
    use crate::emit::print::tests::check;

    #[test]
    fn each_row_has_a_line() {
        check("object!{Empty{}}", "object! { Empty {} }\n");
        check(
            r#"object!{Job{id:"id",last_user:"last-udpate-user"|"last-update-user" as lenient,extra:"*" as extra,}}"#,
            r#"
object! { Job {
    id: "id",
    last_user: "last-udpate-user" | "last-update-user" as lenient,
    extra: "*" as extra,
} }
"#,
        );
        check(
            r#"specwright_runtime::union!{Pet else Other{Cat:tag("kind",&["cat","lion"]),Dog:members(&[],&["a"]),
            Bird:shaped(&["a"],&[],&[("a",&["string"])]),}}"#,
            r#"
specwright_runtime::union! { Pet else Other {
    Cat: tag("kind", &["cat", "lion"]),
    Dog: members(&[], &["a"]),
    Bird: shaped(&["a"], &[], &[("a", &["string"])]),
} }
"#,
        );
        check(
            r#"responses!{Found{Ok:status(200)of "text/plain"=>Text,Json:range(4)=>runtime::Json<_>,Default:default(),}}
            integer_enum!{Level{Low:-1,High:1}}
            xml!{Pet "pet" in "p" "urn:p"{attribute("id").named("ID"),list("tags",Vec<Map<Tag>>)}}"#,
            r#"
responses! { Found {
    Ok: status(200) of "text/plain" => Text,
    Json: range(4) => runtime::Json<_>,
    Default: default(),
} }

integer_enum! { Level {
    Low: -1,
    High: 1,
} }

xml! { Pet "pet" in "p" "urn:p" {
    attribute("id").named("ID"),
    list("tags", Vec<Map<Tag>>),
} }
"#,
        );
        check(
            r##"#[cfg(feature = "mock")] constructor!{Job{#[doc = " Creates it."] new(a: impl Into<String>, b: Vec<(i64, T)>; c = Kind::A),
            #[doc = " How urgent it is."] priority: i64, ..rest: Map<String>, ; with_new(new: bool), with_default(default: bool),}}"##,
            r#"
#[cfg(feature = "mock")]
constructor! { Job {
    /// Creates it.
    new(a: impl Into<String>, b: Vec<(i64, T)>; c = Kind::A),
    /// How urgent it is.
    priority: i64,
    ..rest: Map<String>,
    ; with_new(new: bool),
    with_default(default: bool),
} }
"#,
        );
    }
}
