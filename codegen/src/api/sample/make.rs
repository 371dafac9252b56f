//! Values made from schemas.

use std::cell::Cell;

use serde_json::{Map, Value};

use super::check::Check;
use super::follow::Conjunction;
use super::{number, text};

/// How deep values may be nested. Deeper ones are omitted if they are optional.
const MAX_DEPTH: usize = 12;

/// How many values may be made for one operation. In some documents each value contains many others.
const MAX_STEPS: usize = 4_000;

/// How many branches of a `oneOf` or `anyOf` are tried.
const BRANCHES: usize = 12;

/// How many optional properties are included because the document has an example of them.
const OPTIONAL: usize = 8;

/// How many elements an array has, unless it must have more.
const ELEMENTS: usize = 1;

/// Makes values for requests.
pub(super) struct Maker<'a> {
    /// The document.
    pub document: &'a Value,
    check: Check<'a>,
    left: Cell<usize>,
}

impl<'a> Maker<'a> {
    /// Makes the values of one operation.
    pub(super) fn new(document: &'a Value) -> Self {
        Self { document, check: Check::new(document), left: Cell::new(MAX_STEPS) }
    }

    /// Whether a value is valid.
    pub(super) fn is_valid(&self, schema: &Value, value: &Value) -> bool {
        self.check.is_valid(schema, value)
    }

