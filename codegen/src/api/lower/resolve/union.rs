//! How the types of each union are distinguished: by JSON type, by the value of a property, or by properties. So reading
//! never tries one type after the other.

use crate::api::model::{Integer, Kind, Test, TypeId, Types, Union, Variant};

use super::super::unions::Unions;
use super::alias::Acyclic;
use super::constant::{by_constant, by_discriminator};
use super::deciding::Deciding;
use super::leaves::Leaves;
use super::merge::{arrays, integers, is_merged, strings};
use super::order::leaves_first;
use super::property_test::by_properties;

/// Types whose unions are decided.
pub(super) struct Decided(Types);

impl Decided {
    /// The types.
    pub fn into_types(self) -> Types {
        self.0
    }
}

/// Decides every union, from the leaves up: types of the same JSON type are merged, and each that is left gets a test.
pub(super) fn decide(types: Acyclic, unions: &Unions) -> Decided {
    let ordered = leaves_first(&types, unions);
    let mut cx = Deciding::new(types, unions);
    for id in ordered {
        let mut next = Some(id);
        while let Some(id) = next {
            let kind = decided(&mut cx, id);
            cx.edit(id).kind = kind;
            // Merging arrays adds unions of their elements, which are leaves of those that are left.
            next = cx.pending();
        }
    }
    Decided(cx.finish())
}

fn decided(cx: &mut Deciding<'_>, id: TypeId) -> Kind {
    let leaves = Leaves::of(cx, id);
    if leaves.any {
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
    variants.extend(objects(cx, id, &leaves.objects));
    if let [only] = variants.as_slice()
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
        [only] => Kind::Alias(only.of),
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
fn objects(cx: &Deciding<'_>, id: TypeId, objects: &[TypeId]) -> Vec<Variant> {
    if let [] | [_] = objects {
        return objects.iter().map(|&of| Variant { of, test: Test::Object }).collect();
    }
    by_discriminator(cx, id, objects).or_else(|| by_constant(cx, objects)).unwrap_or_else(|| by_properties(cx, objects))
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
}
