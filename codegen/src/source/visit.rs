//! One visitor for both formats: it builds and counts the values, and reports what would be lost, such as duplicate keys.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};

use super::format::{Format, Source};
use super::limits;
use crate::report::{At, Code, Diagnostic};

/// The key that takes over the entries of another mapping: <https://yaml.org/type/merge.html>.
const MERGE: &str = "<<";

/// The expectation in a parser's error about a key that is a mapping or a sequence.
pub(super) const EXPECTED_KEY: &str = "a key that is a word or string";

/// The counters and diagnostics of parsing one text.
pub(super) struct Reading {
    format: Format,
    bytes: u64,
    values: u64,
    bytes_left: Cell<u64>,
    values_left: Cell<u64>,
    diagnostics: RefCell<Vec<Diagnostic>>,
    stop: Cell<Option<Stop>>,
}

/// The reason for stopping although the text is well-formed so far.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Stop {
    /// Nested beyond [`limits::DEPTH`].
    Depth,
    /// More values, or more bytes in them, than the text may stand for.
    Size,
    /// There is no value at all.
    Empty,
}

impl Reading {
    /// Parsing of at most this many values.
    pub(super) fn new(source: Source<'_>, format: Format, most: u64) -> Self {
        let len = source.text.len() as u64;
        let (values, bytes) = match format {
            Format::Json => (most, u64::MAX),
            Format::Yaml => (most.min(len + limits::ALIASED_VALUES), 2 * len + limits::ALIASED_BYTES),
        };
        Self {
            format,
            bytes,
            values,
            bytes_left: Cell::new(bytes),
            values_left: Cell::new(values),
            diagnostics: RefCell::default(),
            stop: Cell::default(),
        }
    }

    /// The reason for stopping, if parsing was stopped by a limit.
    pub(super) fn stop(&self) -> Option<Stop> {
        self.stop.get()
    }

    /// The number of values so far.
    pub(super) fn values(&self) -> u64 {
        self.values - self.values_left.get()
    }

    /// The number of bytes of strings so far.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes - self.bytes_left.get()
    }

    /// The warnings.
    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics.into_inner()
    }

    fn spend<E: Error>(&self, bytes: usize) -> Result<(), E> {
        let values = self.values_left.get().checked_sub(1);
        let bytes = self.bytes_left.get().checked_sub(bytes as u64);
        let (Some(values), Some(bytes)) = (values, bytes) else {
            return Err(self.stopped(Stop::Size));
        };
        self.values_left.set(values);
        self.bytes_left.set(bytes);
        Ok(())
    }

    fn stopped<E: Error>(&self, stop: Stop) -> E {
        self.stop.set(Some(stop));
        // Never shown: the reason for stopping is reported instead.
        E::custom("stopped")
    }

    fn notice(&self, diagnostic: impl FnOnce() -> Diagnostic) {
        let mut diagnostics = self.diagnostics.borrow_mut();
        if diagnostics.len() < limits::NOTICES {
            diagnostics.push(diagnostic());
        }
    }
}

/// The value of a text, with the counters and diagnostics of parsing it.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) value: Value,
    pub(super) format: Format,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) values: u64,
    pub(super) bytes: u64,
}

impl Parsed {
    pub(super) fn of(value: Value, format: Format, reading: Reading) -> Self {
        let (values, bytes) = (reading.values(), reading.bytes());
        Self { value, format, diagnostics: reading.into_diagnostics(), values, bytes }
    }
}

/// Reads the value at a place.
#[derive(Clone, Copy)]
pub(super) struct Seed<'a> {
    reading: &'a Reading,
    at: &'a At<'a>,
    depth: usize,
}

impl<'a> Seed<'a> {
    pub(super) fn new(reading: &'a Reading, at: &'a At<'a>) -> Self {
        Self { reading, at, depth: 0 }
    }

    /// The depth of the values within this one, if it is allowed.
    fn deeper<E: Error>(&self) -> Result<usize, E> {
        if self.depth < limits::DEPTH { Ok(self.depth + 1) } else { Err(self.reading.stopped(Stop::Depth)) }
    }

