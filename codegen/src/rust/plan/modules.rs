//! The assignment of operations and types to modules: operations belong to their tag, types to the only tag that uses them.
//! Webhooks count as a tag.

use std::collections::HashMap;

use crate::api::{Api, Owner, TypeId};
use crate::names::Names;

/// The assignment of operations and types to modules.
pub(super) struct Assignment {
    /// The operations of each tag, in the order of the document; the last entries are those without a tag, and none for
    /// webhooks.
    pub tags: Vec<Vec<usize>>,
    /// The named types that only operations of each tag use, in order.
    types: Vec<Vec<TypeId>>,
    /// The named types that several tags use, or none, in order.
    shared: Vec<TypeId>,
    /// The users of each type that an operation uses.
    users: HashMap<TypeId, Users>,
    /// The tag of each operation.
    tag_of: Vec<usize>,
}

/// The operations that use a type, directly or through other types.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Users {
    /// One operation.
    Operation(usize),
    /// Several operations of one tag.
    Tag(usize),
    /// Operations of several tags.
    Several,
}

impl Users {
    fn tag(self, tag_of: &[usize]) -> Option<usize> {
        match self {
            Self::Operation(index) => Some(tag_of[index]),
            Self::Tag(tag) => Some(tag),
            Self::Several => None,
        }
    }

    fn and(self, other: Self, tag_of: &[usize]) -> Self {
        if self == other {
            return self;
        }
        match (self.tag(tag_of), other.tag(tag_of)) {
            (Some(one), Some(two)) if one == two => Self::Tag(one),
            _ => Self::Several,
        }
    }
}

impl Assignment {
    /// Assigns operations and named types to tags.
    pub fn new(api: &Api, names: &Names) -> Self {
        let tag_of: Vec<usize> =
            api.operations.iter().map(|operation| operation.tag.unwrap_or(api.tags.len())).collect();
        let mut tags = vec![Vec::new(); webhooks(api) + 1];
        for (index, &tag) in tag_of.iter().enumerate() {
            tags[tag].push(index);
        }
        let users = users(api, &tag_of);
        let mut types = vec![Vec::new(); tags.len()];
        let mut shared = Vec::new();
        for (id, _) in api.types.iter().filter(|(id, _)| names.types.contains_key(id)) {
            match users.get(&id).and_then(|users| users.tag(&tag_of)) {
                Some(tag) => types[tag].push(id),
                None => shared.push(id),
            }
        }
        Self { tags, types, shared, users, tag_of }
    }

    /// The named types that only operations of this tag use.
    pub fn types_of_tag(&self, tag: usize) -> &[TypeId] {
        &self.types[tag]
    }

    /// The named types that several tags use, or none.
    pub fn shared_types(&self) -> &[TypeId] {
        &self.shared
    }

    /// The operation that is the only user of a type.
    pub fn only_user(&self, id: TypeId) -> Option<usize> {
        match self.users.get(&id) {
            Some(&Users::Operation(index)) => Some(index),
            _ => None,
        }
    }

    /// The tag whose module a named type is in; `None` for a shared type.
    pub fn tag_of_type(&self, id: TypeId) -> Option<usize> {
        self.users.get(&id).and_then(|users| users.tag(&self.tag_of))
    }

    /// The name of a tag's module.
    pub fn name(&self, names: &Names, tag: usize) -> String {
        let others = if tag == names.modules.len() { &names.fixed.operations } else { &names.fixed.webhooks };
        names.modules.get(tag).unwrap_or(others).clone()
    }

    /// The name of the module of a named type.
    pub fn of_type(&self, names: &Names, id: TypeId) -> String {
        match self.tag_of_type(id) {
            Some(tag) => self.name(names, tag),
            None => names.fixed.types.clone(),
        }
    }
}

/// The users of each type. A type is visited again if it has got further users, which happens twice at most.
fn users(api: &Api, tag_of: &[usize]) -> HashMap<TypeId, Users> {
    let mut users: HashMap<TypeId, Users> = HashMap::new();
    for index in 0..api.operations.len() {
        let open: Vec<(TypeId, Users)> = roots(api, index).map(|id| (id, Users::Operation(index))).collect();
        add_users(api, tag_of, open, &mut users);
    }
    let tag = Users::Tag(webhooks(api));
    add_users(api, tag_of, webhook_roots(api).map(|id| (id, tag)).collect(), &mut users);
    users
}

fn add_users(api: &Api, tag_of: &[usize], mut open: Vec<(TypeId, Users)>, users: &mut HashMap<TypeId, Users>) {
    while let Some((id, more)) = open.pop() {
        let known = users.get(&id).copied();
        let all = known.map_or(more, |known| known.and(more, tag_of));
        if known != Some(all) {
            users.insert(id, all);
            open.extend(api.types[id].kind.children().into_iter().map(|child| (child, all)));
        }
    }
}

/// The index of webhooks among the tags.
pub(super) fn webhooks(api: &Api) -> usize {
    api.tags.len() + 1
}

/// The types that webhooks themselves have.
pub(super) fn webhook_roots(api: &Api) -> impl Iterator<Item = TypeId> + '_ {
    (0..api.webhooks.len()).flat_map(|index| api.roots_of(Owner::Webhook(index))).map(|root| root.of)
}

/// The types that an operation itself sends or receives.
pub(super) fn roots(api: &Api, index: usize) -> impl Iterator<Item = TypeId> + '_ {
    api.roots_of(Owner::Operation(index)).into_iter().map(|root| root.of)
}
