//! What all of planning reads.

use std::collections::HashMap;

use crate::api::{Api, Sample, TypeId};
use crate::names::Names;
use crate::rust::model::{OwnModule, Package};

use super::cycles::Boxes;
use super::features::Features;
use super::modules::Assignment;
use super::own_servers::OwnServers;
use super::symbols::Symbols;
use super::users::{User, users};

/// What the crate is called and where it finds the runtime.
#[derive(Clone, Debug)]
pub struct Options {
    /// What `Cargo.toml` says.
    pub package: Package,
    /// The name of the document's file, without folders.
    pub document: String,
    /// What each operation may be called with, where programs are wanted that do so.
    pub samples: Option<Vec<Sample>>,
    /// The operation that is shown first, and what it may be called with, where that was decided.
    pub example: Option<(usize, Sample)>,
    /// Whether a mock server for the service is wanted.
    pub mocks: bool,
    /// Modules that people write.
    pub own_modules: Vec<OwnModule>,
}

/// What planning reads. Nothing in it changes.
pub(super) struct Plan<'a> {
    pub api: &'a Api,
    pub names: &'a Names,
    pub symbols: Symbols<'a>,
    pub modules: Assignment,
    pub features: Features,
    pub homes: HashMap<String, String>,
    pub boxes: Boxes,
    pub own_servers: OwnServers,
    pub users: HashMap<TypeId, User>,
    pub options: &'a Options,
}

impl<'a> Plan<'a> {
    /// Collects what is read more than once.
    pub fn new(api: &'a Api, names: &'a Names, options: &'a Options) -> Self {
        let modules = Assignment::new(api, names);
        Self {
            api,
            names,
            symbols: Symbols::new(names),
            homes: homes(api, names, &modules),
            features: Features::new(api, names, &modules),
            modules,
            boxes: Boxes::new(api),
            own_servers: OwnServers::new(api),
            users: users(api),
            options,
        }
    }

    /// The library's name in Rust.
    pub fn library(&self) -> String {
        self.options.package.name.replace('-', "_")
    }

    /// The module in which a type of this name is: a type of the document, or one that belongs to an operation.
    pub fn home(&self, name: &str) -> String {
        self.homes.get(name).cloned().unwrap_or_else(|| self.names.fixed.types.clone())
    }
}

/// The module of every name that other modules may speak of.
fn homes(api: &Api, names: &Names, modules: &Assignment) -> HashMap<String, String> {
    let types = names.types.iter().map(|(id, name)| (name.clone(), modules.of_type(names, *id)));
    let own = api.operations.iter().zip(&names.operations).flat_map(|(operation, named)| {
        let module = modules.name(names, operation.tag.unwrap_or(api.tags.len()));
        let choices = [&named.success, &named.failure].into_iter().flatten().map(|(name, _)| name);
        named.headers.iter().chain(choices).map(move |name| (name.clone(), module.clone())).collect::<Vec<_>>()
    });
    types.chain(own).collect()
}
