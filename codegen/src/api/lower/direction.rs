//! Which types operations send, and which they receive.

use std::collections::HashSet;

use crate::api::model::{Api, Flow, Kind, TypeId, Types};

/// Marks every type that a request or a response leads to.
pub(super) fn mark(api: &mut Api) {
    let of_flow = |flow: Flow| api.roots().filter(|root| root.flow == flow).map(|root| root.of).collect();
    let (sent, received) = (of_flow(Flow::Sent), of_flow(Flow::Received));
    for id in reached(&api.types, sent) {
        api.types[id].direction.sent = true;
    }
    for id in reached(&api.types, received) {
        api.types[id].direction.received = true;
    }
}

/// Lets members be absent that only the other direction requires: `required` counts for responses only where a member is
/// `readOnly`, and for requests only where it is `writeOnly` (OpenAPI 3.0.4, §4.7.24.2 "readOnly", "writeOnly"). Members
/// with a default may be absent from responses, whatever is required ("default"). To be
/// called when directions are marked.
pub(super) fn settle(api: &mut Api) {
    let ids: Vec<TypeId> = api.types.iter().map(|(id, _)| id).collect();
    for id in ids {
        let of = &mut api.types[id];
        if let Kind::Object(object) = &mut of.kind {
            for property in &mut object.properties {
                let read_only = property.read_only && of.direction.sent;
                let write_only = property.write_only && of.direction.received;
                // What is absent has the default, so that who responds may leave it out.
                let assumed = property.default.is_some() && of.direction.received;
                property.required &= !read_only && !write_only && !assumed;
            }
        }
    }
}

/// Everything that these types lead to, themselves included, each once.
fn reached(types: &Types, mut open: Vec<TypeId>) -> Vec<TypeId> {
    let mut seen = HashSet::new();
    let mut reached = Vec::new();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        reached.push(id);
        open.extend(types[id].kind.children());
    }
    reached
}
