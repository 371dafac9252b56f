//! The property that uses a type, for the docs of types without a description.

use std::collections::HashMap;

use crate::api::{Api, Kind, TypeId};

/// A property whose values are of a type, or lists or maps of it.
#[derive(Clone, Copy)]
pub(super) struct User {
    pub object: TypeId,
    pub member: usize,
    pub element: bool,
}

/// The first user of every type, in the order of types and their properties.
pub(super) fn users(api: &Api) -> HashMap<TypeId, User> {
    let mut users = HashMap::new();
    for (object, of) in api.types.iter() {
        let Kind::Object(members) = &of.kind else { continue };
        for (member, property) in members.properties.iter().enumerate() {
            users.entry(property.of).or_insert(User { object, member, element: false });
            if let Kind::Array(element) | Kind::Map(element) = &api.types[property.of].kind {
                users.entry(*element).or_insert(User { object, member, element: true });
            }
        }
    }
    users
}
