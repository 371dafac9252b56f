//! Stage 4: all identifiers of the crate, each made once, and the module and the place in it of everything.
//!
//! Names are assigned in the order of the document, so that equal documents yield equal names. There is one namespace for
//! the types of the crate, one for the fields or variants of each type, one for the methods of the client, and one for
//! those of each request. [`Scope`] resolves clashes, which are reported.
//!
//! What the lock of an earlier generation knows is found by its [key](Keys) and comes first: it keeps its name, its module and
//! its position. The rest follows in the order of the document.
//!
//! May use: `api`, `config`, `entries`, `lock`, `report`.

mod assignment;
mod builder;
mod case;
mod clash;
mod homes;
mod identifiers;
mod keys;
mod keywords;
mod locked;
mod members;
mod methods;
mod modules;
mod operation_ids;
mod operations;
mod order;
mod record;
mod responses;
mod scope;
mod signs;
mod spelling;
mod types;
mod values;
mod webhooks;

use crate::api::Api;
use crate::config::Config;
use crate::lock::Lock;
use crate::report::Diagnostics;

pub use case::{pascal, screaming, snake};
pub use homes::Homes;
pub use identifiers::{FixedModules, Names, Operation, ValueNames, Webhook};
pub use keys::Keys;
pub use keywords::{identifier, module};
pub use methods::{BuilderMethod, ClientMethod, MockMethod, RequestMethod};
pub use record::{Layout, record};
pub use scope::Scope;

/// Names everything in an API, as far as possible as the lock of an earlier generation does.
///
/// Never fails. Clashes, renames of the configuration that match nothing, and lines of the lock that do, are reported as
/// diagnostics.
pub fn names(api: &Api, config: &Config, lock: Option<&Lock>) -> (Names, Diagnostics) {
    let none = Lock::default();
    let lock = lock.unwrap_or(&none);
    let mut names = Names { keys: Keys::new(api, lock), ..Names::default() };
    let mut diagnostics = Diagnostics::default();
    locked::check(&names.keys, lock, &mut diagnostics);
    let mut scope = types::scope(lock);
    types::components(&mut names, api, config, lock, &mut scope, &mut diagnostics);
    operations::operations(&mut names, api, config, lock, &mut scope, &mut diagnostics);
    webhooks::webhooks(&mut names, api, lock, &mut scope, &mut diagnostics);
    types::inline(&mut names, api, config, lock, &mut scope);
    members::members(&mut names, api, config, lock, &mut diagnostics);
    modules::modules(&mut names, api, config, lock, &mut diagnostics);
    builder::builder(&mut names, api, lock, &mut scope, &mut diagnostics);
    names.homes = Homes::new(api, &names, lock);
    (names, diagnostics)
}
