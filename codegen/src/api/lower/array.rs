//! Lists and tuples (OpenAPI 3.0.4, §4.7.24.1 "items"; JSON Schema Core 2020-12, §10.3.1).

use serde_json::Value;

use crate::api::model::{Hint, Kind, Test, TypeId, Union, Variant};

use super::context::Context;
use super::part::{Part, first};
use super::schema::{all, nested, plain};

/// The extension that holds the schemas of a tuple's elements.
pub(super) const PREFIX: &str = "x-specwright-prefix-items";

/// The extension that holds the schema of the elements after those.
const REST: &str = "x-specwright-rest-items";

/// The longest tuple for which Rust has `Debug` and `PartialEq`.
const LONGEST: usize = 12;

/// The list that several schemas describe together: a tuple where it has as many elements as have a type of their own,
/// else a list of what any element may be.
pub(super) fn array<'a>(cx: &mut Context<'a>, id: TypeId, flat: &[Part<'a>], depth: usize) -> Kind {
    let items: Vec<Part<'a>> = flat.iter().filter_map(|part| part.member("items")).filter(says_type).collect();
    let prefix: Vec<Part<'a>> =
        flat.iter().map(|part| part.list(PREFIX)).find(|list| !list.is_empty()).unwrap_or_default();
    let element = |cx: &mut Context<'a>| match items.is_empty() {
        true => plain(cx, cx.types[id].at.clone(), Hint::Element(id), Kind::Any),
        false => all(cx, &items, Hint::Element(id), depth + 1),
    };
    let ends = bounds(flat, "maxItems").is_some_and(|most| most <= prefix.len() as u64);
    let is_whole = bounds(flat, "minItems").is_none_or(|least| least >= prefix.len() as u64);
    if prefix.len() > 1 && prefix.len() <= LONGEST && ends && is_whole {
        // Elements that are all alike are said once, in `items`.
        if !items.is_empty() {
            return Kind::Tuple(vec![element(cx); prefix.len()]);
        }
        return Kind::Tuple(positions(cx, id, &prefix, depth));
    }
    let rest = flat.iter().find_map(|part| part.member(REST));
    // Of elements after a prefix of which nothing is said, documents mean that there are none. If there are, they are
    // kept as any value is that is of no type of a union.
    if prefix.is_empty() || !items.is_empty() {
        return Kind::Array(element(cx));
    }
    let mut types = positions(cx, id, &prefix, depth);
    if let Some(rest) = rest {
        types.push(nested(cx, &rest, Hint::Branch(id, "Rest".to_owned()), depth + 1));
    }
    let variants = types.into_iter().map(|of| Variant { of, test: Test::Object }).collect();
    let at = cx.types[id].at.clone();
    let any = plain(cx, at, Hint::Element(id), Kind::Union(Union { variants }));
    cx.unions.push(any);
    Kind::Array(any)
}

fn positions<'a>(cx: &mut Context<'a>, id: TypeId, prefix: &[Part<'a>], depth: usize) -> Vec<TypeId> {
    let one = |(index, part): (usize, &Part<'a>)| {
        let title = part.value.get("title").and_then(Value::as_str);
        let name = title.map_or_else(|| format!("Item {}", index + 1), str::to_owned);
        nested(cx, part, Hint::Branch(id, name), depth + 1)
    };
    prefix.iter().enumerate().map(one).collect()
}

fn bounds(flat: &[Part<'_>], key: &str) -> Option<u64> {
    first(flat, key).and_then(|(value, _)| value.as_u64())
}

fn says_type(part: &Part<'_>) -> bool {
    part.value.as_object().is_some_and(|members| !members.is_empty())
}
