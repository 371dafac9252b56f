//! Schemas (OpenAPI 3.0.4, §4.7.24 "Schema Object").
//!
//! A schema is drafted as a conjunction of [`Subschema`]s: itself, and what its `allOf` adds. Components are only noted
//! where a schema refers to them, and drafted when no schema is open, so that chains of references need no stack.

use serde_json::Value;

use crate::api::model::{Hint, Integer, Kind, StringFormat, Test, TypeId, Union, Variant};
use crate::config::{Generate, matches};
use crate::report::{At, Code, Diagnostic, FileId, Fix, Pointer};

use super::super::assumptions::Assumption;
use super::super::reader::{Reader, flag, json_type, text};
use super::super::reference::follow;
use super::array::{PREFIX, array};
use super::conjunction::{conjunction, conjuncts};
use super::constraint::declared;
use super::declared_type::{self, declared_types};
use super::discriminator::report_unmapped;
use super::drafting::Drafting;
use super::enumeration::{self, enumeration};
use super::inheritance::extended;
use super::mistyped::{report_contradiction, report_unknown_type};
use super::object::object;
use super::subschema::{Selected, Subschema, SubschemaKey, constrains, first, is_null, is_reference};
use super::target_name::{is_component, reusable};
use super::union::branches;

/// How deep schemas may be nested in each other without a reference.
const MAX_DEPTH: usize = 100;

/// The format of Kubernetes for values that are integers or strings.
const INT_OR_STRING: &str = "int-or-string";

/// Starts drafting.
pub(super) fn drafting<'a, 'r>(reader: &'r mut Reader<'a>) -> Drafting<'a, 'r> {
    Drafting::new(reader, all)
}

/// Drafts the schemas of `components.schemas`, also those that no operation uses. If only a part of the document is generated,
/// these are drafted if the configuration keeps them.
pub(super) fn components(cx: &mut Drafting<'_, '_>, root: &At<'_>) {
    let components = root.key("components");
    let at = components.key("schemas");
    let declared = cx.document().get("components").and_then(|components| components.get("schemas"));
    let Some(schemas) = cx.reader().properties(declared, &at) else { return };
    let config = cx.config();
    let Generate { keep, .. } = &config.generate;
    for pattern in keep.iter().filter(|pattern| !schemas.keys().any(|name| matches(pattern, name))) {
        config.report_unknown(pattern, "component schema", cx.reader().diagnostics());
    }
    let is_kept = |name: &str| !config.generate.is_partial() || keep.iter().any(|pattern| matches(pattern, name));
    for (name, value) in schemas.iter().filter(|(name, _)| is_kept(name)) {
        let at = at.key(name);
        if is_reference(value) {
            schema(cx, value, &at, Hint::Component(name.clone()));
        } else {
            cx.component(at.pointer());
            draft_pending(cx);
        }
    }
}

/// Drafts the schema at a position, following references. The hint names the type if the schema is not a reference.
pub(super) fn schema<'a>(cx: &mut Drafting<'a, '_>, value: &'a Value, at: &At<'_>, hint: Hint) -> TypeId {
    cx.start_combining();
    let id = nested(cx, &Subschema::at(value, at), hint, 0);
    draft_pending(cx);
    id
}

/// Drafts the schema of a parameter that the operations of a path have in common. Each has a type of its own for it, since
/// none is named after another operation.
pub(super) fn schema_of_path<'a>(cx: &mut Drafting<'a, '_>, value: &'a Value, at: &At<'_>, hint: Hint) -> TypeId {
    cx.start_combining();
    cx.start_separate();
    let id = nested(cx, &Subschema::at(value, at), hint, 0);
    cx.end_separate();
    draft_pending(cx);
    id
}

