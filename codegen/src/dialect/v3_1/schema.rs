//! Schemas of JSON Schema 2020-12 (OpenAPI 3.1.1, §4.8.24 "Schema Object").

use serde_json::{Map, Value};

use super::{conditional, content, null, object, tuple, types};
use crate::dialect::here::Here;
use crate::dialect::reference::{DYNAMIC, follow};

/// Members that say nothing of the value, for which a reference need not be wrapped.
pub(super) const SILENT: [&str; 8] =
    ["$anchor", "$comment", "$defs", "$dynamicAnchor", DYNAMIC, "$id", "$schema", "definitions"];

/// A schema may be a boolean (JSON Schema Core 2020-12, §4.3.2): `true` is `{}`, `false` what nothing is.
pub(super) fn boolean(value: &mut Value) {
    match value {
        Value::Bool(true) => *value = Value::Object(Map::new()),
        Value::Bool(false) => *value = serde_json::json!({ "not": {} }),
        _ => {}
    }
}

/// All that differs in a schema. The order matters: what makes one schema of several comes first.
pub(super) fn schema(members: &mut Map<String, Value>, here: &mut Here<'_>) {
    dynamic_reference(members, here);
    null::branches(members, here);
    constant(members, here);
    types(members, here);
    null::value(members);
    content::content(members);
    conditional::conditional(members, here);
    tuple(members, here);
    object::pattern_properties(members, here);
    object::unevaluated(members, here);
    exclusive(members, here, "minimum", "exclusiveMinimum");
    exclusive(members, here, "maximum", "exclusiveMaximum");
    examples(members, here);
    discriminator(members);
    reference_siblings(members, here);
}

/// A dynamic reference leads, as far as can be told from the document, to the dynamic anchor nearest to it (JSON Schema
/// Core 2020-12, §8.2.3.2). The keyword stays as a sign that to lead nowhere is no mistake.
fn dynamic_reference(members: &mut Map<String, Value>, here: &mut Here<'_>) {
    if members.contains_key("$ref") {
        members.shift_remove(DYNAMIC);
    } else if let Some(reference @ Value::String(_)) = members.get(DYNAMIC) {
        let reference = reference.clone();
        members.insert("$ref".to_owned(), reference);
        here.stems(&["$ref"], &[DYNAMIC]);
    }
}

/// `const` is an `enum` of one value (JSON Schema Validation 2020-12, §6.1.3).
fn constant(members: &mut Map<String, Value>, here: &mut Here<'_>) {
    let Some(value) = members.get_mut("const") else { return };
    let of = match value {
        Value::Bool(_) => Some("boolean"),
        Value::String(_) => Some("string"),
        Value::Number(number) if number.is_i64() || number.is_u64() => Some("integer"),
        Value::Number(_) => Some("number"),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    };
    *value = Value::Array(vec![value.take()]);
    here.rename(members, "const", "enum");
    here.relocate(&[(&["enum", "0"], &["enum"])]);
    if let Some(of) = of
        && !members.contains_key("type")
        && !members.contains_key("$ref")
    {
        members.insert("type".to_owned(), of.into());
    }
}

/// Exclusive bounds are numbers (JSON Schema Validation 2020-12, §6.2.3 and §6.2.5), and flags of the bound in 3.0.
fn exclusive(members: &mut Map<String, Value>, here: &mut Here<'_>, bound: &str, exclusive: &str) {
    let Some(limit) = members.get(exclusive).and_then(Value::as_f64) else { return };
    let inclusive = members.get(bound).and_then(Value::as_f64);
    let is_tighter = match bound {
        "minimum" => inclusive.is_none_or(|inclusive| limit >= inclusive),
        _ => inclusive.is_none_or(|inclusive| limit <= inclusive),
    };
    if is_tighter {
        here.rename(members, exclusive, bound);
        members.insert(exclusive.to_owned(), true.into());
    } else {
        members.shift_remove(exclusive);
    }
}

/// There may be several examples (JSON Schema Validation 2020-12, §9.5). The first is the one of 3.0.
fn examples(members: &mut Map<String, Value>, here: &mut Here<'_>) {
    let Some(examples) = members.shift_remove("examples") else { return };
    if let Value::Array(examples) = examples
        && !members.contains_key("example")
        && let Some(first) = examples.into_iter().next()
    {
        members.insert("example".to_owned(), first);
        here.relocate(&[(&["example"], &["examples", "0"])]);
    }
}

/// A discriminator that is text, as in 2.0.
fn discriminator(members: &mut Map<String, Value>) {
    if let Some(discriminator @ Value::String(_)) = members.get_mut("discriminator") {
        *discriminator = serde_json::json!({ "propertyName": discriminator.take() });
    }
}

/// A reference may have siblings, which hold too (JSON Schema Core 2020-12, §8.2.3.1). In 3.0 they are ignored, so the
/// reference goes into an `allOf` beside them.
fn reference_siblings(members: &mut Map<String, Value>, here: &mut Here<'_>) {
    let Some(text) = members.get("$ref").and_then(Value::as_str) else { return };
    // To say again what type the target has says nothing.
    if let (Some(of), Some((_, target))) = (members.get("type"), follow(here.document, text))
        && target.get("type") == Some(of)
    {
        members.shift_remove("type");
    }
    if members.keys().all(|key| key == "$ref" || key.starts_with("x-") || SILENT.contains(&key.as_str())) {
        return;
    }
    let Some(reference) = members.shift_remove("$ref") else { return };
    let reference = serde_json::json!({ "$ref": reference });
    match members.get_mut("allOf") {
        Some(Value::Array(branches)) => {
            branches.insert(0, reference);
            let moved: Vec<_> = (1..branches.len())
                .map(|to| (here.pointer(&["allOf", &to.to_string()]), here.pointer(&["allOf", &(to - 1).to_string()])))
                .collect();
            here.moved.relocate(moved);
        }
        _ => {
            members.insert("allOf".to_owned(), Value::Array(vec![reference]));
        }
    }
    here.relocate(&[(&["allOf", "0", "$ref"], &["$ref"])]);
    here.stems(&["allOf", "0"], &[]);
}
