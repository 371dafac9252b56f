//! Keywords that no version has, and values of keywords that no version allows: both are ignored by readers, and a part of
//! what the author meant is lost.

use serde_json::{Map, Value};

use crate::report::{At, Code, Diagnostic, Diagnostics, Fix};

use super::extension::Unsupported;
use super::keyword::{flags, keywords, strings};
use super::kind::Kind;

/// The most objects within each other that are visited.
const DEEPEST: usize = 512;

/// Arrays of names of the values of an `enum`.
const NAMES: [&str; 5] =
    ["x-enum-descriptions", "x-enum-names", "x-enum-varnames", "x-enumDescriptions", "x-enumNames"];

/// Reports misspelt keywords, and flags and strings of another type, in a document of any version.
pub(super) fn check(document: &Value, at: &At<'_>) -> Diagnostics {
    let mut found = Found::default();
    visit(Kind::Document, document, at, 0, &mut found);
    let Found { mut diagnostics, unsupported } = found;
    unsupported.report(&mut diagnostics);
    diagnostics
}

/// What is found in a document.
#[derive(Default)]
struct Found {
    diagnostics: Diagnostics,
    unsupported: Unsupported,
}

fn visit(kind: Kind, value: &Value, at: &At<'_>, depth: usize, found: &mut Found) {
    if depth == DEEPEST {
        return;
    }
    match value {
        Value::Object(properties) => {
            object(kind, properties, at, &mut found.diagnostics);
            let has_keywords = !keywords(kind).is_empty() || kind.is_schema();
            for (key, property) in properties {
                if has_keywords && key.starts_with("x-") {
                    found.unsupported.note(key, &at.key(key));
                }
                if let Some(child) = kind.child(key).or_else(|| other_child(kind, key)) {
                    visit(child, property, &at.key(key), depth + 1, found);
                }
            }
        }
        Value::Array(elements) => {
            let Some(child) = kind.child("0") else { return };
            for (index, element) in elements.iter().enumerate() {
                visit(child, element, &at.index(index), depth + 1, found);
            }
        }
        _ => {}
    }
}

/// What stands under a key in versions other than 3.0.
fn other_child(kind: Kind, key: &str) -> Option<Kind> {
    Some(match (kind, key) {
        (Kind::Document, "definitions") => Kind::Schemas,
        (Kind::Document, "parameters") => Kind::Parameters,
        (Kind::Document, "responses") => Kind::NamedResponses,
        (Kind::Response, "schema") | (Kind::MediaType, "itemSchema") => Kind::Schema,
        (Kind::Schema, "patternProperties" | "dependentSchemas") => Kind::Schemas,
        (Kind::Schema, "if" | "then" | "else" | "contains" | "propertyNames") => Kind::Schema,
        (Kind::Schema, "prefixItems") => Kind::SchemaList,
        _ => return None,
    })
}

fn object(kind: Kind, properties: &Map<String, Value>, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let known = keywords(kind);
    // Beside a reference, nothing is read, or it is read as what it is.
    if known.is_empty() || properties.contains_key("$ref") {
        return;
    }
    for (key, value) in properties.iter().filter(|(key, _)| !key.starts_with("x-")) {
        let place = at.key(key);
        if known.binary_search(&key.as_str()).is_err() {
            if let Some(meant) = nearest(key, known) {
                let message = format!("`{key}` is not a keyword and is ignored; `{meant}` is probably meant");
                let fix = Fix::Rename { at: place.name(), to: meant.to_owned(), value: value.to_string() };
                diagnostics.push(Diagnostic::new(Code::MisspeltKeyword, place.name(), message).fix(fix));
            }
        } else if flags(kind).contains(&key.as_str()) && !value.is_boolean() {
            if let Some(message) = flag(kind, key, value) {
                diagnostics.push(Diagnostic::new(Code::Malformed, place.value(), message).fix(removal(&place)));
            }
        } else if strings(kind).contains(&key.as_str()) && !(value.is_string() || value.is_null()) {
            let read = match (kind, key.as_str(), value) {
                (Kind::Info, "version", Value::Number(_) | Value::Bool(_)) => "it is read as it is written",
                _ => "it is ignored",
            };
            let message = format!("`{key}` is {}, and not a string; {read}", described(value));
            let fix = match value {
                Value::Number(_) | Value::Bool(_) => Fix::Overlay(place.value(), format!("update: '{value}'")),
                _ => removal(&place),
            };
            diagnostics.push(Diagnostic::new(Code::Malformed, place.value(), message).fix(fix));
        }
    }
    if kind.is_schema() {
        names(properties, at, diagnostics);
    }
}

/// The overlay that removes what is wrong.
fn removal(at: &At<'_>) -> Fix {
    Fix::Overlay(at.value(), "remove: true".to_owned())
}

/// What is wrong with a flag that is not a boolean.
fn flag(kind: Kind, key: &str, value: &Value) -> Option<String> {
    // Schemas of drafts before 4, and `null`, which is as good as nothing.
    if value.is_null() || (kind.is_schema() && key == "required") {
        return None;
    }
    let read = match value.as_str().map(str::to_ascii_lowercase).as_deref() {
        Some(text @ ("true" | "false")) => format!("it is read as `{text}`"),
        _ => "it is ignored".to_owned(),
    };
    Some(format!("`{key}` is {}, and not a boolean; {read}", described(value)))
}