/// Drafts a schema inside another.
fn nested<'a>(cx: &mut Drafting<'a, '_>, schema: &Subschema<'a>, hint: Hint, depth: usize) -> TypeId {
    let at = At::under(FileId::MAIN, &schema.at);
    if let Some(external) = external(schema.value) {
        let inner = cx.add(at.value(), hint.clone(), external);
        return if is_nullable(schema.value) { cx.add(at.value(), hint, Kind::Nullable(inner)) } else { inner };
    }
    if is_reference(schema.value) {
        let Some(target) = follow(cx.reader(), schema.value, &at).and_then(|followed| followed.target) else {
            return cx.add_untyped(&at, hint);
        };
        let inner = cx.component(target);
        if !is_nullable(schema.value) {
            return inner;
        }
        let message =
            "keywords beside a `$ref` must be ignored in this version of OpenAPI; `null` is accepted nevertheless";
        let help = "put the reference into an `allOf` beside `nullable`";
        let diagnostic = Diagnostic::new(Code::NullableReference, at.key("nullable").value(), message).help(help);
        cx.report(diagnostic.fix(Fix::Place(at.value(), "nullable = true".to_owned())));
        return cx.add(at.value(), hint, Kind::Nullable(inner));
    }
    if let Some(target) = annotated_reference(cx, schema) {
        let inner = cx.component(target);
        return match is_nullable(schema.value) {
            true => cx.add(at.value(), hint, Kind::Nullable(inner)),
            false => inner,
        };
    }
    let key = vec![schema.key()];
    if let Some(id) = cx.inline(&key) {
        if is_of_component(cx, &hint, &schema.at) {
            cx.edit(id).hint = hint;
        }
        return id;
    }
    let hint = reusable(hint, &schema.at);
    if let Some(id) = cx.take_referenced(&schema.at, &hint).filter(|_| schema.selected == Selected::default()) {
        cx.note_inline(key, id);
        return id;
    }
    let id = cx.add(at.value(), hint, Kind::Any);
    cx.note_inline(key, id);
    cx.edit(id).constraints = declared(cx.document(), schema);
    report_unmapped(cx, schema);
    fill(cx, id, schema, depth);
    id
}

/// Whether a hint is that of the component in which a schema is written. It is the best one, even if the type was reached
/// before through another component that includes it.
fn is_of_component(cx: &Drafting<'_, '_>, hint: &Hint, at: &Pointer) -> bool {
    let (Hint::Property(parent, _) | Hint::Element(parent) | Hint::Branch(parent, _)) = hint else { return false };
    let parent = cx.of(*parent);
    let inside = at.as_str().strip_prefix(parent.at.pointer.as_str());
    matches!(parent.hint, Hint::Component(_)) && inside.is_some_and(|rest| rest.starts_with('/'))
}

/// Drafts schemas that all apply to a value.
fn all<'a>(cx: &mut Drafting<'a, '_>, schemas: &[Subschema<'a>], hint: Hint, depth: usize) -> TypeId {
    if let [only] = schemas {
        return nested(cx, only, hint, depth);
    }
    let at = schemas.first().map(|schema| schema.at.clone()).unwrap_or_default();
    let at = At::under(FileId::MAIN, &at).value();
    let conjuncts = conjunction(cx, schemas);
    // If only one of them constrains values, the type is that of this one, and has its name.
    let constrains = |schema: &&Subschema<'a>| constrains(schema.value, schema.selected.with_all_of());
    let mut constraining = conjuncts.iter().filter(constrains);
    if let (Some(only), None) = (constraining.next(), constraining.next())
        && schemas.iter().any(|schema| schema.at != only.at)
        && only.selected == Selected::default()
        && !only.is_flat
    {
        let only = (*only).clone();
        let inner = match is_component(&only.at) {
            true => cx.component(only.at),
            false => nested(cx, &only, hint.clone(), depth + 1),
        };
        return match schemas.iter().any(|schema| flag(schema.value, "nullable")) {
            true => cx.add(at, hint, Kind::Nullable(inner)),
            false => inner,
        };
    }
    let key: Vec<SubschemaKey> = conjuncts.iter().map(Subschema::key).collect();
    if let Some(id) = cx.inline(&key) {
        return id;
    }
    let id = cx.add(at, hint, Kind::Any);
    let own = |keyword| schemas.first().and_then(|schema| text(schema.value, keyword));
    let (title, description) = (own("title"), own("description"));
    let this = cx.edit(id);
    (this.title, this.description) = (title, description);
    cx.note_inline(key, id);
    fill_conjunction(cx, id, &conjuncts, depth + 1);
    id
}

