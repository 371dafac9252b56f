//! Unions: `oneOf` and `anyOf` (OpenAPI 3.0.4, §4.7.24.1 and §4.7.25 "Discriminator Object").
//!
//! While schemas are drafted a union is only a list of branches. How its types are told apart is decided when all types
//! are there, from the leaves up.

use serde_json::Value;

use crate::api::model::{Hint, Kind, Test, TypeId, Union, Variant};
use crate::report::{At, FileId};

use super::super::reader::flag;
use super::super::reference::follow;
use super::super::unions::{Branch, Discriminated, Discriminator};
use super::drafting::Drafting;
use super::subschema::{Subschema, constrains, is_null, is_reference, last_token};

/// The union that several schemas describe together; `None` if none of them has branches that constrain values.
pub(super) fn branches<'a>(
    cx: &mut Drafting<'a, '_>,
    id: TypeId,
    conjuncts: &[Subschema<'a>],
    depth: usize,
) -> Option<Kind> {
    let is_relevant = |branch: &Subschema<'a>| is_reference(branch.value) || constrains(branch.value, &["not"]);
    let (holder, branches) = conjuncts.iter().filter(|schema| !schema.branchless).find_map(|schema| {
        let mut lists = ["oneOf", "anyOf"].into_iter().map(|keyword| schema.children(keyword));
        Some((&schema.at, lists.find(|list| list.iter().any(is_relevant))?))
    })?;
    // What applies beside the branches applies to each of them.
    let besides: Vec<&Subschema<'a>> =
        conjuncts.iter().filter(|schema| constrains(schema.value, &["oneOf", "anyOf", "allOf"])).collect();
    let mut types = Vec::with_capacity(branches.len());
    for (index, branch) in branches.iter().enumerate() {
        let hint = Hint::Branch(id, branch_name(branch, index));
        let at = At::under(FileId::MAIN, &branch.at);
        let target = follow(cx.reader(), branch.value, &at).map_or(branch.value, |followed| followed.value);
        types.push(if is_null(target) || is_only_nullable(branch.value) {
            // An alias of the union itself, which adds nothing to it but `null`.
            cx.add_at(id, hint, Kind::Nullable(id))
        } else {
            let mut conjuncts = vec![branch.clone()];
            for schema in &besides {
                // The branches themselves do not apply to a branch.
                let branchless = schema.branchless || schema.at == *holder;
                conjuncts.push(Subschema { branchless, ..(*schema).clone() });
            }
            cx.schema(&conjuncts, hint, depth + 1)
        });
    }
    if let Some(discriminator) = discriminator(conjuncts) {
        let branches = branches.iter().zip(&types).map(|(branch, &of)| Branch { of, component: component(branch) });
        let branches = branches.collect();
        cx.unions().discriminate(id, Discriminated { discriminator, branches });
    }
    cx.unions().add(id);
    let variants = types.into_iter().map(|of| Variant { of, test: Test::Object }).collect();
    Some(Kind::Union(Union { variants }))
}

/// Whether a branch only makes values nullable. `{"type": "object", "nullable": true}` is how converters of OData declare
/// a nullable reference, which cannot be declared by the reference itself in 3.0.
fn is_only_nullable(schema: &Value) -> bool {
    flag(schema, "nullable") && !is_reference(schema) && !constrains(schema, &[])
}

fn branch_name(branch: &Subschema<'_>, index: usize) -> String {
    let title = branch.value.get("title").and_then(Value::as_str);
    title.map_or_else(|| format!("Option {}", index + 1), str::to_owned)
}

fn component(branch: &Subschema<'_>) -> Option<String> {
    branch.value.get("$ref").and_then(Value::as_str).map(last_token)
}

/// The discriminator of schemas that all apply to a value.
pub(super) fn discriminator(conjuncts: &[Subschema<'_>]) -> Option<Discriminator> {
    conjuncts.iter().find_map(|schema| {
        let declared = schema.value.get("discriminator")?;
        let property = declared.get("propertyName").and_then(Value::as_str)?.to_owned();
        let mapping = declared.get("mapping").and_then(Value::as_object);
        let mapping = mapping
            .into_iter()
            .flatten()
            .filter_map(|(value, target)| Some((value.clone(), last_token(target.as_str()?))));
        Some(Discriminator { property, mapping: mapping.collect(), inherited: false })
    })
}
