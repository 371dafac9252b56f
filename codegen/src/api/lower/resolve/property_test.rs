//! Objects of a union that are distinguished by their properties.

use crate::api::model::{Kind, Shape, Test, TypeId, Variant};

use super::deciding::Deciding;
use super::forms::Declared;
use super::leaves::element_kinds;
use super::within::{names, tell_apart};

/// The properties of each object: those it must have, those it may have, the forms of those that others have with other
/// forms, and the kinds of JSON of those that it keeps without declaring them.
pub(super) fn by_properties(cx: &Deciding<'_>, objects: &[TypeId]) -> Vec<Variant> {
    let types = cx.types();
    let declared = Declared::of(cx, objects.iter().copied());
    // Beside a type that keeps other properties, their kinds show whether a property is one of the declared.
    let has_open = objects.iter().any(|&of| additional(cx, of).is_some());
    let test = |of: TypeId| {
        let properties = types.properties(of);
        let (required, known) = names(properties);
        let forms = declared.differing(cx, properties, has_open);
        let others = additional(cx, of).map(|element| element_kinds(cx, element));
        Test::Properties(Shape { required, known, forms, others, within: None })
    };
    let mut variants = objects.iter().map(|&of| Variant { of, test: test(of) }).collect::<Vec<_>>();
    tell_apart(cx, &mut variants);
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
