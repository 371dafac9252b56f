//! The operations that use a type.

use std::collections::{BTreeSet, HashMap};

use crate::api::{Api, Owner, TypeId};

/// Which types and operations refer to which types.
pub(super) struct Users {
    parents: HashMap<TypeId, Vec<TypeId>>,
    operations: HashMap<TypeId, Vec<usize>>,
}

impl Users {
    pub fn new(api: &Api) -> Self {
        let mut parents: HashMap<TypeId, Vec<TypeId>> = HashMap::new();
        for (id, of) in api.types.iter() {
            for child in of.kind.children() {
                parents.entry(child).or_default().push(id);
            }
        }
        let mut operations: HashMap<TypeId, Vec<usize>> = HashMap::new();
        for root in api.roots() {
            if let Owner::Operation(operation) = root.owner {
                operations.entry(root.of).or_default().push(operation);
            }
        }
        Self { parents, operations }
    }

    /// The operations from which a type is reached.
    pub fn of(&self, id: TypeId) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                found.extend(self.operations.get(&id).into_iter().flatten().copied());
                open.extend(self.parents.get(&id).into_iter().flatten().copied());
            }
        }
        found
    }
}
