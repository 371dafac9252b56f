//! Objects of a union with the same properties, which differ in the properties of an object inside.

use std::collections::HashSet;

use indexmap::IndexMap;

use crate::api::model::{Kind, Property, Test, TypeId, Types, Variant, Within};

/// How deep properties may be that distinguish objects.
const MAX_DEPTH: usize = 3;

/// How many paths are compared for one union.
const MAX_PATHS: usize = 200;

/// Adds to equal tests the first path at which the properties of their objects differ.
pub(super) fn tell_apart(types: &Types, variants: &mut [Variant]) {
    let mut groups: IndexMap<&Test, Vec<usize>> = IndexMap::new();
    for (index, variant) in variants.iter().enumerate() {
        groups.entry(&variant.test).or_default().push(index);
    }
    let groups: Vec<Vec<usize>> = groups.into_values().collect();
    for all in groups {
        let objects: Vec<TypeId> = all.iter().map(|&index| variants[index].of).collect();
        if let Some(inner_objects) = differing(types, &objects) {
            for (index, inner) in all.into_iter().zip(inner_objects) {
                if let Test::Properties { within, .. } = &mut variants[index].test {
                    *within = Some(inner);
                }
            }
        }
    }
}

/// The properties of each object at the first path at which they differ. Shorter paths come first.
fn differing(types: &Types, objects: &[TypeId]) -> Option<Vec<Within>> {
    let (&first, rest) = objects.split_first().filter(|(_, rest)| !rest.is_empty())?;
    let mut paths: Vec<Vec<String>> = vec![Vec::new()];
    let mut next = 0;
    while let Some(path) = paths.get(next).filter(|_| next < MAX_PATHS).cloned() {
        next += 1;
        let here = object_at(types, first, &path)?;
        for property in types.properties(here).iter().filter(|property| property.required && !property.write_only) {
            let mut path = path.clone();
            path.push(property.name.clone());
            let Some(mut all) = objects.iter().map(|&of| within(types, of, &path)).collect::<Option<Vec<Within>>>()
            else {
                continue;
            };
            let differ = |other: &Within| {
                let all_names = |of: &Within| of.required.iter().chain(&of.known).cloned().collect::<HashSet<String>>();
                other.required != all[0].required || all_names(other) != all_names(&all[0])
            };
            if all.iter().skip(1).any(differ) {
                all.truncate(rest.len() + 1);
                return Some(all);
            }
            if path.len() < MAX_DEPTH {
                paths.push(path);
            }
        }
    }
    None
}

fn within(types: &Types, of: TypeId, path: &[String]) -> Option<Within> {
    let (required, known) = names(types.properties(object_at(types, of, path)?));
    Some(Within { path: path.to_vec(), required, known })
}

/// The names of properties that an object must have, and of those that it may have.
pub(super) fn names(properties: &[Property]) -> (Vec<String>, Vec<String>) {
    let (required, known): (Vec<&Property>, Vec<&Property>) =
        properties.iter().partition(|property| property.required && !property.write_only);
    let names = |properties: Vec<&Property>| properties.into_iter().map(|property| property.name.clone()).collect();
    (names(required), names(known))
}

/// The object at a path of properties.
fn object_at(types: &Types, of: TypeId, path: &[String]) -> Option<TypeId> {
    let property = |of: TypeId, name: &String| Some(types.non_null(types.property(of, name)?.of));
    let inner = path.iter().try_fold(types.non_null(of), property)?;
    matches!(types[inner].kind, Kind::Object(_)).then_some(inner)
}
