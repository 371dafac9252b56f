//! How a comparison is printed.

mod github;
mod json;
mod markdown;
mod shown;
mod text;

pub use json::json;
pub use shown::{Shown, shown};

use super::change::Comparison;

/// What a comparison is printed as.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// A comment for a pull request and an entry for a change log.
    Markdown,
    /// For programs.
    Json,
    /// Annotations of a GitHub workflow.
    GitHub,
}

/// Prints a comparison.
pub fn render(comparison: &Comparison, shown: &[Shown<'_>], format: Format) -> String {
    match format {
        Format::Text => text::text(comparison, shown),
        Format::Markdown => markdown::markdown(comparison, shown),
        Format::Json => format!("{}\n", json(comparison, shown)),
        Format::GitHub => github::github(comparison, shown),
    }
}
