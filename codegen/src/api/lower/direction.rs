//! Phase 5: which types are sent, and which are received.

use std::collections::HashSet;

use crate::api::model::{Flow, Kind, Operation, TypeId, Types, Webhook, roots};
use crate::config::{Config, Null};

use super::linking::Linked;

/// Operations, and types with their directions.
pub(super) struct Directed {
    operations: Vec<Operation>,
    webhooks: Vec<Webhook>,
    types: Types,
}

impl Directed {
    /// The operations, webhooks and types.
    pub fn into_parts(self) -> (Vec<Operation>, Vec<Webhook>, Types) {
        (self.operations, self.webhooks, self.types)
    }
}

/// Marks every type that is reachable from a root, and makes properties optional that one direction omits.
pub(super) fn direct(linked: Linked, config: &Config) -> Directed {
    let (operations, webhooks, mut types) = linked.into_parts();
    let of_flow =
        |flow: Flow| roots(&operations, &webhooks).filter(|root| root.flow == flow).map(|root| root.of).collect();
    let (sent, received) = (of_flow(Flow::Sent), of_flow(Flow::Received));
    for id in reached(&types, sent) {
        types[id].direction.sent = true;
    }
    for id in reached(&types, received) {
        types[id].direction.received = true;
    }
    relax_required(&mut types);
    if config.client.null == Null::Absent {
        merge_null(&mut types);
    }
    Directed { operations, webhooks, types }
}

/// Makes properties optional that only the other direction requires: `required` applies only to responses for `readOnly`
/// properties, and only to requests for `writeOnly` ones (OpenAPI 3.0.4, §4.7.24.2 "readOnly", "writeOnly"). Responses may
/// omit properties with a default ("default"), which may be `null`, and those that an example shows to be omitted.
fn relax_required(types: &mut Types) {
    let ids: Vec<TypeId> = types.iter().map(|(id, _)| id).collect();
    for id in ids {
        let of = &mut types[id];
        let Kind::Object(object) = &mut of.kind else { continue };
        for property in &mut object.properties {
            let is_omitted = property.read_only && of.direction.sent
                || (property.write_only || property.default.is_some() || property.null_is_absent || property.omitted)
                    && of.direction.received;
            property.required &= !is_omitted;
        }
    }
}

/// Makes `null` mean absence in types that are only received: to a reader both are the same.
fn merge_null(types: &mut Types) {
    let ids: Vec<TypeId> = types.iter().map(|(id, _)| id).collect();
    for id in ids {
        let of = &mut types[id];
        let Kind::Object(object) = &mut of.kind else { continue };
        if of.direction.received && !of.direction.sent {
            object.properties.iter_mut().for_each(|property| property.null_is_absent = true);
        }
    }
}

/// All types that are reachable from these, including themselves, each once.
fn reached(types: &Types, mut pending: Vec<TypeId>) -> Vec<TypeId> {
    let mut visited = HashSet::new();
    let mut reached = Vec::new();
    while let Some(id) = pending.pop() {
        if visited.insert(id) {
            reached.push(id);
            pending.extend(types[id].kind.children());
        }
    }
    reached
}
