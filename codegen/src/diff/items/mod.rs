//! What differs between the public items of two crates, by Cargo's rules
//! (<https://doc.rust-lang.org/cargo/reference/semver.html>).
//!
//! Operations are compared by their identity, types by their names: a type that has another name is one if both stand in the same
//! places of the documents. Types of fields, arguments and results are compared exactly.

mod client;
mod cx;
mod enums;
mod notes;
mod operation;
mod package;
mod sends;
mod structure;
mod types;

use super::matching::Matching;
use super::side::Side;
use super::subject::ItemChange;
use cx::Cx;

/// Compares the items of two crates. `names`: types that stand in the same places, by their names in both crates.
pub(super) fn compare(
    old: &Side<'_>,
    new: &Side<'_>,
    matching: &Matching,
    names: &[(String, String)],
) -> (Vec<ItemChange>, Cx) {
    let mut cx = Cx::new(old, new, names);
    package::compare(&mut cx, old, new);
    client::compare(&mut cx, old, new);
    for (index, of) in matching.iter() {
        operation::compare(&mut cx, old, new, index, of);
    }
    operation::reassigned(&mut cx, old, new, matching);
    types::compare(&mut cx, old, new);
    (cx.take(), cx)
}
