//! Objects and maps (OpenAPI 3.0.4, §4.7.24.1 "properties", "additionalProperties", "required").

use std::collections::HashSet;

use indexmap::{IndexMap, IndexSet};
use serde_json::Value;

use crate::api::model::{Hint, Kind, Object, Property, TypeId};
use crate::report::{Code, Diagnostic, Pointer};

use super::context::{Context, flag, text};
use super::part::Part;
use super::schema::{all, plain};

/// How many members a type may have, or values an enum: compilers give up on many more, and nobody writes so many.
pub(super) const MOST: usize = 10_000;

/// Says that there are more members or values than a type may have.
pub(super) fn too_many(cx: &mut Context<'_>, id: TypeId, count: usize, what: &str, instead: &str) {
    cx.untyped += 1;
    let message = format!("this schema has {count} {what}, more than {MOST}; {instead}");
    cx.diagnostics.push(Diagnostic::new(Code::UnsupportedSchema, cx.types[id].at.clone(), message));
}

/// The object that several schemas describe together: members of all of them, required where one requires them.
pub(super) fn object<'a>(cx: &mut Context<'a>, id: TypeId, flat: &[Part<'a>], depth: usize) -> Kind {
    let declared = flat.iter().filter_map(|part| part.value.get("properties")?.as_object());
    let count = declared.map(serde_json::Map::len).max().unwrap_or(0);
    if count > MOST {
        too_many(cx, id, count, "members", "it is read as an object of any");
        let at = cx.types[id].at.clone();
        return Kind::Map(plain(cx, at, Hint::Element(id), Kind::Any));
    }
    let mut properties = properties(cx, id, flat, depth);
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
        Some(element) => Kind::Object(Object { properties, additional: Some(element) }),
        None => {
            properties.extend(undescribed(cx, id, flat));
            Kind::Object(Object { properties, additional: None })
        }
    }
}

/// The members that must be there and are described nowhere. They may be anything, so that a service that holds
/// requests against its document can be given them. Whether they are needed is the caller's to know: as often as not the
/// name is misspelt.
fn undescribed<'a>(cx: &mut Context<'a>, id: TypeId, flat: &[Part<'a>]) -> Vec<Property> {
    let is_described = |name: &str| {
        flat.iter().any(|part| part.value.get("properties").is_some_and(|members| members.get(name).is_some()))
    };
    let lists = flat.iter().filter_map(|part| part.value.get("required")?.as_array());
    let names: IndexSet<&str> = lists.flatten().filter_map(Value::as_str).filter(|name| !is_described(name)).collect();
    let property = |name: &str| {
        let at = cx.types[id].at.clone();
        Property {
            name: name.to_owned(),
            aliases: Vec::new(),
            required: false,
            lenient: false,
            list: false,
            description: Some("Required, and not described.".to_owned()),
            deprecated: false,
            read_only: false,
            write_only: false,
            default: None,
            of: plain(cx, at, Hint::Property(id, name.to_owned()), Kind::Any),
        }
    };
    names.into_iter().take(MOST).map(property).collect()
}

fn properties<'a>(cx: &mut Context<'a>, id: TypeId, flat: &[Part<'a>], depth: usize) -> Vec<Property> {
    let mut members: IndexMap<&'a str, Vec<Part<'a>>> = IndexMap::new();
    let mut required: HashSet<&'a str> = HashSet::new();
    for (index, part) in flat.iter().enumerate() {
        if let Some(Value::Object(declared)) = part.value.get("properties") {
            if index > 0 && !cx.merge(declared.len(), &part.at) {
                continue;
            }
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
        let of = all(cx, &parts, Hint::Property(id, name.to_owned()), depth + 1);
        let decided = decided.and_then(|properties| properties.of(name));
        properties.push(Property {
            name: name.to_owned(),
            aliases: decided.map(|decided| decided.aliases.clone()).unwrap_or_default(),
            required: required.contains(name),
            lenient: decided.is_some_and(|decided| decided.lenient),
            list: decided.is_some_and(|decided| decided.list),
            description: parts.iter().find_map(|part| text(part.value, "description")),
            deprecated: parts.iter().any(|part| flag(part.value, "deprecated")),
            read_only: is_flagged(cx, &parts, "readOnly"),
            write_only: is_flagged(cx, &parts, "writeOnly"),
            default: default(cx, &parts),
            of,
        });
    }
    properties
}

/// Whether one of several schemas says `true` under a keyword, or what they refer to.
fn is_flagged<'a>(cx: &Context<'a>, parts: &[Part<'a>], key: &str) -> bool {
    let wrapped = parts.iter().flat_map(|part| part.list("allOf"));
    // A reference that leads nowhere has been reported where its type was asked for.
    parts.iter().cloned().chain(wrapped).any(|part| {
        let reference =
            part.value.get("$ref").and_then(Value::as_str).and_then(|reference| reference.strip_prefix('#'));
        let target = reference.and_then(|fragment| Pointer::parse_fragment(fragment)?.of(cx.document));
        flag(part.value, key) || target.is_some_and(|target| flag(target, key))
    })
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

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::MOST;
    use crate::api::{Kind, lower};
    use crate::config::Config;

    #[test]
    fn a_member_is_read_only_if_what_it_refers_to_is() {
        let id = json!({"$ref": "#/components/schemas/Id"});
        let members = json!({"a": id, "b": {"allOf": [id]}, "c": {"readOnly": true}, "d": {}});
        let schemas = json!({"A": {"properties": members}, "Id": {"type": "string", "readOnly": true}});
        let document = json!({"openapi": "3.0.0", "paths": {}, "components": {"schemas": schemas}});
        let (api, _) = lower(&document, &Config::default());
        let (_, first) = api.types.iter().next().expect("there is a schema");
        let Kind::Object(object) = &first.kind else { panic!("{:?}", first.kind) };
        let read_only: Vec<bool> = object.properties.iter().map(|property| property.read_only).collect();
        assert_eq!(read_only, [true, true, true, false]);
    }

    #[test]
    fn members_and_values_are_limited() {
        let check = |schema: Value, is_typed: bool| {
            let document = json!({"openapi": "3.0.0", "paths": {}, "components": {"schemas": {"A": schema}}});
            let (api, diagnostics) = lower(&document, &Config::default());
            let (_, first) = api.types.iter().next().expect("there is a schema");
            let typed = matches!(first.kind, Kind::Object(_) | Kind::StringEnum(_));
            assert_eq!((typed, diagnostics.is_empty()), (is_typed, is_typed));
        };
        let members = |count: usize| (0..count).map(|at| (format!("m{at}"), json!({}))).collect::<Map<_, _>>();
        let values = |count: usize| (0..count).map(|at| format!("v{at}")).collect::<Vec<_>>();
        check(json!({"properties": members(MOST)}), true);
        check(json!({"properties": members(MOST + 1)}), false);
        check(json!({"type": "string", "enum": values(MOST)}), true);
        check(json!({"type": "string", "enum": values(MOST + 1)}), false);
    }
}
