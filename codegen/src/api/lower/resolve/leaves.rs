//! The types of a union by their JSON type, through the unions inside it.

use std::collections::HashSet;

use crate::api::model::{JsonKind, Kind, TypeId};

use super::deciding::Deciding;

/// The types of a union, by their JSON type.
#[derive(Default)]
pub(super) struct Leaves {
    /// Whether it allows `null`.
    pub null: bool,
    /// Whether it allows any JSON.
    pub any: bool,
    /// The first boolean.
    pub boolean: Option<TypeId>,
    /// Integers.
    pub integers: Vec<TypeId>,
    /// The first number.
    pub number: Option<TypeId>,
    /// Strings.
    pub strings: Vec<TypeId>,
    /// Arrays.
    pub arrays: Vec<TypeId>,
    /// Objects.
    pub objects: Vec<TypeId>,
}

impl Leaves {
    /// The leaves of a type.
    pub fn of(cx: &Deciding<'_>, id: TypeId) -> Self {
        let types = cx.types();
        let mut leaves = Self::default();
        let mut visited = HashSet::new();
        let mut pending = vec![id];
        while let Some(id) = pending.pop() {
            let id = types.resolve(id);
            if !visited.insert(id) {
                continue;
            }
            if let Some(allows_null) = cx.empty(id) {
                leaves.null |= allows_null;
                continue;
            }
            match &types[id].kind {
                // The last is on top, so that the first is first.
                Kind::Union(union) => pending.extend(union.variants.iter().rev().map(|variant| variant.of)),
                Kind::Nullable(inner) => {
                    leaves.null = true;
                    pending.push(*inner);
                }
                Kind::Any | Kind::Alias(_) => leaves.any = true,
                Kind::Boolean => leaves.boolean = leaves.boolean.or(Some(id)),
                Kind::Integer(_) | Kind::IntegerEnum(_) => leaves.integers.push(id),
                Kind::Number => leaves.number = leaves.number.or(Some(id)),
                Kind::String(_) | Kind::StringEnum(_) => leaves.strings.push(id),
                Kind::Array(_) | Kind::Tuple(_) => leaves.arrays.push(id),
                Kind::Map(_) | Kind::Object(_) => leaves.objects.push(id),
            }
        }
        leaves
    }

    /// The kinds of JSON, in order; none if the type allows any JSON.
    pub fn json_kinds(&self) -> Vec<JsonKind> {
        if self.any {
            return Vec::new();
        }
        let kinds = [
            (!self.arrays.is_empty(), JsonKind::Array),
            (self.boolean.is_some(), JsonKind::Boolean),
            (!self.integers.is_empty(), JsonKind::Integer),
            (self.number.is_some(), JsonKind::Number),
            (!self.objects.is_empty(), JsonKind::Object),
            (!self.strings.is_empty(), JsonKind::String),
        ];
        kinds.into_iter().filter_map(|(is_present, kind)| is_present.then_some(kind)).collect()
    }
}
