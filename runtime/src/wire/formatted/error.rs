//! [`FormatError`]: why a text is none of its format.

use std::error::Error;
use std::fmt;

/// How many characters of a text are shown.
const SHOWN: usize = 64;

/// A text is none of its format.
#[derive(Clone, Debug)]
pub struct FormatError {
    format: &'static str,
    text: String,
    why: String,
}

impl FormatError {
    pub(super) fn new(format: &'static str, text: &str, why: String) -> Self {
        Self { format, text: text.to_owned(), why }
    }

    /// The format: its name, and what defines it.
    pub fn format(&self) -> &'static str {
        self.format
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = self.text.char_indices().nth(SHOWN).map_or(self.text.len(), |(end, _)| end);
        let (shown, rest) = self.text.split_at(end);
        let more = if rest.is_empty() { "" } else { "…" };
        write!(f, "{shown:?}{more} is no {}: {}", self.format, self.why)
    }
}

impl Error for FormatError {}

#[cfg(test)]
mod tests {
    use super::FormatError;

    #[test]
    fn it_says_what_is_wrong() {
        let check = |text: &str, expected: &str| {
            let error = FormatError::new("date (RFC 3339)", text, "it is too long".to_owned());
            assert_eq!(error.to_string(), format!("{expected} is no date (RFC 3339): it is too long"));
            assert_eq!(error.text(), text);
        };
        check("\"", r#""\"""#);
        check(&"日".repeat(64), &format!("{:?}", "日".repeat(64)));
        check(&"日".repeat(65), &format!("{:?}…", "日".repeat(64)));
    }
}
