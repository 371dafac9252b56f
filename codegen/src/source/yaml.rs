//! YAML texts: values by `serde_yaml`, and what there is to say if there are none.

use serde::Deserialize;
use serde::de::{DeserializeSeed, IgnoredAny};
use serde_json::Value;
use serde_yaml::{Deserializer, Error};

use super::events::{self, Trouble};
use super::tree::{Format, Parsed, Source};
use super::visit::{EXPECTED_KEY, Reading, Seed, Stop};
use super::{flow, limits};
use crate::report::{At, Code, Diagnostic, TextPlace};

/// How many brackets within each other, or indicators in a row, the parser copes with in next to no time and memory.
const HARMLESS: usize = 1_000;

/// Reads a text.
///
/// # Errors
///
/// Why there is no value.
pub(super) fn parse(source: Source<'_>) -> Result<Parsed, Diagnostic> {
    within(source, limits::YAML_VALUES)
}

/// Reads a text that is written with at most so many values.
fn within(source: Source<'_>, most: usize) -> Result<Parsed, Diagnostic> {
    let is_deep = flow::depth_at_most(source.text) > HARMLESS || flow::longest_row(source.text) > HARMLESS;
    let is_large = flow::values_at_most(source.text) > most;
    match (is_deep || is_large).then(|| events::trouble(source.text, most)).flatten() {
        Some(Trouble::Depth(offset)) => return Err(too_deep(source, offset)),
        Some(Trouble::Size(offset)) => return Err(too_large(source, offset, most as u64)),
        Some(Trouble::Syntax(offset, message)) if is_deep => return Err(syntax(source, offset, &message)),
        // What else is wrong is said by the parser that makes values.
        Some(Trouble::Syntax(..)) | None => {}
    }

    let reading = Reading::new(source, Format::Yaml, limits::VALUES);
    let at = At::root(source.file);
    let mut documents = Deserializer::from_str(source.text);
    let value = match documents.next() {
        Some(document) => {
            Seed::new(&reading, &at).deserialize(document).map_err(|error| refusal(source, &error, reading.stop()))?
        }
        None => Value::Null,
    };
    // Behind a last `---` or `...` there may be nothing; more than that is another document.
    for document in documents {
        let rest = Option::<IgnoredAny>::deserialize(document);
        if rest.map_err(|error| refusal(source, &error, None))?.is_some() {
            return Err(second_document(source));
        }
    }
    Ok(Parsed::of(value, Format::Yaml, reading))
}

fn refusal(source: Source<'_>, error: &Error, stop: Option<Stop>) -> Diagnostic {
    let text = error.to_string();
    let offset = error.location().map(|location| location.index());
    match stop {
        Some(Stop::Depth) => too_deep(source, offset.unwrap_or(0)),
        Some(Stop::Size) if source.text.len() as u64 >= limits::VALUES => {
            too_large(source, offset.unwrap_or(0), limits::VALUES)
        }
        Some(Stop::Size) => expansion(source),
        Some(Stop::Empty) => {
            Diagnostic::new(Code::EmptyFile, TextPlace::new(source.name, source.text, 0, 0), "the file is empty")
        }
        None if text.contains("repetition limit exceeded") => expansion(source),
        None if text.contains(EXPECTED_KEY) => {
            let message = "a mapping or sequence cannot be the key of a mapping";
            Diagnostic::new(Code::Syntax, place(source, offset.unwrap_or(0)), message)
        }
        None => syntax(source, offset.unwrap_or(0), &text),
    }
}

fn too_deep(source: Source<'_>, offset: usize) -> Diagnostic {
    let message = format!("mappings and sequences are nested more than {} deep here", limits::DEPTH);
    let diagnostic = Diagnostic::new(Code::TooDeep, place(source, offset), message);
    // An alias to what it stands in is nested without end.
    if source.text.contains('*') { diagnostic.help("look for an alias within its own anchor") } else { diagnostic }
}

fn too_large(source: Source<'_>, offset: usize, limit: u64) -> Diagnostic {
    Diagnostic::new(Code::TooLarge, place(source, offset), format!("the document holds more than {limit} values"))
}

fn expansion(source: Source<'_>) -> Diagnostic {
    let offset = events::first_alias(source.text).unwrap_or(0);
    let message = "aliases make the document many times as large as it is written";
    Diagnostic::new(Code::AliasExpansion, place(source, offset), message)
        .help("refer to what is shared with `$ref` instead of an alias")
}

fn second_document(source: Source<'_>) -> Diagnostic {
    let offset = events::second_document(source.text).unwrap_or(0);
    Diagnostic::new(Code::ManyDocuments, place(source, offset), "another YAML document begins here")
        .help("keep one document in the file")
}

fn syntax(source: Source<'_>, offset: usize, text: &str) -> Diagnostic {
    let message = without_positions(text);
    let diagnostic = Diagnostic::new(Code::Syntax, place(source, offset), message.as_str());
    match help(source.text, offset, &message) {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

fn place(source: Source<'_>, offset: usize) -> TextPlace {
    TextPlace::new(source.name, source.text, offset, 1)
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
        return Some("indent with spaces: YAML does not allow tabs there");
    }
    if rest.starts_with(['@', '`', '%']) {
        return Some("put the value in quotes: no plain value may begin with this character");
    }
    if message.contains("mapping values are not allowed") {
        return Some("put a value in quotes if it has `: ` in it; otherwise indent this line like its neighbours");
    }
    if message.contains("alias") {
        return Some("put the value in quotes if it begins with `*` and is no alias");
    }
    if message.contains("unknown anchor") {
        return Some("an alias needs an anchor of the same name (`&name`) before it");
    }
    if message.contains("block mapping") || message.contains("block collection") {
        return Some("indent this line like its neighbours, and look for a quote before it that ends too early");
    }
    if rest.trim().is_empty() {
        return Some("the text ends too early: a bracket or quote is not closed, or the file was cut off");
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
        let diagnostics = Tree::from_text("x.yaml", text).unwrap_err();
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
    fn what_is_not_yaml_is_refused_where_it_is_not() {
        check("", Code::EmptyFile, (1, 1), None);
        check("# é\n\n", Code::EmptyFile, (1, 1), None);
        check("a:\n  b: 1\n\tc: 2\n", Code::Syntax, (3, 1), Some("tabs"));
        check("é: b: c\n", Code::Syntax, (1, 5), Some("quotes"));
        check("a: @b\n", Code::Syntax, (1, 4), Some("quotes"));
        check("a: *b\n", Code::Syntax, (1, 4), Some("anchor"));
        check("a:\n  - b\n c: d\n", Code::Syntax, (3, 2), Some("neighbours"));
        check("a: 'b\n\n", Code::Syntax, (3, 1), Some("closed"));
        check("? {a: b}\n: c\n", Code::Syntax, (1, 3), None);
        check("[a] b", Code::Syntax, (1, 5), None);
        check("a: 1\n---\nb: [\n", Code::Syntax, (4, 1), Some("closed"));
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