/// The target of a schema that is only an annotated reference: one in an `allOf`, `oneOf` or `anyOf` of one element.
fn annotated_reference<'a>(cx: &mut Drafting<'a, '_>, schema: &Subschema<'a>) -> Option<Pointer> {
    let (keyword, only) = ["allOf", "oneOf", "anyOf"].into_iter().find_map(|keyword| {
        match schema.value.get(keyword)?.as_array()?.as_slice() {
            [only] if is_reference(only) => Some((keyword, only)),
            _ => None,
        }
    })?;
    if constrains(schema.value, &[keyword]) {
        return None;
    }
    let at = At::under(FileId::MAIN, &schema.at);
    follow(cx.reader(), only, &at.key(keyword).index(0))?.target
}

/// Drafts the components that are used and not drafted.
fn draft_pending(cx: &mut Drafting<'_, '_>) {
    while let Some((id, pointer)) = cx.pending() {
        static NOTHING: Value = Value::Null;
        let value = pointer.of(cx.document()).unwrap_or(&NOTHING);
        let schema = Subschema::new(value, pointer);
        cx.start_combining();
        if let Some(external) = external(value) {
            let inner = if is_nullable(value) { cx.add_at(id, cx.of(id).hint.clone(), Kind::Any) } else { id };
            cx.edit(inner).kind = external;
            if inner != id {
                cx.edit(id).kind = Kind::Nullable(inner);
            }
            continue;
        }
        report_unmapped(cx, &schema);
        if let Some(target) = annotated_reference(cx, &schema) {
            let inner = cx.component(target);
            let this = cx.edit(id);
            this.description = text(value, "description");
            this.kind = if is_nullable(value) { Kind::Nullable(inner) } else { Kind::Alias(inner) };
            continue;
        }
        if let Some(base) = cx.base(id) {
            fill(cx, base, &schema, 0);
            if extended(cx, id, base, &schema) {
                continue;
            }
        }
        fill(cx, id, &schema, 0);
    }
}

/// Decides the kind of the type that was added for a schema.
fn fill<'a>(cx: &mut Drafting<'a, '_>, id: TypeId, schema: &Subschema<'a>, depth: usize) {
    let value = schema.value;
    // In later versions a schema may be `true`: anything.
    if *value == Value::Bool(true) {
        return;
    }
    let at = At::under(FileId::MAIN, &schema.at);
    if !value.is_object() {
        cx.count_untyped();
        cx.reader().malformed(&at, format!("expected a schema, found {}", json_type(value)));
        return;
    }
    let this = cx.edit(id);
    this.title = text(value, "title");
    this.description = text(value, "description");
    this.deprecated = flag(value, "deprecated");
    if let Some(example) = value.get("example") {
        cx.add_example(example, id, at.key("example").value());
    }
    let conjuncts = conjuncts(cx, schema);
    fill_conjunction(cx, id, &conjuncts, depth);
}

/// Decides the kind of the type that was added for a conjunction.
fn fill_conjunction<'a>(cx: &mut Drafting<'a, '_>, id: TypeId, conjuncts: &[Subschema<'a>], depth: usize) {
    if depth > MAX_DEPTH {
        let message =
            format!("schemas are nested more than {MAX_DEPTH} deep here; deeper schemas are read as plain JSON");
        let at = cx.of(id).at.clone();
        let fix = Fix::Place(at.clone(), "type = {}".to_owned());
        cx.report_untyped(Diagnostic::new(Code::UnsupportedSchema, at, message).fix(fix));
        return;
    }
    if cx.of(id).description.is_none() {
        cx.edit(id).description = description(&cx.of(id).at.pointer, conjuncts);
    }
    let is_nullable = |schema: &Subschema<'_>| {
        is_nullable(schema.value) || enumeration::has_null(schema.value) || declared_type::has_null(schema.value)
    };
    let is_nullable =
        conjuncts.first().is_some_and(is_nullable) || conjuncts.len() > 1 && conjuncts.iter().skip(1).all(is_nullable);
    let inner = if is_nullable {
        let (hint, description) = (cx.of(id).hint.clone(), cx.of(id).description.clone());
        let inner = cx.add_at(id, hint, Kind::Any);
        cx.edit(inner).description = description;
        cx.edit(id).kind = Kind::Nullable(inner);
        inner
    } else {
        id
    };
    let kind = kind(cx, inner, conjuncts, depth);
    cx.edit(inner).kind = kind;
}