    /// The example of a schema.
    pub(super) fn example(&self, schema: &'a Value) -> Option<&'a Value> {
        Conjunction::new(self.document, schema).all("example").next()
    }

    /// The `enum` values of a schema.
    pub(super) fn known(&self, schema: &'a Value) -> impl Iterator<Item = &'a Value> {
        Conjunction::new(self.document, schema).all("enum").filter_map(Value::as_array).next().into_iter().flatten()
    }

    /// A value of a schema. Strings are named after its use.
    pub(super) fn make(&self, schema: &'a Value, name: &str) -> Value {
        let of = Conjunction::new(self.document, schema);
        let made = self.value(&of, name, 0, 0);
        if self.is_valid(schema, &made) {
            return made;
        }
        // An optional property may be invalid.
        let minimal = Minimal(self).value(&of, name);
        if self.is_valid(schema, &minimal) { minimal } else { made }
    }

    /// A value for a conjunction, the `nth` of several that differ.
    fn value(&self, of: &Conjunction<'a>, name: &str, depth: usize, nth: usize) -> Value {
        if let Some(declared) = self.declared(of, nth) {
            return declared.clone();
        }
        match self.left.get().checked_sub(1) {
            Some(left) => self.left.set(left),
            None => return Value::Null,
        }
        if let Some(value) = self.branch(of, name, depth, nth) {
            return value;
        }
        match of.kind() {
            Some("object") => Value::Object(self.object(of, depth)),
            Some("array") => Value::Array(self.array(of, name, depth)),
            Some("boolean") => Value::Bool(nth == 0),
            Some("integer") => number::number(of, true, nth),
            Some("number") => number::number(of, false, nth),
            Some("null") => Value::Null,
            _ if depth == 0 && name == "body" => Value::Object(Map::new()),
            _ => Value::String(text::text(of, name, nth)),
        }
    }

    /// A value that the schemas declare: an example, the default, or an `enum` value.
    fn declared(&self, of: &Conjunction<'a>, nth: usize) -> Option<&'a Value> {
        let fits = |value: &&Value| self.check.fits(of, value);
        let values = of.all("enum").filter_map(Value::as_array).next();
        let single = of.all("example").chain(of.all("default")).filter(|value| nth == 0 && !value.is_null()).find(fits);
        let known = || values.into_iter().flatten().filter(|value| !value.is_null());
        single.or_else(|| known().filter(fits).nth(nth)).or_else(|| known().find(fits))
    }

    /// A value of one of the branches that is also valid beside them.
    fn branch(&self, of: &Conjunction<'a>, name: &str, depth: usize, nth: usize) -> Option<Value> {
        if depth > MAX_DEPTH {
            return None;
        }
        let list = of.branches()?;
        let is_null = |branch: &&Value| branch.get("type").and_then(Value::as_str) == Some("null");
        let mut first = None;
        for branch in list.iter().filter(|branch| !is_null(branch)).take(BRANCHES) {
            let mut value = self.value(&of.clone().and(branch), name, depth + 1, nth);
            self.tag(of, branch, &mut value);
            if self.check.fits(of, &value) {
                return Some(value);
            }
            first.get_or_insert(value);
        }
        first
    }

    /// Adds the discriminator's value to an object (OpenAPI 3.0.4, §4.7.25 "Discriminator
    /// Object").
    fn tag(&self, of: &Conjunction<'a>, branch: &Value, value: &mut Value) {
        let Some(discriminator) = of.all("discriminator").next() else { return };
        let (Some(property), Some(properties)) =
            (discriminator.get("propertyName").and_then(Value::as_str), value.as_object_mut())
        else {
            return;
        };
        let Some(reference) = branch.get("$ref").and_then(Value::as_str) else { return };
        let last = |reference: &str| reference.rsplit('/').next().unwrap_or_default().to_owned();
        let mapping = discriminator.get("mapping").and_then(Value::as_object);
        let mapped = mapping.into_iter().flatten().find(|(_, target)| {
            target.as_str().is_some_and(|target| target == reference || last(target) == last(reference))
        });
        let tag = mapped.map_or_else(|| last(reference), |(tag, _)| tag.clone());
        let declared = Conjunction::new(self.document, branch).property(property);
        let is_fixed = declared.is_some_and(|declared| declared.all("enum").next().is_some());
        if !is_fixed {
            properties.insert(property.to_owned(), Value::String(tag));
        }
    }

    fn object(&self, of: &Conjunction<'a>, depth: usize) -> Map<String, Value> {
        let required = of.required();
        let mut properties = Map::new();
        let mut optional = 0;
        for name in of.names() {
            let Some(property) = of.property(name) else { continue };
            let is_required = required.contains(&name);
            // Requests omit `readOnly` properties even if they are required (§4.7.24.2 "readOnly").
            let is_sent = !property.flag("readOnly");
            let is_shown =
                || optional < OPTIONAL && depth < 3 && !property.flag("deprecated") && has_example(&property);
            if !is_sent || !is_required && !is_shown() || depth > MAX_DEPTH {
                continue;
            }
            optional += usize::from(!is_required);
            properties.insert(name.to_owned(), self.value(&property, name, depth + 1, 0));
        }
        for name in required.into_iter().filter(|name| of.property(name).is_none()) {
            properties.insert(name.to_owned(), self.value(&of.below("additionalProperties"), name, depth + 1, 0));
        }
        let least = of.largest("minProperties").unwrap_or(0.0) as usize;
        // An empty body shows nothing, and forms cannot encode it.
        let wanted = if depth == 0 { least.max(1) } else { least };
        for name in of.names() {
            let Some(property) = of.property(name).filter(|_| properties.len() < wanted) else { break };
            if !properties.contains_key(name) && !property.flag("readOnly") {
                properties.insert(name.to_owned(), self.value(&property, name, depth + 1, 0));
            }
        }
        for index in 0..least.min(ELEMENTS + 10) {
            if properties.len() < least {
                let name = format!("key{}", index + 1);
                properties.insert(name.clone(), self.value(&of.below("additionalProperties"), &name, depth + 1, 0));
            }
        }
        properties
    }

    fn array(&self, of: &Conjunction<'a>, name: &str, depth: usize) -> Vec<Value> {
        let prefix = of.list("x-specwright-prefix-items");
        let most = of.smallest("maxItems").map_or(usize::MAX, |most| most as usize);
        let least = of.largest("minItems").map_or(0, |least| least as usize);
        let usual = if depth > MAX_DEPTH / 2 { 0 } else { ELEMENTS };
        let count = least.max(usual).max(prefix.len()).min(most).min(100);
        let one = singular(name);
        let items = of.below("items");
        let differ = of.flag("uniqueItems");
        let element = |index: usize| match prefix.get(index) {
            Some(schema) => self.value(&Conjunction::new(self.document, schema), &one, depth + 1, 0),
            None => self.value(&items, &one, depth + 1, if differ { index } else { 0 }),
        };
        (0..count).map(element).collect()
    }
}

/// Makes values with required properties only.
struct Minimal<'m, 'a>(&'m Maker<'a>);

impl<'a> Minimal<'_, 'a> {
    fn value(&self, of: &Conjunction<'a>, name: &str) -> Value {
        match of.kind() {
            Some("object") => {
                let required = of.required();
                let properties = of.names().into_iter().filter(|name| required.contains(name));
                let property = |name: &'a str| {
                    let property = of.property(name).filter(|property| !property.flag("readOnly"))?;
                    Some((name.to_owned(), self.0.value(&property, name, MAX_DEPTH / 2, 0)))
                };
                Value::Object(properties.filter_map(property).collect())
            }
            _ => self.0.value(of, name, MAX_DEPTH / 2, 0),
        }
    }
}

/// Whether the document has an example of a property.
fn has_example(property: &Conjunction<'_>) -> bool {
    property.all("example").any(|example| !example.is_null())
}

/// The singular of a name.
fn singular(name: &str) -> String {
    match name.strip_suffix('s') {
        Some(one) if !one.is_empty() && !one.ends_with('s') => one.to_owned(),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::singular;

    #[test]
    fn elements_have_singular_names() {
        for (several, one) in [("tags", "tag"), ("class", "class"), ("s", "s"), ("list", "list")] {
            assert_eq!(singular(several), one);
        }
    }
}
