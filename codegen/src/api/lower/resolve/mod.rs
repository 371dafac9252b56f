//! Phase 2: types as they are read and written.
//!
//! Each pass takes the types of the pass before, and returns those of the next one: aliases are shortened, examples refute
//! what types assume, the types of unions are distinguished, arrays of the configuration are applied, examples are
//! validated, and equal types are noted.

mod alias;
mod configured_array;
mod constant;
mod deciding;
mod example;
mod forms;
mod leaves;
mod matching;
mod merge;
mod order;
mod property_test;
mod refuted;
mod sharing;
mod tag;
mod undecided;
mod union;
mod usage;
mod within;

use crate::api::model::{Example, Types};
use crate::config::Config;
use crate::report::Diagnostics;

use super::draft::DraftedTypes;

/// The types of a document, resolved.
pub(super) struct Resolved {
    types: Types,
    examples: Vec<Example>,
    untyped: usize,
}

impl Resolved {
    /// The types, the examples, and the number of types that are plain JSON although the document declares more.
    pub fn into_parts(self) -> (Types, Vec<Example>, usize) {
        (self.types, self.examples, self.untyped)
    }
}

/// Resolves drafted types.
pub(super) fn resolve(drafted: DraftedTypes<'_>, config: &Config, diagnostics: &mut Diagnostics) -> Resolved {
    let DraftedTypes { document, types, mut unions, assumptions, examples, mistyped, untyped } = drafted;
    let (types, cycles) = alias::shorten(types, diagnostics);
    let (types, assumptions) = refuted::widen(types, &mut unions, assumptions, &examples, diagnostics);
    let types = union::decide(types, &unions, diagnostics);
    let untyped = untyped + types.untyped();
    let types = configured_array::apply(types, config, diagnostics);
    let kinds = (mistyped, assumptions);
    let (types, examples) = example::validate(types, (document, examples), kinds, config.client.responses, diagnostics);
    let types = sharing::share(tag::fix(types.into_types()));
    Resolved { types, examples, untyped: untyped + cycles }
}
