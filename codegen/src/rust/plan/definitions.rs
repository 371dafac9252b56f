//! The definitions of types: equal types of a module share one, and the others are other names for it.
//!
//! Each type keeps its name and its module. When the document makes one of them different, it gets a definition of its own
//! under the same name.

use std::collections::{HashMap, HashSet};

use crate::api::{Api, Direction, TypeId};
use crate::names::Names;

/// The types that are other names for another type.
pub(super) struct Definitions(HashMap<TypeId, TypeId>);

/// What types have in common that can share a definition, besides the definitions of their fields.
#[derive(Eq, Hash, PartialEq)]
struct Likeness<'a> {
    equal_to: TypeId,
    tag: Option<usize>,
    direction: Direction,
    members: Option<&'a Vec<String>>,
    open: Option<&'a String>,
}

impl Definitions {
    /// Finds the types that can share a definition.
    pub fn new(api: &Api, names: &Names) -> Self {
        let mut groups: HashMap<Likeness<'_>, usize> = HashMap::new();
        // The group of each type that may share its definition.
        let mut group_of: HashMap<TypeId, usize> = HashMap::new();
        let mut candidates: Vec<(TypeId, Vec<TypeId>)> = Vec::new();
        for id in names.homes.types() {
            let of = &api.types[id];
            let Some(equal_to) = of.equal_to else { continue };
            // The XML form of a type depends on its place.
            if api.xml.contains_key(&id) {
                continue;
            }
            let (members, open) = (names.members.get(&id), names.open.get(&id));
            let likeness = Likeness { equal_to, tag: names.homes.of_type(id), direction: of.direction, members, open };
            let next = groups.len();
            group_of.insert(id, *groups.entry(likeness).or_insert(next));
            candidates.push((id, named_children(api, names, id)));
        }
        let mut count = groups.len();
        // Types whose fields have different definitions are different, and so are those that contain them.
        loop {
            let mut refined: HashMap<(usize, Vec<Member>), usize> = HashMap::new();
            let of_type = candidates.iter().map(|(id, children)| {
                let children = children.iter().map(|child| match group_of.get(child) {
                    Some(&group) => Member::Of(group),
                    None => Member::Itself(*child),
                });
                let next = refined.len();
                (*id, *refined.entry((group_of[id], children.collect())).or_insert(next))
            });
            let of_type: HashMap<TypeId, usize> = of_type.collect();
            group_of = of_type;
            if refined.len() == count {
                break;
            }
            count = refined.len();
        }
        let mut first: HashMap<usize, TypeId> = HashMap::new();
        let definitions = candidates.iter().filter_map(|(id, _)| {
            let definition = *first.entry(group_of[id]).or_insert(*id);
            (definition != *id).then_some((*id, definition))
        });
        Self(definitions.collect())
    }

    /// The type that defines this one: itself, unless it is another name.
    pub fn of(&self, id: TypeId) -> TypeId {
        self.0.get(&id).copied().unwrap_or(id)
    }

    /// Whether a type is another name for another type.
    pub fn is_other_name(&self, id: TypeId) -> bool {
        self.0.contains_key(&id)
    }
}

/// A type of a field: any of a group, or one of no group.
#[derive(Eq, Hash, PartialEq)]
enum Member {
    Of(usize),
    Itself(TypeId),
}

/// The named types to which a type refers, directly or through types without a name, in order.
fn named_children(api: &Api, names: &Names, id: TypeId) -> Vec<TypeId> {
    let mut children = Vec::new();
    let mut pending = api.types[id].kind.children();
    pending.reverse();
    // Lists may contain themselves.
    let mut visited = HashSet::new();
    while let Some(child) = pending.pop() {
        if names.types.contains_key(&child) {
            children.push(child);
        } else if visited.insert(child) {
            pending.extend(api.types[child].kind.children().into_iter().rev());
        }
    }
    children
}
