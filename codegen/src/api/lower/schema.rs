//! Schemas (OpenAPI 3.0.4, §4.7.24 "Schema Object").
//!
//! A schema is lowered as a conjunction of [`Part`]s: itself, and what its `allOf` adds. Where a schema refers to
//! another, the other is only noted, and filled when there is nothing else to do, so that no chain of references is too
//! long. Unions are decided when all types are there, see [`super::union`].

use serde_json::{Map, Value};

use crate::api::model::{Direction, Hint, Integer, Kind, StringFormat, Test, Type, TypeId, Union, Variant};
use crate::report::{At, Code, Diagnostic, FileId, Location, Pointer};

use super::array::{PREFIX, array};
use super::context::{Context, Example, flag, text};
use super::enumeration::{enumeration, lists_null};
use super::inheritance::{base, fill_extended};
use super::object::object;
use super::part::{Part, Standing, first, parts, says_anything};
use super::reference::follow;
use super::types;
use super::union::{branches, is_null};

/// How deep schemas may be nested in each other without a reference.
const DEEPEST: usize = 100;

/// Lowers every schema of `components.schemas`, so that what only examples or other documents use is there too.
pub(super) fn components(cx: &mut Context<'_>, root: &At<'_>) {
    let components = root.key("components");
    let at = components.key("schemas");
    let declared = cx.document.get("components").and_then(|components| components.get("schemas"));
    let Some(members) = cx.members(declared, &at) else { return };
    for (name, value) in members {
        let at = at.key(name);
        if is_reference(value) {
            schema(cx, value, &at, Hint::Component(name.clone()));
        } else {
            named(cx, at.pointer());
            drain(cx);
        }
    }
    report_unmatched(cx, members);
}

/// Lowers the schema at a place, following references. The hint names the type if it stands right here.
pub(super) fn schema<'a>(cx: &mut Context<'a>, value: &'a Value, at: &At<'_>, hint: Hint) -> TypeId {
    let id = nested(cx, &Part::at(value, at), hint, 0);
    drain(cx);
    id
}

/// Lowers a schema that stands inside another. What it refers to is noted, and filled later.
pub(super) fn nested<'a>(cx: &mut Context<'a>, part: &Part<'a>, hint: Hint, depth: usize) -> TypeId {
    let at = At::under(FileId::MAIN, &part.at);
    if is_reference(part.value) {
        return match follow(cx, part.value, &at).and_then(|followed| followed.target) {
            Some(target) => named(cx, target),
            None => untyped(cx, &at, hint),
        };
    }
    if let Some(target) = only_reference(cx, part) {
        let inner = named(cx, target);
        if !flag(part.value, "nullable") {
            return inner;
        }
        let id = cx.add(placeholder(at.value(), hint));
        cx.types[id].kind = Kind::Nullable(inner);
        return id;
    }
    let standing = vec![part.standing()];
    if let Some(&id) = cx.met.get(&standing) {
        if stands_in_component(cx, &hint, &part.at) {
            cx.types[id].hint = hint;
        }
        return id;
    }
    let id = cx.add(placeholder(at.value(), hint));
    cx.met.insert(standing, id);
    fill(cx, id, part, depth);
    id
}

/// Whether a hint is that of the component in which a schema is written. It is the best one, even where the type was met
/// before by way of another that includes the component.
fn stands_in_component(cx: &Context<'_>, hint: &Hint, at: &Pointer) -> bool {
    let (Hint::Property(parent, _) | Hint::Element(parent) | Hint::Branch(parent, _)) = hint else { return false };
    let parent = &cx.types[*parent];
    let inside = at.as_str().strip_prefix(parent.at.pointer.as_str());
    matches!(parent.hint, Hint::Component(_)) && inside.is_some_and(|rest| rest.starts_with('/'))
}

/// Lowers several schemas that all hold for a value.
pub(super) fn all<'a>(cx: &mut Context<'a>, parts: &[Part<'a>], hint: Hint, depth: usize) -> TypeId {
    if let [only] = parts {
        return nested(cx, only, hint, depth);
    }
    let at = parts.first().map(|part| part.at.clone()).unwrap_or_default();
    let mut flat = Vec::new();
    for part in parts {
        super::part::flatten(cx, part, &mut flat);
    }
    // Where all but one say nothing, that one is meant, and keeps its name.
    let mut saying = flat.iter().filter(|part| says_anything(part.value, &["allOf"]));
    if let (Some(only), None) = (saying.next(), saying.next())
        && parts.iter().any(|part| part.at != only.at)
        && !only.branchless
    {
        let inner = named(cx, only.at.clone());
        if !parts.iter().any(|part| flag(part.value, "nullable")) {
            return inner;
        }
        let at = At::under(FileId::MAIN, &at).value();
        return plain(cx, at, hint, Kind::Nullable(inner));
    }
    let standing: Vec<Standing> = flat.iter().map(Part::standing).collect();
    if let Some(&id) = cx.met.get(&standing) {
        return id;
    }
    let id = cx.add(placeholder(At::under(FileId::MAIN, &at).value(), hint));
    cx.met.insert(standing, id);
    conjunction(cx, id, &flat, depth + 1);
    id
}

