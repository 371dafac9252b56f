//! Objects and maps (OpenAPI 3.0.4, §4.7.24.1 "properties", "additionalProperties", "required").

use indexmap::IndexMap;
use serde_json::Value;

use crate::api::model::{Hint, Kind, Object, Property, TypeId};

use crate::report::Pointer;

use super::context::{Context, flag, text};
use super::part::Part;
use super::schema::{all, plain};

/// The object that several schemas describe together: members of all of them, required where one requires them.
pub(super) fn object<'a>(cx: &mut Context<'a>, id: TypeId, flat: &[Part<'a>], depth: usize) -> Kind {
    let properties = properties(cx, id, flat, depth);
    let mut further: Vec<Part<'a>> = Vec::new();
    let mut free = false;
    for part in flat {
        match part.value.get("additionalProperties") {
            Some(Value::Bool(false)) => return Kind::Object(Object { properties, additional: None }),
            Some(Value::Object(members)) if !members.is_empty() => further.extend(part.member("additionalProperties")),
            Some(Value::Bool(true) | Value::Object(_)) => free = true,
            _ => {}
        }
    }
    let additional = if further.is_empty() {
        let at = cx.types[id].at.clone();
        // An object of which nothing is said holds anything: the default of `additionalProperties` is `true`.
        (free || properties.is_empty()).then(|| plain(cx, at, Hint::Element(id), Kind::Any))
    } else {
        Some(all(cx, &further, Hint::Element(id), depth + 1))
    };
    match additional {
        Some(element) if properties.is_empty() => Kind::Map(element),
        additional => Kind::Object(Object { properties, additional }),
    }
}

fn properties<'a>(cx: &mut Context<'a>, id: TypeId, flat: &[Part<'a>], depth: usize) -> Vec<Property> {
    let mut members: IndexMap<&'a str, Vec<Part<'a>>> = IndexMap::new();
    let mut required: Vec<&'a str> = Vec::new();
    for part in flat {
        if let Some(Value::Object(declared)) = part.value.get("properties") {
            let at = part.at.key("properties");
            for (name, value) in declared {
                let parts = members.entry(name).or_default();
                // The same words in two places say no more than in one.
                if parts.iter().all(|known| known.value != value) {
                    parts.push(Part { value, at: at.key(name), branchless: false });
                }
            }
        }
        if let Some(Value::Array(names)) = part.value.get("required") {
            required.extend(names.iter().filter_map(Value::as_str));
        }
    }
    let config = cx.config;
    let decided = cx.types.component(id).and_then(|name| config.schemas.of(name)).map(|schema| &schema.properties);
    let mut properties = Vec::with_capacity(members.len());
    for (name, parts) in members {
        // A member of which no value is right must not be there.
        if parts.iter().any(|part| is_nothing(part.value)) {
            continue;
        }
        let of = all(cx, &parts, Hint::Member(id, name.to_owned()), depth + 1);
        let decided = decided.and_then(|properties| properties.of(name));
        properties.push(Property {
            name: name.to_owned(),
            aliases: decided.map(|decided| decided.aliases.clone()).unwrap_or_default(),
            required: required.contains(&name),
            lenient: decided.is_some_and(|decided| decided.lenient),
            description: parts.iter().find_map(|part| text(part.value, "description")),
            deprecated: parts.iter().any(|part| flag(part.value, "deprecated")),
            read_only: parts.iter().any(|part| flag(part.value, "readOnly")),
            write_only: parts.iter().any(|part| flag(part.value, "writeOnly")),
            default: default(cx, &parts),
            of,
        });
    }
    properties
}

/// Whether a schema is `false`, or what says the same in 3.0 (JSON Schema Core 2020-12, §4.3.2).
fn is_nothing(schema: &Value) -> bool {
    let anything =
        |schema: &Value| schema.as_object().is_some_and(serde_json::Map::is_empty) || *schema == Value::Bool(true);
    *schema == Value::Bool(false) || schema.get("not").is_some_and(anything)
}

/// The default that several schemas give a value, or what they refer to.
pub(super) fn default<'a>(cx: &mut Context<'a>, parts: &[Part<'a>]) -> Option<Value> {
    let stated = |value: &Value| value.get("default").filter(|default| !default.is_null()).cloned();
    parts.iter().find_map(|part| stated(part.value)).or_else(|| {
        // A reference that leads nowhere has been reported where its type was asked for.
        let target = |part: &Part<'_>| {
            let reference = part.value.get("$ref").and_then(Value::as_str)?;
            Pointer::parse_fragment(reference.strip_prefix('#')?)
        };
        let wrapped = parts.iter().flat_map(|part| part.list("allOf"));
        parts.iter().cloned().chain(wrapped).filter_map(|part| target(&part)).find_map(|at| stated(at.of(cx.document)?))
    })
}
