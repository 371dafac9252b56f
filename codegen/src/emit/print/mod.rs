//! Turns tokens into the text of a file.
//!
//! `prettyplease` prints each item. What it has no opinion on is decided here: blank lines between items and between the
//! methods of an `impl`, the order of `use` and `mod`, and the layout of the runtime's macros (`table`). The text does
//! not depend on whether rustfmt is installed, and need not be what rustfmt would write: formatting is turned off for
//! the crate (`rustfmt.toml`).

mod docs;
mod gate;
mod rows;
mod table;

use proc_macro2::TokenStream;
use syn::{File, Item, ItemMacro};

pub(super) use docs::{inner, literal};

/// The text of a file that holds these items, ending with a line feed.
pub(super) fn file(tokens: TokenStream) -> String {
    let file: File =
        syn::parse2(tokens).expect("what this stage quotes is Rust, whatever the names and literals in it");
    let mut text = String::new();
    for block in rows::blocks(file.items, item) {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&block);
    }
    text
}

/// The text of an item.
fn item(item: Item) -> String {
    match item {
        Item::Macro(item) => {
            let table = table::table(&item.mac);
            if item.attrs.is_empty() { table } else { attributes(item) + &table }
        }
        Item::Mod(mut item) => match item.content.take() {
            Some((_, items)) => {
                item.semi = Some(Default::default());
                module(&gate::filled(plain(Item::Mod(item), false)), items)
            }
            None => gate::filled(plain(Item::Mod(item), false)),
        },
        Item::Use(item) => gate::filled(plain(Item::Use(item), false)),
        item => {
            let is_impl = matches!(item, Item::Impl(_));
            plain(item, is_impl)
        }
    }
}

/// The attributes of a macro, on a line each.
fn attributes(mut of: ItemMacro) -> String {
    of.mac.tokens = TokenStream::new();
    let text = plain(Item::Macro(of), false);
    text.lines().filter(|line| line.starts_with('#')).map(|line| format!("{line}\n")).collect()
}

/// The text of a module with its content, given its text without.
fn module(declaration: &str, items: Vec<Item>) -> String {
    let mut text = declaration.trim_end_matches([';', '\n']).to_owned();
    text.push_str(" {\n");
    for (index, block) in rows::blocks(items, item).enumerate() {
        if index > 0 {
            text.push('\n');
        }
        for line in block.lines() {
            if !line.is_empty() {
                text.push_str("    ");
                text.push_str(line);
            }
            text.push('\n');
        }
    }
    text.push_str("}\n");
    text
}

/// The text of an item as `prettyplease` prints it, its docs on lines of their own, with blank lines between the methods of
/// an `impl`.
fn plain(item: Item, is_impl: bool) -> String {
    let file = File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![item] };
    let printed = prettyplease::unparse(&file);
    let mut text = String::with_capacity(printed.len() + printed.len() / 8);
    let mut lines = printed.lines().peekable();
    while let Some(line) = lines.next() {
        // `self.0` on one line, however long the chain of calls is that begins with it.
        if line.ends_with(" self") && lines.next_if(|next| next.trim_start() == ".0").is_some() {
            text.push_str(line);
            text.push_str(".0\n");
            continue;
        }
        docs::push_line(&mut text, line);
        if is_impl && ends_member(line) && lines.peek().is_some_and(|next| *next != "}") {
            text.push('\n');
        }
    }
    text
}

/// Whether a line of an `impl` is the last one of a method or constant.
fn ends_member(line: &str) -> bool {
    let member = line.strip_prefix("    ").unwrap_or_default();
    !member.starts_with([' ', '/', '#']) && member.ends_with(['}', ';'])
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::file;

    pub(super) fn check(source: &str, expected: &str) {
        assert_eq!(file(source.parse().unwrap()), expected.strip_prefix('\n').unwrap_or(expected));
    }

    #[test]
    fn blank_lines_are_between_items_but_not_in_rows() {
        check("", "");
        check(
            "use crate::d; use std::b; use std::a; use x::{c, d}; mod b; mod a; /// Docs.
            mod c; const A: u8 = 1; const B: u8 = 2; impl A { fn a() {} fn b() { if c() { d() } } /// Docs.
            fn e() { f() } }",
            "
use std::a;
use std::b;

use x::{c, d};

use crate::d;

mod a;
mod b;

/// Docs.
mod c;

const A: u8 = 1;

const B: u8 = 2;

impl A {
    fn a() {}

    fn b() {
        if c() {
            d()
        }
    }

    /// Docs.
    fn e() {
        f()
    }
}
",
        );
    }

    #[test]
    fn chains_begin_with_the_field_of_a_newtype() {
        check(
            "impl Job { fn start(self, id: &str) -> Start {
                Start(self.0.request(&START).path(\"cluster_id\", cluster_id).path(\"job_name\", job_name).query(\"id\", id)) } }",
            r#"
impl Job {
    fn start(self, id: &str) -> Start {
        Start(
            self.0
                .request(&START)
                .path("cluster_id", cluster_id)
                .path("job_name", job_name)
                .query("id", id),
        )
    }
}
"#,
        );
    }

    #[test]
    fn modules_have_their_content_indented() {
        check(
            "/// Docs.
            #[allow(dead_code)] pub mod a { use b::C; mod d { pub struct E; impl E { fn f() { g() } fn h() { i() } } } }",
            "
/// Docs.
#[allow(dead_code)]
pub mod a {
    use b::C;

    mod d {
        pub struct E;

        impl E {
            fn f() {
                g()
            }

            fn h() {
                i()
            }
        }
    }
}
",
        );
    }
}
