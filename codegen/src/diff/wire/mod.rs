//! What differs between what two services send and accept.
//!
//! [`compare`] goes through the operations of both documents, and from their parameters and bodies through pairs of types. A pair
//! is compared once for each direction, however many ways lead to it; the operations that a difference affects are those from
//! which the pair is reached.

mod body;
mod graph;
mod kind;
mod limits;
mod object;
mod operation;
mod parameter;
mod response;
mod security;
mod step;
mod union;
mod webhook;
mod word;

use super::matching::Matching;
use super::side::Side;
use super::subject::WireChange;
use graph::Graph;

/// What the comparison of types and services results in.
pub(super) struct Wire {
    /// The differences.
    pub changes: Vec<WireChange>,
    /// The pairs of types that are in the same places, by their names in Rust.
    pub names: Vec<(String, String)>,
}

/// Compares two services.
pub(super) fn compare(old: &Side<'_>, new: &Side<'_>, matching: &Matching) -> Wire {
    let mut graph = Graph::default();
    let mut changes = security::schemes(old, new, matching);
    for (index, of) in matching.iter() {
        let step = operation::compare(old, new, index, of);
        changes.extend(step.changes);
        graph.enter(step.pairs, graph::From::Operation(index));
    }
    let webhooks = webhook::compare(old, new, matching, &mut graph);
    changes.extend(webhooks.into_iter().flat_map(|step| step.changes));
    let mut next = 0;
    while let Some(pair) = graph.pair(next) {
        let step = kind::compare(old, new, pair);
        graph.note(next, step.changes);
        graph.enter(step.pairs, graph::From::Pair(next));
        next += 1;
    }
    let name = |pair: &step::Pair| Some((old.name(pair.old)?.to_owned(), new.name(pair.new)?.to_owned()));
    let names = graph.pairs().filter_map(name).collect();
    changes.extend(graph.into_changes());
    Wire { changes, names }
}
