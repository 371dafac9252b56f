//! JSON texts: values by `serde_json`, and where each of them stands by a scanner that keeps offsets.

use serde::de::DeserializeSeed;
use serde_json::error::Category;
use serde_json::{Deserializer, Error};

use super::tree::{Format, Parsed, Source};
use super::visit::{Reading, Seed, Stop};
use super::{limits, scan};
use crate::report::{At, Code, Diagnostic, TextPlace};

/// Reads a text.
///
/// # Errors
///
/// Why there is no value.
pub(super) fn parse(source: Source<'_>) -> Result<Parsed, Diagnostic> {
    within(source, limits::VALUES)
}

/// Reads a text that holds at most so many values.
fn within(source: Source<'_>, most: u64) -> Result<Parsed, Diagnostic> {
    let reading = Reading::new(source, Format::Json, most);
    let at = At::root(source.file);
    let mut deserializer = Deserializer::from_str(source.text);
    // The reading has its own limit, and says more about it.
    deserializer.disable_recursion_limit();
    let value = Seed::new(&reading, &at)
        .deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value))
        .map_err(|error| refusal(source, &error, reading.stop(), most))?;
    Ok(Parsed::of(value, Format::Json, reading))
}

fn refusal(source: Source<'_>, error: &Error, stop: Option<Stop>, most: u64) -> Diagnostic {
    let offset = offset(source.text, error);
    let place = |len| TextPlace::new(source.name, source.text, offset, len);
    match stop {
        Some(Stop::Depth) => {
            // The parser has read on when it reports where it is.
            let offset = scan::deeper_than(source.text, limits::DEPTH).unwrap_or(offset);
            let place = TextPlace::new(source.name, source.text, offset, 1);
            let message = format!("objects and arrays are nested more than {} deep here", limits::DEPTH);
            Diagnostic::new(Code::TooDeep, place, message)
        }
        Some(Stop::Size) => {
            let message = format!("the document holds more than {most} values");
            Diagnostic::new(Code::TooLarge, place(1), message)
        }
        Some(Stop::Empty) | None if source.text.trim().is_empty() => {
            Diagnostic::new(Code::EmptyFile, place(0), "the file is empty")
        }
        Some(Stop::Empty) | None => {
            let text = error.to_string();
            let message = text.split(" at line ").next().unwrap_or(&text);
            let diagnostic = Diagnostic::new(Code::Syntax, place(1), message);
            match help(source.text, offset, error) {
                Some(help) => diagnostic.help(help),
                None => diagnostic,
            }
        }
    }
}

/// The byte that an error speaks of. `serde_json` counts columns in bytes, and from 1.
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
        return Some("the text ends too early: a bracket or quote is not closed, or the file was cut off");
    }
    if rest.starts_with(['\r', '\n']) {
        return Some("a string ends in the line in which it begins; a line feed in it is written `\\n`");
    }
    if rest.starts_with([']', '}']) && before.ends_with(',') {
        return Some("remove the comma before the bracket");
    }
    if rest.starts_with('\'') {
        return Some("JSON knows double quotes only");
    }
    if rest.starts_with("//") || rest.starts_with("/*") || rest.starts_with('#') {
        return Some("JSON has no comments");
    }
    if rest.starts_with('<') && before.is_empty() {
        return Some("this looks like HTML: what was downloaded is a page, not the document");
    }
    None
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::Tree;
    use super::*;
    use crate::report::Place;

    fn check(text: &str, code: Code, position: (usize, usize), help: Option<&str>) {
        let diagnostics = Tree::from_text("x.json", text).unwrap_err();
        let diagnostic = diagnostics.iter().next().unwrap();
        let Place::Text(place) = &diagnostic.place else { unreachable!("errors have a line") };
        let short: String = text.chars().take(40).collect();
        assert_eq!((diagnostic.code, (place.line, place.column)), (code, position), "{short}: {diagnostic:?}");
        assert!(!diagnostic.message.contains(" line "), "{}", diagnostic.message);
        match help {
            Some(help) => assert!(diagnostic.help.as_deref().unwrap_or_default().contains(help), "{diagnostic:?}"),
            None => assert_eq!(diagnostic.help, None),
        }
    }

    #[test]
    fn what_is_not_json_is_refused_where_it_is_not() {
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
