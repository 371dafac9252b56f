//! YAML: values parsed by `serde_yaml`, and the diagnostics of files that are not YAML.

use serde::Deserialize;
use serde::de::{DeserializeSeed, IgnoredAny};
use serde_json::Value;
use serde_yaml::{Deserializer, Error};

use super::events::{self, Trouble};
use super::format::{Format, Source};
use super::visit::{EXPECTED_KEY, Parsed, Reading, Seed, Stop};
use super::{flow, limits, refusal};
use crate::report::{At, Code, Diagnostic};

/// The depth of brackets, or number of indicators in a row, that the parser handles without notable time and memory.
const HARMLESS: usize = 1_000;

/// Parses a text.
///
/// # Errors
///
/// The diagnostic of a text that is not YAML or exceeds a limit.
pub(super) fn parse(source: Source<'_>) -> Result<Parsed, Diagnostic> {
    within(source, limits::YAML_VALUES)
}

/// Parses a text that is written with at most this many values.
fn within(source: Source<'_>, limit: usize) -> Result<Parsed, Diagnostic> {
    let is_deep = flow::depth_at_most(source.text) > HARMLESS || flow::longest_row(source.text) > HARMLESS;
    let is_large = flow::values_at_most(source.text) > limit;
    match (is_deep || is_large).then(|| events::trouble(source.text, limit)).flatten() {
        Some(Trouble::Depth(offset)) => return Err(too_deep(source, offset)),
        Some(Trouble::Size(offset)) => return Err(refusal::too_large(source, offset, limit as u64)),
        Some(Trouble::Syntax(offset, message)) if is_deep => return Err(syntax(source, offset, &message)),
        // Other syntax errors are reported by the parser that makes values.
        Some(Trouble::Syntax(..)) | None => {}
    }

    let reading = Reading::new(source, Format::Yaml, limits::VALUES);
    let at = At::root(source.file);
    let mut documents = Deserializer::from_str(source.text);
    let value = match documents.next() {
        Some(document) => {
            Seed::new(&reading, &at).deserialize(document).map_err(|error| refuse(source, &error, reading.stop()))?
        }
        None => Value::Null,
    };
    // After a last `---` or `...` nothing may follow; anything else is another document.
    for document in documents {
        let rest = Option::<IgnoredAny>::deserialize(document);
        if rest.map_err(|error| refuse(source, &error, None))?.is_some() {
            return Err(second_document(source));
        }
    }
    Ok(Parsed::of(value, Format::Yaml, reading))
}

fn refuse(source: Source<'_>, error: &Error, stop: Option<Stop>) -> Diagnostic {
    let text = error.to_string();
    let offset = error.location().map(|location| location.index());
    match stop {
        Some(Stop::Depth) => too_deep(source, offset.unwrap_or(0)),
        Some(Stop::Size) if source.text.len() as u64 >= limits::VALUES => {
            refusal::too_large(source, offset.unwrap_or(0), limits::VALUES)
        }
        Some(Stop::Size) => expansion(source),
        Some(Stop::Empty) => refusal::empty(source, 0),
        None if text.contains("repetition limit exceeded") => expansion(source),
        None if text.contains(EXPECTED_KEY) => {
            let message = "the key of a mapping is a mapping or a sequence; use a string";
            refusal::at(source, Code::Syntax, offset.unwrap_or(0), message)
        }
        None => syntax(source, offset.unwrap_or(0), &text),
    }
}

fn too_deep(source: Source<'_>, offset: usize) -> Diagnostic {
    let diagnostic = refusal::too_deep(source, offset, "mappings and sequences");
    // An alias within its own anchor is nested without end.
    if source.text.contains('*') { diagnostic.help("look for an alias within its own anchor") } else { diagnostic }
}

fn expansion(source: Source<'_>) -> Diagnostic {
    let offset = events::first_alias(source.text).unwrap_or(0);
    refusal::at(source, Code::AliasExpansion, offset, "aliases make the document many times larger than its text")
        .help("use `$ref` instead of an alias for shared parts")
}

fn second_document(source: Source<'_>) -> Diagnostic {
    let offset = events::second_document(source.text).unwrap_or(0);
    refusal::at(source, Code::ManyDocuments, offset, "another YAML document starts here")
        .help("keep one document in the file")
}

fn syntax(source: Source<'_>, offset: usize, text: &str) -> Diagnostic {
    let message = without_positions(text);
    refusal::syntax(source, offset, &message, help(source.text, offset, &message))
}

/// The parser's message without the ` at line 3 column 7` that it puts behind each of its parts.
fn without_positions(text: &str) -> String {
    let mut parts = text.split(" at line ");
    let mut message = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = |text: &str| text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let rest = part.get(part.len() - digits(part)..).unwrap_or_default();
        let rest = rest.strip_prefix(" column ").unwrap_or(rest);
        message.push_str(rest.get(rest.len() - digits(rest)..).unwrap_or_default());
    }
    message
}

