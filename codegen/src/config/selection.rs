//! Which parts of a document are generated.

use serde::Deserialize;

/// `[generate]`: which parts of the document are generated. Default: all of them.
///
/// `only` and `except` have patterns of operations: an `operationId`, a tag, a path such as `/jobs/*`, or a method and a path
/// such as `GET /jobs`. `*` stands for any characters. Webhooks are selected by their names, likewise.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Generate {
    /// The operations and webhooks that are generated. Default: all of them.
    pub only: Vec<String>,
    /// Operations and webhooks that are not generated, although `only` has them.
    pub except: Vec<String>,
    /// Component schemas that are types of the crate although no selected operation uses them. Without `only` and `except`,
    /// all are.
    pub keep: Vec<String>,
}

impl Generate {
    /// Whether parts of the document are left out.
    pub fn is_partial(&self) -> bool {
        !self.only.is_empty() || !self.except.is_empty()
    }
}

/// Whether a pattern, in which `*` stands for any characters, matches a text as a whole.
pub fn matches(pattern: &str, text: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut text) = text.strip_prefix(start) else { return false };
    let mut parts: Vec<&str> = rest.split('*').collect();
    let end = parts.pop().unwrap_or_default();
    for part in parts {
        let Some(found) = text.find(part) else { return false };
        text = &text[found + part.len()..];
    }
    text.ends_with(end)
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_stands_for_any_characters() {
        fn check(pattern: &str, text: &str, expected: bool) {
            assert_eq!(matches(pattern, text), expected, "{pattern} {text}");
        }
        check("jobs", "jobs", true);
        check("jobs", "jobs2", false);
        check("jobs/*", "jobs/list", true);
        check("jobs/*", "jobs", false);
        check("*", "", true);
        check("*/list", "jobs/list", true);
        check("GET /*/logs", "GET /jobs/{id}/logs", true);
        check("a*b*c", "a-b-b-c", true);
        check("a*b*c", "a-c-b", false);
        check("ab*ba", "aba", false);
    }
}
