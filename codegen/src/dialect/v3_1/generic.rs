//! Schemas with parameters: templates that refer to anchors, which the schemas that use them define.

use serde_json::{Map, Value};

use super::schema::SILENT;
use crate::dialect::here::Here;
use crate::dialect::reference::follow;
use crate::report::{Code, Pointer};

/// The most values that are copied of templates in a document.
const MOST_COPIED: usize = 10_000;

/// The templates that were put in place so far.
#[derive(Default)]
pub(super) struct Generics {
    /// Where, and which.
    placed: Vec<(Pointer, Pointer)>,
    copied: usize,
}

impl Generics {
    /// A schema may refer to a template and define the dynamic anchors that the template leaves open (JSON Schema Core
    /// 2020-12, §8.2.3.2 "Dynamic References with `$dynamicRef`"). It gets a copy of the template, in which its definitions
    /// apply.
    pub fn place(&mut self, object: &mut Map<String, Value>, here: &mut Here<'_>) {
        let Some(Value::Object(definitions)) = object.get("$defs") else { return };
        let anchors: Vec<&str> = definitions.values().filter_map(anchor).collect();
        if anchors.is_empty() {
            return;
        }
        let Some(text) = object.get("$ref").and_then(Value::as_str) else { return };
        let Some((target, Value::Object(template))) = follow(here.document, text) else { return };
        let at = here.at.pointer();
        if !leaves_open(template, &anchors) || self.is_within(&at, &target) {
            return;
        }
        self.copied += template.values().map(size).sum::<usize>();
        if self.copied > MOST_COPIED {
            let message = format!(
                "the generic schemas of this document expand to more than {MOST_COPIED} values; here the own definition of \
                 `{}` is used",
                anchors.join("`, `")
            );
            here.warn(Code::UnsupportedSchema, &["$ref"], message);
            return;
        }
        let mut copy = template.clone();
        for address in ["$id", "$schema"] {
            copy.shift_remove(address);
        }
        let mut bound = match copy.shift_remove("$defs") {
            Some(Value::Object(bound)) => bound,
            _ => Map::new(),
        };
        bound.retain(|_, schema| anchor(schema).is_none_or(|name| !anchors.contains(&name)));
        for (name, schema) in definitions {
            bound.insert(name.clone(), schema.clone());
        }
        let is_alone = object.keys().all(|key| key == "$ref" || SILENT.contains(&key.as_str()));
        self.placed.push((at.clone(), target.clone()));
        let place = if is_alone { at } else { at.key("allOf").index(0) };
        for key in copy.keys() {
            here.moved.stems(place.key(key), &target.key(key));
        }
        object.shift_remove("$ref");
        object.insert("$defs".to_owned(), Value::Object(bound));
        if is_alone {
            object.extend(copy);
        } else if !object.contains_key("allOf") {
            object.insert("allOf".to_owned(), Value::Array(vec![Value::Object(copy)]));
        }
    }

    /// Whether a place is within a copy of a template already: one that contains itself is copied once.
    fn is_within(&self, at: &Pointer, template: &Pointer) -> bool {
        let is_above = |above: &Pointer| {
            at.as_str().strip_prefix(above.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.placed.iter().any(|(place, of)| of == template && is_above(place))
    }
}

fn anchor(schema: &Value) -> Option<&str> {
    schema.get("$dynamicAnchor")?.as_str()
}

/// Whether a schema refers to one of these anchors.
fn leaves_open(template: &Map<String, Value>, anchors: &[&str]) -> bool {
    let mut open: Vec<&Value> = template.values().collect();
    let refers = |value: &Map<String, Value>| {
        let name = value.get("$dynamicRef").and_then(Value::as_str).and_then(|text| text.strip_prefix('#'));
        name.is_some_and(|name| anchors.contains(&name))
    };
    if refers(template) {
        return true;
    }
    while let Some(value) = open.pop() {
        match value {
            Value::Object(object) if refers(object) => return true,
            Value::Object(object) => open.extend(object.values()),
            Value::Array(elements) => open.extend(elements),
            _ => {}
        }
    }
    false
}

/// How many values there are in a value.
fn size(value: &Value) -> usize {
    let mut open = vec![value];
    let mut count = 0;
    while let Some(value) = open.pop() {
        count += 1;
        match value {
            Value::Object(object) => open.extend(object.values()),
            Value::Array(elements) => open.extend(elements),
            _ => {}
        }
    }
    count
}
