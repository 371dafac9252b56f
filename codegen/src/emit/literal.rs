//! Raw string literals.

use proc_macro2::Literal;

/// A long text as a raw literal, so that printing it needs no unescaping.
pub(super) fn raw(text: &str) -> Literal {
    let hashes = text.split('"').skip(1).map(|rest| rest.len() - rest.trim_start_matches('#').len() + 1).max();
    let hashes = "#".repeat(hashes.unwrap_or(0));
    format!("r{hashes}\"{text}\"{hashes}").parse().unwrap_or_else(|_| Literal::string(text))
}

#[cfg(test)]
mod tests {
    use super::raw;

    #[test]
    fn as_many_hashes_as_needed_surround_the_text() {
        fn check(text: &str, expected: &str) {
            assert_eq!(raw(text).to_string(), expected);
        }
        check("text", "r\"text\"");
        check("a \\ \"b\"", "r#\"a \\ \"b\"\"#");
        check("\"##", "r###\"\"##\"###");
    }
}
