//! Unions as schemas declare them, until it is decided how their types are distinguished.

use std::collections::{HashMap, HashSet};

use indexmap::IndexSet;

use crate::api::model::TypeId;
use crate::report::Pointer;

/// The unions of a document.
#[derive(Default)]
pub(super) struct Unions {
    /// In the order in which they were drafted.
    ids: IndexSet<TypeId>,
    /// Those with a `discriminator`.
    discriminated: HashMap<TypeId, Discriminated>,
    /// The only values of some booleans.
    booleans: HashMap<TypeId, Vec<bool>>,
    /// Those of which values of other types are known to be valid.
    open: HashSet<TypeId>,
}

/// A union with a `discriminator`.
#[derive(Clone, Debug)]
pub(super) struct Discriminated {
    /// The discriminator.
    pub discriminator: Discriminator,
    /// The branches of the union.
    pub branches: Vec<Branch>,
}

/// A branch of a union, as it is declared.
#[derive(Clone, Debug)]
pub(super) struct Branch {
    /// Its type.
    pub of: TypeId,
    /// The target of its reference: the schemas of two files may have the same name.
    pub component: Option<Pointer>,
}

/// A `discriminator` (OpenAPI 3.0.4, §4.7.25 "Discriminator Object").
#[derive(Clone, Debug)]
pub(super) struct Discriminator {
    /// The property (`propertyName`).
    pub property: String,
    /// Its values, and the components that they select.
    pub mapping: Vec<(String, Pointer)>,
    /// Whether it distinguishes a component and those that extend it.
    pub inherited: bool,
}

impl Unions {
    /// Adds a union.
    pub fn add(&mut self, id: TypeId) {
        self.ids.insert(id);
    }

    /// Adds the discriminator of a union.
    pub fn discriminate(&mut self, id: TypeId, discriminated: Discriminated) {
        self.discriminated.insert(id, discriminated);
    }

    /// Notes the only values of a boolean.
    pub fn limit_boolean(&mut self, id: TypeId, values: Vec<bool>) {
        self.booleans.insert(id, values);
    }

    /// Notes that values of other types are valid: the union stays one, even of a single type.
    pub fn open(&mut self, id: TypeId) {
        self.open.insert(id);
    }

    /// Whether values of other types are known to be valid.
    pub fn is_open(&self, id: TypeId) -> bool {
        self.open.contains(&id)
    }

    /// All unions, in the order in which they were drafted.
    pub fn ids(&self) -> impl Iterator<Item = TypeId> {
        self.ids.iter().copied()
    }

    /// Whether a type was declared as a union.
    pub fn contains(&self, id: TypeId) -> bool {
        self.ids.contains(&id)
    }

    /// The discriminator of a union and its branches.
    pub fn discriminated(&self, id: TypeId) -> Option<&Discriminated> {
        self.discriminated.get(&id)
    }

    /// The only values of a boolean, if the schema limits them.
    pub fn boolean_values(&self, id: TypeId) -> Option<&[bool]> {
        self.booleans.get(&id).map(Vec::as_slice)
    }
}

impl Discriminator {
    /// Whether the constants of a type distinguish it: a component that extends another has the constants of that one too.
    pub fn accepts(&self, constants: &[String]) -> bool {
        !self.inherited || constants.len() == 1
    }
}
