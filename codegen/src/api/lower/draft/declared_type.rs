//! The types that schemas declare, and where they declare none, the type to which their other keywords apply (OpenAPI
//! 3.0.4, §4.7.24.1; JSON Schema Validation 2020-12, §6).

use serde_json::Value;

use crate::report::Pointer;

use super::super::reader::json_type;
use super::array::PREFIX;
use super::subschema::{Subschema, first};

/// Keywords that apply to values of one type only.
const KEYWORDS: [(&str, &[&str]); 4] = [
    ("string", &["pattern", "minLength", "maxLength", "contentEncoding", "contentMediaType"]),
    ("number", &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
    ("array", &["minItems", "maxItems", "uniqueItems"]),
    ("object", &["minProperties", "maxProperties"]),
];

/// Formats of numbers. Others are of strings.
const NUMBER_FORMATS: [(&str, &str); 11] = [
    ("int8", "integer"),
    ("int16", "integer"),
    ("int32", "integer"),
    ("int64", "integer"),
    ("uint8", "integer"),
    ("uint16", "integer"),
    ("uint32", "integer"),
    ("uint64", "integer"),
    ("float", "number"),
    ("double", "number"),
    ("decimal", "string"),
];

/// Formats of strings, in the specification and JSON Schema.
const STRING_FORMATS: [&str; 17] = [
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

/// Types that do not exist, as documents write them, and what they mean: a type, or a format of strings.
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

/// The types of JSON Schema.
const TYPES: [&str; 6] = ["object", "array", "boolean", "integer", "number", "string"];

/// The types that several schemas declare for their values.
#[derive(Default)]
pub(super) struct DeclaredTypes {
    /// The types.
    pub names: Vec<&'static str>,
    /// Whether no schema declares a type: the one here follows from keywords.
    pub is_inferred: bool,
    /// Whether values may be of any of the types: they are from an array, as in later versions.
    pub any_of: bool,
    /// A format that was written as a type.
    pub format: Option<&'static str>,
    /// A type that does not exist, as it is written, and its position.
    pub unknown: Option<(String, Pointer)>,
}

/// The types that several schemas declare for their values.
pub(super) fn declared_types(conjuncts: &[Subschema<'_>]) -> DeclaredTypes {
    let mut declared = DeclaredTypes::default();
    for schema in conjuncts {
        let at = || schema.at.key("type");
        match schema.value.get("type") {
            Some(Value::String(name)) if name == "null" => {}
            Some(written @ Value::String(name)) => match known(name) {
                Some((name, format, misspelt)) => {
                    declared.names.push(name);
                    declared.format = declared.format.or(format);
                    if misspelt && declared.unknown.is_none() {
                        declared.unknown = Some((written.to_string(), at()));
                    }
                }
                None => declared.unknown = Some((format!("{name:?}"), at())),
            },
            Some(Value::Array(list)) if declared.names.is_empty() => {
                let names = list.iter().filter_map(Value::as_str).filter_map(known).map(|(name, ..)| name);
                declared.names.extend(names);
                declared.any_of = declared.names.len() > 1;
            }
            None | Some(Value::Array(_)) => {}
            Some(other) => declared.unknown = Some((json_type(other).to_owned(), at())),
        }
    }
    if declared.names.is_empty() && declared.unknown.is_none() {
        declared.is_inferred = true;
        declared.names.extend(inferred(conjuncts));
    }
    declared
}

/// Whether `null` is one of several types.
pub(super) fn has_null(schema: &Value) -> bool {
    let Some(Value::Array(names)) = schema.get("type") else { return false };
    names.iter().any(|name| name.is_null() || name == "null")
}

/// The type of this name, the format as which it was written, and whether it is misspelt.
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

/// The type to which the keywords apply, if it is one.
fn inferred(conjuncts: &[Subschema<'_>]) -> Option<&'static str> {
    let has = |key: &&str| first(conjuncts, key).is_some();
    // Properties and elements say more than constraints of other values.
    let is_structured = ["properties", "additionalProperties", "items", PREFIX].iter().any(has);
    let is_possible = |name: &str| !is_structured || matches!(name, "array" | "object");
    let of_keywords = KEYWORDS.iter().filter(|(_, keys)| keys.iter().any(has)).map(|(name, _)| *name);
    let mut names = of_keywords.filter(|name| is_possible(name));
    let format = first(conjuncts, "format").and_then(|(value, _)| value.as_str()).unwrap_or_default();
    let of_format = NUMBER_FORMATS.iter().find(|(known, _)| *known == format).map(|(_, name)| *name);
    let of_format = of_format.or_else(|| STRING_FORMATS.contains(&format).then_some("string"));
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
    fn the_declared_type_overrides_other_keywords() {
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
        check(json!({"items": [items]}), &|kind| *kind == Kind::Any);
        check(json!({"items": items, "minItems": 1}), &|kind| matches!(kind, Kind::Array(_)));
        check(json!({"properties": {"a": {}}}), &|kind| matches!(kind, Kind::Object(_)));
        check(json!({"type": "array", "additionalProperties": {}}), &|kind| matches!(kind, Kind::Array(_)));
    }
}
