//! Where changes are shown, and what all formats say.

use crate::report::{Place, Positions, Resolved};

use super::super::change::{Change, Comparison, Effect, Which};

/// A change, and where it is shown.
#[derive(Debug)]
pub struct Shown<'a> {
    /// The change.
    pub change: &'a Change,
    /// Its place.
    pub at: Resolved,
}

/// Looks up the places of all changes, in the texts of both documents.
pub fn shown<'a>(comparison: &'a Comparison, old: &dyn Positions, new: &dyn Positions) -> Vec<Shown<'a>> {
    let mut shown: Vec<Shown<'a>> =
        comparison.changes.iter().map(|change| Shown { change, at: Resolved::default() }).collect();
    for (which, positions) in [(Which::Old, old), (Which::New, new)] {
        let of = |change: &Change| change.at.as_ref().filter(|at| at.which == which).map(|at| at.location.clone());
        let (indexes, places): (Vec<usize>, Vec<Place>) = comparison
            .changes
            .iter()
            .enumerate()
            .filter_map(|(index, change)| Some((index, Place::Document(of(change)?))))
            .unzip();
        let resolved = positions.resolve(&places.iter().collect::<Vec<_>>());
        for (index, at) in indexes.into_iter().zip(resolved) {
            shown[index].at = at;
        }
    }
    shown
}

/// `file:line:column`, as far as it is known.
pub(super) fn place(at: &Resolved) -> String {
    let position = at.position.map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default();
    at.file.as_ref().map(|file| format!("{file}{position}")).unwrap_or_default()
}

/// The number of operations that fail, in words.
pub(super) fn wire_line(comparison: &Comparison) -> String {
    match (comparison.wire(), comparison.wire_breaking().len(), comparison.operations) {
        (Effect::Compatible, ..) => String::new(),
        (Effect::Breaking, broken, all) => format!("{broken} of {all} operation{}", if all == 1 { "" } else { "s" }),
    }
}

/// The number of operations that are named.
const NAMED: usize = 3;

/// The operations that fail for released clients, in words.
pub(super) fn released_line(comparison: &Comparison) -> String {
    let broken = comparison.released_breaking();
    let rest = comparison.operations.saturating_sub(broken.len());
    let named = match broken.len() {
        0 => return String::new(),
        count if count <= NAMED => broken.join(", "),
        count => format!("{} and {} more", broken[..NAMED].join(", "), count - NAMED),
    };
    match rest {
        0 => named,
        1 => format!("{named}; 1 operation goes on working"),
        rest => format!("{named}; {rest} operations go on working"),
    }
}
