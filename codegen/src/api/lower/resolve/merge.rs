//! Types of a union that have the same JSON type become one type.

use std::collections::HashSet;

use crate::api::model::{
    Annotation, Hint, Integer, IntegerEnum, JsonKind, Kind, StringEnum, StringFormat, Test, TypeId, Union, Variant,
};

use super::super::draft::MAX_ITEMS;
use super::deciding::Deciding;
use super::leaves::element_kinds;

/// How deep merged arrays may be in each other.
const MAX_DEPTH: usize = 5;

/// How many words a title has at most that is the name of a value.
const MAX_WORDS: usize = 4;

/// Names of merged strings and integers beside other types.
const NAMES: [&str; 2] = ["String", "Integer"];

/// Whether a type of a union was merged from strings or integers.
pub(super) fn is_merged(cx: &Deciding<'_>, union: TypeId, of: TypeId) -> bool {
    matches!(&cx.types()[of].hint, Hint::Branch(parent, name) if *parent == union && NAMES.contains(&name.as_str()))
}

/// One type for all strings: an enum of all known values, since an enum is open to others; if none has known values, a
/// string of the format that all have, or any string.
pub(super) fn strings(cx: &mut Deciding<'_>, union: TypeId, strings: &[TypeId]) -> Option<TypeId> {
    if let [] | [_] = strings {
        return strings.first().copied();
    }
    let types = cx.types();
    let (mut values, mut annotations) = (Vec::new(), Vec::new());
    let mut known = HashSet::new();
    for &string in strings {
        if let Kind::StringEnum(of) = &types[string].kind {
            for (value, mut annotation) in of.values.iter().zip(of.annotations.iter().cloned()) {
                if known.insert(value) {
                    // Documents use a branch for each value to describe it.
                    let of_branch = || of_only_value(&of.values, types[string].description.as_ref());
                    annotation.description = annotation.description.or_else(of_branch);
                    let title = types[string].title.as_ref().filter(|title| is_name(title));
                    annotation.name = annotation.name.or_else(|| of_only_value(&of.values, title));
                    values.push(value.clone());
                    annotations.push(annotation);
                }
            }
        }
    }
    let mut formats = strings.iter().map(|&string| match types[string].kind {
        Kind::String(format) => format,
        _ => StringFormat::Plain,
    });
    let format = formats.next().filter(|first| formats.all(|format| format == *first));
    let kind = match values.is_empty() || values.len() > MAX_ITEMS {
        true => Kind::String(format.unwrap_or(StringFormat::Plain)),
        false => Kind::StringEnum(StringEnum { values, annotations }),
    };
    Some(cx.add_at(union, Hint::Branch(union, "String".to_owned()), kind))
}

/// One type for all integers, as for strings. A branch for each value has the value's name as its title.
pub(super) fn integers(cx: &mut Deciding<'_>, union: TypeId, integers: &[TypeId]) -> Option<TypeId> {
    if let [] | [_] = integers {
        return integers.first().copied();
    }
    let (mut values, mut annotations): (Vec<i64>, Vec<Annotation>) = (Vec::new(), Vec::new());
    let mut width: Option<Integer> = None;
    for &integer in integers {
        let this = &cx.types()[integer];
        if let Kind::Integer(of) = this.kind {
            width = Some(width.map_or(of, |width| width.union(of)));
        }
        if let Kind::IntegerEnum(of) = &this.kind {
            for (value, mut annotation) in of.values.iter().zip(of.annotations.iter().cloned()) {
                if !values.contains(value) {
                    let of_branch = |text: &Option<String>| of_only_value(&of.values, text.as_ref());
                    annotation.name = annotation.name.or_else(|| of_branch(&this.title));
                    annotation.description = annotation.description.or_else(|| of_branch(&this.description));
                    values.push(*value);
                    annotations.push(annotation);
                }
            }
        }
    }
    let kind = match (values.is_empty(), width) {
        // An enum of integers holds 64 bits with a sign.
        (false, None) => Kind::IntegerEnum(IntegerEnum { values, annotations }),
        (false, Some(width)) if width != Integer::U64 => Kind::IntegerEnum(IntegerEnum { values, annotations }),
        (_, width) => Kind::Integer(width.unwrap_or(Integer::I64)),
    };
    Some(cx.add_at(union, Hint::Branch(union, "Integer".to_owned()), kind))
}

