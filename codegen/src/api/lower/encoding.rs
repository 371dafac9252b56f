//! Phase 3: how parameters and bodies are encoded, which depends on their types.

use indexmap::IndexMap;
use serde_json::Value;

use crate::api::model::{Encoding, Operation, ResponseBody, TypeId, Types, Webhook, Xml};
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
    merge_equal(&mut operations, &types);
    files::limit_to_multipart(&operations, &mut types);
    inferred_array::tolerate(&mut types, document);
    let (bodies, untyped) = xml::limit_to_objects((&mut operations, &mut webhooks), &types, diagnostics);
    let objects = xml::describe(&types, document, bodies);
    serialization::simplify(&mut operations, &types);
    (Encoded { operations, webhooks, types }, XmlForms { objects, untyped })
}

/// Makes bodies one that differ by their status alone: schemas that are written more than once may be of one type.
fn merge_equal(operations: &mut [Operation], types: &Types) {
    for response in operations.iter_mut().flat_map(|operation| [&mut operation.success, &mut operation.failure]) {
        let ResponseBody::Several(choices) = &response.body else { continue };
        let mut encodings = choices.iter().map(|choice| choice.encoding.map(|encoding| resolved(encoding, types)));
        let first = encodings.next().flatten();
        if let Some(first) = first
            && encodings.all(|encoding| encoding == Some(first))
        {
            response.body = ResponseBody::One(first);
        }
    }
}

/// An encoding with its type without aliases.
fn resolved(encoding: Encoding, types: &Types) -> Encoding {
    match encoding {
        Encoding::Json(of) => Encoding::Json(types.resolve(of)),
        Encoding::Form(of) => Encoding::Form(types.resolve(of)),
        Encoding::Multipart(of) => Encoding::Multipart(types.resolve(of)),
        Encoding::Items(of, framing) => Encoding::Items(types.resolve(of), framing),
        Encoding::Xml(of) => Encoding::Xml(types.resolve(of)),
        Encoding::Text | Encoding::Binary => encoding,
    }
}
