//! Which types a schema has: those that it says, and where it says none, that of which its other keywords speak
//! (OpenAPI 3.0.4, §4.7.24.1; JSON Schema Validation 2020-12, §6).

use serde_json::Value;

use crate::report::Pointer;

use super::part::{Part, first};

/// Keywords that only values of one type are held against.
const KEYWORDS: [(&str, &[&str]); 4] = [
    ("string", &["pattern", "minLength", "maxLength", "contentEncoding", "contentMediaType"]),
    ("number", &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
    ("array", &["minItems", "maxItems", "uniqueItems"]),
    ("object", &["minProperties", "maxProperties"]),
];

/// Formats of numbers. Others are of text.
const NUMERIC: [(&str, &str); 7] = [
    ("int32", "integer"),
    ("int64", "integer"),
    ("uint32", "integer"),
    ("uint64", "integer"),
    ("float", "number"),
    ("double", "number"),
    ("decimal", "string"),
];

/// Formats of text, in the specification and JSON Schema.
const TEXTUAL: [&str; 17] = [
    "binary",
    "byte",
    "date",
    "date-time",
    "duration",
    "email",
    "hostname",
    "ipv4",
    "ipv6",
    "iri",
    "password",
    "regex",
    "time",
    "uri",
    "uri-reference",
    "url",
    "uuid",
];

/// Types that there are not, as documents write them, and what they mean: a type, or a format of text.
const MISSPELT: [(&str, &str); 23] = [
    ("bool", "boolean"),
    ("date", "date"),
    ("date-time", "date-time"),
    ("datetime", "date-time"),
    ("decimal", "number"),
    ("dict", "object"),
    ("double", "number"),
    ("email", "email"),
    ("file", "binary"),
    ("float", "number"),
    ("int", "integer"),
    ("int32", "integer"),
    ("int64", "integer"),
    ("list", "array"),
    ("long", "integer"),
    ("map", "object"),
    ("str", "string"),
    ("text", "string"),
    ("timestamp", "date-time"),
    ("uri", "uri"),
    ("url", "uri"),
    ("uuid", "uuid"),
    ("enum", "string"),
];

/// The types that there are.
const TYPES: [&str; 6] = ["object", "array", "boolean", "integer", "number", "string"];

/// What several schemas say of the type of their values.
#[derive(Default)]
pub(super) struct Said {
    /// The types.
    pub names: Vec<&'static str>,
    /// Whether values may be of any of the types: they come from a list, which later versions have.
    pub any_of: bool,
    /// A format that was written as a type.
    pub format: Option<&'static str>,
    /// A type that there is not: what it says, and where.
    pub unknown: Option<(String, Pointer)>,
}

/// What several schemas say of the type of their values.
pub(super) fn said(flat: &[Part<'_>]) -> Said {
    let mut said = Said::default();
    for part in flat {
        match part.value.get("type") {
            Some(Value::String(name)) if name == "null" => {}
            Some(Value::String(name)) => match known(name) {
                Some((name, format, misspelt)) => {
                    said.names.push(name);
                    said.format = said.format.or(format);
                    if misspelt && said.unknown.is_none() {
                        said.unknown = part.value.get("type").map(|of| (of.to_string(), part.at.key("type")));
                    }
                }
                None => said.unknown = Some((format!("{name:?}"), part.at.key("type"))),
            },
            Some(Value::Array(list)) if said.names.is_empty() => {
                let names = list.iter().filter_map(Value::as_str).filter_map(known).map(|(name, ..)| name);
                said.names.extend(names);
                said.any_of = said.names.len() > 1;
            }
            None | Some(Value::Array(_)) => {}
            Some(other) => said.unknown = Some((super::context::kind(other).to_owned(), part.at.key("type"))),
        }
    }
    if said.names.is_empty() && said.unknown.is_none() {
        said.names.extend(inferred(flat));
    }
    said
}

/// Whether `null` is in the list of types.
pub(super) fn lists_null(schema: &Value) -> bool {
    let Some(Value::Array(names)) = schema.get("type") else { return false };
    names.iter().any(|name| name.is_null() || name == "null")
}

/// A type, the format that it was written as, and whether it is not written as it should be.
fn known(name: &str) -> Option<(&'static str, Option<&'static str>, bool)> {
    if let Some(name) = TYPES.iter().find(|known| **known == name) {
        return Some((name, None, false));
    }
    let lower = name.trim().to_ascii_lowercase();
    if let Some(name) = TYPES.iter().find(|known| **known == lower) {
        return Some((name, None, true));
    }
    let (_, meant) = MISSPELT.iter().find(|(written, _)| *written == lower)?;
    match TYPES.iter().find(|known| *known == meant) {
        Some(name) => Some((name, None, true)),
        None => Some(("string", Some(meant), true)),
    }
}

/// The type of which the keywords speak, if it is one.
fn inferred(flat: &[Part<'_>]) -> Option<&'static str> {
    let has = |key: &&str| first(flat, key).is_some();
    let mut names = KEYWORDS.iter().filter(|(_, keys)| keys.iter().any(has)).map(|(name, _)| *name);
    let format = first(flat, "format").and_then(|(value, _)| value.as_str()).unwrap_or_default();
    let of_format = NUMERIC.iter().find(|(known, _)| *known == format).map(|(_, name)| *name);
    let of_format = of_format.or_else(|| TEXTUAL.contains(&format).then_some("string"));
    match (names.next(), names.next(), of_format) {
        (Some("number"), None, Some("integer")) | (None, _, Some("integer")) => Some("integer"),
        (Some(name), None, None) => Some(name),
        (Some(name), None, Some(format)) if name == format => Some(name),
        (None, _, format) => format,
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::api::{Integer, Kind, StringFormat, lower};
    use crate::config::Config;

    #[test]
    fn the_type_that_is_said_counts_whatever_keywords_are_beside_it() {
        let check = |schema: Value, expected: &dyn Fn(&Kind) -> bool| {
            let document = json!({"openapi": "3.0.0", "paths": {}, "components": {"schemas": {"A": schema}}});
            let (api, _) = lower(&document, &Config::default());
            let (_, first) = api.types.iter().next().expect("there is a schema");
            assert!(expected(&first.kind), "{schema}: {:?}", first.kind);
        };
        let items = json!({"type": "string"});
        check(json!({"type": "string", "items": items}), &|kind| *kind == Kind::String(StringFormat::Plain));
        check(json!({"type": "integer", "properties": {"a": {}}}), &|kind| *kind == Kind::Integer(Integer::I64));
        check(json!({"type": "object", "items": items}), &|kind| matches!(kind, Kind::Map(_)));
        check(json!({"items": items}), &|kind| matches!(kind, Kind::Array(_)));
        check(json!({"properties": {"a": {}}}), &|kind| matches!(kind, Kind::Object(_)));
        check(json!({"type": "array", "additionalProperties": {}}), &|kind| matches!(kind, Kind::Array(_)));
    }
}
