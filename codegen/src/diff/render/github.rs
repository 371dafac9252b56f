//! Annotations of a GitHub workflow
//! (<https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>).

use super::super::change::{Comparison, Level, Which};
use super::super::code::ChangeCode;
use super::shown::Shown;
use super::text::summary;

/// An annotation for each change, and a notice with the verdicts.
pub(super) fn github(comparison: &Comparison, shown: &[Shown<'_>]) -> String {
    let mut out = String::new();
    for Shown { change, at } in shown.iter().filter(|shown| shown.change.code != ChangeCode::DocsChanged) {
        let is_breaking = change.rust == Level::Major || change.wire.is_breaking() || change.released.is_breaking();
        let command = match (&change.accepted, is_breaking) {
            (None, true) => "error",
            (None, false) | (Some(_), _) => "notice",
        };
        let mut properties = Vec::new();
        // What is gone has no line in the files of the workflow.
        let is_there = change.at.as_ref().is_some_and(|at| at.which == Which::New);
        if let Some(file) = at.file.as_ref().filter(|_| is_there) {
            properties.push(format!("file={}", property(file)));
            if let Some((line, column)) = at.position {
                properties.push(format!("line={line},col={column}"));
            }
        }
        properties.push(format!("title={}", property(&format!("{}: {}", change.item, change.code))));
        let accepted = change.accepted.as_ref().map(|reason| format!(" (accepted: {reason})")).unwrap_or_default();
        let message = data(&format!("{}{accepted}", change.message()));
        out.push_str(&format!("::{command} {}::{message}\n", properties.join(",")));
    }
    for unmatched in &comparison.unmatched {
        out.push_str(&format!("::warning::{}\n", data(&format!("the configuration accepts {unmatched}"))));
    }
    out.push_str(&format!("::notice title=specwright diff::{}\n", data(summary(comparison).trim_end())));
    out
}

/// The value of a message, escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, escaped.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
