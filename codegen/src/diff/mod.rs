//! What a change of the document means: for code that uses the crate, for clients in general, and for crates that are already
//! released.
//!
//! [`compare`] makes two comparisons, each of models and not of texts. The [`Crate`](crate::rust::Crate)s decide what happens to code
//! that uses the crate (`items`), the [`Api`](crate::api::Api)s what happens between clients and services (`wire`). Operations are the
//! same if they have the same method and path, else the same `operationId`; types, if they stand in the same places. What both
//! comparisons report about one thing is one [`Change`] (`merge`).
//!
//! May use: `api`, `config`, `names`, `pipeline`, `report`, `rust`.

mod accept;
mod change;
mod code;
mod items;
mod matching;
mod merge;
mod render;
mod side;
mod subject;
mod users;
mod version;
mod wire;

use crate::pipeline::Generated;
use crate::report::{Code, Place};

pub use change::{Change, Comparison, Effect, Level, Origin, Spot, Which};
pub use code::{ChangeCode, UnknownChange};
pub use render::{Format, Shown, json, render, shown};
pub use version::is_older;

use matching::Matching;
use side::Side;

/// Compares two versions of a crate.
pub fn compare(old: &Generated, new: &Generated) -> Comparison {
    let (old, new) = (Side::new(Which::Old, old), Side::new(Which::New, new));
    let matching = Matching::new(old.api, new.api);
    let wire = wire::compare(&old, &new, &matching);
    let (items, cx) = items::compare(&old, &new, &matching, &wire.names);
    let mut changes = merge::merge(&old, &new, &matching, wire.changes, items, &cx.renamed);
    changes.extend(kept(new.generated));
    changes.sort_by_key(|change| std::cmp::Reverse(change.severity()));
    let mut comparison = Comparison { operations: old.api.operations.len(), changes, ..Comparison::default() };
    let from = old.planned.package.version.clone();
    let to = if comparison.changes.is_empty() { from.clone() } else { version::next(&from, comparison.rust()) };
    comparison.version = (from, to);
    comparison
}

/// The names that the lock keeps although the document has others.
fn kept(new: &Generated) -> impl Iterator<Item = Change> {
    let kept = new.diagnostics.iter().filter(|diagnostic| diagnostic.code == Code::NameKept);
    kept.filter_map(|diagnostic| {
        let Place::Document(location) = &diagnostic.place else { return None };
        Some(Change {
            code: ChangeCode::NameKept,
            item: diagnostic.message.split('`').nth(1).unwrap_or_default().to_owned(),
            operations: Vec::new(),
            rust: Level::Patch,
            wire: Effect::Compatible,
            released: Effect::Compatible,
            was: None,
            now: None,
            headline: diagnostic.message.clone(),
            detail: None,
            at: Some(Spot { which: Which::New, location: location.clone() }),
            from: Origin::Document,
            accepted: None,
        })
    })
}

impl Comparison {
    /// Tells changes that come from the configuration from those that come from the document. `of_configuration` compares the crates
    /// of one document with the two configurations.
    pub fn tell_configuration(&mut self, of_configuration: &Self) {
        for change in &mut self.changes {
            let is_same = |other: &Change| {
                (other.code, &other.item, &other.was, &other.now)
                    == (change.code, &change.item, &change.was, &change.now)
            };
            if of_configuration.changes.iter().any(is_same) {
                change.from = Origin::Configuration;
            }
        }
    }

    /// Adds that the files of a crate are not what this version of the generator writes for the old document.
    pub fn add_generator(&mut self, differing: usize) {
        let files = if differing == 1 { "1 file was".to_owned() } else { format!("{differing} files were") };
        self.changes.push(Change {
            code: ChangeCode::GeneratorChanged,
            item: "Cargo.toml".to_owned(),
            operations: Vec::new(),
            rust: Level::Patch,
            wire: Effect::Compatible,
            released: Effect::Compatible,
            was: None,
            now: None,
            headline: format!("{files} written by another version of the generator, or edited"),
            detail: Some("what that means for users is not part of this verdict"),
            at: None,
            from: Origin::Generator,
            accepted: None,
        });
    }
}
