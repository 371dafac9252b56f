//! Stage 4: every identifier of the written crate, each made once.
//!
//! Names are given in the order of the document, so that equal documents give equal names. Types share one
//! namespace for the whole crate, members have one for each type, methods one for the client and one for each
//! request. A clash is settled by [`Scope`] and reported.

mod builder;
mod case;
mod clash;
mod identifiers;
mod keywords;
mod members;
mod methods;
mod modules;
mod operations;
mod responses;
mod scope;
mod types;

use crate::api::Api;
use crate::config::Config;
use crate::report::Diagnostics;

pub use case::{pascal, screaming, snake};
pub use identifiers::{FixedModules, Names, Operation, ValueNames};
pub use keywords::{identifier, module};
pub use methods::{BuilderMethod, ClientMethod, MockMethod, RequestMethod};
pub use scope::Scope;

/// Names everything in an API.
///
/// Never fails. Clashes, and renames of the configuration that match nothing, are reported as diagnostics.
pub fn names(api: &Api, config: &Config) -> (Names, Diagnostics) {
    let mut names = Names::default();
    let mut diagnostics = Diagnostics::default();
    let mut scope = types::scope();
    types::components(&mut names, api, config, &mut scope, &mut diagnostics);
    operations::operations(&mut names, api, config, &mut scope);
    types::inline(&mut names, api, &mut scope);
    members::members(&mut names, api, config, &mut diagnostics);
    modules::modules(&mut names, api, config, &mut diagnostics);
    builder::builder(&mut names, api, &mut scope);
    (names, diagnostics)
}
