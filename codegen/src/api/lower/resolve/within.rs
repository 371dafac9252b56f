//! Objects of a union that differ in the properties of an object inside.

use std::collections::HashSet;

use indexmap::IndexMap;

use crate::api::model::{Form, Kind, Property, Test, TypeId, Types, Variant, Within};

use super::deciding::Deciding;
use super::forms::Declared;

/// How deep properties may be that distinguish objects.
const MAX_DEPTH: usize = 3;

/// How many paths are compared for one union.
const MAX_PATHS: usize = 200;

/// How many objects are compared by what is inside them.
const MAX_OBJECTS: usize = 200;

/// Adds to tests what distinguishes their objects inside: a path at which they have different constants; or, of objects with
/// equal tests, the first path at which the properties differ.
pub(super) fn tell_apart(cx: &Deciding<'_>, variants: &mut [Variant]) {
    if variants.len() > MAX_OBJECTS {
        return;
    }
    let all: Vec<TypeId> = variants.iter().map(|variant| variant.of).collect();
    if let Some(inner_objects) = first_path(cx, &all, by_constants) {
        for (variant, inner) in variants.iter_mut().zip(inner_objects) {
            add(variant, inner);
        }
        return;
    }
    let mut groups: IndexMap<&Test, Vec<usize>> = IndexMap::new();
    for (index, variant) in variants.iter().enumerate() {
        groups.entry(&variant.test).or_default().push(index);
    }
    let groups: Vec<Vec<usize>> = groups.into_values().filter(|group| group.len() > 1).collect();
    let mut paths: Vec<Vec<String>> = Vec::new();
    for group in groups {
        let objects: Vec<TypeId> = group.iter().map(|&index| variants[index].of).collect();
        if let Some(inner_objects) = first_path(cx, &objects, by_names) {
            paths.extend(inner_objects.first().map(|inner| inner.path.clone()));
            for (index, inner) in group.into_iter().zip(inner_objects) {
                add(&mut variants[index], inner);
            }
        }
    }
    // Beside them an object of another test is known by what it has there, too.
    for path in paths {
        let inner_objects: Vec<Option<TypeId>> = all.iter().map(|&of| object_at(cx.types(), of, &path)).collect();
        for (variant, inner) in variants.iter_mut().zip(inner_objects) {
            let is_free = matches!(&variant.test, Test::Properties(shape) if shape.within.is_none());
            if let Some(of) = inner.filter(|_| is_free) {
                add(variant, within(cx, &path, of, None));
            }
        }
    }
}

fn add(variant: &mut Variant, inner: Within) {
    if let Test::Properties(shape) = &mut variant.test {
        shape.within = Some(inner);
    }
}

/// The properties of each object at the first path at which they are different. Shorter paths come first, and those that
/// every value has.
fn first_path(cx: &Deciding<'_>, objects: &[TypeId], are_different: fn(&[Within]) -> bool) -> Option<Vec<Within>> {
    let types = cx.types();
    let &first = objects.first().filter(|_| objects.len() > 1)?;
    let mut paths: Vec<Vec<String>> = vec![Vec::new()];
    let mut next = 0;
    while let Some(path) = paths.get(next).filter(|_| next < MAX_PATHS).cloned() {
        next += 1;
        let here = object_at(types, first, &path)?;
        let mut properties: Vec<&Property> =
            types.properties(here).iter().filter(|property| !property.write_only).collect();
        properties.sort_by_key(|property| !property.required);
        for property in properties {
            let mut path = path.clone();
            path.push(property.name.clone());
            let inner = objects.iter().map(|&of| object_at(types, of, &path)).collect::<Option<Vec<TypeId>>>();
            let Some(inner) = inner else { continue };
            let declared = Declared::of(cx, inner.iter().copied());
            let all: Vec<Within> = inner.iter().map(|&of| within(cx, &path, of, Some(&declared))).collect();
            if are_different(&all) {
                return Some(all);
            }
            if path.len() < MAX_DEPTH {
                paths.push(path);
            }
        }
    }
    None
}

/// Whether the names of properties or their forms are different.
fn by_names(all: &[Within]) -> bool {
    let all_names = |of: &Within| of.required.iter().chain(&of.known).cloned().collect::<HashSet<String>>();
    let differ = |other: &Within| {
        other.required != all[0].required || other.forms != all[0].forms || all_names(other) != all_names(&all[0])
    };
    all.iter().skip(1).any(differ)
}

/// Whether a property has constants, and each object has others.
fn by_constants(all: &[Within]) -> bool {
    let constants = |of: &Within, name: &str| -> Option<Vec<String>> {
        let (_, forms) = of.forms.iter().find(|(known, _)| known == name)?;
        let constant = |form: &Form| if let Form::Constant(value) = form { Some(value.clone()) } else { None };
        forms.iter().map(constant).collect()
    };
    let are_distinct = |(name, _): &(String, Vec<Form>)| {
        let mut claimed: HashSet<String> = HashSet::new();
        let mut is_new = |values: Vec<String>| values.into_iter().all(|value| claimed.insert(value));
        all.iter().all(|of| constants(of, name).is_some_and(&mut is_new))
    };
    all.first().is_some_and(|first| first.forms.iter().any(are_distinct))
}

/// The properties of an object at a path, and the forms of those that others declare with other forms.
fn within(cx: &Deciding<'_>, path: &[String], of: TypeId, declared: Option<&Declared<'_>>) -> Within {
    let properties = cx.types().properties(of);
    let (required, known) = names(properties);
    let forms = declared.map(|declared| declared.differing(cx, properties, false)).unwrap_or_default();
    Within { path: path.to_vec(), required, known, forms }
}

/// The names of properties that an object must have, and of those that it may have.
pub(super) fn names(properties: &[Property]) -> (Vec<String>, Vec<String>) {
    let (required, known): (Vec<&Property>, Vec<&Property>) =
        properties.iter().partition(|property| property.required && !property.write_only);
    let names = |properties: Vec<&Property>| properties.into_iter().map(|property| property.name.clone()).collect();
    (names(required), names(known))
}

/// The object at a path of properties, through arrays.
fn object_at(types: &Types, of: TypeId, path: &[String]) -> Option<TypeId> {
    let property = |of: TypeId, name: &String| {
        let of = types.non_null(types.property(of, name)?.of);
        match types[of].kind {
            Kind::Array(element) => Some(types.non_null(element)),
            _ => Some(of),
        }
    };
    let inner = path.iter().try_fold(types.non_null(of), property)?;
    matches!(types[inner].kind, Kind::Object(_)).then_some(inner)
}
