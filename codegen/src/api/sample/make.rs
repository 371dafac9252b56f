//! Values made of schemas.

use std::cell::Cell;

use serde_json::{Map, Value};

use super::check::Check;
use super::follow::Together;
use super::{number, text};

/// How deep values may be in each other; what is deeper is left out where that can be.
const DEEPEST: usize = 12;

/// How many values may be made for one operation. Documents can be written in which each holds many others.
const STEPS: usize = 4_000;

/// How many branches of a `oneOf` or `anyOf` are tried.
const BRANCHES: usize = 12;

/// How many members are given that need not be there, because the document has an example of them.
const OPTIONAL: usize = 8;

/// How many elements a list has at most, unless it must have more.
const ELEMENTS: usize = 1;

/// Makes values for requests.
pub(super) struct Maker<'a> {
    /// The document in which references lead.
    pub document: &'a Value,
    check: Check<'a>,
    left: Cell<usize>,
}

impl<'a> Maker<'a> {
    /// A maker of the values of one operation.
    pub(super) fn new(document: &'a Value) -> Self {
        Self { document, check: Check::new(document), left: Cell::new(STEPS) }
    }

    /// Whether a value is valid by a schema.
    pub(super) fn is_valid(&self, schema: &Value, value: &Value) -> bool {
        self.check.is_valid(schema, value)
    }

    /// The example that a schema gives of its own values.
    pub(super) fn example(&self, schema: &'a Value) -> Option<&'a Value> {
        Together::new(self.document, schema).all("example").next()
    }

    /// The values that a schema knows of its own.
    pub(super) fn known(&self, schema: &'a Value) -> impl Iterator<Item = &'a Value> {
        Together::new(self.document, schema).all("enum").filter_map(Value::as_array).next().into_iter().flatten()
    }

    /// A value of a schema, called after what it is for.
    pub(super) fn make(&self, schema: &'a Value, name: &str) -> Value {
        let of = Together::new(self.document, schema);
        let made = self.value(&of, name, 0, 0);
        if self.is_valid(schema, &made) {
            return made;
        }
        // Members that need not be there may be what is wrong.
        let bare = Bare(self).value(&of, name);
        if self.is_valid(schema, &bare) { bare } else { made }
    }

    /// A value that holds for all of these schemas, the `nth` of several that differ.
    fn value(&self, of: &Together<'a>, name: &str, depth: usize, nth: usize) -> Value {
        if let Some(said) = self.said(of, nth) {
            return said.clone();
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

    /// A value that the schemas themselves give: an example, the default, one of the values there are.
    fn said(&self, of: &Together<'a>, nth: usize) -> Option<&'a Value> {
        let fits = |value: &&Value| self.check.fits(of, value);
        let values = of.all("enum").filter_map(Value::as_array).next();
        let single = of.all("example").chain(of.all("default")).filter(|value| nth == 0 && !value.is_null()).find(fits);
        let known = || values.into_iter().flatten().filter(|value| !value.is_null());
        single.or_else(|| known().filter(fits).nth(nth)).or_else(|| known().find(fits))
    }

    /// A value of one of the branches, which also holds for what stands beside them.
    fn branch(&self, of: &Together<'a>, name: &str, depth: usize, nth: usize) -> Option<Value> {
        if depth > DEEPEST {
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

    /// Puts the value into an object by which its type is told from others (OpenAPI 3.0.4, §4.7.25 "Discriminator
    /// Object").
    fn tag(&self, of: &Together<'a>, branch: &Value, value: &mut Value) {
        let Some(discriminator) = of.all("discriminator").next() else { return };
        let (Some(property), Some(members)) =
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
        let declared = Together::new(self.document, branch).member(property);
        let is_fixed = declared.is_some_and(|declared| declared.all("enum").next().is_some());
        if !is_fixed {
            members.insert(property.to_owned(), Value::String(tag));
        }
    }

    fn object(&self, of: &Together<'a>, depth: usize) -> Map<String, Value> {
        let required = of.required();
        let mut members = Map::new();
        let mut optional = 0;
        for name in of.names() {
            let Some(member) = of.member(name) else { continue };
            let is_required = required.contains(&name);
            // What only responses have requests leave out, whatever is required (§4.7.24.2 "readOnly").
            let is_sent = !member.flag("readOnly");
            let shown = || optional < OPTIONAL && depth < 3 && !member.flag("deprecated") && has_example(&member);
            if !is_sent || !is_required && !shown() || depth > DEEPEST {
                continue;
            }
            optional += usize::from(!is_required);
            members.insert(name.to_owned(), self.value(&member, name, depth + 1, 0));
        }
        for name in required.into_iter().filter(|name| of.member(name).is_none()) {
            members.insert(name.to_owned(), self.value(&of.below("additionalProperties"), name, depth + 1, 0));
        }
        let least = of.largest("minProperties").unwrap_or(0.0) as usize;
        // A body without anything shows nothing, and forms have no way to write it.
        let wanted = if depth == 0 { least.max(1) } else { least };
        for name in of.names() {
            let Some(member) = of.member(name).filter(|_| members.len() < wanted) else { break };
            if !members.contains_key(name) && !member.flag("readOnly") {
                members.insert(name.to_owned(), self.value(&member, name, depth + 1, 0));
            }
        }
        for index in 0..least.min(ELEMENTS + 10) {
            if members.len() < least {
                let name = format!("key{}", index + 1);
                members.insert(name.clone(), self.value(&of.below("additionalProperties"), &name, depth + 1, 0));
            }
        }
        members
    }

    fn array(&self, of: &Together<'a>, name: &str, depth: usize) -> Vec<Value> {
        let prefix = of.list("x-specwright-prefix-items");
        let most = of.smallest("maxItems").map_or(usize::MAX, |most| most as usize);
        let least = of.largest("minItems").map_or(0, |least| least as usize);
        let usual = if depth > DEEPEST / 2 { 0 } else { ELEMENTS };
        let count = least.max(usual).max(prefix.len()).min(most).min(100);
        let one = singular(name);
        let items = of.below("items");
        let differ = of.flag("uniqueItems");
        let element = |index: usize| match prefix.get(index) {
            Some(schema) => self.value(&Together::new(self.document, schema), &one, depth + 1, 0),
            None => self.value(&items, &one, depth + 1, if differ { index } else { 0 }),
        };
        (0..count).map(element).collect()
    }
}

/// Makes values of no more than what must be there.
struct Bare<'m, 'a>(&'m Maker<'a>);

impl<'a> Bare<'_, 'a> {
    fn value(&self, of: &Together<'a>, name: &str) -> Value {
        match of.kind() {
            Some("object") => {
                let required = of.required();
                let members = of.names().into_iter().filter(|name| required.contains(name));
                let member = |name: &'a str| {
                    let member = of.member(name).filter(|member| !member.flag("readOnly"))?;
                    Some((name.to_owned(), self.0.value(&member, name, DEEPEST / 2, 0)))
                };
                Value::Object(members.filter_map(member).collect())
            }
            _ => self.0.value(of, name, DEEPEST / 2, 0),
        }
    }
}

/// Whether the document gives an example of a member.
fn has_example(member: &Together<'_>) -> bool {
    member.all("example").any(|example| !example.is_null())
}

/// What one of several is called.
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
    fn elements_are_called_as_one_of_them() {
        for (several, one) in [("tags", "tag"), ("class", "class"), ("s", "s"), ("list", "list")] {
            assert_eq!(singular(several), one);
        }
    }
}
