//! JSON: values parsed by `serde_json`, and the diagnostics of files that are not JSON.

use serde::de::DeserializeSeed;
use serde_json::error::Category;
use serde_json::{Deserializer, Error};

use super::format::{Format, Source};
use super::visit::{Parsed, Reading, Seed, Stop};
use super::{limits, refusal, scan};
use crate::report::{At, Diagnostic};

/// Parses a text.
///
/// # Errors
///
/// The diagnostic of a text that is not JSON or exceeds a limit.
pub(super) fn parse(source: Source<'_>) -> Result<Parsed, Diagnostic> {
    within(source, limits::VALUES)
}

/// Parses a text with at most this many values.
fn within(source: Source<'_>, limit: u64) -> Result<Parsed, Diagnostic> {
    let reading = Reading::new(source, Format::Json, limit);
    let at = At::root(source.file);
    let mut deserializer = Deserializer::from_str(source.text);
    // The visitor has its own limit, and reports it with a better message.
    deserializer.disable_recursion_limit();
    let value = Seed::new(&reading, &at)
        .deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value))
        .map_err(|error| refuse(source, &error, reading.stop(), limit))?;
    Ok(Parsed::of(value, Format::Json, reading))
}

fn refuse(source: Source<'_>, error: &Error, stop: Option<Stop>, limit: u64) -> Diagnostic {
    let offset = offset(source.text, error);
    match stop {
        Some(Stop::Depth) => {
            // The parser has read beyond the place when it reports the error.
            let offset = scan::deeper_than(source.text, limits::DEPTH).unwrap_or(offset);
            refusal::too_deep(source, offset, "objects and arrays")
        }
        Some(Stop::Size) => refusal::too_large(source, offset, limit),
        Some(Stop::Empty) | None if source.text.trim().is_empty() => refusal::empty(source, offset),
        Some(Stop::Empty) | None => {
            let text = error.to_string();
            let message = text.split(" at line ").next().unwrap_or(&text);
            refusal::syntax(source, offset, message, help(source.text, offset, error))
        }
    }
}

/// The byte offset of an error. `serde_json` counts columns in bytes, and from 1.
fn offset(text: &str, error: &Error) -> usize {
    if error.is_eof() {
        return text.trim_end().len();
    }
    let before = error.line().saturating_sub(1);
    let line_start = text.match_indices('\n').take(before).last().map_or(0, |(newline, _)| newline + 1);
    // Column 0 is the line feed before the line.
    (line_start + error.column()).saturating_sub(1)
}

/// What to do about the common mistakes.
fn help(text: &str, offset: usize, error: &Error) -> Option<&'static str> {
    let rest = text.get(offset..).unwrap_or_default();
    let before = text.get(..offset).unwrap_or_default().trim_end();
    if error.classify() == Category::Eof {
        return Some(refusal::ENDS_TOO_EARLY);
    }
    if rest.starts_with(['\r', '\n']) {
        return Some("write a line feed within a string as `\\n`, or close the string in the line in which it begins");
    }
    if rest.starts_with([']', '}']) && before.ends_with(',') {
        return Some("remove the comma before the bracket");
    }
    if rest.starts_with('\'') {
        return Some("use double quotes, the only ones that JSON allows");
    }
    if rest.starts_with("//") || rest.starts_with("/*") || rest.starts_with('#') {
        return Some("remove the comment, which JSON does not allow");
    }
    if rest.starts_with('<') && before.is_empty() {
        return Some("this looks like HTML: download the document itself, not the page that shows it");
    }
    None
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::Tree;
    use super::super::testing::check_refused;
    use super::*;
    use crate::report::Code;

    fn check(text: &str, code: Code, position: (usize, usize), help: Option<&str>) {
        check_refused("x.json", text, code, position, help);
    }

    #[test]
    fn syntax_errors_are_reported_at_their_place() {
        check("", Code::EmptyFile, (1, 1), None);
        check(" \n\n", Code::EmptyFile, (1, 1), None);
        check("{\n  \"a\": 1,\n  \"b\" 2\n}", Code::Syntax, (3, 7), None);
        check("{\"é\": [1,}", Code::Syntax, (1, 10), Some("comma"));
        check("{\"a\": [1, 2", Code::Syntax, (1, 12), Some("ends too early"));
        check("{\"a\": \"b\n\"} x: [", Code::Syntax, (1, 9), Some("line feed"));
        check("[1] 2", Code::Syntax, (1, 5), None);
    }

    #[test]
    fn depth_is_limited() {
        let nested = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
        assert!(Tree::from_text("x.json", nested(limits::DEPTH)).is_ok());
        check(&nested(limits::DEPTH + 1), Code::TooDeep, (1, 101), None);
        check(&nested(100_000), Code::TooDeep, (1, 101), None);
        check(&"[\n".repeat(100_000), Code::TooDeep, (101, 1), None);
        check(&"{\"a\": ".repeat(100_000), Code::TooDeep, (1, 601), None);
    }

    #[test]
    fn values_are_limited() {
        for text in ["[1, [2], 3]", "{\"a\": {\"b\": 1}}"] {
            let source = Source { file: crate::report::FileId::MAIN, name: "x", text };
            assert!(within(source, 5).is_ok(), "{text}");
            assert_eq!(within(source, 4).unwrap_err().code, Code::TooLarge, "{text}");
        }
    }
}
