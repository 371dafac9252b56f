//! The state of deciding unions.

use std::collections::HashMap;

use crate::api::model::{Hint, Kind, Type, TypeId, Types};

use super::super::unions::Unions;
use super::alias::Acyclic;

/// One run of deciding unions.
pub(super) struct Deciding<'u> {
    types: Types,
    unions: &'u Unions,
    /// Unions of the elements of merged arrays, and how deep in other merged arrays they are.
    merged: HashMap<TypeId, usize>,
    /// Unions that were added and are not decided.
    pending: Vec<TypeId>,
    /// Unions without any type, and whether they allow `null`.
    empty: HashMap<TypeId, bool>,
}

impl<'u> Deciding<'u> {
    /// Starts deciding.
    pub fn new(types: Acyclic, unions: &'u Unions) -> Self {
        let types = types.into_types();
        Self { types, unions, merged: HashMap::new(), pending: Vec::new(), empty: HashMap::new() }
    }

    /// Ends deciding.
    pub fn finish(self) -> Types {
        self.types
    }

    /// The types so far.
    pub fn types(&self) -> &Types {
        &self.types
    }

    /// A type, to be changed.
    pub fn edit(&mut self, id: TypeId) -> &mut Type {
        &mut self.types[id]
    }

    /// The unions as they are declared.
    pub fn unions(&self) -> &'u Unions {
        self.unions
    }

    /// Adds a type at the position of another.
    pub fn add_at(&mut self, of: TypeId, hint: Hint, kind: Kind) -> TypeId {
        let this = &self.types[of];
        let added = Type {
            at: this.at.clone(),
            hint,
            title: None,
            description: None,
            deprecated: false,
            kind,
            direction: this.direction,
        };
        self.types.add(added)
    }

    /// How deep a union of elements is in merged arrays.
    pub fn merge_depth(&self, union: TypeId) -> usize {
        self.merged.get(&union).copied().unwrap_or(0)
    }

    /// Adds a union of elements of merged arrays, to be decided next.
    pub fn add_merged(&mut self, union: TypeId, depth: usize) {
        self.merged.insert(union, depth);
        self.pending.push(union);
    }

    /// The next union that was added.
    pub fn pending(&mut self) -> Option<TypeId> {
        self.pending.pop()
    }

    /// Notes that a union has no types, and whether it allows `null`.
    pub fn note_empty(&mut self, union: TypeId, allows_null: bool) {
        self.empty.insert(union, allows_null);
    }

    /// Whether a union without types allows `null`; `None` if it is not known to be without types.
    pub fn empty(&self, union: TypeId) -> Option<bool> {
        self.empty.get(&union).copied()
    }
}
