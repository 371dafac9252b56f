//! Unions: `oneOf` and `anyOf` (OpenAPI 3.0.4, §4.7.24.1 and §4.7.25 "Discriminator Object").
//!
//! While schemas are drafted a union is only a list of branches. How its types are distinguished is decided when all types
//! are there, from the leaves up.

use serde_json::Value;

use crate::api::model::{Hint, Kind, Test, TypeId, Union, Variant};
use crate::report::{At, Code, Diagnostic, FileId, Fix, Pointer};

use super::super::reader::{self, flag};
use super::super::reference::follow;
use super::super::unions::{Branch, Discriminated};
use super::branch_name::branch_names;
use super::conjunction::conjuncts;
use super::discriminator::{discriminator, inherited};
use super::drafting::Drafting;
use super::limit::{MAX_ITEMS, report_limit};
use super::subschema::{Selected, Subschema, component, constrains, is_null, is_reference};

/// How many types the unions of one schema may multiply to. The largest real documents need some tens.
const MAX_PRODUCT: usize = 1_000;

/// The union that several schemas describe together; `None` if none of them has branches that constrain values.
///
/// Several unions are one of the other: each branch of the first is a union of itself with the branches of the second.
pub(super) fn branches<'a>(
    cx: &mut Drafting<'a, '_>,
    id: TypeId,
    conjuncts: &[Subschema<'a>],
    depth: usize,
) -> Option<Kind> {
    let is_extending = matches!(cx.of(id).hint, Hint::Component(_));
    let of_schema = |(index, schema): (usize, &Subschema<'a>)| {
        open_branches(cx.document(), schema, conjuncts, is_extending && index > 0)
    };
    let lists: Vec<Vec<List<'a>>> = conjuncts.iter().enumerate().map(of_schema).collect();
    let holder = lists.iter().position(|lists| !lists.is_empty())?;
    let all = || lists.iter().flatten().map(|list| list.branches.len());
    let product = all().try_fold(1_usize, usize::checked_mul);
    if product.is_none_or(|product| product > MAX_PRODUCT) && all().count() > 1 {
        let message = format!(
            "the unions that apply to this schema together multiply to more than {MAX_PRODUCT} types; values are read as plain JSON"
        );
        let at = cx.of(id).at.clone();
        let fix = Fix::Place(at.clone(), "type = {}".to_owned());
        cx.report_untyped(Diagnostic::new(Code::UnsupportedSchema, at, message).fix(fix));
        return Some(Kind::Any);
    }
    let List { keyword, branches } = lists.get(holder).and_then(|lists| lists.first()).cloned()?;
    if branches.len() > MAX_ITEMS {
        report_limit(cx, id, branches.len(), "types", "values are read as plain JSON");
        return Some(Kind::Any);
    }
    let besides = besides(conjuncts, &lists, (holder, keyword));
    let mut types = Vec::with_capacity(branches.len());
    let mut inherits: Vec<Vec<Subschema<'a>>> = Vec::with_capacity(branches.len());
    let own = discriminator(&cx.of(id).at.pointer.clone(), conjuncts);
    for (branch, name) in branches.iter().zip(branch_names(cx, &branches)) {
        let hint = Hint::Branch(id, name);
        let at = At::under(FileId::MAIN, &branch.at);
        let target = follow(cx.reader(), branch.value, &at).map_or(branch.value, |followed| followed.value);
        types.push(if is_null(target) || is_only_nullable(branch.value) {
            // An alias of the union itself, which adds nothing to it but `null`.
            cx.add_at(id, hint, Kind::Nullable(id))
        } else {
            let included = if besides.is_empty() && own.is_some() { Vec::new() } else { all_of(cx, branch) };
            let is_new =
                |schema: &&Subschema<'a>| included.iter().all(|known| !std::ptr::eq(known.value, schema.value));
            // A branch that extends the schema has all that applies beside it.
            let schemas: Vec<Subschema<'a>> = match besides.iter().any(|schema| is_new(&schema)) {
                true => std::iter::once(branch).chain(&besides).cloned().collect(),
                false => vec![branch.clone()],
            };
            inherits.push(included);
            cx.schema(&schemas, hint, depth + 1)
        });
    }
    if let Some(discriminator) = own.or_else(|| inherited(&inherits)) {
        let branches = branches.iter().zip(&types).map(|(branch, &of)| Branch { of, component: target(branch) });
        let branches = branches.collect();
        cx.unions().discriminate(id, Discriminated { discriminator, branches });
    }
    cx.unions().add(id);
    let variants = types.into_iter().map(|of| Variant { of, test: Test::Object }).collect();
    Some(Kind::Union(Union { variants }))
}

