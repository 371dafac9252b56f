//! Phase 3: how parameters and bodies are encoded, which depends on their types.

use indexmap::IndexMap;
use serde_json::Value;

use crate::api::model::{Operation, TypeId, Types, Webhook, Xml};
use crate::report::Diagnostics;

use super::{files, inferred_array, serialization, xml};

/// Operations, webhooks and types whose encodings are decided.
pub(super) struct Encoded {
    operations: Vec<Operation>,
    webhooks: Vec<Webhook>,
    types: Types,
}

impl Encoded {
    /// The operations, webhooks and types.
    pub fn into_parts(self) -> (Vec<Operation>, Vec<Webhook>, Types) {
        (self.operations, self.webhooks, self.types)
    }
}

/// The XML form of objects, and the number of bodies that are bytes although the document declares more.
pub(super) struct XmlForms {
    /// The XML form of objects in XML bodies.
    pub objects: IndexMap<TypeId, Xml>,
    /// The number of bodies that cannot be XML.
    pub untyped: usize,
}

/// Decides the encodings of operations and webhooks.
pub(super) fn encode(
    (mut operations, mut webhooks): (Vec<Operation>, Vec<Webhook>),
    mut types: Types,
    document: &Value,
    diagnostics: &mut Diagnostics,
) -> (Encoded, XmlForms) {
    files::limit_to_multipart(&operations, &mut types);
    inferred_array::tolerate(&mut types, document);
    let (bodies, untyped) = xml::limit_to_objects((&mut operations, &mut webhooks), &types, diagnostics);
    let objects = xml::describe(&types, document, bodies);
    serialization::simplify(&mut operations, &types);
    (Encoded { operations, webhooks, types }, XmlForms { objects, untyped })
}
