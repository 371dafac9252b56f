//! Which module everything lives in: operations with their tag, types with the only tag that uses them.

use std::collections::HashMap;

use crate::api::{Api, Encoding, Kind, TypeId};
use crate::names::Names;

/// Where everything lives.
pub(super) struct Assignment {
    /// The operations of each tag, in the order of the document; the last entry is those without a tag.
    pub tags: Vec<Vec<usize>>,
    /// The tag of every named type that operations of one tag use; nothing where several do, or none.
    homes: HashMap<TypeId, Option<usize>>,
    /// All named types in order.
    order: Vec<TypeId>,
    /// The tags whose operations lead to a type.
    users: HashMap<TypeId, Vec<usize>>,
}

impl Assignment {
    /// Assigns operations and named types to tags.
    pub fn new(api: &Api, names: &Names) -> Self {
        let mut tags = vec![Vec::new(); api.tags.len() + 1];
        for (index, operation) in api.operations.iter().enumerate() {
            tags[operation.tag.unwrap_or(api.tags.len())].push(index);
        }
        let order: Vec<TypeId> = api.types.iter().map(|(id, _)| id).filter(|id| names.types.contains_key(id)).collect();
        let mut users: HashMap<TypeId, Vec<usize>> = HashMap::new();
        for (tag, operations) in tags.iter().enumerate() {
            let roots = operations.iter().flat_map(|&index| spoken_of(api, index)).collect();
            for id in reached(api, roots) {
                users.entry(id).or_default().push(tag);
            }
        }
        let home = |id: &TypeId| match users.get(id).map(Vec::as_slice) {
            Some([tag]) => Some(*tag),
            _ => None,
        };
        let homes = order.iter().map(|id| (*id, home(id))).collect();
        Self { tags, homes, order, users }
    }

    /// The tags whose operations lead to a type, in order.
    pub fn users(&self, id: TypeId) -> &[usize] {
        self.users.get(&id).map(Vec::as_slice).unwrap_or_default()
    }

    /// The named types that only operations of this tag use.
    pub fn types_of_tag(&self, tag: usize) -> Vec<TypeId> {
        self.order.iter().copied().filter(|id| self.homes[id] == Some(tag)).collect()
    }

    /// The named types that several tags use, or none.
    pub fn shared_types(&self) -> Vec<TypeId> {
        self.order.iter().copied().filter(|id| self.homes[id].is_none()).collect()
    }

    /// The name of a tag's module.
    pub fn name(&self, names: &Names, tag: usize) -> String {
        names.modules.get(tag).unwrap_or(&names.fixed.operations).clone()
    }

    /// The name of the module of a named type.
    pub fn of_type(&self, names: &Names, id: TypeId) -> String {
        match self.homes.get(&id).copied().flatten() {
            Some(tag) => self.name(names, tag),
            None => names.fixed.types.clone(),
        }
    }
}

/// The types that an operation speaks of itself.
pub(super) fn spoken_of(api: &Api, index: usize) -> Vec<TypeId> {
    let operation = &api.operations[index];
    let mut types: Vec<TypeId> = operation.parameters.iter().map(|parameter| parameter.of).collect();
    types.extend(operation.body.iter().filter_map(|body| body.encoding.of()));
    for response in [&operation.success, &operation.failure] {
        types.extend(response.body.encodings().into_iter().filter_map(Encoding::of));
        types.extend(response.headers.iter().map(|header| header.of));
    }
    types
}

fn reached(api: &Api, mut open: Vec<TypeId>) -> Vec<TypeId> {
    let mut seen = std::collections::HashSet::new();
    let mut reached = Vec::new();
    while let Some(id) = open.pop() {
        if seen.insert(id) {
            reached.push(id);
            open.extend(children(&api.types[id].kind));
        }
    }
    reached
}

/// The types that a kind speaks of.
pub(super) fn children(kind: &Kind) -> Vec<TypeId> {
    match kind {
        Kind::Array(of) | Kind::Map(of) | Kind::Nullable(of) | Kind::Alias(of) => vec![*of],
        Kind::Tuple(of) => of.clone(),
        Kind::Union(union) => union.variants.iter().map(|variant| variant.of).collect(),
        Kind::Object(object) => object.properties.iter().map(|property| property.of).chain(object.additional).collect(),
        Kind::Any
        | Kind::Boolean
        | Kind::Integer(_)
        | Kind::Number
        | Kind::String(_)
        | Kind::StringEnum(_)
        | Kind::IntegerEnum(_) => Vec::new(),
    }
}
