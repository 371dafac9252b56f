//! Objects of a union that nothing distinguishes.

use std::collections::HashSet;

use indexmap::IndexMap;

use crate::api::model::{Hint, Kind, StringFormat, Test, TypeId, Types, Variant};
use crate::report::{Code, Diagnostic};

use super::deciding::Deciding;

/// How many names a message lists.
const MAX_NAMES: usize = 4;

/// Objects with equal tests are read as the first that can hold the values of all of them. If there is none, they are kept
/// as JSON. Both is reported.
pub(super) fn settle(cx: &mut Deciding<'_>, union: TypeId, variants: &mut [Variant]) {
    let mut groups: IndexMap<&Test, Vec<usize>> = IndexMap::new();
    for (index, variant) in variants.iter().enumerate() {
        if matches!(variant.test, Test::Properties(_)) {
            groups.entry(&variant.test).or_default().push(index);
        }
    }
    let groups: Vec<Vec<usize>> = groups.into_values().filter(|group| group.len() > 1).collect();
    for group in groups {
        let objects: Vec<TypeId> = group.iter().map(|index| variants[*index].of).collect();
        let types = cx.types();
        // The first holds all if any does, apart from few.
        let candidates = objects.iter().take(MAX_NAMES);
        let holder = candidates.copied().find(|of| objects.iter().all(|other| holds(types, *of, *other, 0)));
        for index in group {
            if Some(variants[index].of) != holder {
                variants[index].test = Test::Undecided;
            }
        }
        report(cx, union, &objects, holder);
    }
}

fn report(cx: &mut Deciding<'_>, union: TypeId, objects: &[TypeId], holder: Option<TypeId>) {
    let types = cx.types();
    let mut names: Vec<String> = objects.iter().take(MAX_NAMES).map(|of| format!("`{}`", name(types, *of))).collect();
    if objects.len() > MAX_NAMES {
        names.push(format!("{} more", objects.len() - MAX_NAMES));
    }
    let last = names.pop().unwrap_or_default();
    let how = match holder {
        Some(of) => format!("read as `{}`", name(types, of)),
        None => "kept as plain JSON".to_owned(),
    };
    let message = format!(
        "nothing distinguishes the objects of {} and {last}, which have the same properties; they are {how}",
        names.join(", ")
    );
    let diagnostic = Diagnostic::new(Code::UndecidedUnion, types[union].at.clone(), message);
    cx.report(diagnostic.help("add a `discriminator`, or a required property with a constant in each of them"));
}

/// What the document calls a type.
fn name(types: &Types, of: TypeId) -> &str {
    let of = types.component(of).or(types[of].title.as_deref()).or(match &types[of].hint {
        Hint::Branch(_, name) | Hint::Property(_, name) | Hint::Reusable(_, name) => Some(name),
        _ => None,
    });
    of.unwrap_or("object")
}

/// How deep types are compared.
const MAX_DEPTH: usize = 8;

/// Whether a type can hold all values of another one, and all that is in them.
fn holds(types: &Types, of: TypeId, other: TypeId, depth: usize) -> bool {
    let (of, other) = (types.resolve(of), types.resolve(other));
    if of == other {
        return true;
    }
    if depth > MAX_DEPTH {
        return false;
    }
    let holds = |of: TypeId, other: TypeId| holds(types, of, other, depth + 1);
    match (&types[of].kind, &types[other].kind) {
        (Kind::Any, _) => true,
        (Kind::Nullable(of), Kind::Nullable(other)) => holds(*of, *other),
        (Kind::Nullable(of), _) => holds(*of, other),
        (Kind::Array(of), Kind::Array(other)) | (Kind::Map(of), Kind::Map(other)) => holds(*of, *other),
        // Enums are open.
        (Kind::String(StringFormat::Plain) | Kind::StringEnum(_), Kind::String(_) | Kind::StringEnum(_))
        | (Kind::IntegerEnum(_), Kind::IntegerEnum(_)) => true,
        (Kind::Object(of), Kind::Object(other)) => {
            let names = |of: &crate::api::model::Object| -> HashSet<String> {
                of.properties.iter().map(|property| property.name.clone()).collect()
            };
            let is_held = |property: &crate::api::model::Property| {
                let same = of.properties.iter().find(|of| of.name == property.name);
                same.is_some_and(|of| (!of.required || property.required) && holds(of.of, property.of))
            };
            let additional = match (of.additional, other.additional) {
                (_, None) => true,
                (Some(of), Some(other)) => holds(of, other),
                (None, Some(_)) => false,
            };
            additional && names(of) == names(other) && other.properties.iter().all(is_held)
        }
        (Kind::Union(_), _) | (_, Kind::Union(_)) => false,
        (of, other) => of == other,
    }
}
