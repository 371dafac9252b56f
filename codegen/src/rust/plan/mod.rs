//! From an API and its names to a crate.

mod bodies;
mod client;
mod constructor;
mod cycles;
mod example;
mod features;
mod formats;
mod items;
mod links;
mod mocks;
mod modules;
mod operations;
mod paging;
mod parts;
mod readme;
mod samples;
mod streams;
mod symbols;
mod types;
mod uses;
mod waiting;
mod xml;

use std::collections::HashMap;

use crate::api::{Api, Sample, TypeId};
use crate::names::Names;
use crate::workers::Workers;

use super::model::{Crate, Item, Module, OwnModule, Package, Part, Use};
use client::OwnServers;
use cycles::Boxes;
use features::Features;
use formats::Format;
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
struct Plan<'a> {
    api: &'a Api,
    names: &'a Names,
    symbols: Symbols<'a>,
    modules: Assignment,
    features: Features,
    homes: HashMap<String, String>,
    boxes: Boxes,
    own_servers: OwnServers,
    users: HashMap<TypeId, User>,
    options: &'a Options,
}

/// Plans the crate of an API.
///
/// Pure and total: whatever is in the API has a place in the crate, and equal input gives an equal crate.
pub fn plan(api: &Api, names: &Names, options: Options, workers: Workers) -> Crate {
    let modules = Assignment::new(api, names);
    let plan = Plan {
        api,
        names,
        symbols: Symbols::new(names),
        homes: homes(api, names, &modules),
        features: Features::new(api, names, &modules),
        modules,
        boxes: Boxes::new(api),
        own_servers: OwnServers::new(api),
        users: items::users(api),
        options: &options,
    };
    let mut client = client::module(&plan);
    client.uses = uses::uses(&plan, &client.name, &client.items, Root::Above);
    let drafts: Vec<Draft<'_>> =
        (0..plan.modules.tags.len()).filter_map(|tag| tag_module(&plan, tag)).chain(types_module(&plan)).collect();
    let sheets: Vec<Sheet<'_>> = drafts.iter().flat_map(Draft::sheets).collect();
    let mut filled = workers.map(&sheets, |sheet| sheet.fill(&plan)).into_iter();
    let drafted = drafts.iter().map(|draft| draft.module(&plan, &mut filled));
    let mut modules: Vec<Module> = std::iter::once(client).chain(drafted).collect();
    let spoken = uses::symbols(&plan, &modules);
    let formats = formats::among(&spoken);
    let exports = exports(&plan, &formats);
    let examples = api.examples.iter().map(|example| types::of(&plan, example.of)).collect();
    let features = plan.features.list(&plan.modules);
    let samples = options.samples.as_deref().map(|samples| samples::samples(&plan, samples, &exports));
    if let Some(samples) = &samples {
        example::attach(&mut modules, samples);
    }
    let example = example::first(&plan, &exports);
    let docs = readme::root_docs(&plan, example.as_ref());
    let readme = readme::readme(&plan, example.as_ref(), samples.as_ref(), &exports);
    let mock = mocks::mock(&plan, example.as_ref(), &exports);
    let mut package = options.package;
    let own_modules = options.own_modules;
    let files = [symbols::BODY, symbols::FILE];
    if files.iter().any(|symbol| spoken.contains(symbol)) {
        package.runtime_features.push("fs");
    }
    if spoken.contains(&symbols::XML) {
        package.runtime_features.push("xml");
    }
    if let Some(platform) = &api.platform {
        package.runtime_features.push(platform.provider);
    }
    package.runtime_features.extend(formats.iter().filter_map(|format| format.feature));
    package.runtime_features.sort_unstable();
    package.runtime_features.dedup();
    Crate {
        docs,
        readme,
        modules,
        exports,
        features,
        examples,
        samples,
        mock,
        own_modules,
        package,
        document: options.document,
    }
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
    /// The library's name in Rust.
    fn library(&self) -> String {
        self.options.package.name.replace('-', "_")
    }

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

/// A module of which it is known what will be in it.
struct Draft<'a> {
    name: String,
    docs: Vec<String>,
    features: Vec<String>,
    operations: &'a [usize],
    types: &'a [TypeId],
    /// The files into which it is divided.
    parts: Vec<parts::Part>,
}

/// The operations and types of one file.
struct Sheet<'a> {
    module: &'a str,
    operations: &'a [usize],
    types: &'a [TypeId],
    root: Root,
}

