//! How the types of each union are distinguished: by JSON type, by the value of a property, or by properties. So reading
//! never tries one type after the other.

use std::collections::HashSet;

use crate::api::model::{Integer, Kind, Test, TypeId, Types, Union, Variant};
use crate::report::Diagnostics;

use super::super::unions::Unions;
use super::alias::Acyclic;
use super::constant::{by_constant, by_discriminator};
use super::deciding::Deciding;
use super::leaves::Leaves;
use super::merge::{arrays, integers, is_merged, maps_merged, strings};
use super::order::leaves_first;
use super::property_test::by_properties;
use super::undecided::settle;

/// Types whose unions are decided.
pub(super) struct Decided(Types, usize);

impl Decided {
    /// The number of unions that are plain JSON although the document declares more.
    pub fn untyped(&self) -> usize {
        self.1
    }

    /// The types.
    pub fn into_types(self) -> Types {
        self.0
    }
}

/// Decides every union, from the leaves up: types of the same JSON type are merged, and each that is left gets a test.
pub(super) fn decide(types: Acyclic, unions: &Unions, diagnostics: &mut Diagnostics) -> Decided {
    let ordered = leaves_first(&types, unions);
    let mut cx = Deciding::new(types, unions, diagnostics);
    for id in ordered {
        let mut next = Some(id);
        while let Some(id) = next {
            let kind = decided(&mut cx, id);
            cx.decide(id, kind);
            // Merging arrays adds unions of their elements, which are leaves of those that are left.
            next = cx.pending();
        }
    }
    let (types, untyped) = cx.finish();
    Decided(types, untyped)
}

fn decided(cx: &mut Deciding<'_>, id: TypeId) -> Kind {
    let mut leaves = Leaves::of_union(cx, id);
    let mut objects = by_discriminator(cx, id, &leaves);
    if objects.is_none() {
        leaves = Leaves::of(cx, id);
    }
    if leaves.any {
        return Kind::Any;
    }
    let branches = cx.types()[id].kind.children().len();
    if !cx.inherit(id, leaves.objects.len().saturating_sub(branches)) {
        return Kind::Any;
    }
    let mut variants: Vec<Variant> = Vec::new();
    let mut push = |of: Option<TypeId>, test: Test| variants.extend(of.map(|of| Variant { of, test }));
    push(leaves.boolean, Test::Boolean);
    // Beside numbers integers stay exact, and both are written as they were read.
    let integer = integers(cx, id, &leaves.integers);
    let is_unsigned = integer.is_some_and(|of| cx.types()[of].kind == Kind::Integer(Integer::U64));
    push(integer, if is_unsigned { Test::Unsigned } else { Test::Integer });
    push(leaves.number, Test::Number);
    push(strings(cx, id, &leaves.strings), Test::String);
    push(arrays(cx, id, &leaves.arrays), Test::Array);
    if objects.is_none() {
        leaves.objects = maps_merged(cx, id, &leaves.objects);
    }
    variants.extend(objects.take().filter(|objects| objects.len() > 1).unwrap_or_else(|| self::objects(cx, &leaves)));
    settle(cx, id, &mut variants);
    if let [only] = variants.as_slice()
        && !cx.unions().is_open(id)
        && leaves.strings.len() + leaves.integers.len() > 1
        && is_merged(cx, id, only.of)
    {
        // A type that replaces the union has its name.
        let this = &cx.types()[id];
        let (hint, title, description) = (this.hint.clone(), this.title.clone(), this.description.clone());
        let merged = cx.edit(only.of);
        (merged.hint, merged.title, merged.description) = (hint, title, description);
    }
    let kind = match variants.as_slice() {
        [] => {
            cx.note_empty(id, leaves.null);
            return Kind::Any;
        }
        [only] if !cx.unions().is_open(id) => Kind::Alias(only.of),
        _ => Kind::Union(Union { variants }),
    };
    match kind {
        kind if !leaves.null => kind,
        Kind::Alias(of) => Kind::Nullable(of),
        kind => {
            let this = &cx.types()[id];
            let (hint, description) = (this.hint.clone(), this.description.clone());
            let inner = cx.add_at(id, hint, kind);
            cx.edit(inner).description = description;
            Kind::Nullable(inner)
        }
    }
}

/// Every object with its test.
fn objects(cx: &Deciding<'_>, leaves: &Leaves) -> Vec<Variant> {
    if let [] | [_] = leaves.objects.as_slice() {
        return leaves.objects.iter().map(|&of| Variant { of, test: Test::Object }).collect();
    }
    by_constant(cx, &leaves.objects).unwrap_or_else(|| by_tags_inside(cx, leaves))
}

/// Objects of unions inside by what distinguishes them there, and the others by their properties.
fn by_tags_inside(cx: &Deciding<'_>, leaves: &Leaves) -> Vec<Variant> {
    let objects = &leaves.objects;
    let (tagged, others): (Vec<TypeId>, Vec<TypeId>) = objects.iter().partition(|of| leaves.tags.contains_key(of));
    let tests = tagged.iter().filter_map(|of| leaves.tags.get(of));
    let mut claimed: HashSet<(&str, String)> = HashSet::new();
    let are_distinct = tests.clone().all(|tag| tag.values().all(|value| claimed.insert((&tag.property, value))));
    if tagged.is_empty() || !are_distinct {
        return by_properties(cx, objects);
    }
    let is_alone = others.is_empty() && claimed.iter().map(|(property, _)| property).collect::<HashSet<_>>().len() == 1;
    let tagged = tagged.iter().zip(tests).map(|(&of, tag)| Variant { of, test: tag.test(is_alone) });
    tagged.chain(by_properties(cx, &others)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::api::lower;
    use crate::config::Config;

    #[test]
    fn arrays_of_themselves_are_not_merged_without_end() {
        let own = json!({"$ref": "#/components/schemas/A"});
        let list = |of: &serde_json::Value| json!({"type": "array", "items": of});
        let schema = json!({"anyOf": [list(&own), list(&list(&own))]});
        let document = json!({"openapi": "3.0.0", "paths": {}, "components": {"schemas": {"A": schema}}});
        assert!(lower(&document, &Config::default()).0.types.len() < 50);
    }

    #[test]
    fn long_chains_of_unions_end() {
        let reference = |name: usize| json!({"$ref": format!("#/components/schemas/S{name}")});
        let one_of = |name: usize| {
            let own = json!({"type": "object", "properties": {format!("p{name}"): {"type": "string"}}});
            json!({"oneOf": [reference(name + 1), own]})
        };
        let lowered = |count: usize| {
            let mut schemas: serde_json::Map<String, serde_json::Value> =
                (0..count).map(|name| (format!("S{name}"), one_of(name))).collect();
            schemas.insert(format!("S{count}"), json!({"type": "string"}));
            let document = json!({"openapi": "3.0.0", "paths": {}, "components": {"schemas": schemas}});
            lower(&document, &Config::default())
        };
        let (api, diagnostics) = lowered(600);
        assert!(diagnostics.iter().any(|of| of.message.contains("unions inside unions")) && api.untyped > 0);
        let (api, diagnostics) = lowered(100);
        assert!(diagnostics.is_empty() && api.untyped == 0);
    }
}