/// What to do about the common mistakes.
fn help(text: &str, offset: usize, message: &str) -> Option<&'static str> {
    let rest = text.get(offset..).unwrap_or_default();
    let line = text.get(..offset).unwrap_or_default().rsplit('\n').next().unwrap_or_default();
    if rest.starts_with('\t') || (line.contains('\t') && line.trim().is_empty()) {
        return Some("indent with spaces, since YAML does not allow tabs here");
    }
    if rest.starts_with(['@', '`', '%']) {
        return Some("put the value in quotes, since an unquoted value may not begin with this character");
    }
    if message.contains("mapping values are not allowed") {
        return Some("put the value in quotes if it contains `: `; otherwise indent this line like its neighbours");
    }
    if message.contains("alias") {
        return Some("put the value in quotes if it begins with `*` and is not an alias");
    }
    if message.contains("unknown anchor") {
        return Some("define an anchor of the same name (`&name`) before the alias");
    }
    if message.contains("block mapping") || message.contains("block collection") {
        return Some("indent this line like its neighbours, and look for a quote before it that ends too early");
    }
    if rest.trim().is_empty() {
        return Some(refusal::ENDS_TOO_EARLY);
    }
    None
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::Tree;
    use super::super::testing::check_refused;
    use super::*;

    fn check(text: &str, code: Code, position: (usize, usize), help: Option<&str>) {
        check_refused("x.yaml", text, code, position, help);
    }

    #[test]
    fn syntax_errors_are_reported_at_their_place() {
        check("", Code::EmptyFile, (1, 1), None);
        check("# é\n\n", Code::EmptyFile, (1, 1), None);
        check("a:\n  b: 1\n\tc: 2\n", Code::Syntax, (3, 1), Some("tabs"));
        check("é: b: c\n", Code::Syntax, (1, 5), Some("quotes"));
        check("a: @b\n", Code::Syntax, (1, 4), Some("quotes"));
        check("a: *b\n", Code::Syntax, (1, 4), Some("anchor"));
        check("a:\n  - b\n c: d\n", Code::Syntax, (3, 2), Some("neighbours"));
        check("a: 'b\n\n", Code::Syntax, (3, 1), Some("close"));
        check("? {a: b}\n: c\n", Code::Syntax, (1, 3), None);
        check("[a] b", Code::Syntax, (1, 5), None);
        check("a: 1\n---\nb: [\n", Code::Syntax, (4, 1), Some("close"));
        check("a: 1\n---\nb: 2\n", Code::ManyDocuments, (2, 1), Some("one document"));
    }

    #[test]
    fn a_marker_behind_the_document_is_none() {
        for text in ["---\na: 1\n---\n", "a: 1\n...\n", "%YAML 1.2\n---\na: 1\n--- # end\n"] {
            assert_eq!(Tree::from_text("x.yaml", text).unwrap().root(), &serde_json::json!({"a": 1}), "{text}");
        }
    }

    #[test]
    fn depth_is_limited() {
        let nested = |depth: usize| format!("- {}1{}", "[".repeat(depth - 1), "]".repeat(depth - 1));
        assert!(Tree::from_text("x.yaml", nested(limits::DEPTH)).is_ok());
        check(&nested(limits::DEPTH + 1), Code::TooDeep, (1, 102), None);
        check(&"- ".repeat(100_000), Code::TooDeep, (1, 201), None);
        check(&"? ".repeat(100_000), Code::TooDeep, (1, 201), None);
        check(&format!("a: {}", "[".repeat(100_000)), Code::TooDeep, (1, 259), None);
        check(&format!("a: {}", "{b: ".repeat(100_000)), Code::TooDeep, (1, 400), None);
        check(&format!("a: &a {}", "!t [&b ".repeat(100_000)), Code::TooDeep, (1, 1795), None);
        check("a: &a [*a]", Code::TooDeep, (1, 4), Some("alias"));
    }

    #[test]
    fn values_are_limited() {
        for text in ["[b, c, d]", "- b\n- c\n- d", "b: {c: }", "- - - d", "? b\n: - c", "a: &b c\nd: *b"] {
            let source = Source { file: crate::report::FileId::MAIN, name: "x", text };
            assert!(within(source, 5).is_ok(), "{text}");
            assert_eq!(within(source, 3).unwrap_err().code, Code::TooLarge, "{text}");
        }
    }

    #[test]
    fn aliases_are_limited() {
        let mut laughs = "a0: &a0 [lol]\n".to_owned();
        for level in 1..30 {
            let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
            laughs.push_str(&format!("a{level}: &a{level} [{aliases}]\n"));
        }
        check(&laughs, Code::AliasExpansion, (2, 10), Some("$ref"));

        let long = format!("a: &a {}\nb: [{}]", "x".repeat(100_000), "*a, ".repeat(10_000));
        check(&long, Code::AliasExpansion, (2, 5), Some("$ref"));

        let shared = format!("a: &a [1, 2, 3]\nb: [{}]", "*a, ".repeat(10_000));
        assert!(Tree::from_text("x.yaml", shared).is_ok());
    }
}
