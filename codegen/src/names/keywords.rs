//! Valid identifiers (The Rust Reference, "Identifiers" and "Keywords").

/// The strict and reserved keywords of edition 2024. Sorted.
const KEYWORDS: [&str; 52] = [
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Makes a valid identifier of a name in one of the cases: a keyword gets a trailing underscore, a leading digit gets
/// `fallback` in front, and `fallback` replaces an empty name.
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

/// The names of files that Windows reserves for devices. Sorted.
const DEVICES: [&str; 22] = [
    "aux", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con", "lpt1", "lpt2", "lpt3",
    "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "nul", "prn",
];

/// The folder of `src` in which Cargo looks for programs.
const PROGRAMS: &str = "bin";

/// The length of a module's name, without the suffix that one of several may get: names of files stay below 60 letters.
const LONGEST: usize = 44;

/// The name of a module with its own file, made from a name of the document, or `fallback` if nothing is left of it. It is
/// ASCII (error E0754), and a valid file name on every system.
pub fn module(text: &str, fallback: &str) -> String {
    let mut name = String::new();
    for word in super::case::words(text).iter().filter(|word| word.is_ascii()) {
        let joint = if name.is_empty() { "" } else { "_" };
        if name.len() + joint.len() + word.len() > LONGEST {
            break;
        }
        name.push_str(joint);
        name.push_str(word);
    }
    let name = identifier(name, fallback);
    if name == PROGRAMS || DEVICES.binary_search(&name.as_str()).is_ok() { format!("{name}_") } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted() {
        assert!(KEYWORDS.is_sorted() && DEVICES.is_sorted());
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

    #[test]
    fn modules_can_be_files() {
        fn check(text: &str, expected: &str) {
            assert_eq!(module(text, "tag"), expected, "{text}");
        }
        check("Job Control", "job_control");
        check("作业 job", "job");
        check("作业", "tag");
        check("type", "type_");
        check("AUX", "aux_");
        check("BIN", "bin_");
        check("2", "tag_2");
        check(&"x".repeat(300), "tag");
        check(&"word ".repeat(300), "word_".repeat(9).trim_end_matches('_'));
    }
}
