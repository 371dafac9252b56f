//! The types of a union by their JSON type, through the unions inside it.

use std::collections::{HashMap, HashSet};

use crate::api::model::{JsonKind, Kind, Tagging, Test, TypeId, Types, Union};
use crate::report::Pointer;

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
    /// What distinguishes objects of the unions inside.
    pub tags: HashMap<TypeId, Tag>,
}

/// A property with constant values.
#[derive(Clone)]
pub(super) struct Tag {
    /// The property.
    pub property: String,
    /// Its values.
    values: Vec<String>,
    /// How the type relates to the property.
    tagging: Tagging,
}

impl Tag {
    /// The values of the property.
    pub fn values(&self) -> impl Iterator<Item = String> {
        self.values.iter().cloned()
    }

    /// The test of an object beside objects of other unions, where an object without the property may be any of them.
    pub fn test(&self, is_alone: bool) -> Test {
        let tagging = match self.tagging {
            Tagging::OrAbsent if !is_alone => Tagging::Declared,
            tagging => tagging,
        };
        Test::Tag { property: self.property.clone(), values: self.values.clone(), tagging }
    }
}

/// The unions that are kept as they are inside a union with a discriminator.
struct Kept<'u> {
    property: &'u str,
    mapped: HashSet<TypeId>,
}

impl Leaves {
    /// The leaves of a type.
    pub fn of(cx: &Deciding<'_>, id: TypeId) -> Self {
        Self::until(cx, id, None)
    }

    /// The leaves of a union. If it has a discriminator, unions inside are leaves if they have another one of their own, or
    /// if the mapping leads to them.
    pub fn of_union(cx: &Deciding<'_>, id: TypeId) -> Self {
        let types = cx.types();
        let kept = cx.unions().discriminated(id).map(|discriminated| {
            let mapping: HashSet<&Pointer> =
                discriminated.discriminator.mapping.iter().map(|(_, target)| target).collect();
            let is_mapped = |component: &Option<Pointer>| component.as_ref().is_some_and(|at| mapping.contains(at));
            let branches = discriminated.branches.iter().filter(|branch| is_mapped(&branch.component));
            let mapped = branches.map(|branch| types.non_null(branch.of)).collect();
            Kept { property: &discriminated.discriminator.property, mapped }
        });
        Self::until(cx, id, kept.as_ref())
    }

    fn until(cx: &Deciding<'_>, union: TypeId, kept: Option<&Kept<'_>>) -> Self {
        let id = union;
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
                Kind::Union(of) if id != union && kept.is_some_and(|kept| kept.keeps(cx, id, of)) => {
                    leaves.objects.push(id);
                }
                Kind::Union(of) => {
                    if id != union {
                        leaves.add_tags(types, of);
                    }
                    // The last is on top, so that the first is first.
                    pending.extend(of.variants.iter().rev().map(|variant| variant.of));
                }
                Kind::Nullable(inner) => {
                    leaves.null = true;
                    pending.push(*inner);
                }
                // What the user's type reads is not known.
                Kind::Any | Kind::Alias(_) | Kind::External(_) => leaves.any = true,
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

    fn add_tags(&mut self, types: &Types, union: &Union) {
        for variant in &union.variants {
            if let Test::Tag { property, values, tagging } = &variant.test {
                let tag = Tag { property: property.clone(), values: values.clone(), tagging: *tagging };
                self.tags.entry(types.non_null(variant.of)).or_insert(tag);
            }
        }
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

impl Kept<'_> {
    fn keeps(&self, cx: &Deciding<'_>, id: TypeId, union: &Union) -> bool {
        let types = cx.types();
        let is_object =
            |of: TypeId| matches!(types[types.non_null(of)].kind, Kind::Object(_) | Kind::Map(_) | Kind::Union(_));
        let own = match cx.unions().discriminated(id) {
            Some(discriminated) => Some(discriminated.discriminator.property.as_str()),
            None => union.variants.iter().find_map(|variant| match &variant.test {
                Test::Tag { property, .. } => Some(property.as_str()),
                _ => None,
            }),
        };
        union.variants.iter().all(|variant| is_object(variant.of))
            && own.map_or(self.mapped.contains(&id), |own| own != self.property)
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
