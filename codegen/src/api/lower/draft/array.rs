//! Arrays and tuples (OpenAPI 3.0.4, §4.7.24.1 "items"; JSON Schema Core 2020-12, §10.3.1).

use serde_json::Value;

use crate::api::model::{Hint, Kind, Test, TypeId, Union, Variant};

use super::super::assumptions::Assumption;
use super::drafting::Drafting;
use super::subschema::{Subschema, first};

/// The extension that holds the schemas of a tuple's elements.
pub(super) const PREFIX: &str = "x-specwright-prefix-items";

/// The extension that holds the schema of the elements after those.
const REST: &str = "x-specwright-rest-items";

/// The longest tuple for which Rust has `Debug` and `PartialEq`.
const LONGEST: usize = 12;

/// The array that several schemas describe together: a tuple if it has exactly as many elements as have a schema of their
/// own, else an array of the union of its elements.
pub(super) fn array<'a>(cx: &mut Drafting<'a, '_>, id: TypeId, conjuncts: &[Subschema<'a>], depth: usize) -> Kind {
    let items: Vec<Subschema<'a>> =
        conjuncts.iter().filter_map(|schema| schema.child("items")).filter(is_nonempty).collect();
    let prefix: Vec<Subschema<'a>> =
        conjuncts.iter().map(|schema| schema.children(PREFIX)).find(|list| !list.is_empty()).unwrap_or_default();
    let element = |cx: &mut Drafting<'a, '_>| match items.is_empty() {
        true => cx.add_at(id, Hint::Element(id), Kind::Any),
        false => cx.schema(&items, Hint::Element(id), depth + 1),
    };
    let ends = bound(conjuncts, "maxItems").is_some_and(|most| most <= prefix.len() as u64);
    let is_whole = bound(conjuncts, "minItems").is_none_or(|least| least >= prefix.len() as u64);
    if prefix.len() > 1 && prefix.len() <= LONGEST && ends && is_whole {
        if bound(conjuncts, "minItems").is_none() {
            cx.assume(id, Assumption::Length);
        }
        // The schema of elements that are all alike is in `items`.
        if !items.is_empty() {
            return Kind::Tuple(vec![element(cx); prefix.len()]);
        }
        return Kind::Tuple(positions(cx, id, &prefix, depth));
    }
    let rest = conjuncts.iter().find_map(|schema| schema.child(REST));
    // Where a document declares nothing about elements after the prefix, it means that there are none. If there are, they
    // are kept like any value that matches no type of a union.
    if prefix.is_empty() || !items.is_empty() {
        return Kind::Array(element(cx));
    }
    let mut types = positions(cx, id, &prefix, depth);
    let is_open = rest.is_none() && !ends;
    if let Some(rest) = rest {
        types.push(cx.schema(&[rest], Hint::Branch(id, "Rest".to_owned()), depth + 1));
    }
    let variants = types.into_iter().map(|of| Variant { of, test: Test::Object }).collect();
    let any = cx.add_at(id, Hint::Element(id), Kind::Union(Union { variants }));
    cx.unions().add(any);
    if is_open {
        cx.assume(any, Assumption::Rest);
    }
    Kind::Array(any)
}

fn positions<'a>(cx: &mut Drafting<'a, '_>, id: TypeId, prefix: &[Subschema<'a>], depth: usize) -> Vec<TypeId> {
    let one = |(index, schema): (usize, &Subschema<'a>)| {
        let title = schema.value.get("title").and_then(Value::as_str);
        let name = title.map_or_else(|| format!("Item {}", index + 1), str::to_owned);
        cx.schema(std::slice::from_ref(schema), Hint::Branch(id, name), depth + 1)
    };
    prefix.iter().enumerate().map(one).collect()
}

fn bound(conjuncts: &[Subschema<'_>], keyword: &str) -> Option<u64> {
    first(conjuncts, keyword).and_then(|(value, _)| value.as_u64())
}

fn is_nonempty(schema: &Subschema<'_>) -> bool {
    schema.value.as_object().is_some_and(|keywords| !keywords.is_empty())
}