    fn number<E: Error>(self, number: impl Into<Number>) -> Result<Value, E> {
        self.reading.spend(0)?;
        Ok(Value::Number(number.into()))
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        self.reading.spend(0)?;
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        self.number(value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        self.number(value)
    }

    /// Integers wider than JSON parsers keep them: bounds such as `-9223372036854776000` occur in documents.
    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        self.reading.spend(0)?;
        Ok(Number::from_f64(value).map_or_else(
            || {
                let message = format!("`{value}` is not a JSON number, and is read as `null`");
                self.reading.notice(|| Diagnostic::new(Code::NotANumber, self.at.value(), message));
                Value::Null
            },
            Value::Number,
        ))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        self.reading.spend(value.len())?;
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        self.reading.spend(value.len())?;
        Ok(Value::String(value))
    }

    /// `null`, in all ways of writing it.
    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        self.reading.spend(0)?;
        Ok(Value::Null)
    }

    /// A YAML stream without any document.
    fn visit_none<E: Error>(self) -> Result<Value, E> {
        Err(self.reading.stopped(Stop::Empty))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let depth = self.deeper()?;
        self.reading.spend(0)?;
        let mut items = Vec::new();
        loop {
            let at = self.at.index(items.len());
            let seed = Seed { reading: self.reading, at: &at, depth };
            match access.next_element_seed(seed)? {
                Some(item) => items.push(item),
                None => return Ok(Value::Array(items)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let depth = self.deeper()?;
        self.reading.spend(0)?;
        let mut map = Map::new();
        // Keys from a merge, which the mapping's own keys override.
        let mut merged = HashSet::new();
        while let Some(key) = access.next_key_seed(KeySeed)? {
            let at = self.at.key(&key);
            let value = access.next_value_seed(Seed { reading: self.reading, at: &at, depth })?;
            if self.reading.format == Format::Yaml && key == MERGE && is_mergeable(&value) {
                merge(&mut map, &mut merged, value);
                continue;
            }
            self.reading.spend::<A::Error>(key.len())?;
            match map.entry(key) {
                Entry::Vacant(entry) => {
                    entry.insert(value);
                }
                Entry::Occupied(mut entry) => {
                    if !merged.remove(entry.key()) {
                        self.reading.notice(|| duplicate(self.at, entry.key()));
                    }
                    entry.insert(value);
                }
            }
        }
        Ok(Value::Object(map))
    }

    /// A YAML value with a custom tag. The tag is ignored, since OpenAPI has no use for it.
    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Value, A::Error> {
        let (IgnoredAny, variant) = access.variant()?;
        variant.newtype_variant_seed(self)
    }
}

/// Reads a key as it is written: `200`, `true` and `~` are the names `200`, `true` and `~`.
struct KeySeed;

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(EXPECTED_KEY)
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<String, E> {
        Ok(key.to_owned())
    }

    fn visit_string<E: Error>(self, key: String) -> Result<String, E> {
        Ok(key)
    }
}

/// Whether a merge key may have this value: a mapping or a sequence of mappings.
fn is_mergeable(value: &Value) -> bool {
    match value {
        Value::Object(_) => true,
        Value::Array(items) => items.iter().all(Value::is_object),
        _ => false,
    }
}

/// Adds entries for keys that are not there yet; of several mappings the earlier ones have precedence.
fn merge(map: &mut Map<String, Value>, merged: &mut HashSet<String>, value: Value) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                if let Entry::Vacant(entry) = map.entry(key) {
                    merged.insert(entry.key().clone());
                    entry.insert(value);
                }
            }
        }
        Value::Array(mappings) => mappings.into_iter().for_each(|mapping| merge(map, merged, mapping)),
        _ => {}
    }
}

