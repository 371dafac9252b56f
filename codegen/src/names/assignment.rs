//! The assignment of operations and types to modules.
//!
//! An operation belongs to its tag, a type to the only tag that uses it. What a lock knows stays where it is: an operation in its
//! module, a type under its path. A type that others need too moves to the module of shared types, and is re-exported where it
//! was.

use std::collections::HashMap;

use crate::api::{Api, Operation, Owner, TypeId};
use crate::lock::Lock;

use super::homes::{Homes, Users};
use super::{Names, order};

impl Homes {
    /// Assigns operations and named types to modules.
    pub(super) fn new(api: &Api, names: &Names, lock: &Lock) -> Self {
        let count = api.tags.len() + 2 + names.further_modules.len();
        let by_name: HashMap<&str, usize> = (0..count).map(|module| (names.module(module), module)).collect();
        let of_operation = |(index, operation): (usize, &Operation)| {
            let locked = names.keys.operation(index, lock).and_then(|(_, of)| by_name.get(of.module.as_str()).copied());
            locked.unwrap_or(operation.tag.unwrap_or(api.tags.len()))
        };
        let of_operation: Vec<usize> = api.operations.iter().enumerate().map(of_operation).collect();
        let in_order = order::operations(api, names);
        let mut operations = vec![Vec::new(); count];
        for &index in &in_order {
            operations[of_operation[index]].push(index);
        }
        let users = users(api, &of_operation, names.webhooks_module());
        let mut homes = Self {
            operations,
            types: vec![Vec::new(); count],
            users,
            of_operation,
            order: order::modules(names, count, lock),
            in_order,
            ..Self::default()
        };
        homes.all = order::types(api, names);
        homes.positions = homes.all.iter().enumerate().map(|(position, id)| (*id, position)).collect();
        for id in homes.all.clone() {
            homes.add(id, names, lock, &by_name);
        }
        homes
    }

    /// Assigns a type to a module.
    fn add(&mut self, id: TypeId, names: &Names, lock: &Lock, by_name: &HashMap<&str, usize>) {
        let user = self.users.get(&id).and_then(|users| users.module(&self.of_operation));
        let locked = names.keys.of_type(id, lock).map(|(_, of)| of);
        let before = locked.and_then(|of| by_name.get(of.module.as_str()).copied());
        let is_shared = locked.is_some_and(|of| of.module == names.fixed.types);
        let is_elsewhere = before.is_some() && before != user;
        let home = user.filter(|_| !is_shared && !is_elsewhere);
        let reexported =
            locked.iter().flat_map(|of| &of.reexported).filter_map(|name| by_name.get(name.as_str()).copied());
        for module in reexported.chain(before).filter(|module| home != Some(*module)) {
            self.reexports.entry(module).or_default().insert(id);
        }
        match home {
            Some(module) => {
                self.home.insert(id, module);
                self.types[module].push(id);
            }
            None => self.shared.push(id),
        }
    }
}

/// The users of each type: operations, and webhooks as a module.
fn users(api: &Api, of_operation: &[usize], webhooks: usize) -> HashMap<TypeId, Users> {
    let mut users: HashMap<TypeId, Users> = HashMap::new();
    let mut add = |owner: Owner, by: Users| {
        let open = api.roots_of(owner).into_iter().map(|root| (root.of, by)).collect();
        add_users(api, of_operation, open, &mut users);
    };
    (0..api.operations.len()).for_each(|index| add(Owner::Operation(index), Users::Operation(index)));
    (0..api.webhooks.len()).for_each(|index| add(Owner::Webhook(index), Users::Module(webhooks)));
    users
}

/// Adds users of types. A type is visited again if it has got further users, which happens twice at most.
fn add_users(api: &Api, of_operation: &[usize], mut open: Vec<(TypeId, Users)>, users: &mut HashMap<TypeId, Users>) {
    while let Some((id, more)) = open.pop() {
        let known = users.get(&id).copied();
        let all = known.map_or(more, |known| known.and(more, of_operation));
        if known != Some(all) {
            users.insert(id, all);
            open.extend(api.types[id].kind.children().into_iter().map(|child| (child, all)));
        }
    }
}
