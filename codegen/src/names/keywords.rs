//! What may not stand as an identifier (The Rust Reference, "Keywords").

/// Words that the language keeps for itself in edition 2024, strict and reserved. Sorted.
const KEYWORDS: [&str; 52] = [
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Makes words that were joined by the functions beside it a valid identifier: a keyword gets a trailing underscore, a
/// leading digit a leading word, and what has no letters at all is called `fallback`.
pub fn identifier(joined: String, fallback: &str) -> String {
    let Some(first) = joined.chars().next() else {
        return fallback.to_owned();
    };
    if !unicode_ident::is_xid_start(first) {
        let upper = fallback.starts_with(char::is_uppercase);
        let joint = if upper { "" } else { "_" };
        return format!("{fallback}{joint}{joined}");
    }
    if KEYWORDS.binary_search(&joined.as_str()).is_ok() {
        return format!("{joined}_");
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted() {
        assert!(KEYWORDS.is_sorted());
    }

    #[test]
    fn identifiers_are_valid() {
        fn check(joined: &str, fallback: &str, expected: &str) {
            assert_eq!(identifier(joined.to_owned(), fallback), expected);
        }
        check("type", "field", "type_");
        check("Self", "Type", "Self_");
        check("gen", "field", "gen_");
        check("200_ok", "value", "value_200_ok");
        check("404Error", "Type", "Type404Error");
        check("", "field", "field");
        check("作业", "field", "作业");
    }
}
