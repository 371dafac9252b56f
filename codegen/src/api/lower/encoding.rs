//! Phase 3: how parameters and bodies are encoded, which depends on their types.

use indexmap::IndexMap;
use serde_json::Value;

use crate::api::model::{Operation, TypeId, Types, Xml};
use crate::report::Diagnostics;

use super::{files, serialization, xml};

/// Operations and types whose encodings are decided.
pub(super) struct Encoded {
    operations: Vec<Operation>,
    types: Types,
}

impl Encoded {
    /// The operations and types.
    pub fn into_parts(self) -> (Vec<Operation>, Types) {
        (self.operations, self.types)
    }
}

/// The XML form of objects, and the number of bodies that are bytes although the document declares more.
pub(super) struct XmlForms {
    /// The XML form of objects in XML bodies.
    pub objects: IndexMap<TypeId, Xml>,
    /// The number of bodies that cannot be XML.
    pub untyped: usize,
}

/// Decides the encodings of operations.
pub(super) fn encode(
    mut operations: Vec<Operation>,
    mut types: Types,
    document: &Value,
    diagnostics: &mut Diagnostics,
) -> (Encoded, XmlForms) {
    files::limit_to_multipart(&operations, &mut types);
    let (bodies, untyped) = xml::limit_to_objects(&mut operations, &types, diagnostics);
    let objects = xml::describe(&types, document, bodies);
    serialization::simplify(&mut operations, &types);
    (Encoded { operations, types }, XmlForms { objects, untyped })
}
