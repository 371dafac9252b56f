//! Schemas of JSON Schema 2020-12 (OpenAPI 3.1.1, §4.8.24 "Schema Object").

use serde_json::{Map, Value};

use super::{conditional, content, null, object, tuple, types};
use crate::dialect::here::Here;
use crate::dialect::kind::Kind;
use crate::dialect::reference::{DYNAMIC, follow, fragment};
use crate::report::Pointer;

/// Keywords that do not restrict the value, so that a reference beside them need not be wrapped.
pub(super) const SILENT: [&str; 9] =
    ["$anchor", "$comment", "$defs", "$dynamicAnchor", DYNAMIC, "$id", "$recursiveAnchor", "$schema", "definitions"];

/// A schema may be a boolean (JSON Schema Core 2020-12, §4.3.2): `true` is `{}`, `false` allows no value.
pub(super) fn boolean(value: &mut Value) {
    match value {
        Value::Bool(true) => *value = Value::Object(Map::new()),
        Value::Bool(false) => *value = serde_json::json!({ "not": {} }),
        _ => {}
    }
}

/// Translates all differences in a schema. The order matters: keywords that make one schema of several are first.
pub(super) fn schema(object: &mut Map<String, Value>, here: &mut Here<'_>) {
    dynamic_reference(object, here);
    recursive_reference(object, here);
    null::branches(object, here);
    constant(object, here);
    types(object, here);
    null::value(object);
    content::content(object);
    conditional::conditional(object, here);
    tuple(object, here);
    object::pattern_properties(object, here);
    object::unevaluated(object, here);
    exclusive(object, here, "minimum", "exclusiveMinimum");
    exclusive(object, here, "maximum", "exclusiveMaximum");
    examples(object, here);
    discriminator(object);
    reference_siblings(object, here);
}

/// The target of a dynamic reference is, as far as the document shows, the dynamic anchor nearest to it (JSON Schema
/// Core 2020-12, §8.2.3.2). The keyword is kept as a mark that a missing target is no mistake.
fn dynamic_reference(object: &mut Map<String, Value>, here: &mut Here<'_>) {
    if object.contains_key("$ref") {
        object.shift_remove(DYNAMIC);
    } else if let Some(reference @ Value::String(_)) = object.get(DYNAMIC) {
        let reference = reference.clone();
        object.insert("$ref".to_owned(), reference);
        here.stems(&["$ref"], &[DYNAMIC]);
    }
}

/// The target of a recursive reference is, as far as the document shows, the schema around it that is marked as such, else
/// the one with an address of its own, else the outermost (JSON Schema Core 2019-09, §8.2.4.2).
fn recursive_reference(object: &mut Map<String, Value>, here: &mut Here<'_>) {
    let Some(Value::String(_)) = object.shift_remove("$recursiveRef") else { return };
    if object.contains_key("$ref") {
        return;
    }
    let mut kind = Some(Kind::Document);
    let (mut place, mut outermost, mut marked, mut addressed) = (Pointer::root(), None, None, None);
    for token in here.moved.written_pointer(&here.at.pointer()).tokens() {
        place = place.key(&token);
        kind = kind.and_then(|kind| kind.child(&token));
        if !kind.is_some_and(Kind::is_schema) {
            continue;
        }
        outermost.get_or_insert_with(|| place.clone());
        let Some(schema) = place.of(here.document) else { continue };
        if schema.get("$recursiveAnchor").and_then(Value::as_bool) == Some(true) {
            marked = Some(place.clone());
        }
        if schema.get("$id").is_some() {
            (addressed, marked) = (Some(place.clone()), marked.filter(|marked| *marked == place));
        }
    }
    if let Some(target) = marked.or(addressed).or(outermost) {
        object.insert("$ref".to_owned(), fragment(&target).into());
        here.stems(&["$ref"], &["$recursiveRef"]);
    }
}

/// `const` is an `enum` of one value (JSON Schema Validation 2020-12, §6.1.3).
fn constant(object: &mut Map<String, Value>, here: &mut Here<'_>) {
    let Some(value) = object.get_mut("const") else { return };
    let of = match value {
        Value::Bool(_) => Some("boolean"),
        Value::String(_) => Some("string"),
        Value::Number(number) if number.is_i64() || number.is_u64() => Some("integer"),
        Value::Number(_) => Some("number"),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    };
    *value = Value::Array(vec![value.take()]);
    here.rename(object, "const", "enum");
    here.relocate(&[(&["enum", "0"], &["enum"])]);
    if let Some(of) = of
        && !object.contains_key("type")
        && !object.contains_key("$ref")
    {
        object.insert("type".to_owned(), of.into());
    }
}

/// Exclusive bounds are numbers (JSON Schema Validation 2020-12, §6.2.3 and §6.2.5), and flags of the bound in 3.0.
fn exclusive(object: &mut Map<String, Value>, here: &mut Here<'_>, bound: &str, exclusive: &str) {
    let Some(limit) = object.get(exclusive).and_then(Value::as_f64) else { return };
    let inclusive = object.get(bound).and_then(Value::as_f64);
    let is_tighter = match bound {
        "minimum" => inclusive.is_none_or(|inclusive| limit >= inclusive),
        _ => inclusive.is_none_or(|inclusive| limit <= inclusive),
    };
    if is_tighter {
        here.rename(object, exclusive, bound);
        object.insert(exclusive.to_owned(), true.into());
    } else {
        object.shift_remove(exclusive);
    }
}

/// There may be several examples (JSON Schema Validation 2020-12, §9.5). The first is the one of 3.0.
fn examples(object: &mut Map<String, Value>, here: &mut Here<'_>) {
    let Some(examples) = object.shift_remove("examples") else { return };
    if let Value::Array(examples) = examples
        && !object.contains_key("example")
        && let Some(first) = examples.into_iter().next()
    {
        object.insert("example".to_owned(), first);
        here.relocate(&[(&["example"], &["examples", "0"])]);
    }
}

/// A discriminator that is a string, as in 2.0.
fn discriminator(object: &mut Map<String, Value>) {
    if let Some(discriminator @ Value::String(_)) = object.get_mut("discriminator") {
        *discriminator = serde_json::json!({ "propertyName": discriminator.take() });
    }
}

/// A reference may have siblings, which hold too (JSON Schema Core 2020-12, §8.2.3.1). In 3.0 they are ignored, so the
/// reference is moved into an `allOf` beside them.
fn reference_siblings(object: &mut Map<String, Value>, here: &mut Here<'_>) {
    let Some(text) = object.get("$ref").and_then(Value::as_str) else { return };
    // A `type` that repeats the type of the target is dropped.
    if let (Some(of), Some((_, target))) = (object.get("type"), follow(here.document, text))
        && target.get("type") == Some(of)
    {
        object.shift_remove("type");
    }
    if object.keys().all(|key| key == "$ref" || key.starts_with("x-") || SILENT.contains(&key.as_str())) {
        return;
    }
    let Some(reference) = object.shift_remove("$ref") else { return };
    let reference = serde_json::json!({ "$ref": reference });
    match object.get_mut("allOf") {
        Some(Value::Array(branches)) => {
            branches.insert(0, reference);
            let moved: Vec<_> = (1..branches.len())
                .map(|to| (here.pointer(&["allOf", &to.to_string()]), here.pointer(&["allOf", &(to - 1).to_string()])))
                .collect();
            here.moved.relocate(moved);
        }
        _ => {
            object.insert("allOf".to_owned(), Value::Array(vec![reference]));
        }
    }
    here.relocate(&[(&["allOf", "0", "$ref"], &["$ref"])]);
    here.stems(&["allOf", "0"], &[]);
}
