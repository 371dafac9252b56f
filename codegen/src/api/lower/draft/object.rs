//! Objects and maps (OpenAPI 3.0.4, §4.7.24.1 "properties", "additionalProperties", "required").

use std::collections::HashSet;

use indexmap::{IndexMap, IndexSet};
use serde_json::{Map, Value};

use crate::api::model::{Constraints, Hint, Kind, Object, Property, TypeId};

use super::super::assumptions::Assumption;
use super::super::reader::{flag, target, text};
use super::constraint::constraints;
use super::drafting::Drafting;
use super::limit::{MAX_ITEMS, report_limit};
use super::subschema::{Subschema, is_null};

/// The object that several schemas describe together: the properties of all of them, required if one requires them.
pub(super) fn object<'a>(cx: &mut Drafting<'a, '_>, id: TypeId, conjuncts: &[Subschema<'a>], depth: usize) -> Kind {
    let declared = conjuncts.iter().filter_map(|schema| schema.value.get("properties")?.as_object());
    let count = declared.map(Map::len).max().unwrap_or(0);
    if count > MAX_ITEMS {
        report_limit(cx, id, count, "properties", "it is read as a map");
        return Kind::Map(cx.add_at(id, Hint::Element(id), Kind::Any));
    }
    let mut properties = properties(cx, id, conjuncts, depth);
    let mut additional_schemas: Vec<Subschema<'a>> = Vec::new();
    let mut allows_any = false;
    for schema in conjuncts {
        match schema.value.get("additionalProperties") {
            Some(Value::Bool(false)) => return Kind::Object(Object { properties, additional: None, closed: true }),
            Some(Value::Object(keywords)) if !keywords.is_empty() => {
                additional_schemas.extend(schema.child("additionalProperties"));
            }
            Some(Value::Bool(true) | Value::Object(_)) => allows_any = true,
            _ => {}
        }
    }
    let additional = if additional_schemas.is_empty() {
        // An object without declared properties holds anything: the default of `additionalProperties` is `true`.
        (allows_any || properties.is_empty()).then(|| cx.add_at(id, Hint::Element(id), Kind::Any))
    } else {
        Some(cx.schema(&additional_schemas, Hint::Element(id), depth + 1))
    };
    match additional {
        Some(element) if properties.is_empty() => Kind::Map(element),
        Some(element) => Kind::Object(Object { properties, additional: Some(element), closed: false }),
        None => {
            properties.extend(undeclared(cx, id, conjuncts));
            cx.assume(id, Assumption::Declared);
            Kind::Object(Object { properties, additional: None, closed: false })
        }
    }
}

/// The properties that are required and not declared. They may be anything, so that they can be sent to a service that
/// validates requests against its document. They are optional: as often as not the name is misspelt.
fn undeclared<'a>(cx: &mut Drafting<'a, '_>, id: TypeId, conjuncts: &[Subschema<'a>]) -> Vec<Property> {
    let is_declared = |name: &str| {
        let declared = |schema: &Subschema<'a>| schema.value.get("properties").and_then(|of| of.get(name)).is_some();
        conjuncts.iter().any(declared)
    };
    let required = conjuncts.iter().filter_map(|schema| schema.value.get("required")?.as_array());
    let names: IndexSet<&str> =
        required.flatten().filter_map(Value::as_str).filter(|name| !is_declared(name)).collect();
    let property = |name: &str| Property {
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
        constant: None,
        null_is_absent: false,
        omitted: false,
        constraints: Constraints::default(),
        of: cx.add_at(id, Hint::Property(id, name.to_owned()), Kind::Any),
    };
    names.into_iter().take(MAX_ITEMS).map(property).collect()
}

fn properties<'a>(cx: &mut Drafting<'a, '_>, id: TypeId, conjuncts: &[Subschema<'a>], depth: usize) -> Vec<Property> {
    let mut schemas: IndexMap<&'a str, Vec<Subschema<'a>>> = IndexMap::new();
    let mut required: HashSet<&'a str> = HashSet::new();
    for (index, schema) in conjuncts.iter().enumerate() {
        if let Some(Value::Object(declared)) = schema.value.get("properties") {
            if index > 0 && !cx.combine(declared.len(), &schema.at) {
                continue;
            }
            let at = schema.at.key("properties");
            for (name, value) in declared {
                let schemas = schemas.entry(name).or_default();
                // Equal schemas add nothing to each other.
                if schemas.iter().all(|known| known.value != value) {
                    schemas.push(Subschema::new(value, at.key(name)));
                }
            }
        }
        if let Some(Value::Array(names)) = schema.value.get("required") {
            required.extend(names.iter().filter_map(Value::as_str));
        }
    }
    let config = cx.config();
    let configured = cx.types().component(id).and_then(|name| config.schemas.of(name)).map(|schema| &schema.properties);
    let mut properties = Vec::with_capacity(schemas.len());
    for (name, schemas) in schemas {
        // A property that allows no value must be absent.
        if schemas.iter().any(|schema| allows_nothing(schema.value)) {
            continue;
        }
        let of = cx.schema(&schemas, Hint::Property(id, name.to_owned()), depth + 1);
        let configured = configured.and_then(|properties| properties.of(name));
        properties.push(Property {
            name: name.to_owned(),
            aliases: configured.map(|configured| configured.aliases.clone()).unwrap_or_default(),
            required: required.contains(name),
            lenient: configured.is_some_and(|configured| configured.lenient),
            list: configured.is_some_and(|configured| configured.list),
            description: schemas.iter().find_map(|schema| text(schema.value, "description")),
            deprecated: schemas.iter().any(|schema| flag(schema.value, "deprecated")),
            read_only: is_flagged(cx.document(), &schemas, "readOnly"),
            write_only: is_flagged(cx.document(), &schemas, "writeOnly"),
            default: default(cx.document(), &schemas),
            constant: constant(cx.document(), &schemas),
            null_is_absent: schemas.iter().any(|schema| schema.value.get("default").is_some_and(Value::is_null)),
            omitted: false,
            constraints: constraints(cx.document(), &schemas),
            of,
        });
    }
    properties
}