/// A `oneOf` or `anyOf`.
#[derive(Clone)]
struct List<'a> {
    keyword: &'static str,
    branches: Vec<Subschema<'a>>,
}

/// The branches of one of several schemas that all apply to a value: those of its `oneOf`, and of its `anyOf`. None if they
/// do not constrain values, or if one has been selected: a branch that applies anyway, as where a component extends one
/// that lists it. A component that extends one that lists others which extend it likewise is none of these.
fn open_branches<'a>(
    document: &'a Value,
    schema: &Subschema<'a>,
    conjuncts: &[Subschema<'a>],
    is_extended: bool,
) -> Vec<List<'a>> {
    let is_relevant = |branch: &Subschema<'a>| is_reference(branch.value) || constrains(branch.value, &["not"]);
    let is_open = |list: &List<'a>| {
        list.branches.iter().any(is_relevant)
            && list.branches.iter().all(|branch| {
                let Some(target) = reader::target(document, branch.value) else { return true };
                let applies = |other: &Subschema<'a>| std::ptr::eq(other.value, target);
                let is_selected = !std::ptr::eq(schema.value, target) && conjuncts.iter().any(applies);
                !(is_selected || is_extended && extends(document, target, schema.value))
            })
    };
    let lists = schema.selected.open().map(|keyword| List { keyword, branches: schema.children(keyword) });
    lists.filter(is_open).collect()
}

/// Whether the `allOf` of a schema refers to another one.
fn extends(document: &Value, schema: &Value, parent: &Value) -> bool {
    let parts = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
    let mut targets = parts.filter_map(|part| reader::target(document, part));
    targets.any(|target| std::ptr::eq(target, parent))
}

/// What applies to each branch of a list, beside the branch: the other schemas, with their own branches, and the schema of
/// the list itself without it.
fn besides<'a>(
    conjuncts: &[Subschema<'a>],
    lists: &[Vec<List<'a>>],
    (holder, keyword): (usize, &'static str),
) -> Vec<Subschema<'a>> {
    let constrains_otherwise = |schema: &Subschema<'a>| constrains(schema.value, &["oneOf", "anyOf", "allOf"]);
    let count = |index: usize| lists.get(index).map_or(0, Vec::len);
    let applies = |index: usize, schema: &Subschema<'a>| {
        constrains_otherwise(schema) || count(index) > usize::from(index == holder)
    };
    if !conjuncts.iter().enumerate().any(|(index, schema)| applies(index, schema)) {
        return Vec::new();
    }
    let beside = |(index, schema): (usize, &Subschema<'a>)| {
        let open = lists.get(index).into_iter().flatten().map(|list| list.keyword);
        let mut open = open.filter(|of| index != holder || *of != keyword);
        let selected = match (open.next(), open.next()) {
            (None, _) => Selected::ALL,
            (Some("oneOf"), None) => schema.selected.with("anyOf"),
            (Some(_), None) => schema.selected.with("oneOf"),
            (Some(_), Some(_)) => schema.selected,
        };
        (index == holder || applies(index, schema)).then(|| Subschema { selected, is_flat: true, ..schema.clone() })
    };
    conjuncts.iter().enumerate().filter_map(beside).collect()
}

/// The schemas that apply to a branch that is a reference.
fn all_of<'a>(cx: &mut Drafting<'a, '_>, branch: &Subschema<'a>) -> Vec<Subschema<'a>> {
    let is_component = reader::target(cx.document(), branch.value).is_some();
    if is_component { conjuncts(cx, branch) } else { Vec::new() }
}

/// Whether a branch only makes values nullable. `{"type": "object", "nullable": true}` is how converters of OData declare
/// a nullable reference, which cannot be declared by the reference itself in 3.0.
fn is_only_nullable(schema: &Value) -> bool {
    flag(schema, "nullable") && !is_reference(schema) && !constrains(schema, &[])
}

fn target(branch: &Subschema<'_>) -> Option<Pointer> {
    branch.value.get("$ref").and_then(Value::as_str).map(component)
}
