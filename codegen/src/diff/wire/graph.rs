//! Pairs of types, and the ways from operations to them.

use std::collections::{BTreeSet, HashMap};

use crate::api::{Flow, TypeId};

use super::super::subject::WireChange;
use super::step::Pair;

/// Where a pair is referred to.
#[derive(Clone, Copy, Debug)]
pub(super) enum From {
    /// By an operation.
    Operation(usize),
    /// By a webhook, which belongs to no operation.
    Webhook,
    /// By another pair.
    Pair(usize),
}

/// Pairs of types in the order in which they were reached.
#[derive(Default)]
pub(super) struct Graph {
    known: HashMap<(TypeId, TypeId, Flow, bool), usize>,
    nodes: Vec<Node>,
}

struct Node {
    pair: Pair,
    from: Vec<From>,
    changes: Vec<WireChange>,
}

impl Graph {
    /// Adds pairs that are referred to.
    pub fn enter(&mut self, pairs: Vec<Pair>, from: From) {
        for pair in pairs {
            let key = (pair.old, pair.new, pair.flow, pair.in_error);
            let index = *self.known.entry(key).or_insert(self.nodes.len());
            if index == self.nodes.len() {
                self.nodes.push(Node { pair, from: Vec::new(), changes: Vec::new() });
            }
            self.nodes[index].from.push(from);
        }
    }

    /// One of the pairs.
    pub fn pair(&self, index: usize) -> Option<&Pair> {
        self.nodes.get(index).map(|node| &node.pair)
    }

    /// All pairs.
    pub fn pairs(&self) -> impl Iterator<Item = &Pair> {
        self.nodes.iter().map(|node| &node.pair)
    }

    /// Notes the differences of a pair.
    pub fn note(&mut self, index: usize, changes: Vec<WireChange>) {
        self.nodes[index].changes = changes;
    }

    /// All differences, with the operations from which they are reached.
    pub fn into_changes(mut self) -> Vec<WireChange> {
        let mut all = Vec::new();
        for index in 0..self.nodes.len() {
            let changes = std::mem::take(&mut self.nodes[index].changes);
            if changes.is_empty() {
                continue;
            }
            let operations = self.operations(index);
            all.extend(changes.into_iter().map(|change| WireChange { operations: operations.clone(), ..change }));
        }
        all
    }

    fn operations(&self, of: usize) -> BTreeSet<usize> {
        let mut operations = BTreeSet::new();
        let mut seen = vec![false; self.nodes.len()];
        let mut open = vec![of];
        while let Some(index) = open.pop() {
            if std::mem::replace(&mut seen[index], true) {
                continue;
            }
            for from in &self.nodes[index].from {
                match from {
                    From::Operation(operation) => _ = operations.insert(*operation),
                    From::Pair(pair) => open.push(*pair),
                    From::Webhook => {}
                }
            }
        }
        operations
    }
}
