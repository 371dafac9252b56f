//! Conjunctions of schemas: a schema, its reference followed, and what its `allOf` adds.
//!
//! References to missing targets were reported when the document was lowered, and are ignored here.

use serde_json::{Map, Value};

use crate::report::Pointer;

/// The maximum length of a chain of references.
const LONGEST_CHAIN: usize = 64;

/// How many schemas a conjunction may have.
const MAX_PARTS: usize = 200;

/// A value after its `$ref`, if it has one, has been followed to the end.
pub(super) fn follow<'a>(document: &'a Value, mut value: &'a Value) -> Option<&'a Value> {
    for _ in 0..LONGEST_CHAIN {
        let Some(reference) = value.get("$ref").and_then(Value::as_str) else { return Some(value) };
        value = Pointer::parse_fragment(reference.strip_prefix('#')?)?.of(document)?;
    }
    None
}

/// Schemas that all apply to a value, without their branches.
#[derive(Clone, Debug)]
pub(super) struct Conjunction<'a> {
    document: &'a Value,
    parts: Vec<&'a Map<String, Value>>,
}

impl<'a> Conjunction<'a> {
    /// A schema and what it adds.
    pub(super) fn new(document: &'a Value, schema: &'a Value) -> Self {
        Self { document, parts: Vec::new() }.and(schema)
    }

    /// The conjunction with another schema and what it adds.
    pub(super) fn and(mut self, schema: &'a Value) -> Self {
        let mut pending = vec![schema];
        while let Some(schema) = pending.pop() {
            let Some(Value::Object(part)) = follow(self.document, schema) else { continue };
            if self.parts.len() >= MAX_PARTS || self.parts.iter().any(|known| std::ptr::eq(*known, part)) {
                continue;
            }
            self.parts.push(part);
            pending.extend(part.get("allOf").and_then(Value::as_array).into_iter().flatten().rev());
        }
        self
    }

    /// The schemas, in order.
    pub(super) fn parts(&self) -> impl Iterator<Item = &'a Map<String, Value>> {
        self.parts.iter().copied()
    }

    /// Whether a schema is one of them.
    pub(super) fn has(&self, schema: &Value) -> bool {
        let followed = follow(self.document, schema).and_then(Value::as_object);
        followed.is_some_and(|part| self.parts.iter().any(|known| std::ptr::eq(*known, part)))
    }

    /// The values of a keyword, in the order of the schemas.
    pub(super) fn all(&self, key: &'a str) -> impl Iterator<Item = &'a Value> {
        self.parts.iter().filter_map(move |part| part.get(key))
    }

    /// Whether a keyword is `true` in one of them.
    pub(super) fn flag(&self, key: &'a str) -> bool {
        self.all(key).any(|value| *value == Value::Bool(true))
    }

    /// The largest number of a keyword.
    pub(super) fn largest(&self, key: &'a str) -> Option<f64> {
        self.all(key).filter_map(Value::as_f64).reduce(f64::max)
    }

    /// The smallest number of a keyword.
    pub(super) fn smallest(&self, key: &'a str) -> Option<f64> {
        self.all(key).filter_map(Value::as_f64).reduce(f64::min)
    }

    /// The first array of schemas of a keyword that is not empty.
    pub(super) fn list(&self, key: &'a str) -> &'a [Value] {
        let mut lists = self.all(key).filter_map(Value::as_array);
        lists.find(|list| !list.is_empty()).map(Vec::as_slice).unwrap_or_default()
    }

    /// The first array of branches of which none is selected: a selected branch is one of the schemas.
    pub(super) fn branches(&self) -> Option<&'a [Value]> {
        let lists = ["oneOf", "anyOf"].into_iter().flat_map(|key| self.all(key)).filter_map(Value::as_array);
        let mut unselected = lists.filter(|list| !list.is_empty() && !list.iter().any(|branch| self.has(branch)));
        unselected.next().map(Vec::as_slice)
    }

    /// The type of the values: the declared one, or that to which the keywords apply.
    pub(super) fn kind(&self) -> Option<&'a str> {
        let declared = self.all("type").find_map(|declared| match declared {
            Value::Array(names) => names.iter().filter_map(Value::as_str).find(|name| *name != "null"),
            name => name.as_str(),
        });
        let keywords = [
            ("object", ["properties", "additionalProperties", "required", "minProperties"].as_slice()),
            ("array", &["items", "minItems", "x-specwright-prefix-items"]),
            ("string", &["pattern", "minLength", "maxLength", "format"]),
            ("number", &["minimum", "maximum", "multipleOf"]),
        ];
        let has = |key: &&'static str| self.parts.iter().any(|part| part.contains_key(*key));
        declared.or_else(|| keywords.into_iter().find(|(_, keys)| keys.iter().any(has)).map(|(name, _)| name))
    }

    /// The conjunction of a property, if one of the schemas declares it.
    pub(super) fn property(&self, name: &str) -> Option<Self> {
        let declared = self.parts.iter().filter_map(|part| part.get("properties")?.get(name));
        let empty = Self { document: self.document, parts: Vec::new() };
        let mut declared = declared.peekable();
        declared.peek()?;
        Some(declared.fold(empty, Self::and))
    }

    /// The conjunction of the schemas of a keyword: `items`, `additionalProperties`.
    pub(super) fn below(&self, key: &'a str) -> Self {
        let empty = Self { document: self.document, parts: Vec::new() };
        self.all(key).fold(empty, Self::and)
    }

    /// The names of all properties, in order, each once.
    pub(super) fn names(&self) -> Vec<&'a str> {
        let mut names: Vec<&str> = Vec::new();
        for properties in self.all("properties").filter_map(Value::as_object) {
            for name in properties.keys() {
                if !names.contains(&name.as_str()) {
                    names.push(name);
                }
            }
        }
        names
    }

    /// The names of required properties, in order, each once.
    pub(super) fn required(&self) -> Vec<&'a str> {
        let mut names: Vec<&str> = Vec::new();
        for name in self.all("required").filter_map(Value::as_array).flatten().filter_map(Value::as_str) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}
