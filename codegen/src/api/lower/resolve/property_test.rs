//! Objects of a union that are distinguished by their properties.

use std::collections::{HashMap, HashSet};

use crate::api::model::{JsonKind, Property, Test, TypeId, Variant};

use super::deciding::Deciding;
use super::leaves::Leaves;
use super::within::{names, tell_apart};

/// The properties of each object: those it must have, those it may have, and the kinds of JSON of those that others have
/// with other kinds.
pub(super) fn by_properties(cx: &Deciding<'_>, objects: &[TypeId]) -> Vec<Variant> {
    let types = cx.types();
    let json_kinds = |property: &Property| Leaves::of(cx, property.of).json_kinds();
    let mut kinds_of: HashMap<&str, HashSet<Vec<JsonKind>>> = HashMap::new();
    for property in objects.iter().flat_map(|&of| types.properties(of)) {
        let kinds = json_kinds(property);
        if !kinds.is_empty() {
            kinds_of.entry(&property.name).or_default().insert(kinds);
        }
    }
    let test = |of: TypeId| {
        let properties = types.properties(of);
        let (required, known) = names(properties);
        let differing = properties
            .iter()
            .filter(|property| kinds_of.get(&*property.name).is_some_and(|kinds| kinds.len() > 1))
            .map(|property| (property.name.clone(), json_kinds(property)));
        let kinds = differing.filter(|(_, kinds)| !kinds.is_empty()).collect();
        Test::Properties { required, known, kinds, within: None }
    };
    let mut variants = objects.iter().map(|&of| Variant { of, test: test(of) }).collect::<Vec<_>>();
    tell_apart(types, &mut variants);
    variants
}
