//! The modules of operations and types, and the files into which they are divided.

use crate::api::TypeId;
use crate::rust::docs;
use crate::rust::model::{Item, Module, Submodule, Use};
use crate::workers::Workers;

use super::file_contents::FileContents;
use super::{Plan, Root, division, items, links, operations, stubs, uses, webhooks};

/// The modules of tags, of webhooks and of shared types. Their files are planned independently, by the workers.
pub(super) fn modules(plan: &Plan<'_>, workers: Workers) -> Vec<Module> {
    let tags = plan.modules.modules().filter_map(|module| match module == plan.names.webhooks_module() {
        true => webhooks_module(plan, module),
        false => tag_module(plan, module),
    });
    let modules: Vec<ModulePlan<'_>> = tags.chain(types_module(plan)).collect();
    let files: Vec<FilePlan<'_>> = modules.iter().flat_map(ModulePlan::file_plans).collect();
    let mut contents = workers.map(&files, |file| file.contents(plan)).into_iter();
    modules.iter().map(|module| module.module(plan, &mut contents)).collect()
}

/// A module, before its items are planned.
struct ModulePlan<'a> {
    name: String,
    docs: Vec<String>,
    features: Vec<String>,
    operations: &'a [usize],
    types: &'a [TypeId],
    /// The types that it re-exports, since they were declared in it before.
    reexports: Vec<Use>,
    /// Whether it is that of webhooks.
    of_webhooks: bool,
    /// The files into which it is divided.
    files: Vec<FileContents>,
}

/// The operations and types of one file.
struct FilePlan<'a> {
    module: &'a str,
    operations: &'a [usize],
    types: &'a [TypeId],
    of_webhooks: bool,
    root: Root,
}

impl ModulePlan<'_> {
    fn file_plans(&self) -> Vec<FilePlan<'_>> {
        let file = |operations, types, of_webhooks, root| FilePlan {
            module: &self.name,
            operations,
            types,
            of_webhooks,
            root,
        };
        if self.files.is_empty() {
            return vec![file(self.operations, self.types, self.of_webhooks, Root::Above)];
        }
        let files = self.files.iter();
        let files = files.map(|contents| file(&contents.operations, &contents.types, false, Root::TwoAbove));
        // The items of webhooks are in the module itself, since they lead to all others.
        files.chain(self.of_webhooks.then(|| file(&[], &[], true, Root::Above))).collect()
    }

    /// The module, with the contents of its files, which come in their order.
    fn module(&self, plan: &Plan<'_>, contents: &mut impl Iterator<Item = (Vec<Use>, Vec<Item>)>) -> Module {
        let (name, docs, features) = (self.name.clone(), self.docs.clone(), self.features.clone());
        if self.files.is_empty() {
            let (mut uses, items) = contents.next().unwrap_or_default();
            uses.retain(|used| !self.reexports.contains(used));
            let reexports = self.reexports.clone();
            return Module { name, public: true, docs, features, reexports, uses, items, submodules: Vec::new() };
        }
        let method = |index: usize| links::method(&plan.names.operations[index].method, Root::TwoAbove);
        let files = self.files.iter().zip(&mut *contents);
        let submodules = files.map(|(file, (uses, items))| Submodule {
            docs: match (file.operations.first(), file.types_of) {
                (Some(&index), _) => vec![format!("{} and its types.", method(index))],
                (None, Some(index)) => vec![format!("Further types of {}.", method(index))],
                (None, None) if self.of_webhooks => vec!["Types of webhooks.".to_owned()],
                (None, None) => vec!["Types used by several operations.".to_owned()],
            },
            name: file.name.clone(),
            features: file.features.clone(),
            uses,
            items,
        });
        let submodules = submodules.collect();
        let (uses, items) = if self.of_webhooks { contents.next().unwrap_or_default() } else { Default::default() };
        Module { name, public: true, docs, features, reexports: self.reexports.clone(), uses, items, submodules }
    }
}

