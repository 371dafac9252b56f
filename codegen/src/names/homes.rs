//! The modules of operations and types, and their order in the crate.
//!
//! `assignment` decides them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::api::TypeId;

/// The modules of operations and types. A module is known by its index: first those of the tags in the order of the API, then
/// that of operations without a tag, then those that only the lock knows.
#[derive(Clone, Debug, Default)]
pub struct Homes {
    /// The operations of each module, in the order of the crate.
    pub(super) operations: Vec<Vec<usize>>,
    /// The named types that only operations of each module use, in the order of the crate.
    pub(super) types: Vec<Vec<TypeId>>,
    /// The named types that several modules use, or none, in the order of the crate.
    pub(super) shared: Vec<TypeId>,
    /// All named types, in the order of the crate.
    pub(super) all: Vec<TypeId>,
    /// The positions of the types in that order.
    pub(super) positions: HashMap<TypeId, usize>,
    /// The module of each type, unless it is shared.
    pub(super) home: HashMap<TypeId, usize>,
    /// The types that a module re-exports, since they were declared there before.
    pub(super) reexports: BTreeMap<usize, BTreeSet<TypeId>>,
    /// The users of each type that an operation uses.
    pub(super) users: HashMap<TypeId, Users>,
    /// The module of each operation.
    pub(super) of_operation: Vec<usize>,
    /// The modules, in the order of the crate.
    pub(super) order: Vec<usize>,
    /// The operations, in the order of the crate.
    pub(super) in_order: Vec<usize>,
}

/// The operations that use a type, directly or through other types.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Users {
    /// One operation.
    Operation(usize),
    /// Several operations of one module.
    Module(usize),
    /// Operations of several modules.
    Several,
}

impl Users {
    pub(super) fn module(self, of_operation: &[usize]) -> Option<usize> {
        match self {
            Self::Operation(index) => Some(of_operation[index]),
            Self::Module(module) => Some(module),
            Self::Several => None,
        }
    }

    pub(super) fn and(self, other: Self, of_operation: &[usize]) -> Self {
        if self == other {
            return self;
        }
        match (self.module(of_operation), other.module(of_operation)) {
            (Some(one), Some(two)) if one == two => Self::Module(one),
            _ => Self::Several,
        }
    }
}

impl Homes {
    /// The modules, in the order of the crate. Some may be empty.
    pub fn modules(&self) -> impl Iterator<Item = usize> {
        self.order.iter().copied()
    }

    /// The modules with operations, in the order of the crate, and these operations.
    pub fn with_operations(&self) -> impl Iterator<Item = (usize, &[usize])> {
        let operations = self.order.iter().map(|&module| (module, self.operations_of(module)));
        operations.filter(|(_, operations)| !operations.is_empty())
    }

    /// The number of modules.
    pub fn len(&self) -> usize {
        self.operations.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.operations.is_empty()
    }

    /// The operations of a module, in the order of the crate.
    pub fn operations_of(&self, module: usize) -> &[usize] {
        &self.operations[module]
    }

    /// All operations, in the order of the crate.
    pub fn operations(&self) -> impl Iterator<Item = usize> {
        self.in_order.iter().copied()
    }

    /// The module of an operation.
    pub fn of_operation(&self, index: usize) -> usize {
        self.of_operation[index]
    }

    /// All named types, in the order of the crate.
    pub fn types(&self) -> impl Iterator<Item = TypeId> {
        self.all.iter().copied()
    }

    /// The position of a named type in the order of the crate.
    pub fn position(&self, id: TypeId) -> usize {
        self.positions.get(&id).copied().unwrap_or(usize::MAX)
    }

    /// The named types that only operations of a module use, in the order of the crate.
    pub fn types_of(&self, module: usize) -> &[TypeId] {
        &self.types[module]
    }

    /// The named types that several modules use, or none, in the order of the crate.
    pub fn shared_types(&self) -> &[TypeId] {
        &self.shared
    }

    /// The types that a module re-exports from that of shared types.
    pub fn reexports(&self, module: usize) -> impl Iterator<Item = TypeId> {
        self.reexports.get(&module).into_iter().flatten().copied()
    }

    /// The modules that re-export a type.
    pub fn reexporting(&self, id: TypeId) -> impl Iterator<Item = usize> {
        self.reexports.iter().filter(move |(_, types)| types.contains(&id)).map(|(&module, _)| module)
    }

    /// The operation that is the only user of a type.
    pub fn only_user(&self, id: TypeId) -> Option<usize> {
        match self.users.get(&id) {
            Some(&Users::Operation(index)) => Some(index),
            _ => None,
        }
    }

    /// The module of a named type; `None` if it is that of shared types.
    pub fn of_type(&self, id: TypeId) -> Option<usize> {
        self.home.get(&id).copied()
    }
}
