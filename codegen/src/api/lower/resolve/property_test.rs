//! Objects of a union that are distinguished by their properties.

use std::collections::{HashMap, HashSet};

use crate::api::model::{JsonKind, Kind, Property, Test, TypeId, Variant};

use super::deciding::Deciding;
use super::leaves::Leaves;
use super::within::{names, tell_apart};

/// The properties of each object: those it must have, those it may have, the kinds of JSON of those that others have with
/// other kinds, and of those that it keeps without declaring them.
pub(super) fn by_properties(cx: &Deciding<'_>, objects: &[TypeId]) -> Vec<Variant> {
    let types = cx.types();
    let json_kinds = |property: &Property| cx.json_kinds(property.of, || Leaves::of(cx, property.of).json_kinds());
    let mut kinds_of: HashMap<&str, HashSet<Vec<JsonKind>>> = HashMap::new();
    for property in objects.iter().flat_map(|&of| types.properties(of)) {
        let kinds = json_kinds(property);
        if !kinds.is_empty() {
            kinds_of.entry(&property.name).or_default().insert(kinds);
        }
    }
    // Beside a type that keeps other properties, their kinds show whether a property is one of the declared.
    let has_open = objects.iter().any(|&of| additional(cx, of).is_some());
    let test = |of: TypeId| {
        let properties = types.properties(of);
        let (required, known) = names(properties);
        let differing = properties
            .iter()
            .filter(|property| has_open || kinds_of.get(&*property.name).is_some_and(|kinds| kinds.len() > 1))
            .map(|property| (property.name.clone(), json_kinds(property)));
        let kinds = differing.filter(|(_, kinds)| !kinds.is_empty()).collect();
        let others = additional(cx, of).map(|element| element_kinds(cx, element));
        Test::Properties { required, known, kinds, others, within: None }
    };
    let mut variants = objects.iter().map(|&of| Variant { of, test: test(of) }).collect::<Vec<_>>();
    tell_apart(types, &mut variants);
    variants
}

/// The type of the properties that an object keeps without declaring them.
fn additional(cx: &Deciding<'_>, of: TypeId) -> Option<TypeId> {
    match &cx.types()[of].kind {
        Kind::Map(element) => Some(*element),
        Kind::Object(object) => object.additional,
        _ => None,
    }
}

/// The kinds of JSON that a type allows, `null` among them; none if it allows any.
pub(super) fn element_kinds(cx: &Deciding<'_>, of: TypeId) -> Vec<JsonKind> {
    let leaves = Leaves::of(cx, of);
    let mut kinds = leaves.json_kinds();
    if leaves.null && !kinds.is_empty() {
        kinds.push(JsonKind::Null);
    }
    kinds
}
