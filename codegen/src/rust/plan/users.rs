//! Which member of which object holds values of a type: said of types that the document says nothing of.

use std::collections::HashMap;

use crate::api::{Api, Kind, TypeId};

/// The member of an object that holds values of a type, or lists of them.
#[derive(Clone, Copy)]
pub(super) struct User {
    pub object: TypeId,
    pub member: usize,
    pub element: bool,
}

/// The first user of every type, in the order of types and their members.
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
