//! Subschemas: schemas where they are written, and what their keywords mean.

use serde_json::Value;

use crate::report::{At, Pointer};

/// One of the schemas that apply to a value.
#[derive(Clone, Debug)]
pub(super) struct Subschema<'a> {
    /// The schema. Its `allOf` is looked at separately.
    pub value: &'a Value,
    /// Its position.
    pub at: Pointer,
    /// Those of its `oneOf` and `anyOf` that are ignored, because a branch has been selected.
    pub selected: Selected,
    /// Whether its `allOf` is ignored, because what that adds is listed beside it.
    pub is_flat: bool,
}

/// The keywords of which a branch has been selected.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub(super) struct Selected {
    one_of: bool,
    any_of: bool,
}

impl Selected {
    /// Both.
    pub const ALL: Self = Self { one_of: true, any_of: true };

    /// These, and `oneOf` or `anyOf`.
    pub fn with(self, keyword: &str) -> Self {
        Self { one_of: self.one_of || keyword == "oneOf", any_of: self.any_of || keyword == "anyOf" }
    }

    /// These, and those of another.
    pub fn and(self, other: Self) -> Self {
        Self { one_of: self.one_of || other.one_of, any_of: self.any_of || other.any_of }
    }

    /// `oneOf` and `anyOf`, if they are not among them.
    pub fn open(self) -> impl Iterator<Item = &'static str> {
        let keywords = [(self.one_of, "oneOf"), (self.any_of, "anyOf")];
        keywords.into_iter().filter_map(|(is_selected, keyword)| (!is_selected).then_some(keyword))
    }

    /// `allOf`, and these.
    pub fn with_all_of(self) -> &'static [&'static str] {
        match (self.one_of, self.any_of) {
            (true, true) => &["allOf", "oneOf", "anyOf"],
            (true, false) => &["allOf", "oneOf"],
            (false, true) => &["allOf", "anyOf"],
            (false, false) => &["allOf"],
        }
    }
}

/// What identifies a [`Subschema`]: its position, and which of its branches are ignored.
pub(super) type SubschemaKey = (Pointer, Selected);

impl<'a> Subschema<'a> {
    /// The schema at a position.
    pub fn at(value: &'a Value, at: &At<'_>) -> Self {
        Self::new(value, at.pointer())
    }

    /// The schema at a position.
    pub fn new(value: &'a Value, at: Pointer) -> Self {
        Self { value, at, selected: Selected::default(), is_flat: false }
    }

    /// What identifies it.
    pub fn key(&self) -> SubschemaKey {
        (self.at.clone(), self.selected)
    }

    /// The schema under a keyword.
    pub fn child(&self, keyword: &str) -> Option<Self> {
        Some(Self::new(self.value.get(keyword)?, self.at.key(keyword)))
    }

    /// The array of schemas under a keyword.
    pub fn children(&self, keyword: &str) -> Vec<Self> {
        let at = self.at.key(keyword);
        let elements = self.value.get(keyword).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        elements.iter().enumerate().map(|(index, value)| Self::new(value, at.index(index))).collect()
    }
}

/// The value of a keyword in the first of several schemas that has it, and the position of that schema.
pub(super) fn first<'a>(conjuncts: &[Subschema<'a>], keyword: &str) -> Option<(&'a Value, Pointer)> {
    conjuncts.iter().find_map(|part| Some((part.value.get(keyword)?, part.at.clone())))
}

/// Whether a schema is a reference.
pub(super) fn is_reference(value: &Value) -> bool {
    value.get("$ref").is_some_and(Value::is_string)
}

/// Whether a schema constrains values, apart from annotations, `null`, and the given keywords.
pub(super) fn constrains(value: &Value, besides: &[&str]) -> bool {
    const ANNOTATIONS: [&str; 16] = [
        "default",
        "deprecated",
        "description",
        "discriminator",
        "example",
        "examples",
        "externalDocs",
        "nullable",
        "readOnly",
        "required",
        "title",
        "writeOnly",
        "xml",
        "$comment",
        "$schema",
        "$id",
    ];
    let Some(keywords) = value.as_object() else { return false };
    keywords.iter().any(|(key, value)| {
        let object = key == "type" && value == "object";
        !ANNOTATIONS.contains(&key.as_str()) && !key.starts_with("x-") && !besides.contains(&key.as_str()) && !object
    })
}

/// Whether a schema allows `null` and no other value.
pub(super) fn is_null(schema: &Value) -> bool {
    let only_null = |values: &Vec<Value>| !values.is_empty() && values.iter().all(Value::is_null);
    schema.get("type").and_then(Value::as_str) == Some("null")
        || schema.get("enum").and_then(Value::as_array).is_some_and(only_null)
}

/// The target of a reference, or of a value of a discriminator's `mapping`, which may be the name of a component.
pub(super) fn component(reference: &str) -> Pointer {
    let components = || Pointer::root().key("components").key("schemas");
    let fragment = reference.rsplit('#').next().unwrap_or(reference);
    match Pointer::parse_fragment(fragment) {
        Some(pointer) if !pointer.is_root() && reference.contains(['#', '/']) => pointer,
        _ => components().key(fragment.rsplit('/').next().unwrap_or(fragment)),
    }
}