impl FilePlan<'_> {
    /// The `use` declarations and the items of the file.
    fn contents(&self, plan: &Plan<'_>) -> (Vec<Use>, Vec<Item>) {
        let operations = self.operations.iter().flat_map(|&index| operations::items(plan, index, self.root));
        let types = self.types.iter().filter_map(|&id| items::item(plan, id, self.root));
        let webhooks = self.of_webhooks.then(|| webhooks::items(plan)).into_iter().flatten();
        let mut items: Vec<Item> = webhooks.chain(operations).chain(types).collect();
        let uses = uses::uses(plan, self.module, &items, self.root);
        links::shorten(&mut items, &uses);
        (uses, items)
    }
}

/// The module of a tag, or of operations without one; `None` if it would be empty.
fn tag_module<'a>(plan: &'a Plan<'_>, tag: usize) -> Option<ModulePlan<'a>> {
    let operations = plan.modules.operations_of(tag);
    let types = plan.modules.types_of(tag);
    let reexports = reexports(plan, tag);
    if operations.is_empty() && types.is_empty() && reexports.is_empty() {
        return None;
    }
    let name = plan.names.module(tag).to_owned();
    let docs = match plan.api.tags.get(tag) {
        Some(tag) => {
            let title = docs::markdown(&tag.name);
            let text = tag.description.as_deref().map(docs::markdown).filter(|docs| !docs.is_empty());
            text.unwrap_or(title)
        }
        None if tag == plan.api.tags.len() => vec!["Operations without a tag.".to_owned()],
        None => vec!["Operations and types whose tag is gone.".to_owned()],
    };
    let more = if plan.options.mocks { stubs::LINES } else { 0 };
    let of_webhooks = false;
    let files = division::divide(plan.api, plan.names, &plan.definitions, &name, (operations, more), types);
    let features = plan.features.of_tag(tag);
    Some(ModulePlan { name, docs, features, operations, types, reexports, of_webhooks, files })
}

/// The module of the payloads of webhooks.
fn webhooks_module<'a>(plan: &'a Plan<'_>, tag: usize) -> Option<ModulePlan<'a>> {
    let reexports = reexports(plan, tag);
    if plan.api.webhooks.is_empty() && reexports.is_empty() {
        return None;
    }
    let types = plan.modules.types_of(tag);
    let name = plan.names.module(tag).to_owned();
    let docs = vec!["Requests that the service sends: webhooks and callbacks.".to_owned()];
    let files = division::divide(plan.api, plan.names, &plan.definitions, &name, (&[], 0), types);
    let features = plan.features.of_tag(tag);
    let of_webhooks = !plan.api.webhooks.is_empty();
    Some(ModulePlan { name, docs, features, operations: &[], types, reexports, of_webhooks, files })
}

/// What a module re-exports from that of shared types.
fn reexports(plan: &Plan<'_>, module: usize) -> Vec<Use> {
    let path = format!("super::{}", plan.names.fixed.types);
    let names = plan.modules.reexports(module).filter_map(|id| plan.names.types.get(&id));
    let mut uses: Vec<Use> = names.map(|name| Use { path: path.clone(), name: name.clone() }).collect();
    uses.sort();
    uses
}

fn types_module<'a>(plan: &'a Plan<'_>) -> Option<ModulePlan<'a>> {
    let types = plan.modules.shared_types();
    if types.is_empty() {
        return None;
    }
    let docs = vec!["Types used by operations of several tags.".to_owned()];
    let name = plan.names.fixed.types.clone();
    let files = if plan.features.any() {
        plan.features.divide(plan.api, plan.names, &plan.definitions, types)
    } else {
        division::divide(plan.api, plan.names, &plan.definitions, &name, (&[], 0), types)
    };
    let (reexports, of_webhooks) = (Vec::new(), false);
    Some(ModulePlan { name, docs, features: Vec::new(), operations: &[], types, reexports, of_webhooks, files })
}
