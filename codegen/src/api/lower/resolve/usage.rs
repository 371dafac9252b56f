//! How types are used: by which properties, and in which unions.

use std::collections::{HashMap, HashSet};

use crate::api::model::{Kind, StringFormat, Tagging, Test, TypeId, Types};

/// The types of properties, without arrays and `null` around them.
pub(super) struct Usage {
    /// Types of lenient properties.
    lenient: HashSet<TypeId>,
    /// Types of other properties.
    strict: HashSet<TypeId>,
    /// Objects of unions, and the properties that select them: whether they do not declare them.
    tags: HashMap<TypeId, HashMap<String, bool>>,
}

impl Usage {
    /// That of the types of a document.
    pub fn of(types: &Types) -> Self {
        let mut usage = Self { lenient: HashSet::new(), strict: HashSet::new(), tags: HashMap::new() };
        for (_, of) in types.iter() {
            let Kind::Union(union) = &of.kind else { continue };
            for variant in &union.variants {
                if let Test::Tag { property, tagging, .. } = &variant.test {
                    let tags = usage.tags.entry(types.non_null(variant.of)).or_default();
                    *tags.entry(property.clone()).or_default() |= *tagging == Tagging::Implied;
                }
            }
        }
        for property in types.iter().flat_map(|(id, _)| types.properties(id)) {
            let of_sort = if property.lenient { &mut usage.lenient } else { &mut usage.strict };
            of_sort.extend(with_inner(types, property.of));
        }
        usage
    }

    /// Whether a property selects an object in a union although the object does not declare it.
    pub fn is_implied_tag(&self, of: TypeId, property: &str) -> bool {
        self.tags.get(&of).is_some_and(|tags| tags.get(property) == Some(&true))
    }

    /// Whether a property selects an object in a union.
    pub fn is_tag(&self, of: TypeId, property: &str) -> bool {
        self.tags.get(&of).is_some_and(|tags| tags.contains_key(property))
    }

    /// Whether a property that is not lenient has a type.
    pub fn is_strict(&self, of: TypeId) -> bool {
        self.strict.contains(&of)
    }

    /// Whether all properties of a type are lenient, so that a contradiction is known.
    pub fn is_only_lenient(&self, of: TypeId) -> bool {
        self.lenient.contains(&of) && !self.strict.contains(&of)
    }
}

/// Whether lenient reading knows more than one JSON form for values of a type.
pub(super) fn has_forms(types: &Types, of: TypeId) -> bool {
    with_inner(types, of).last().is_some_and(|of| {
        let file = types[of].kind == Kind::String(StringFormat::File);
        let plain = !file && matches!(types[of].kind, Kind::String(_) | Kind::StringEnum(_));
        plain || matches!(types[of].kind, Kind::Boolean | Kind::Integer(_) | Kind::IntegerEnum(_) | Kind::Number)
    })
}

/// A type, and the types inside it through aliases, `null` and arrays.
pub(super) fn with_inner(types: &Types, of: TypeId) -> impl Iterator<Item = TypeId> {
    let inner = |of: &TypeId| match types[*of].kind {
        Kind::Alias(inner) | Kind::Nullable(inner) | Kind::Array(inner) => Some(inner),
        _ => None,
    };
    // The number of types bounds arrays of themselves.
    std::iter::successors(Some(of), inner).take(types.len())
}
