//! [`FormatError`]: why a string does not have its format.

use std::error::Error;
use std::fmt;

/// How many characters of a string are shown.
const SHOWN: usize = 64;

/// A string does not have its format.
///
/// ```
/// use specwright_runtime::{FormatError, Ipv4};
///
/// let error: FormatError = "localhost".parse::<Ipv4>().expect_err("not an address");
/// assert_eq!(error.value(), "localhost");
/// ```
#[derive(Clone, Debug)]
pub struct FormatError {
    format: &'static str,
    string: String,
    why: String,
}

impl FormatError {
    pub(super) fn new(format: &'static str, string: &str, why: String) -> Self {
        Self { format, string: string.to_owned(), why }
    }

    /// The name of the format, and the document that defines it.
    pub fn format(&self) -> &'static str {
        self.format
    }

    /// The string.
    pub fn value(&self) -> &str {
        &self.string
    }
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = self.string.char_indices().nth(SHOWN).map_or(self.string.len(), |(end, _)| end);
        let (shown, rest) = self.string.split_at(end);
        let more = if rest.is_empty() { "" } else { "…" };
        write!(f, "{shown:?}{more} is not a valid {}: {}", self.format, self.why)
    }
}

impl Error for FormatError {}

#[cfg(test)]
mod tests {
    use super::FormatError;

    #[test]
    fn it_says_what_is_wrong() {
        let check = |string: &str, expected: &str| {
            let error = FormatError::new("date (RFC 3339)", string, "it is too long".to_owned());
            assert_eq!(error.to_string(), format!("{expected} is not a valid date (RFC 3339): it is too long"));
            assert_eq!(error.value(), string);
        };
        check("\"", r#""\"""#);
        check(&"日".repeat(64), &format!("{:?}", "日".repeat(64)));
        check(&"日".repeat(65), &format!("{:?}…", "日".repeat(64)));
    }
}
