//! Objects of a union whose members are the same, and whose members' own members are not.

use std::collections::HashSet;

use crate::api::model::{Kind, Property, Test, TypeId, Variant, Within};

use super::context::Context;
use super::dispatch::{object_in, properties};

/// How deep members may be that tell objects apart.
const DEEPEST: usize = 3;

/// How many paths are looked at for one union.
const PATHS: usize = 200;

/// Gives the tests of objects that are alike the first path at which what they hold differs.
pub(super) fn tell_apart(cx: &Context<'_>, variants: &mut [Variant]) {
    let mut open: Vec<usize> = (0..variants.len()).collect();
    while let Some((&first, rest)) = open.split_first() {
        let alike = |index: &usize| variants[*index].test == variants[first].test;
        let (same, others): (Vec<usize>, Vec<usize>) = rest.iter().copied().partition(alike);
        let all: Vec<usize> = std::iter::once(first).chain(same).collect();
        open = others;
        let objects: Vec<TypeId> = all.iter().map(|&index| variants[index].of).collect();
        if let Some(found) = differing(cx, &objects) {
            for (index, inner) in all.into_iter().zip(found) {
                if let Test::Properties { within, .. } = &mut variants[index].test {
                    *within = Some(inner);
                }
            }
        }
    }
}

/// The members, of each of the objects, at the first path at which not all are the same; the shortest paths come first.
fn differing(cx: &Context<'_>, objects: &[TypeId]) -> Option<Vec<Within>> {
    let (&first, rest) = objects.split_first().filter(|(_, rest)| !rest.is_empty())?;
    let mut open: Vec<Vec<String>> = vec![Vec::new()];
    let mut next = 0;
    while let Some(path) = open.get(next).filter(|_| next < PATHS).cloned() {
        next += 1;
        let here = at(cx, first, &path)?;
        for property in properties(cx, here).iter().filter(|property| property.required && !property.write_only) {
            let mut path = path.clone();
            path.push(property.name.clone());
            let Some(mut all) = objects.iter().map(|&of| within(cx, of, &path)).collect::<Option<Vec<Within>>>() else {
                continue;
            };
            let differ = |other: &Within| {
                let names = |of: &Within| of.required.iter().chain(&of.known).cloned().collect::<HashSet<String>>();
                other.required != all[0].required || names(other) != names(&all[0])
            };
            if all.iter().skip(1).any(differ) {
                all.truncate(rest.len() + 1);
                return Some(all);
            }
            if path.len() < DEEPEST {
                open.push(path);
            }
        }
    }
    None
}

fn within(cx: &Context<'_>, of: TypeId, path: &[String]) -> Option<Within> {
    let properties = properties(cx, at(cx, of, path)?);
    let (required, known) =
        properties.iter().partition::<Vec<_>, _>(|property| property.required && !property.write_only);
    let names = |properties: Vec<&Property>| properties.into_iter().map(|property| property.name.clone()).collect();
    Some(Within { path: path.to_vec(), required: names(required), known: names(known) })
}

/// The object at a path of members.
fn at(cx: &Context<'_>, of: TypeId, path: &[String]) -> Option<TypeId> {
    let found = path.iter().try_fold(object_in(cx, of), |of, name| {
        let property = properties(cx, of).iter().find(|property| property.name == *name)?;
        Some(object_in(cx, property.of))
    })?;
    matches!(cx.types[found].kind, Kind::Object(_)).then_some(found)
}
