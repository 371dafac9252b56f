//! What types assume although the document does not declare it, as its authors mostly mean it. An example refutes it.

use std::collections::HashSet;

use crate::api::model::TypeId;

/// Something that a type assumes.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(super) enum Assumption {
    /// Values are of the type to which the schema's keywords apply. Without `type`, others are valid too (JSON Schema Core
    /// 2020-12, §7.6.1).
    Type,
    /// A tuple has all its elements. Without `minItems`, a shorter array is valid too (§10.3.1.1).
    Length,
    /// Elements after those of `prefixItems` are like them. Without `items`, others are valid too (§10.3.1.2).
    Rest,
    /// An object has no other properties than those that are declared. Without `additionalProperties`, others are valid too
    /// (§10.3.2.3).
    Declared,
}

/// The assumptions about the types of a document.
#[derive(Default)]
pub(super) struct Assumptions(HashSet<(TypeId, Assumption)>);

impl Assumptions {
    /// Notes an assumption about a type.
    pub fn add(&mut self, id: TypeId, assumption: Assumption) {
        self.0.insert((id, assumption));
    }

    /// Whether a type has been assumed to be so, and is not any more.
    pub fn take(&mut self, id: TypeId, assumption: Assumption) -> bool {
        self.0.remove(&(id, assumption))
    }
}