/// The description of the first schema that is written inside the type's; that of another only if no other constrains
/// values, since the description of a type does not apply to those that extend it.
fn description(at: &Pointer, conjuncts: &[Subschema<'_>]) -> Option<String> {
    let is_inside =
        |schema: &&Subschema<'_>| schema.at.as_str().strip_prefix(at.as_str()).is_some_and(|at| at.starts_with('/'));
    let mut constraining = conjuncts.iter().filter(|schema| constrains(schema.value, &["allOf"]));
    let only = constraining.next().filter(|_| constraining.next().is_none());
    conjuncts.iter().filter(is_inside).chain(only).find_map(|schema| text(schema.value, "description"))
}

fn kind<'a>(cx: &mut Drafting<'a, '_>, id: TypeId, conjuncts: &[Subschema<'a>], depth: usize) -> Kind {
    if let Some(union) = branches(cx, id, conjuncts, depth) {
        return union;
    }
    let has = |keyword: &str| first(conjuncts, keyword).is_some();
    if conjuncts.iter().any(|schema| is_null(schema.value)) {
        return Kind::Any;
    }
    let is_structured = ["properties", "additionalProperties", "items"].into_iter().any(has);
    if (!is_structured || !has("type") && conjuncts.iter().any(|schema| lists_scalars(schema.value)))
        && let Some(kind) = enumeration(cx, id, conjuncts)
    {
        return kind;
    }
    let declared = declared_types(conjuncts);
    if let Some((written, at)) = declared.unknown {
        report_unknown_type(cx, &written, &at, declared.names.first().copied());
    }
    if declared.any_of {
        return several_types(cx, id, conjuncts, &declared.names, depth);
    }
    if is_int_or_string(conjuncts) {
        return several_types(cx, id, conjuncts, &["integer", "string"], depth);
    }
    let is_declared = |name: &str| declared.names.contains(&name);
    // The narrowest of several types applies.
    let scalar = ["boolean", "integer", "number", "string"].into_iter().find(|name| is_declared(name));
    let name = if is_declared("object") {
        "object"
    } else if let Some(scalar) = scalar {
        // Keywords of other types do not apply to its values (JSON Schema Core 2020-12, §7.6.1).
        scalar
    } else if has("properties") || has("additionalProperties") && !is_declared("array") {
        "object"
    } else if is_declared("array") {
        "array"
    } else if has("items") || has(PREFIX) {
        cx.assume(id, Assumption::Type);
        return any_or_array(cx, id, conjuncts, depth);
    } else {
        ""
    };
    if declared.is_inferred {
        cx.assume(id, Assumption::Type);
    }
    if conjuncts.len() > 1 {
        report_contradiction(cx, id, &declared.names, name);
    }
    of_type(cx, id, conjuncts, (name, declared.format), depth)
}

/// The kind of values of one type.
fn of_type<'a>(
    cx: &mut Drafting<'a, '_>,
    id: TypeId,
    conjuncts: &[Subschema<'a>],
    (name, format): (&str, Option<&str>),
    depth: usize,
) -> Kind {
    let declared = || first(conjuncts, "format").and_then(|(value, _)| value.as_str());
    let format = format.or_else(declared).unwrap_or_default();
    match name {
        "object" => object(cx, id, conjuncts, depth),
        "array" => array(cx, id, conjuncts, depth),
        "boolean" => Kind::Boolean,
        "integer" => Kind::Integer(Integer::of_format(format).or_else(|| bounded(conjuncts)).unwrap_or(Integer::I64)),
        // A number of a format of integers is one of them.
        "number" => Integer::of_format(format).map_or(Kind::Number, Kind::Integer),
        "string" => Kind::String(StringFormat::of(format)),
        _ => Kind::Any,
    }
}

