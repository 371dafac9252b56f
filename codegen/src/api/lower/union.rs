//! Unions: `oneOf` and `anyOf` (OpenAPI 3.0.4, §4.7.24.1 and §4.7.25 "Discriminator Object").
//!
//! While schemas are lowered a union is only a list of types. When all types are there, [`decide`] finds out how to
//! tell them apart: by the kind of JSON, by a member with constant values, or by the members that objects have. So
//! reading never tries one type after the other.

use serde_json::Value;

use crate::api::model::{Hint, Kind, Test, TypeId, Union, Variant};
use crate::report::Pointer;

use super::context::{Context, flag};
use super::part::{Part, says_anything};
use super::schema::{all, is_reference, nested, plain};

/// A `discriminator`: the member that tells types apart, and the values that the document gives it.
#[derive(Clone, Debug)]
pub(super) struct Discriminator {
    /// The member.
    pub property: String,
    /// Values, and the schemas that they stand for: a pointer or a component's name.
    pub mapping: Vec<(String, String)>,
    /// Whether it tells apart a type and those that extend it.
    pub inherited: bool,
}

/// The union that several schemas describe together; nothing if none of them has branches that say anything.
pub(super) fn branches<'a>(cx: &mut Context<'a>, id: TypeId, flat: &[Part<'a>], depth: usize) -> Option<Kind> {
    let shaped = |part: &Part<'a>| is_reference(part.value) || says_anything(part.value, &["not"]);
    let (holder, branches) = flat.iter().filter(|part| !part.branchless).find_map(|part| {
        let mut lists = ["oneOf", "anyOf"].into_iter().map(|key| part.list(key));
        Some((&part.at, lists.find(|list| list.iter().any(shaped))?))
    })?;
    // What holds besides the branches holds for each of them.
    let besides: Vec<&Part<'a>> =
        flat.iter().filter(|part| says_anything(part.value, &["oneOf", "anyOf", "allOf"])).collect();
    let mut variants = Vec::with_capacity(branches.len());
    for (index, branch) in branches.iter().enumerate() {
        let hint = Hint::Branch(id, branch_name(branch, index));
        let of = if is_null(branch.value) || is_null_besides(branch.value) {
            // Leads back to the union, which adds nothing to it but `null`.
            plain(cx, cx.types[id].at.clone(), hint, Kind::Nullable(id))
        } else if besides.is_empty() {
            nested(cx, branch, hint, depth + 1)
        } else {
            let mut together = vec![branch.clone()];
            for part in &besides {
                // The branches themselves do not hold for a branch.
                let branchless = part.branchless || part.at == *holder;
                together.push(Part { value: part.value, at: part.at.clone(), branchless });
            }
            all(cx, &together, hint, depth + 1)
        };
        variants.push(Variant { of, test: Test::Object });
    }
    if let Some(discriminator) = discriminator(flat) {
        let targets = branches.iter().map(|branch| target(branch)).collect();
        cx.discriminators.insert(id, (discriminator, targets));
    }
    cx.unions.push(id);
    Some(Kind::Union(Union { variants }))
}

/// Whether a schema has the value `null` and no other.
pub(super) fn is_null(schema: &Value) -> bool {
    let only_null = |values: &Vec<Value>| !values.is_empty() && values.iter().all(Value::is_null);
    schema.get("type").and_then(Value::as_str) == Some("null")
        || schema.get("enum").and_then(Value::as_array).is_some_and(only_null)
}

/// Whether a branch beside others says no more than that the value may be `null`. Written as
/// `{"type": "object", "nullable": true}` it is how converters of OData say that a reference is nullable, which 3.0
/// cannot say of a reference itself.
fn is_null_besides(schema: &Value) -> bool {
    flag(schema, "nullable") && !is_reference(schema) && !says_anything(schema, &[])
}

fn branch_name(branch: &Part<'_>, index: usize) -> String {
    let title = branch.value.get("title").and_then(Value::as_str);
    title.map_or_else(|| format!("Option {}", index + 1), str::to_owned)
}

fn target(branch: &Part<'_>) -> Option<String> {
    branch.value.get("$ref").and_then(Value::as_str).map(str::to_owned)
}

/// The discriminator of schemas that hold together.
pub(super) fn discriminator(flat: &[Part<'_>]) -> Option<Discriminator> {
    flat.iter().find_map(|part| {
        let declared = part.value.get("discriminator")?;
        let property = declared.get("propertyName").and_then(Value::as_str)?.to_owned();
        let mapping = declared.get("mapping").and_then(Value::as_object);
        let mapping = mapping
            .into_iter()
            .flatten()
            .filter_map(|(value, target)| Some((value.clone(), target.as_str()?.to_owned())));
        Some(Discriminator { property, mapping: mapping.collect(), inherited: false })
    })
}

/// A name that the document gives a schema in a reference or a mapping: its last step.
pub(super) fn last_step(reference: &str) -> String {
    let fragment = reference.rsplit('#').next().unwrap_or(reference);
    let pointer = Pointer::parse_fragment(fragment).and_then(|pointer| pointer.last().map(|last| last.into_owned()));
    pointer.unwrap_or_else(|| fragment.rsplit('/').next().unwrap_or(fragment).to_owned())
}
