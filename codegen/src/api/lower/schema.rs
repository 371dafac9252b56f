//! Schemas (OpenAPI 3.0.4, §4.8.24 "Schema Object").

use openapiv3::{Schema, SchemaKind, VariantOrUnknownOrEmpty};
use serde_json::{Map, Value};

use crate::api::model::{Direction, Hint, Integer, Kind, Object, Property, StringEnum, StringFormat, Type, TypeId};
use crate::report::{At, Code, FileId, Finding, Location, Pointer};

use super::context::{Context, Example, flag, text};
use super::reference::follow;

/// How deep schemas may be nested in each other without a reference.
const DEEPEST: usize = 128;

/// Lowers every schema of `components.schemas`, so that what only examples or other documents use is there too.
pub(super) fn components(cx: &mut Context<'_>, root: &At<'_>) {
    let components = root.key("components");
    let at = components.key("schemas");
    let declared = cx.document.get("components").and_then(|components| components.get("schemas"));
    let Some(members) = cx.members(declared, &at) else { return };
    for name in members.keys() {
        named(cx, at.key(name).pointer());
    }
    report_unmatched(cx, members);
}

/// Lowers the schema at a place, following references. The hint names the type if it stands right here.
pub(super) fn schema<'a>(cx: &mut Context<'a>, value: &'a Value, at: &At<'_>, hint: Hint) -> TypeId {
    if value.get("$ref").is_some() {
        return match follow(cx, value, at).and_then(|followed| followed.target) {
            Some(target) => named(cx, target),
            None => untyped(cx, at, hint),
        };
    }
    let id = cx.add(placeholder(at.value(), hint));
    fill(cx, id, value, at, 0);
    id
}

/// The type of the schema at a pointer, lowered when it is first met.
fn named(cx: &mut Context<'_>, pointer: Pointer) -> TypeId {
    if let Some(&id) = cx.known.get(&pointer) {
        return id;
    }
    let at = At::under(FileId::MAIN, &pointer);
    let value = pointer.of(cx.document).unwrap_or(&Value::Null);
    let name = pointer.last().unwrap_or_default().into_owned();
    if value.get("$ref").is_some() {
        let id = schema(cx, value, &at, Hint::Component(name));
        cx.known.insert(pointer, id);
        return id;
    }
    let id = cx.add(placeholder(at.value(), Hint::Component(name)));
    // Known before it is filled, so that a schema that speaks of itself finds itself.
    cx.known.insert(pointer.clone(), id);
    fill(cx, id, value, &at, 0);
    id
}

fn placeholder(at: Location, hint: Hint) -> Type {
    Type {
        at,
        hint,
        title: None,
        description: None,
        deprecated: false,
        kind: Kind::Any,
        direction: Direction::default(),
    }
}

/// A value of any JSON, where the document says more than can be said in a type.
pub(super) fn untyped(cx: &mut Context<'_>, at: &At<'_>, hint: Hint) -> TypeId {
    cx.untyped += 1;
    cx.add(placeholder(at.value(), hint))
}

fn fill<'a>(cx: &mut Context<'a>, id: TypeId, value: &'a Value, at: &At<'_>, depth: usize) {
    if depth > DEEPEST {
        cx.untyped += 1;
        let message = format!("schemas are nested more than {DEEPEST} deep here; what is deeper is read as plain JSON");
        cx.findings.push(Finding::new(Code::UnsupportedSchema, at.value(), message));
        return;
    }
    let Some(schema) = cx.read::<Schema>(value, at, "Schema Object") else {
        cx.untyped += 1;
        return;
    };
    let this = &mut cx.types[id];
    this.title = text(value, "title");
    this.description = text(value, "description");
    this.deprecated = schema.schema_data.deprecated;
    let hint = this.hint.clone();
    if let Some(example) = value.get("example") {
        cx.examples.push(Example { value: example, of: id, at: at.key("example").value() });
    }
    if schema.schema_data.nullable {
        let inner = cx.add(placeholder(at.value(), hint));
        cx.types[inner].description = text(value, "description");
        cx.types[id].kind = Kind::Nullable(inner);
        let kind = kind(cx, inner, value, schema.schema_kind, at, depth);
        cx.types[inner].kind = kind;
    } else {
        let kind = kind(cx, id, value, schema.schema_kind, at, depth);
        cx.types[id].kind = kind;
    }
}

