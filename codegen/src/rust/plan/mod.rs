//! From an API and its names to a crate.

mod client;
mod cycles;
mod items;
mod modules;
mod operations;
mod parts;
mod readme;
mod sample;
mod symbols;
mod types;
mod uses;

use std::collections::HashMap;

use crate::api::{Api, TypeId};
use crate::names::Names;

use super::model::{Crate, Item, Module, Package, Part, Use};
use client::OwnServers;
use cycles::Boxes;
use items::User;
use modules::Assignment;
use symbols::Symbols;

/// What the crate is called and where it finds the runtime.
#[derive(Clone, Debug)]
pub struct Options {
    /// What `Cargo.toml` says.
    pub package: Package,
    /// The name of the document's file, without folders.
    pub document: String,
}

/// What planning reads. Nothing in it changes.
struct Plan<'a> {
    api: &'a Api,
    names: &'a Names,
    symbols: Symbols<'a>,
    modules: Assignment,
    homes: HashMap<String, String>,
    boxes: Boxes,
    own_servers: OwnServers,
    users: HashMap<TypeId, User>,
    options: &'a Options,
}

/// Plans the crate of an API.
///
/// Pure and total: whatever is in the API has a place in the crate, and equal input gives an equal crate.
pub fn plan(api: &Api, names: &Names, options: Options) -> Crate {
    let modules = Assignment::new(api, names);
    let plan = Plan {
        api,
        names,
        symbols: Symbols::new(names),
        homes: homes(api, names, &modules),
        modules,
        boxes: Boxes::new(api),
        own_servers: OwnServers::new(api),
        users: items::users(api),
        options: &options,
    };
    let mut modules = vec![client::module(&plan)];
    modules.extend((0..plan.modules.tags.len()).filter_map(|tag| tag_module(&plan, tag)));
    modules.extend(types_module(&plan));
    for module in &mut modules {
        module.uses = uses::uses(&plan, &module.name, &module.items, Root::Above);
        for part in &mut module.parts {
            part.uses = uses::of_part(&plan, &module.name, part);
        }
    }
    let exports = exports(&plan);
    let docs = readme::root_docs(&plan);
    let readme = readme::readme(&plan);
    Crate { docs, readme, modules, exports, package: options.package, document: options.document }
}

/// How far above an item the crate's root is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Root {
    /// The item is in a module of the root.
    Above,
    /// The item is in a part of such a module.
    TwoAbove,
}

impl Root {
    /// The path to the root.
    fn path(self) -> &'static str {
        match self {
            Self::Above => "super",
            Self::TwoAbove => "super::super",
        }
    }
}

impl Plan<'_> {
    /// The module in which a type of this name is: a type of the document, or one that belongs to an operation.
    fn home(&self, name: &str) -> String {
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

/// The module of a tag, or of operations without one; nothing where it would be empty.
fn tag_module(plan: &Plan<'_>, tag: usize) -> Option<Module> {
    let operations = &plan.modules.tags[tag];
    let types = plan.modules.types_of_tag(tag);
    if operations.is_empty() && types.is_empty() {
        return None;
    }
    let name = plan.modules.name(plan.names, tag);
    let docs = match plan.api.tags.get(tag) {
        Some(tag) => {
            let title = super::docs::markdown(&tag.name);
            let text = tag.description.as_deref().map(super::docs::markdown).filter(|docs| !docs.is_empty());
            text.unwrap_or(title)
        }
        None => vec!["Operations that the document puts into no group.".to_owned()],
    };
    Some(divided(plan, name, docs, operations, &types))
}

/// A module with these operations and types, whole or in parts.
fn divided(plan: &Plan<'_>, name: String, docs: Vec<String>, operations: &[usize], types: &[TypeId]) -> Module {
    let items = |operations: &[usize], types: &[TypeId], root: Root| -> Vec<Item> {
        let operations = operations.iter().flat_map(|&index| operations::items(plan, index, root));
        operations.chain(types.iter().filter_map(|&id| items::item(plan, id, root))).collect()
    };
    let parts: Vec<Part> = parts::parts(plan.api, plan.names, operations, types)
        .into_iter()
        .map(|part| Part {
            docs: match part.operations.first() {
                Some(&index) => vec![format!(
                    "{} and its types.",
                    operations::link(&plan.names.operations[index].method, Root::TwoAbove)
                )],
                None => vec!["Types that several operations share.".to_owned()],
            },
            name: part.name,
            uses: Vec::new(),
            items: items(&part.operations, &part.types, Root::TwoAbove),
        })
        .collect();
    let items = if parts.is_empty() { items(operations, types, Root::Above) } else { Vec::new() };
    Module { name, public: true, docs, uses: Vec::new(), items, parts }
}

fn types_module(plan: &Plan<'_>) -> Option<Module> {
    let types = plan.modules.shared_types();
    let docs = vec!["Types that several groups of operations share.".to_owned()];
    let name = plan.names.fixed.types.clone();
    (!types.is_empty()).then(|| divided(plan, name, docs, &[], &types))
}

/// What the root re-exports: the client, and what users need of the runtime.
fn exports(plan: &Plan<'_>) -> Vec<Use> {
    let client = plan.names.fixed.client.as_str();
    let own = ["Client", "ClientBuilder"].map(str::to_owned).into_iter();
    let enums = plan
        .api
        .variable_values()
        .into_iter()
        .filter_map(|(name, _)| Some(plan.names.variable_types.get(&name)?.name.clone()));
    let mut exports: Vec<Use> = own.chain(enums).map(|name| Use { path: client.to_owned(), name }).collect();
    let runtime = ["BuildError", "Error", "Map", "Response", "Secret", "Value"];
    let taken: Vec<String> = exports.iter().map(|export| export.name.clone()).collect();
    let mut lend = |path: &str, name: &str| {
        if !taken.iter().any(|taken| taken == name) {
            exports.push(Use { path: path.to_owned(), name: name.to_owned() });
        }
    };
    for name in runtime {
        lend("specwright_runtime", name);
    }
    if client::signs(plan) {
        lend("specwright_runtime::auth", "AccessKey");
    }
    exports.sort();
    exports
}
