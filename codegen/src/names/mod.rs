//! Stage 4: all identifiers of the crate, each made once.
//!
//! Names are assigned in the order of the document, so that equal documents yield equal names. There is one namespace for
//! the types of the crate, one for the fields or variants of each type, one for the methods of the client, and one for
//! those of each request. [`Scope`] resolves clashes, which are reported.
//!
//! May use: `api`, `config`, `report`.

mod builder;
mod case;
mod clash;
mod identifiers;
mod keywords;
mod members;
mod methods;
mod modules;
mod operation_ids;
mod operations;
mod responses;
mod scope;
mod signs;
mod spelling;
mod types;
mod values;
mod webhooks;

use crate::api::Api;
use crate::config::Config;
use crate::report::Diagnostics;

pub use case::{pascal, screaming, snake};
pub use identifiers::{FixedModules, Names, Operation, ValueNames, Webhook};
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
    webhooks::webhooks(&mut names, api, &mut scope, &mut diagnostics);
    types::inline(&mut names, api, config, &mut scope);
    members::members(&mut names, api, config, &mut diagnostics);
    modules::modules(&mut names, api, config, &mut diagnostics);
    builder::builder(&mut names, api, &mut scope);
    (names, diagnostics)
}
