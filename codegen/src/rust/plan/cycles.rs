//! Fields that are boxed, since their struct would contain itself.

use std::collections::{HashMap, HashSet};

use crate::api::{Api, Kind, Property, TypeId};
use crate::names::Names;

use super::definitions::Definitions;

/// The boxed properties, as the object and the index of the property.
pub(super) struct Boxes(HashSet<(TypeId, usize)>);

impl Boxes {
    /// Finds the properties that close a cycle of structs. Lists and maps hold their elements on the heap, so cycles
    /// through them need no box.
    ///
    /// Which property of a cycle that is does not depend on the order of the document.
    pub fn new(api: &Api, names: &Names, definitions: &Definitions) -> Self {
        let mut boxes = HashSet::new();
        let mut state: HashMap<TypeId, bool> = HashMap::new();
        let named = names.types.iter().filter(|(id, _)| !definitions.is_other_name(**id));
        let mut roots: Vec<(&str, TypeId)> = named.map(|(&id, name)| (name.as_str(), id)).collect();
        roots.sort_unstable();
        for (_, root) in roots {
            visit((api, definitions), root, &mut state, &mut boxes);
        }
        Self(boxes)
    }

    /// Whether this property is boxed.
    pub fn contains(&self, object: TypeId, member: usize) -> bool {
        self.0.contains(&(object, member))
    }
}

/// Visits everything below a root, depth first and without recursion, since documents may be deep. `state` is `true` for
/// objects on the current path, `false` for visited ones.
fn visit(
    (api, definitions): (&Api, &Definitions),
    root: TypeId,
    state: &mut HashMap<TypeId, bool>,
    boxes: &mut HashSet<(TypeId, usize)>,
) {
    if state.contains_key(&root) {
        return;
    }
    state.insert(root, true);
    let mut way = vec![(root, edges(api, definitions, root), 0)];
    while let Some((object, edges_here, next)) = way.last_mut() {
        let Some(&(member, target)) = edges_here.get(*next) else {
            state.insert(*object, false);
            way.pop();
            continue;
        };
        *next += 1;
        match state.get(&target) {
            Some(true) => {
                boxes.insert((*object, member));
            }
            Some(false) => {}
            None => {
                state.insert(target, true);
                way.push((target, edges(api, definitions, target), 0));
            }
        }
    }
}

/// The properties of an object that contain structs, and these structs.
fn edges(api: &Api, definitions: &Definitions, object: TypeId) -> Vec<(usize, TypeId)> {
    let Kind::Object(object) = &api.types[object].kind else { return Vec::new() };
    let members = object.properties.iter().enumerate();
    let edges = |(member, property): (usize, &Property)| {
        contained(api, definitions, property.of).into_iter().map(move |object| (member, object))
    };
    let mut edges: Vec<(usize, TypeId)> = members.flat_map(edges).collect();
    edges.sort_by_key(|(member, _)| &object.properties[*member].name);
    edges
}

/// The objects that a value of this type contains: itself, or several in a tuple.
fn contained(api: &Api, definitions: &Definitions, of: TypeId) -> Vec<TypeId> {
    let (mut open, mut seen, mut objects) = (vec![of], HashSet::new(), Vec::new());
    while let Some(of) = open.pop() {
        if !seen.insert(of) {
            continue;
        }
        match &api.types[of].kind {
            Kind::Nullable(inner) | Kind::Alias(inner) => open.push(*inner),
            Kind::Tuple(elements) => open.extend(elements),
            Kind::Object(_) => objects.push(definitions.of(of)),
            _ => {}
        }
    }
    objects
}
