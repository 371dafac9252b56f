//! The items of operations.

use crate::rust::model::{Item, Operation};

use super::requests::request;
use super::responses::{choices, headers};
use super::{Plan, Root, stubs, waiting};

/// The items of an operation: itself, and the types of its headers and of bodies that differ by status.
pub(super) fn items(plan: &Plan<'_>, index: usize, root: Root) -> Vec<Item> {
    let mut items = vec![Item::Operation(Box::new(operation(plan, index, root)))];
    items.extend(headers(plan, index, root).map(Item::Headers));
    items.extend(choices(plan, index, root).into_iter().map(Item::Choices));
    items
}

/// An operation.
pub(super) fn operation(plan: &Plan<'_>, index: usize, root: Root) -> Operation {
    let stub = stubs::stub(plan, index, root);
    Operation { waiting: waiting::waiting(plan, index, root), stub, ..request(plan, index, root) }
}
