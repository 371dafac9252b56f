//! The property that uses a type, for the docs of types without a description.

use std::collections::HashMap;

use crate::api::{Api, Kind, TypeId};
use crate::names::Names;

/// A property whose values are of a type, or lists or maps of it.
#[derive(Clone, Copy)]
pub(super) struct User {
    pub object: TypeId,
    pub member: usize,
    pub element: bool,
}

/// The first user of every type, in the order of the crate.
pub(super) fn users(api: &Api, names: &Names) -> HashMap<TypeId, User> {
    let mut users = HashMap::new();
    for object in names.homes.types() {
        let Kind::Object(members) = &api.types[object].kind else { continue };
        for (member, property) in members.properties.iter().enumerate() {
            users.entry(property.of).or_insert(User { object, member, element: false });
            if let Kind::Array(element) | Kind::Map(element) = &api.types[property.of].kind {
                users.entry(*element).or_insert(User { object, member, element: true });
            }
        }
    }
    users
}
