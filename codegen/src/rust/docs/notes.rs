//! Notes: sentences for keywords, after the description.

use super::verbatim;

/// The length up to which a value is shown, in characters.
const LONGEST: usize = 60;

/// The longest line to which a sentence is added.
const WIDTH: usize = 100;

/// Doc lines with a sentence after them: on the same line if there is only one, else in its own paragraph.
pub fn with_note(mut lines: Vec<String>, note: &str) -> Vec<String> {
    match lines.as_mut_slice() {
        [] => lines.push(note.to_owned()),
        [only] if only.ends_with('.') && only.len() + note.len() < WIDTH && !starts_a_block(only) => {
            only.push(' ');
            only.push_str(note);
        }
        _ => lines.extend([String::new(), note.to_owned()]),
    }
    lines
}

fn starts_a_block(line: &str) -> bool {
    line.starts_with(['-', '*', '+', '#', '>', '|', ' ']) || line.starts_with(|first: char| first.is_ascii_digit())
}

/// The sentence for a default; `None` if the value is long or empty, or the description mentions it.
pub fn default_note(value: &serde_json::Value, described: &[String]) -> Option<String> {
    let text = match value {
        serde_json::Value::String(text) if !text.is_empty() => text.clone(),
        other => other.to_string(),
    };
    let printable = text.chars().all(|letter| !letter.is_control() && !letter.is_whitespace() || letter == ' ');
    if value.is_null() || text.trim().is_empty() || text.chars().count() > LONGEST || !printable {
        return None;
    }
    let described = described.join(" ");
    let is_described = described.to_ascii_lowercase().contains("default") && described.contains(text.trim_matches('"'));
    (!is_described).then(|| format!("Default: {}.", verbatim::span(&text)))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn a_default_is_told_once() {
        fn check(value: Value, described: &str, expected: Option<&str>) {
            assert_eq!(default_note(&value, &[described.to_owned()]).as_deref(), expected);
        }
        check(json!(20), "", Some("Default: `20`."));
        check(json!(20), "At most 20.", Some("Default: `20`."));
        check(json!(20), "The page's size. Defaults to 20.", None);
        check(json!("asc"), "The order.", Some("Default: `asc`."));
        check(json!(""), "", Some("Default: `\"\"`."));
        check(json!("`a"), "", Some("Default: `` `a ``."));
        check(json!([]), "", Some("Default: `[]`."));
        check(json!({"a": true}), "", Some("Default: `{\"a\":true}`."));
        check(json!(null), "", None);
        check(json!("a\nb"), "", None);
        check(json!("  "), "", None);
        check(json!("x".repeat(61)), "", None);
    }

    #[test]
    fn a_note_follows_the_words() {
        fn check(lines: &[&str], expected: &[&str]) {
            let lines = lines.iter().map(|&line| line.to_owned()).collect();
            assert_eq!(with_note(lines, "Default: `1`."), expected);
        }
        check(&[], &["Default: `1`."]);
        check(&["A size."], &["A size. Default: `1`."]);
        check(&["- A size."], &["- A size.", "", "Default: `1`."]);
        check(&["A size:", "", "- one"], &["A size:", "", "- one", "", "Default: `1`."]);
    }
}