/// Whether a schema is a reference, and nothing of its own.
pub(super) fn is_reference(value: &Value) -> bool {
    value.get("$ref").is_some_and(Value::is_string)
}

/// The target of a schema that is no more than a reference in an `allOf`, `oneOf` or `anyOf` of one, with words about it.
fn only_reference<'a>(cx: &mut Context<'a>, part: &Part<'a>) -> Option<Pointer> {
    let (key, only) =
        ["allOf", "oneOf", "anyOf"].into_iter().find_map(|key| match part.value.get(key)?.as_array()?.as_slice() {
            [only] if is_reference(only) => Some((key, only)),
            _ => None,
        })?;
    if says_anything(part.value, &[key]) {
        return None;
    }
    let at = At::under(FileId::MAIN, &part.at);
    let (list, zero) = (at.key(key), 0);
    let target = follow(cx, only, &list.index(zero))?;
    target.target
}

/// The type of the schema at a pointer that is no reference; noted when it is first met.
pub(super) fn named(cx: &mut Context<'_>, pointer: Pointer) -> TypeId {
    if let Some(&id) = cx.known.get(&pointer) {
        return id;
    }
    let name = pointer.last().unwrap_or_default().into_owned();
    let id = cx.add(placeholder(At::under(FileId::MAIN, &pointer).value(), Hint::Component(name)));
    cx.known.insert(pointer.clone(), id);
    base(cx, id, &pointer);
    cx.open.push((id, pointer));
    id
}

/// Fills all types that are noted.
pub(super) fn drain(cx: &mut Context<'_>) {
    while let Some((id, pointer)) = cx.open.pop() {
        static NOTHING: Value = Value::Null;
        let value = pointer.of(cx.document).unwrap_or(&NOTHING);
        let part = Part { value, at: pointer, branchless: false };
        match only_reference(cx, &part) {
            Some(target) => {
                let inner = named(cx, target);
                let nullable = flag(value, "nullable");
                let this = &mut cx.types[id];
                this.description = text(value, "description");
                this.kind = if nullable { Kind::Nullable(inner) } else { Kind::Alias(inner) };
            }
            None if fill_extended(cx, id, &part) => {}
            None => fill(cx, id, &part, 0),
        }
    }
}

/// A type at the same place as another, of which nothing else is known.
pub(super) fn placeholder_like(of: &Type, hint: Hint) -> Type {
    placeholder(of.at.clone(), hint)
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

/// A type of which nothing is known but its kind.
pub(super) fn plain(cx: &mut Context<'_>, at: Location, hint: Hint, kind: Kind) -> TypeId {
    cx.add(Type { kind, ..placeholder(at, hint) })
}

/// A value of any JSON, where the document says more than can be said in a type.
pub(super) fn untyped(cx: &mut Context<'_>, at: &At<'_>, hint: Hint) -> TypeId {
    cx.untyped += 1;
    cx.add(placeholder(at.value(), hint))
}

/// Decides what values the schema has for which a type was added.
pub(super) fn fill<'a>(cx: &mut Context<'a>, id: TypeId, part: &Part<'a>, depth: usize) {
    let value = part.value;
    // In later versions a schema may be `true`: anything.
    if *value == Value::Bool(true) {
        return;
    }
    if !value.is_object() {
        cx.untyped += 1;
        let message = format!("a schema is expected here, found {}", super::context::kind(value));
        cx.malformed(&At::under(FileId::MAIN, &part.at), message);
        return;
    }
    let this = &mut cx.types[id];
    this.title = text(value, "title");
    this.description = text(value, "description");
    this.deprecated = flag(value, "deprecated");
    if let Some(example) = value.get("example") {
        let at = At::under(FileId::MAIN, &part.at).key("example").value();
        cx.examples.push(Example { value: example, of: id, at });
    }
    let flat = parts(cx, part);
    conjunction(cx, id, &flat, depth);
}

/// Decides what values a conjunction of schemas has.
pub(super) fn conjunction<'a>(cx: &mut Context<'a>, id: TypeId, flat: &[Part<'a>], depth: usize) {
    if depth > DEEPEST {
        cx.untyped += 1;
        let message = format!("schemas are nested more than {DEEPEST} deep here; what is deeper is read as plain JSON");
        cx.diagnostics.push(Diagnostic::new(Code::UnsupportedSchema, cx.types[id].at.clone(), message));
        return;
    }
    if cx.types[id].description.is_none() {
        cx.types[id].description = description(&cx.types[id].at.pointer, flat);
    }
    let this = &cx.types[id];
    let null =
        |part: &Part<'_>| flag(part.value, "nullable") || lists_null(part.value) || types::lists_null(part.value);
    let inner = if flat.first().is_some_and(null) || flat.len() > 1 && flat.iter().skip(1).all(null) {
        let (hint, description) = (this.hint.clone(), this.description.clone());
        let inner = cx.add(Type { description, ..placeholder(cx.types[id].at.clone(), hint) });
        cx.types[id].kind = Kind::Nullable(inner);
        inner
    } else {
        id
    };
    let kind = kind(cx, inner, flat, depth);
    cx.types[inner].kind = kind;
}