/// The width of integers with the bounds of several schemas.
fn bounded(conjuncts: &[Subschema<'_>]) -> Option<Integer> {
    let bound = |keyword: &str, exclusive: &str, inside: f64| {
        let bounds = conjuncts.iter().filter_map(|schema| {
            let bound = schema.value.get(keyword)?.as_f64()?;
            Some(if flag(schema.value, exclusive) { bound + inside } else { bound })
        });
        bounds.reduce(|one, other| if inside > 0.0 { one.max(other) } else { one.min(other) })
    };
    Integer::of_bounds(bound("minimum", "exclusiveMinimum", 1.0)?, bound("maximum", "exclusiveMaximum", -1.0)?)
}

/// The type in Rust that the user has written for values of a schema.
fn external(schema: &Value) -> Option<Kind> {
    text(schema, "x-specwright-rust-type").map(Kind::External)
}

/// Whether `null` is allowed, by the keyword or by the extension that documents of 2.0 have for it.
fn is_nullable(schema: &Value) -> bool {
    ["nullable", "x-nullable", "x-isnullable"].iter().any(|key| flag(schema, key))
}

/// Whether values are integers or strings, as Kubernetes declares ports and percentages.
fn is_int_or_string(conjuncts: &[Subschema<'_>]) -> bool {
    first(conjuncts, "format").is_some_and(|(format, _)| format == INT_OR_STRING)
        || conjuncts.iter().any(|schema| flag(schema.value, "x-kubernetes-int-or-string"))
}

/// Values of a schema that declares elements and no type, which leaves values that are no arrays as they are (JSON Schema
/// Core 2020-12, §10.3.1). One schema of all elements is mostly that of an array whose `type` was forgotten, unless something
/// beside it is no array. A list of schemas is mostly meant as a list of types.
fn any_or_array<'a>(cx: &mut Drafting<'a, '_>, id: TypeId, conjuncts: &[Subschema<'a>], depth: usize) -> Kind {
    match first(conjuncts, "items") {
        Some((Value::Array(_), _)) => Kind::Any,
        Some(_) if conjuncts.iter().any(|schema| is_no_array(schema.value)) => Kind::Any,
        _ => array(cx, id, conjuncts, depth),
    }
}

/// Whether a schema lists values, and none of them is an array or an object.
fn lists_scalars(schema: &Value) -> bool {
    let values = schema.get("enum").and_then(Value::as_array);
    values.is_some_and(|values| !values.iter().any(|value| value.is_array() || value.is_object()))
}

/// Whether the values that a schema shows, or the keywords that it has, are not those of arrays.
fn is_no_array(schema: &Value) -> bool {
    const OF_OTHERS: [&str; 10] = [
        "exclusiveMaximum",
        "exclusiveMinimum",
        "format",
        "maxLength",
        "maximum",
        "minLength",
        "minimum",
        "multipleOf",
        "pattern",
        "patternProperties",
    ];
    let is_other = |value: &Value| !value.is_array() && !value.is_null();
    let shows = ["const", "default", "example"].iter().filter_map(|key| schema.get(key)).any(is_other);
    shows || lists_scalars(schema) || OF_OTHERS.iter().any(|key| schema.get(key).is_some())
}

/// Values of any of several types, which later versions declare as an array.
fn several_types<'a>(
    cx: &mut Drafting<'a, '_>,
    id: TypeId,
    conjuncts: &[Subschema<'a>],
    names: &[&'static str],
    depth: usize,
) -> Kind {
    let one = |name: &&'static str| {
        let of = cx.add_at(id, Hint::Branch(id, (*name).to_owned()), Kind::Any);
        let format = first(conjuncts, "format").is_some_and(|(format, _)| format == INT_OR_STRING).then_some("");
        let kind = of_type(cx, of, conjuncts, (name, format), depth + 1);
        cx.edit(of).kind = kind;
        Variant { of, test: Test::Object }
    };
    let variants = names.iter().map(one).collect();
    cx.unions().add(id);
    Kind::Union(Union { variants })
}
