//! Checks field mappings, such as `object!`: each row names a field of the type, once.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Checks all mappings of a file against their types.
///
/// # Panics
///
/// Panics if a row has no field, a field no row, or two rows the same value.
pub(super) fn check(path: &str, file: &syn::File) {
    let mut types: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for item in &file.items {
        match item {
            syn::Item::Struct(of) => {
                let fields = of.fields.iter().filter_map(|field| Some(field.ident.as_ref()?.to_string()));
                types.insert(of.ident.to_string(), fields.collect());
            }
            syn::Item::Enum(of) => {
                let variants = of.variants.iter().map(|variant| variant.ident.to_string());
                types.insert(of.ident.to_string(), variants.collect());
            }
            _ => {}
        }
    }
    for item in &file.items {
        let syn::Item::Macro(table) = item else { continue };
        let table_name = table.mac.path.segments.last().expect("no path is empty").ident.to_string();
        // Its rows are names on the wire, of fields that `object!` has a row for.
        if table_name == "xml" {
            continue;
        }
        let Table { of, open, rows } = Table::of(table.mac.tokens.clone());
        let what = format!("{path}: {table_name}! {of}");
        let fields = types.get(&of).unwrap_or_else(|| panic!("{what}: no such type"));
        let mut left = fields.clone();
        let mut values = BTreeSet::new();
        for (member, value) in rows {
            assert!(left.remove(&member), "{what}: `{member}` is no member, or is there twice");
            if matches!(table_name.as_str(), "integer_enum" | "string_enum") {
                assert!(values.insert(value.clone()), "{what}: {value} is there twice");
            }
        }
        if matches!(table_name.as_str(), "integer_enum" | "string_enum" | "union") {
            let open = open.unwrap_or_else(|| if table_name == "union" { "Unknown" } else { "Other" }.to_owned());
            assert!(left.remove(&open), "{what}: `{open}` is no member, or has a row");
        }
        assert!(left.is_empty(), "{what}: fields without a row: {left:?}");
    }
}

/// A field mapping.
struct Table {
    /// The type.
    of: String,
    /// What stands behind `else`.
    open: Option<String>,
    /// Members, and what stands behind their colons.
    rows: Vec<(String, String)>,
}

impl Table {
    fn of(tokens: TokenStream) -> Self {
        let mut table = Self { of: String::new(), open: None, rows: Vec::new() };
        let mut otherwise = false;
        for token in tokens {
            match token {
                TokenTree::Ident(word) if word == "else" => otherwise = true,
                TokenTree::Ident(word) if otherwise => table.open = Some(word.to_string()),
                TokenTree::Ident(word) => table.of = word.to_string(),
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => table.rows(group.stream()),
                _ => {}
            }
        }
        table
    }

    fn rows(&mut self, tokens: TokenStream) {
        let mut row: Option<(String, String)> = None;
        for token in tokens {
            match (&mut row, token) {
                (None, TokenTree::Ident(member)) => row = Some((member.to_string(), String::new())),
                (None, other) => panic!("a row of {} begins with {other}", self.of),
                (Some(_), TokenTree::Punct(comma)) if comma.as_char() == ',' => self.rows.extend(row.take()),
                (Some((_, value)), token) => value.push_str(&token.to_string()),
            }
        }
        self.rows.extend(row);
    }
}