/// Several schemas and those in their `allOf`.
fn with_all_of<'s, 'a>(schemas: &'s [Subschema<'a>]) -> impl Iterator<Item = Subschema<'a>> + use<'s, 'a> {
    schemas.iter().cloned().chain(schemas.iter().flat_map(|schema| schema.children("allOf")))
}

/// Whether a keyword is `true` in one of several schemas, or in the target of one of their references.
fn is_flagged(document: &Value, schemas: &[Subschema<'_>], keyword: &str) -> bool {
    with_all_of(schemas).any(|schema| {
        flag(schema.value, keyword) || target(document, schema.value).is_some_and(|target| flag(target, keyword))
    })
}

/// Whether a schema is `false`, or its equivalent in 3.0 (JSON Schema Core 2020-12, §4.3.2).
fn allows_nothing(schema: &Value) -> bool {
    let allows_anything =
        |schema: &Value| schema.as_object().is_some_and(Map::is_empty) || *schema == Value::Bool(true);
    *schema == Value::Bool(false) || schema.get("not").is_some_and(allows_anything)
}

/// The default of several schemas, or of the targets of their references.
pub(super) fn default(document: &Value, schemas: &[Subschema<'_>]) -> Option<Value> {
    let declared = |value: &Value| value.get("default").filter(|default| !default.is_null()).cloned();
    let of_target = || with_all_of(schemas).find_map(|schema| declared(target(document, schema.value)?));
    schemas.iter().find_map(|schema| declared(schema.value)).or_else(of_target)
}

/// The only value that several schemas, or the targets of their references, allow.
fn constant(document: &Value, schemas: &[Subschema<'_>]) -> Option<Value> {
    let only = |value: &Value| match value.get("enum").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
    {
        _ if is_null(value) => Some(Value::Null),
        [value @ (Value::String(_) | Value::Number(_) | Value::Bool(_))] => Some(value.clone()),
        _ => None,
    };
    with_all_of(schemas).find_map(|schema| only(schema.value).or_else(|| only(target(document, schema.value)?)))
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::MAX_ITEMS;
    use crate::api::{Kind, lower};
    use crate::config::Config;

    #[test]
    fn a_property_is_read_only_if_the_target_of_its_reference_is() {
        let id = json!({"$ref": "#/components/schemas/Id"});
        let properties = json!({"a": id, "b": {"allOf": [id]}, "c": {"readOnly": true}, "d": {}});
        let schemas = json!({"A": {"properties": properties}, "Id": {"type": "string", "readOnly": true}});
        let document = json!({"openapi": "3.0.0", "paths": {}, "components": {"schemas": schemas}});
        let (api, _) = lower(&document, &Config::default());
        let (_, first) = api.types.iter().next().expect("there is a schema");
        let Kind::Object(object) = &first.kind else { panic!("{:?}", first.kind) };
        let read_only: Vec<bool> = object.properties.iter().map(|property| property.read_only).collect();
        assert_eq!(read_only, [true, true, true, false]);
    }

    #[test]
    fn properties_and_values_are_limited() {
        let check = |schema: Value, is_typed: bool| {
            let document = json!({"openapi": "3.0.0", "paths": {}, "components": {"schemas": {"A": schema}}});
            let (api, diagnostics) = lower(&document, &Config::default());
            let (_, first) = api.types.iter().next().expect("there is a schema");
            let typed = matches!(first.kind, Kind::Object(_) | Kind::StringEnum(_));
            assert_eq!((typed, diagnostics.is_empty()), (is_typed, is_typed));
        };
        let properties = |count: usize| (0..count).map(|at| (format!("m{at}"), json!({}))).collect::<Map<_, _>>();
        let values = |count: usize| (0..count).map(|at| format!("v{at}")).collect::<Vec<_>>();
        check(json!({"properties": properties(MAX_ITEMS)}), true);
        check(json!({"properties": properties(MAX_ITEMS + 1)}), false);
        check(json!({"type": "string", "enum": values(MAX_ITEMS)}), true);
        check(json!({"type": "string", "enum": values(MAX_ITEMS + 1)}), false);
    }
}