/// Whether a title is short enough to be the name of a value.
fn is_name(title: &str) -> bool {
    title.split_whitespace().count() <= MAX_WORDS && title.chars().any(char::is_alphabetic)
}

/// The title or description of a type, if it has one value.
fn of_only_value<T>(values: &[T], text: Option<&String>) -> Option<String> {
    text.filter(|_| values.len() == 1).cloned()
}

/// One type for all arrays: an array of the union of their elements.
pub(super) fn arrays(cx: &mut Deciding<'_>, union: TypeId, arrays: &[TypeId]) -> Option<TypeId> {
    if let [] | [_] = arrays {
        return arrays.first().copied();
    }
    let elements = arrays.iter().flat_map(|&array| match &cx.types()[array].kind {
        Kind::Array(element) => vec![*element],
        Kind::Tuple(elements) => elements.clone(),
        _ => Vec::new(),
    });
    let variants = elements.map(|of| Variant { of, test: Test::Object }).collect();
    // A union of arrays of itself would be merged without end.
    let depth = cx.merge_depth(union) + 1;
    if depth > MAX_DEPTH {
        let any = cx.add_at(union, Hint::Branch(union, "Item".to_owned()), Kind::Any);
        return Some(cx.add_at(union, Hint::Branch(union, "List".to_owned()), Kind::Array(any)));
    }
    let array = cx.add_at(union, Hint::Branch(union, "List".to_owned()), Kind::Any);
    let element = cx.add_at(union, Hint::Element(array), Kind::Union(Union { variants }));
    cx.edit(array).kind = Kind::Array(element);
    cx.add_merged(element, depth);
    Some(array)
}

/// The objects of a union. Maps whose elements are of different kinds of JSON are kept, since these distinguish them; else
/// one map is there for all of them, a map of the union of their elements.
pub(super) fn maps_merged(cx: &mut Deciding<'_>, union: TypeId, objects: &[TypeId]) -> Vec<TypeId> {
    let element = |of: TypeId| match cx.types()[of].kind {
        Kind::Map(element) => Some(element),
        _ => None,
    };
    let maps: Vec<TypeId> = objects.iter().copied().filter(|of| element(*of).is_some()).collect();
    let elements: Vec<TypeId> = maps.iter().filter_map(|of| element(*of)).collect();
    if maps.len() < 2 || are_disjoint(cx, &elements) {
        return objects.to_vec();
    }
    let variants = elements.into_iter().map(|of| Variant { of, test: Test::Object }).collect();
    let depth = cx.merge_depth(union) + 1;
    let map = cx.add_at(union, Hint::Branch(union, "Map".to_owned()), Kind::Any);
    let element = match depth > MAX_DEPTH {
        true => cx.add_at(union, Hint::Element(map), Kind::Any),
        false => cx.add_at(union, Hint::Element(map), Kind::Union(Union { variants })),
    };
    cx.edit(map).kind = Kind::Map(element);
    if depth <= MAX_DEPTH {
        cx.add_merged(element, depth);
    }
    let mut merged: Vec<TypeId> = Vec::with_capacity(objects.len());
    for of in objects {
        match maps.contains(of) {
            true if merged.contains(&map) => {}
            true => merged.push(map),
            false => merged.push(*of),
        }
    }
    merged
}

/// Whether no kind of JSON is that of two types.
fn are_disjoint(cx: &Deciding<'_>, types: &[TypeId]) -> bool {
    let mut known: HashSet<JsonKind> = HashSet::new();
    types.iter().all(|of| {
        let mut kinds = element_kinds(cx, *of);
        // An integer is a number.
        kinds.iter_mut().filter(|kind| **kind == JsonKind::Integer).for_each(|kind| *kind = JsonKind::Number);
        kinds.dedup();
        !kinds.is_empty() && kinds.into_iter().all(|kind| known.insert(kind))
    })
}