/// The words of the first schema that stands right here; those of another only where that is all there is, since what
/// is said of a type does not hold for those that extend it.
fn description(at: &Pointer, flat: &[Part<'_>]) -> Option<String> {
    let here = |part: &&Part<'_>| part.at.as_str().strip_prefix(at.as_str()).is_some_and(|rest| rest.starts_with('/'));
    let mut saying = flat.iter().filter(|part| says_anything(part.value, &["allOf"]));
    let only = saying.next().filter(|_| saying.next().is_none());
    flat.iter().filter(here).chain(only).find_map(|part| text(part.value, "description"))
}

fn kind<'a>(cx: &mut Context<'a>, id: TypeId, flat: &[Part<'a>], depth: usize) -> Kind {
    if let Some(union) = branches(cx, id, flat, depth) {
        return union;
    }
    let has = |key: &str| first(flat, key).is_some();
    if flat.iter().any(|part| is_null(part.value)) {
        return Kind::Any;
    }
    if !["properties", "additionalProperties", "items"].into_iter().any(has)
        && let Some(kind) = enumeration(cx, id, flat)
    {
        return kind;
    }
    let said = types::said(flat);
    if let Some((written, at)) = said.unknown {
        unknown_type(cx, &written, &at, said.names.first().copied());
    }
    if said.any_of {
        return several(cx, id, flat, &said.names, depth);
    }
    let typed = |name: &str| said.names.contains(&name);
    // What holds together of several is the narrowest of them.
    let single = ["boolean", "integer", "number", "string"].into_iter().find(|name| typed(name));
    let name = if typed("object") {
        "object"
    } else if let Some(single) = single {
        // Keywords of other types say nothing of its values (JSON Schema Core 2020-12, §7.6.1).
        single
    } else if has("properties") || has("additionalProperties") && !typed("array") {
        "object"
    } else if typed("array") || has("items") || has(PREFIX) {
        "array"
    } else {
        ""
    };
    of_type(cx, id, flat, (name, said.format), depth)
}

/// The kind of values of one type.
fn of_type<'a>(
    cx: &mut Context<'a>,
    id: TypeId,
    flat: &[Part<'a>],
    (name, format): (&str, Option<&str>),
    depth: usize,
) -> Kind {
    let format = format.or_else(|| first(flat, "format").and_then(|(value, _)| value.as_str())).unwrap_or_default();
    match name {
        "object" => object(cx, id, flat, depth),
        "array" => array(cx, id, flat, depth),
        "boolean" => Kind::Boolean,
        "integer" => Kind::Integer(if format == "int32" { Integer::I32 } else { Integer::I64 }),
        "number" => Kind::Number,
        "string" => Kind::String(StringFormat::of(format)),
        _ => Kind::Any,
    }
}

/// Values of any of several types, which later versions say by a list.
fn several<'a>(cx: &mut Context<'a>, id: TypeId, flat: &[Part<'a>], names: &[&'static str], depth: usize) -> Kind {
    let at = cx.types[id].at.clone();
    let one = |name: &&'static str| {
        let of = plain(cx, at.clone(), Hint::Branch(id, (*name).to_owned()), Kind::Any);
        let kind = of_type(cx, of, flat, (name, None), depth + 1);
        cx.types[of].kind = kind;
        Variant { of, test: Test::Object }
    };
    let variants = names.iter().map(one).collect();
    cx.unions.push(id);
    Kind::Union(Union { variants })
}

/// Says that there is no such type, and for which it is taken.
fn unknown_type(cx: &mut Context<'_>, written: &str, at: &Pointer, taken: Option<&str>) {
    if written == "\"any\"" {
        return;
    }
    let how = taken.map_or_else(|| "values are read as plain JSON".to_owned(), |name| format!("taken for `{name}`"));
    cx.untyped += usize::from(taken.is_none());
    let message = format!("there is no type {written}; {how}");
    cx.diagnostics.push(Diagnostic::new(Code::Malformed, At::under(FileId::MAIN, at).value(), message));
}

fn report_unmatched(cx: &mut Context<'_>, members: &Map<String, Value>) {
    let config = cx.config;
    config.report_unmatched(
        &config.schemas,
        "component schema",
        |name| members.contains_key(name),
        &mut cx.diagnostics,
    );
    for (name, _, decided) in config.schemas.iter() {
        let properties = members.get(name).and_then(|schema| schema.get("properties"));
        let known = |property: &str| properties.is_some_and(|properties| properties.get(property).is_some());
        let what = format!("property of `{name}`");
        config.report_unmatched(&decided.properties, &what, known, &mut cx.diagnostics);
    }
}
