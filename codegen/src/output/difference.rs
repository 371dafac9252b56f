//! The differences between a folder and a generated crate.

use similar::TextDiff;

/// A file that differs.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Difference {
    /// Its path, with `/` between folders.
    pub path: String,
    /// Its current content, if it exists.
    pub old: Option<String>,
    /// Its generated content, if it belongs to the crate.
    pub new: Option<String>,
}

/// The differences as a unified diff, as `patch` reads it.
pub fn difference(differences: &[Difference]) -> String {
    let mut text = String::new();
    for Difference { path, old, new } in differences {
        let from = if old.is_some() { path.as_str() } else { "/dev/null" };
        let to = if new.is_some() { path.as_str() } else { "/dev/null" };
        let (old, new) = (old.as_deref().unwrap_or_default(), new.as_deref().unwrap_or_default());
        let diff = TextDiff::from_lines(old, new);
        text.push_str(&diff.unified_diff().context_radius(3).header(from, to).to_string());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_line_is_shown_with_its_neighbours() {
        let difference = difference(&[Difference {
            path: "src/a.rs".to_owned(),
            old: Some("a\nb\nc\n".to_owned()),
            new: Some("a\nB\nc\n".to_owned()),
        }]);
        assert_eq!(difference, "--- src/a.rs\n+++ src/a.rs\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n");
    }
}
