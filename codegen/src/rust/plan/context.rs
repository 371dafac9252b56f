//! The context of planning: what most files here read.

use std::collections::HashMap;

use crate::api::{Api, Sample, TypeId};
use crate::names::{Homes, Names};
use crate::rust::model::{OwnModule, Package};

use super::cycles::Boxes;
use super::definitions::Definitions;
use super::features::Features;
use super::own_servers::OwnServers;
use super::symbols::Symbols;
use super::users::{User, users};

/// Options of the crate.
#[derive(Clone, Debug)]
pub struct Options {
    /// The package, as `Cargo.toml` declares it.
    pub package: Package,
    /// The name of the document's file, without folders.
    pub document: String,
    /// Sample values for every operation, if programs that call them are requested.
    pub samples: Option<Vec<Sample>>,
    /// The operation that documentation shows first, and sample values for it, if the configuration names one.
    pub example: Option<(usize, Sample)>,
    /// Whether a mock server is requested.
    pub mocks: bool,
    /// Whether responses are decoded exactly as they are declared.
    pub strict_responses: bool,
    /// Handwritten modules.
    pub own_modules: Vec<OwnModule>,
}

/// The input of planning and what is derived from it once. It never changes.
pub(super) struct Plan<'a> {
    pub api: &'a Api,
    pub names: &'a Names,
    pub symbols: Symbols<'a>,
    pub modules: &'a Homes,
    pub features: Features,
    pub homes: HashMap<String, String>,
    pub definitions: Definitions,
    pub boxes: Boxes,
    pub own_servers: OwnServers,
    pub users: HashMap<TypeId, User>,
    pub options: &'a Options,
}

impl<'a> Plan<'a> {
    /// Derives what is read more than once.
    pub fn new(api: &'a Api, names: &'a Names, options: &'a Options) -> Self {
        let modules = &names.homes;
        let definitions = Definitions::new(api, names);
        Self {
            api,
            names,
            symbols: Symbols::new(names),
            homes: homes(names),
            features: Features::new(api, names, &definitions),
            modules,
            boxes: Boxes::new(api, names, &definitions),
            definitions,
            own_servers: OwnServers::new(api),
            users: users(api, names),
            options,
        }
    }

    /// The library's name in Rust.
    pub fn library(&self) -> String {
        self.options.package.name.replace('-', "_")
    }

    /// The module of the type of this name: a type of the document, or one of an operation.
    pub fn home(&self, name: &str) -> String {
        self.homes.get(name).cloned().unwrap_or_else(|| self.names.fixed.types.clone())
    }
}

/// The module of every type that other modules may refer to.
fn homes(names: &Names) -> HashMap<String, String> {
    let types = names.types.iter().map(|(id, name)| (name.clone(), names.home(*id).to_owned()));
    let own = names.operations.iter().enumerate().flat_map(|(index, named)| {
        let module = names.module(names.homes.of_operation(index)).to_owned();
        let choices = [&named.success, &named.failure].into_iter().flatten().map(|(name, _)| name);
        named.headers.iter().chain(choices).map(move |name| (name.clone(), module.clone())).collect::<Vec<_>>()
    });
    let webhooks = names.webhooks.iter().filter_map(|webhook| webhook.headers.clone());
    let webhooks = webhooks.chain(std::iter::once(names.payloads.clone()));
    types.chain(own).chain(webhooks.map(|name| (name, names.fixed.webhooks.clone()))).collect()
}
