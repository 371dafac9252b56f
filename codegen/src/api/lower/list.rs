//! Members that the configuration declares to be lists, of which a service also sends a single element bare.

use std::collections::HashSet;

use crate::api::model::{Kind, TypeId, Types};

use super::context::Context;

/// Makes lists of the members that `list = true` is said of: of alternatives, the one that is a list remains, since the
/// others are its forms. Reports where there is none, or more than one.
pub(super) fn settle(cx: &mut Context<'_>) {
    let config = cx.config;
    let components: Vec<TypeId> = cx.types.iter().map(|(id, _)| id).collect();
    for id in components {
        let Some(decided) = cx.types.component(id).and_then(|name| config.schemas.of(name)) else { continue };
        let Kind::Object(object) = &cx.types[id].kind else { continue };
        let lists: Vec<Option<TypeId>> =
            object.properties.iter().map(|property| list(&cx.types, property.of).filter(|_| property.list)).collect();
        let names = object.properties.iter().map(|property| property.name.clone());
        let known: HashSet<String> = names.zip(&lists).filter_map(|(name, of)| of.map(|_| name)).collect();
        let mut replaced = Vec::new();
        if let Kind::Object(object) = &mut cx.types[id].kind {
            for (property, list) in object.properties.iter_mut().zip(lists) {
                property.list = list.is_some();
                let list = list.unwrap_or(property.of);
                replaced.push((std::mem::replace(&mut property.of, list), list));
            }
        }
        // What was written for the member alone is nothing else anywhere, and need not be a type.
        for (of, list) in replaced.into_iter().filter(|(of, list)| of != list) {
            if cx.types.component(of).is_none() {
                cx.types[of].kind = cx.types[list].kind.clone();
            }
        }
        let is_known = |name: &str| known.contains(name) || decided.properties.of(name).is_none_or(|said| !said.list);
        config.report_unmatched(&decided.properties, "member that is a list", is_known, &mut cx.diagnostics);
    }
}

/// The list that a type is, or that is one of its alternatives, `null` or not.
fn list(types: &Types, of: TypeId) -> Option<TypeId> {
    let resolved = types.resolve(of);
    match &types[resolved].kind {
        Kind::Array(_) => Some(of),
        Kind::Nullable(inner) => list(types, *inner).filter(|list| list == inner).map(|_| of),
        Kind::Union(union) => {
            let is_list = |of: &TypeId| matches!(types[types.resolve(*of)].kind, Kind::Array(_));
            let mut lists = union.variants.iter().map(|variant| variant.of).filter(is_list);
            lists.next().filter(|_| lists.next().is_none())
        }
        _ => None,
    }
}