fn duplicate(at: &At<'_>, key: &str) -> Diagnostic {
    let message = format!("the key `{key}` occurs more than once; only the last value is used");
    Diagnostic::new(Code::DuplicateKey, at.key(key).name(), message)
        .help("rename or remove one of the entries, or merge their values under one key")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::json;

    use super::super::Tree;
    use super::*;
    use crate::report::Place;

    /// Checks the value of a text, including its order, and the places of diagnostics.
    fn check(name: &str, text: &str, expected: Value, noticed: &[(Code, &str)]) {
        let tree = Tree::from_text(name, text).unwrap();
        assert_eq!(tree.root().to_string(), expected.to_string(), "{text}");
        let diagnostics: Vec<(Code, String)> = tree
            .diagnostics()
            .iter()
            .map(|diagnostic| match &diagnostic.place {
                Place::Document(location) => (diagnostic.code, location.pointer.to_string()),
                place => unreachable!("a place without a pointer: {place:?}"),
            })
            .collect();
        let diagnostics: Vec<(Code, &str)> = diagnostics.iter().map(|(code, at)| (*code, at.as_str())).collect();
        assert_eq!(diagnostics, noticed, "{text}");
    }

    #[test]
    fn json_is_read_in_written_order() {
        check(
            "x.json",
            r#"{"z": [], "a": {"m": null, "b": "\u00e9"}}"#,
            json!({"z": [], "a": {"m": null, "b": "é"}}),
            &[],
        );
        check("x.json", "[0, -1, 1.5, 1e3, true]", json!([0, -1, 1.5, 1e3, true]), &[]);
    }

    #[test]
    fn wide_integers_become_floats() {
        let wide = json!([-9223372036854776000_f64, 18446744073709552000_f64, 18446744073709551615_u64]);
        check("x.json", "[-9223372036854776000, 18446744073709552000, 18446744073709551615]", wide.clone(), &[]);
        check("x.yaml", "- -9223372036854776000\n- 18446744073709552000\n- 18446744073709551615", wide, &[]);
    }

    #[test]
    fn the_last_of_duplicate_keys_is_used() {
        let noticed = [(Code::DuplicateKey, "#/a"), (Code::DuplicateKey, "#/c/0/d~1e")];
        check(
            "x.json",
            r#"{"a": 1, "b": 2, "a": 3, "c": [{"d/e": 1, "d/e": 2}]}"#,
            json!({"a": 3, "b": 2, "c": [{"d/e": 2}]}),
            &noticed,
        );
        check(
            "x.yaml",
            "a: 1\nb: 2\na: 3\nc: [{d/e: 1, 'd/e': 2}]",
            json!({"a": 3, "b": 2, "c": [{"d/e": 2}]}),
            &noticed,
        );
    }

    #[test]
    fn keys_are_strings_as_written() {
        check(
            "x.yaml",
            "200: a\n2.0: b\ntrue: c\n~: d\n0x10: e\n'1': f\n!!str 7: g\n",
            json!({"200": "a", "2.0": "b", "true": "c", "~": "d", "0x10": "e", "1": "f", "7": "g"}),
            &[],
        );
    }

    #[test]
    fn scalars_of_yaml_have_their_types() {
        check(
            "x.yaml",
            "[1, 0x1F, 0o17, 1.50, '1', yes, true, ~, 2020-01-01, 1_000, 012, !!str 3, !mine 4, !mine {a: !b [c]}]",
            json!([1, 31, 15, 1.5, "1", "yes", true, null, "2020-01-01", "1_000", "012", "3", 4, {"a": ["c"]}]),
            &[],
        );
    }

    #[test]
    fn numbers_that_json_lacks_are_reported() {
        let noticed = [(Code::NotANumber, "#/a"), (Code::NotANumber, "#/b/0"), (Code::NotANumber, "#/b/1")];
        check("x.yaml", "a: .nan\nb: [.inf, -.Inf]", json!({"a": null, "b": [null, null]}), &noticed);
    }

    #[test]
    fn merge_keys_add_missing_entries() {
        let base = "base: &base {a: 1, b: 2}\nmore: &more {b: 3, c: 4}\n";
        let merged = |text: &str, expected: Value| {
            let tree = Tree::from_text("x.yaml", format!("{base}{text}")).unwrap();
            assert_eq!(tree.root().get("x").unwrap().to_string(), expected.to_string(), "{text}");
            assert!(tree.diagnostics().is_empty(), "{text}");
        };
        merged("x: {<<: *base}", json!({"a": 1, "b": 2}));
        merged("x: {<<: *base, a: 9, z: 0}", json!({"a": 9, "b": 2, "z": 0}));
        merged("x: {a: 9, <<: *base}", json!({"a": 9, "b": 2}));
        merged("x: {<<: [*base, *more]}", json!({"a": 1, "b": 2, "c": 4}));
        merged("x: {<<: 5}", json!({"<<": 5}));
        check("x.json", r#"{"<<": {"a": 1}}"#, json!({"<<": {"a": 1}}), &[]);
    }

    #[test]
    fn the_number_of_diagnostics_is_limited() {
        let text = format!("{{{}\"a\": 1}}", "\"a\": 1, ".repeat(5_000));
        assert_eq!(Tree::from_text("x.json", text).unwrap().diagnostics().len(), limits::NOTICES);
    }
}
