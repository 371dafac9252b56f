//! Schemas that hold together for a value: a schema, what it refers to, and what its `allOf` adds.
//!
//! References that lead nowhere were reported when the document was lowered; here they say nothing.

use serde_json::{Map, Value};

use crate::report::Pointer;

/// How many references may lead to references.
const LONGEST_CHAIN: usize = 64;

/// How many schemas may hold together.
const MOST: usize = 200;

/// What a value is once its `$ref`, if it has one, is followed to the end.
pub(super) fn follow<'a>(document: &'a Value, mut value: &'a Value) -> Option<&'a Value> {
    for _ in 0..LONGEST_CHAIN {
        let Some(reference) = value.get("$ref").and_then(Value::as_str) else { return Some(value) };
        value = Pointer::parse_fragment(reference.strip_prefix('#')?)?.of(document)?;
    }
    None
}

/// Schemas that hold together for a value, without those of their branches.
#[derive(Clone, Debug)]
pub(super) struct Together<'a> {
    document: &'a Value,
    parts: Vec<&'a Map<String, Value>>,
}

impl<'a> Together<'a> {
    /// A schema and all that it adds.
    pub(super) fn new(document: &'a Value, schema: &'a Value) -> Self {
        Self { document, parts: Vec::new() }.and(schema)
    }

    /// The same, with another schema and all that it adds.
    pub(super) fn and(mut self, schema: &'a Value) -> Self {
        let mut open = vec![schema];
        while let Some(schema) = open.pop() {
            let Some(Value::Object(part)) = follow(self.document, schema) else { continue };
            if self.parts.len() >= MOST || self.parts.iter().any(|known| std::ptr::eq(*known, part)) {
                continue;
            }
            self.parts.push(part);
            open.extend(part.get("allOf").and_then(Value::as_array).into_iter().flatten().rev());
        }
        self
    }

    /// The schemas, in order.
    pub(super) fn parts(&self) -> impl Iterator<Item = &'a Map<String, Value>> {
        self.parts.iter().copied()
    }

    /// Whether one of these schemas is among them.
    pub(super) fn has(&self, schema: &Value) -> bool {
        let followed = follow(self.document, schema).and_then(Value::as_object);
        followed.is_some_and(|part| self.parts.iter().any(|known| std::ptr::eq(*known, part)))
    }

    /// What the schemas say under a keyword, in order.
    pub(super) fn all(&self, key: &'a str) -> impl Iterator<Item = &'a Value> {
        self.parts.iter().filter_map(move |part| part.get(key))
    }

    /// Whether one of them says `true` under a keyword.
    pub(super) fn flag(&self, key: &'a str) -> bool {
        self.all(key).any(|value| *value == Value::Bool(true))
    }

    /// The largest number under a keyword.
    pub(super) fn largest(&self, key: &'a str) -> Option<f64> {
        self.all(key).filter_map(Value::as_f64).reduce(f64::max)
    }

    /// The smallest number under a keyword.
    pub(super) fn smallest(&self, key: &'a str) -> Option<f64> {
        self.all(key).filter_map(Value::as_f64).reduce(f64::min)
    }

    /// The first list of schemas under a keyword that has any.
    pub(super) fn list(&self, key: &'a str) -> &'a [Value] {
        let mut lists = self.all(key).filter_map(Value::as_array);
        lists.find(|list| !list.is_empty()).map(Vec::as_slice).unwrap_or_default()
    }

    /// The first list of branches of which none is taken yet: a branch that is taken is among the schemas.
    pub(super) fn branches(&self) -> Option<&'a [Value]> {
        let lists = ["oneOf", "anyOf"].into_iter().flat_map(|key| self.all(key)).filter_map(Value::as_array);
        let mut open = lists.filter(|list| !list.is_empty() && !list.iter().any(|branch| self.has(branch)));
        open.next().map(Vec::as_slice)
    }

    /// The type of the values: the one that is said, or that of which the keywords speak; nothing where both say
    /// nothing.
    pub(super) fn kind(&self) -> Option<&'a str> {
        let said = self.all("type").find_map(|said| match said {
            Value::Array(names) => names.iter().filter_map(Value::as_str).find(|name| *name != "null"),
            said => said.as_str(),
        });
        let spoken = [
            ("object", ["properties", "additionalProperties", "required", "minProperties"].as_slice()),
            ("array", &["items", "minItems", "x-specwright-prefix-items"]),
            ("string", &["pattern", "minLength", "maxLength", "format"]),
            ("number", &["minimum", "maximum", "multipleOf"]),
        ];
        let has = |key: &&'static str| self.parts.iter().any(|part| part.contains_key(*key));
        said.or_else(|| spoken.into_iter().find(|(_, keys)| keys.iter().any(has)).map(|(name, _)| name))
    }

    /// The schemas of a member, if one of these has it.
    pub(super) fn member(&self, name: &str) -> Option<Self> {
        let declared = self.parts.iter().filter_map(|part| part.get("properties")?.get(name));
        let empty = Self { document: self.document, parts: Vec::new() };
        let mut declared = declared.peekable();
        declared.peek()?;
        Some(declared.fold(empty, Self::and))
    }

    /// The schemas of what stands under a keyword: `items`, `additionalProperties`.
    pub(super) fn below(&self, key: &'a str) -> Self {
        let empty = Self { document: self.document, parts: Vec::new() };
        self.all(key).fold(empty, Self::and)
    }

    /// The names of all members, in order, each once.
    pub(super) fn names(&self) -> Vec<&'a str> {
        let mut names: Vec<&str> = Vec::new();
        for members in self.all("properties").filter_map(Value::as_object) {
            for name in members.keys() {
                if !names.contains(&name.as_str()) {
                    names.push(name);
                }
            }
        }
        names
    }

    /// The names of members that must be there, in order, each once.
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