fn kind<'a>(cx: &mut Context<'a>, id: TypeId, value: &'a Value, schema: SchemaKind, at: &At<'_>, depth: usize) -> Kind {
    use openapiv3::Type as Typed;
    match schema {
        SchemaKind::Type(Typed::Boolean(_)) => Kind::Boolean,
        SchemaKind::Type(Typed::Integer(integer)) => Kind::Integer(match integer.format {
            VariantOrUnknownOrEmpty::Item(openapiv3::IntegerFormat::Int32) => Integer::I32,
            _ => Integer::I64,
        }),
        SchemaKind::Type(Typed::Number(_)) => Kind::Number,
        SchemaKind::Type(Typed::String(string)) => match enumeration(value) {
            Some(values) => Kind::StringEnum(values),
            None => Kind::String(match string.format {
                VariantOrUnknownOrEmpty::Item(openapiv3::StringFormat::Password) => StringFormat::Secret,
                _ => StringFormat::Plain,
            }),
        },
        SchemaKind::Type(Typed::Array(_)) => array(cx, id, value, at, depth),
        SchemaKind::Type(Typed::Object(_)) => object(cx, id, value, at, depth),
        SchemaKind::Any(_) if value.get("properties").is_some() || value.get("additionalProperties").is_some() => {
            object(cx, id, value, at, depth)
        }
        SchemaKind::Any(_) if value.get("items").is_some() => array(cx, id, value, at, depth),
        SchemaKind::Any(_) => match enumeration(value) {
            Some(values) => Kind::StringEnum(values),
            None => Kind::Any,
        },
        SchemaKind::AllOf { .. } | SchemaKind::OneOf { .. } | SchemaKind::AnyOf { .. } | SchemaKind::Not { .. } => {
            cx.untyped += 1;
            let keyword =
                ["allOf", "oneOf", "anyOf", "not"].into_iter().find(|key| value.get(key).is_some()).unwrap_or("not");
            let message = format!("`{keyword}` is not supported here; values are read as plain JSON");
            cx.findings.push(Finding::new(Code::UnsupportedSchema, at.key(keyword).name(), message));
            Kind::Any
        }
    }
}

/// The values of an `enum` of text, each once; nothing if there is none, or if values are not text.
fn enumeration(value: &Value) -> Option<StringEnum> {
    let mut values: Vec<String> = Vec::new();
    for value in value.get("enum")?.as_array()? {
        match value {
            Value::String(text) if !values.contains(text) => values.push(text.clone()),
            Value::String(_) | Value::Null => {}
            _ => return None,
        }
    }
    (!values.is_empty()).then_some(StringEnum { values })
}

fn array<'a>(cx: &mut Context<'a>, id: TypeId, value: &'a Value, at: &At<'_>, depth: usize) -> Kind {
    let element = match value.get("items") {
        Some(items) => nested(cx, items, &at.key("items"), Hint::Element(id), depth),
        None => cx.add(placeholder(at.value(), Hint::Element(id))),
    };
    Kind::Array(element)
}

fn object<'a>(cx: &mut Context<'a>, id: TypeId, value: &'a Value, at: &At<'_>, depth: usize) -> Kind {
    let properties = properties(cx, id, value, at, depth);
    let rest = at.key("additionalProperties");
    let additional = match value.get("additionalProperties") {
        Some(Value::Bool(false)) => return Kind::Object(Object { properties, additional: None }),
        Some(Value::Object(members)) if !members.is_empty() => {
            let Some(schema) = value.get("additionalProperties") else { return Kind::Any };
            Some(nested(cx, schema, &rest, Hint::Element(id), depth))
        }
        Some(Value::Bool(true) | Value::Object(_)) => Some(cx.add(placeholder(rest.value(), Hint::Element(id)))),
        _ => None,
    };
    match additional {
        // An object of which nothing is said holds anything (OpenAPI 3.0.4, §4.8.24.1: the default is `true`).
        None if properties.is_empty() => Kind::Map(cx.add(placeholder(at.value(), Hint::Element(id)))),
        Some(element) if properties.is_empty() => Kind::Map(element),
        additional => Kind::Object(Object { properties, additional }),
    }
}

fn properties<'a>(cx: &mut Context<'a>, id: TypeId, value: &'a Value, at: &At<'_>, depth: usize) -> Vec<Property> {
    let at = at.key("properties");
    let Some(members) = cx.members(value.get("properties"), &at) else { return Vec::new() };
    let required: Vec<&str> = match value.get("required") {
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let config = cx.config;
    let decided = match &cx.types[id].hint {
        Hint::Component(name) => config.schemas.of(name).map(|schema| &schema.properties),
        _ => None,
    };
    let mut properties = Vec::with_capacity(members.len());
    for (name, schema) in members {
        let of = nested(cx, schema, &at.key(name), Hint::Member(id, name.clone()), depth);
        let decided = decided.and_then(|properties| properties.of(name));
        properties.push(Property {
            name: name.clone(),
            aliases: decided.map(|decided| decided.aliases.clone()).unwrap_or_default(),
            required: required.contains(&name.as_str()),
            lenient: decided.is_some_and(|decided| decided.lenient),
            description: text(schema, "description"),
            deprecated: flag(schema, "deprecated"),
            of,
        });
    }
    properties
}

fn nested<'a>(cx: &mut Context<'a>, value: &'a Value, at: &At<'_>, hint: Hint, depth: usize) -> TypeId {
    if value.get("$ref").is_some() {
        return schema(cx, value, at, hint);
    }
    let id = cx.add(placeholder(at.value(), hint));
    fill(cx, id, value, at, depth + 1);
    id
}

fn report_unmatched(cx: &mut Context<'_>, members: &Map<String, Value>) {
    let config = cx.config;
    config.report_unmatched(&config.schemas, "component schema", |name| members.contains_key(name), &mut cx.findings);
    for (name, _, decided) in config.schemas.iter() {
        let properties = members.get(name).and_then(|schema| schema.get("properties"));
        let known = |property: &str| properties.is_some_and(|properties| properties.get(property).is_some());
        let what = format!("property of `{name}`");
        config.report_unmatched(&decided.properties, &what, known, &mut cx.findings);
    }
}