impl Draft<'_> {
    fn sheets(&self) -> Vec<Sheet<'_>> {
        let sheet = |operations, types, root| Sheet { module: &self.name, operations, types, root };
        if self.parts.is_empty() {
            return vec![sheet(self.operations, self.types, Root::Above)];
        }
        self.parts.iter().map(|part| sheet(&part.operations, &part.types, Root::TwoAbove)).collect()
    }

    /// The module, with what its sheets were filled with.
    fn module(&self, plan: &Plan<'_>, filled: &mut impl Iterator<Item = (Vec<Use>, Vec<Item>)>) -> Module {
        let (name, docs, features) = (self.name.clone(), self.docs.clone(), self.features.clone());
        if self.parts.is_empty() {
            let (uses, items) = filled.next().unwrap_or_default();
            return Module { name, public: true, docs, features, uses, items, parts: Vec::new() };
        }
        let parts = self.parts.iter().zip(filled);
        let parts = parts.map(|(part, (uses, items))| Part {
            docs: match part.operations.first() {
                Some(&index) => vec![format!(
                    "{} and its types.",
                    operations::link(&plan.names.operations[index].method, Root::TwoAbove)
                )],
                None => vec!["Types that several operations share.".to_owned()],
            },
            name: part.name.clone(),
            features: part.features.clone(),
            uses,
            items,
        });
        Module { name, public: true, docs, features, uses: Vec::new(), items: Vec::new(), parts: parts.collect() }
    }
}

impl Sheet<'_> {
    /// What the file brings in by name, and what is in it.
    fn fill(&self, plan: &Plan<'_>) -> (Vec<Use>, Vec<Item>) {
        let operations = self.operations.iter().flat_map(|&index| operations::items(plan, index, self.root));
        let types = self.types.iter().filter_map(|&id| items::item(plan, id, self.root));
        let mut items: Vec<Item> = operations.chain(types).collect();
        let uses = uses::uses(plan, self.module, &items, self.root);
        links::shorten(&mut items, &uses);
        (uses, items)
    }
}

/// The module of a tag, or of operations without one; nothing where it would be empty.
fn tag_module<'a>(plan: &'a Plan<'_>, tag: usize) -> Option<Draft<'a>> {
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
    let more = if plan.options.mocks { mocks::LINES } else { 0 };
    let parts = parts::parts(plan.api, plan.names, &plan.modules, &name, (operations, more), types);
    Some(Draft { name, docs, features: plan.features.of_tag(tag), operations, types, parts })
}

fn types_module<'a>(plan: &'a Plan<'_>) -> Option<Draft<'a>> {
    let types = plan.modules.shared_types();
    if types.is_empty() {
        return None;
    }
    let docs = vec!["Types that several groups of operations share.".to_owned()];
    let name = plan.names.fixed.types.clone();
    let parts = if plan.features.any() {
        plan.features.divide(plan.api, plan.names, &plan.modules, types)
    } else {
        parts::parts(plan.api, plan.names, &plan.modules, &name, (&[], 0), types)
    };
    Some(Draft { name, docs, features: Vec::new(), operations: &[], types, parts })
}

/// What the root re-exports: the client, and what users need of the runtime.
fn exports(plan: &Plan<'_>, formats: &[&Format]) -> Vec<Use> {
    let client = plan.names.fixed.client.as_str();
    let own = ["Client", "ClientBuilder"].map(str::to_owned).into_iter();
    let enums = plan
        .api
        .variable_values()
        .into_iter()
        .filter_map(|(name, _)| Some(plan.names.variable_types.get(&name)?.name.clone()));
    let mut exports: Vec<Use> = own.chain(enums).map(|name| Use { path: client.to_owned(), name }).collect();
    let runtime = ["BuildError", "Error", "Map", "Response", "Retry", "Secret", "Value"];
    let taken: Vec<String> = exports.iter().map(|export| export.name.clone()).collect();
    let mut lend = |path: &str, name: &str| {
        if !taken.iter().any(|taken| taken == name) {
            exports.push(Use { path: path.to_owned(), name: name.to_owned() });
        }
    };
    for name in runtime {
        lend("specwright_runtime", name);
    }
    for (path, name) in formats.iter().filter_map(|format| format.path.rsplit_once("::")) {
        lend(path, name);
    }
    if client::signs(plan) {
        lend("specwright_runtime::auth", "AccessKey");
    }
    if let Some(platform) = &plan.api.platform {
        let module = format!("specwright_runtime::{}", platform.provider);
        lend(&module, "IamError");
        lend(&module, "Login");
    }
    if client::fetches(plan) {
        lend("specwright_runtime::auth", "OAuth2");
    }
    exports.sort();
    exports
}