/// Arrays of names that are not as long as that of the values, with or without `null`.
fn names(properties: &Map<String, Value>, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let Some(Value::Array(values)) = properties.get("enum") else { return };
    let others = values.iter().filter(|value| !value.is_null()).count();
    for key in NAMES {
        let Some(Value::Array(names)) = properties.get(key) else { continue };
        if ![values.len(), others].contains(&names.len()) {
            let message =
                format!("`{key}` has {} entries for {} values of `enum`, so it is ignored", names.len(), values.len());
            diagnostics.push(Diagnostic::new(Code::Malformed, at.key(key).name(), message).fix(removal(&at.key(key))));
        }
    }
}

fn described(value: &Value) -> String {
    match value {
        Value::Object(_) => "an object".to_owned(),
        Value::Array(_) => "an array".to_owned(),
        other => format!("`{other}`"),
    }
}

/// The keyword that differs from a word by the fewest letters: at most one in short words, else at most two.
fn nearest(word: &str, known: &[&'static str]) -> Option<&'static str> {
    let most = match word.chars().count() {
        0..3 => return None,
        3..6 => 1,
        6..40 => 2,
        _ => return None,
    };
    let distances = known.iter().map(|keyword| (distance(word, keyword), *keyword));
    distances.filter(|(distance, _)| *distance <= most).min().map(|(_, keyword)| keyword)
}

/// The number of letters to insert, remove, replace, or swap with their neighbour.
fn distance(one: &str, other: &str) -> usize {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    if one.len().abs_diff(other.len()) > 2 {
        return usize::MAX;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, left) in one.iter().enumerate() {
        let mut next = vec![row + 1];
        for (column, right) in other.iter().enumerate() {
            let at = |list: &[usize], index: usize| list.get(index).copied().unwrap_or(usize::MAX - 1);
            let replaced = at(&last, column) + usize::from(left != right);
            let mut least = replaced.min(at(&last, column + 1) + 1).min(at(&next, column) + 1);
            let is_swapped =
                row > 0 && column > 0 && one.get(row - 1) == Some(right) && other.get(column - 1) == Some(left);
            if is_swapped {
                least = least.min(at(&before, column - 1) + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut last, next);
    }
    last.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::report::FileId;

    #[test]
    fn misspelt_keywords_are_recognised() {
        let check = |kind, word, expected| assert_eq!(nearest(word, keywords(kind)), expected, "{word}");
        check(Kind::Operation, "requestBodys", Some("requestBody"));
        check(Kind::Operation, "paramaters", Some("parameters"));
        check(Kind::Operation, "operationID", Some("operationId"));
        check(Kind::Operation, "notes", None);
        check(Kind::PathItem, "delet", Some("delete"));
        check(Kind::PathItem, "psot", Some("post"));
        check(Kind::PathItem, "list", None);
        check(Kind::Schema, "requird", Some("required"));
        check(Kind::Schema, "ref", Some("$ref"));
        check(Kind::Schema, "tpye", Some("type"));
        check(Kind::Schema, "label", None);
        check(Kind::Schema, "id", None);
        check(Kind::Components, "schema", Some("schemas"));
    }

    #[test]
    fn names_of_properties_are_not_keywords() {
        let count = |document: Value| check(&document, &At::root(FileId::MAIN)).len();
        assert_eq!(count(json!({"components": {"schemas": {"typ": {"properties": {"requird": {"requird": []}}}}}})), 1);
        assert_eq!(count(json!({"swagger": "2.0", "definitions": {"A": {"propertys": {}, "x-requird": 1}}})), 1);
        assert_eq!(count(json!({"paths": {"/delet": {"delet": {}}, "x-a": {"delet": {}}}})), 1);
    }

    #[test]
    fn wrong_values_are_reported() {
        let schema = |schema: Value| {
            let document = json!({"components": {"schemas": {"A": schema}}});
            let diagnostics = check(&document, &At::root(FileId::MAIN));
            diagnostics.iter().map(|diagnostic| diagnostic.message.clone()).collect::<Vec<_>>()
        };
        let expected = ["`nullable` is `\"True\"`, and not a boolean; it is read as `true`"];
        assert_eq!(schema(json!({"nullable": "True", "readOnly": null})), expected);
        assert_eq!(schema(json!({"deprecated": 1})), ["`deprecated` is `1`, and not a boolean; it is ignored"]);
        assert_eq!(schema(json!({"title": []})), ["`title` is an array, and not a string; it is ignored"]);
        let names = |names: Value| schema(json!({"enum": ["a", "b", null], "x-enum-varnames": names}));
        assert_eq!(names(json!(["A"])), ["`x-enum-varnames` has 1 entries for 3 values of `enum`, so it is ignored"]);
        assert!(names(json!(["A", "B"])).is_empty() && names(json!(["A", "B", "C"])).is_empty());
    }
}
