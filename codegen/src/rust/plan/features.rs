//! Cargo features by tag, so that users of a large API compile only the operations that they call.
//!
//! The module of a tag is compiled under the tag's feature. A file of shared types is compiled under the features of all
//! tags that use one of them. Unused types have a feature of their own, which enables all others, since they may refer to
//! any type.

use std::collections::{BTreeSet, HashMap};

use crate::api::{Api, Owner, TypeId};
use crate::names::{Homes, Names};
use crate::rust::model::Feature;

use super::definitions::Definitions;
use super::division;
use super::file_contents::FileContents;

/// The number of lines of operations and types above which a crate has features.
const LARGE: usize = 4_000;

/// The number of tags above which a file is always compiled.
const MOST: usize = 12;

/// The features of a crate's tags.
pub(super) struct Features {
    /// The feature of each tag, if it has one, by the index of the tag.
    tags: Vec<Option<String>>,
    /// The feature of unused types.
    unused: String,
    /// The tags that use a type, in order; if they are more than [`MOST`], some of them.
    users: HashMap<TypeId, Vec<usize>>,
}

/// The features under which a file is compiled.
#[derive(Clone, Debug, Eq, PartialEq)]
enum Gate {
    Always,
    /// Under any feature of these tags.
    Tags(BTreeSet<usize>),
    Unused,
}

impl Features {
    /// The features of a crate: none if it is small, or all operations have one tag. What the lock says is kept: growth alone
    /// makes no feature.
    pub fn new(api: &Api, names: &Names, definitions: &Definitions) -> Self {
        let modules = &names.homes;
        let groups = modules.with_operations().count() + usize::from(!api.webhooks.is_empty());
        let is_large = || groups > 1 && division::lines(api, names, definitions) > LARGE;
        let wanted = names.has_features.unwrap_or_else(is_large);
        let of = |module: usize| {
            let is_used = !modules.operations_of(module).is_empty()
                || modules.reexports(module).next().is_some()
                || (module == names.webhooks_module() && !api.webhooks.is_empty());
            names.feature(module).filter(|_| wanted && is_used)
        };
        let tags = (0..modules.len()).map(of).collect();
        let users = if wanted { users(api, modules) } else { HashMap::new() };
        Self { tags, unused: names.fixed.unused.clone(), users }
    }

    fn users(&self, id: TypeId) -> &[usize] {
        self.users.get(&id).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether there are any.
    pub fn any(&self) -> bool {
        self.tags.iter().any(Option::is_some)
    }

    /// The feature under which a tag's module is compiled.
    pub fn of_tag(&self, tag: usize) -> Vec<String> {
        self.tags.get(tag).cloned().flatten().into_iter().collect()
    }

    /// The features, as `Cargo.toml` declares them.
    pub fn list(&self, modules: &Homes) -> Vec<Feature> {
        let mut tags: Vec<String> = Vec::new();
        for name in modules.modules().filter_map(|module| self.tags.get(module)?.as_ref()) {
            if !tags.contains(name) {
                tags.push(name.clone());
            }
        }
        let mut list: Vec<Feature> =
            tags.iter().map(|name| Feature { name: name.clone(), turns_on: Vec::new() }).collect();
        let unused = |id: &TypeId| self.users(*id).is_empty();
        if self.any() && modules.shared_types().iter().any(unused) {
            list.push(Feature { name: self.unused.clone(), turns_on: tags });
        }
        list
    }

    /// Divides shared types into files, each with the features under which it is compiled.
    pub fn divide(&self, api: &Api, names: &Names, definitions: &Definitions, types: &[TypeId]) -> Vec<FileContents> {
        let files = division::shared(api, names, definitions, types, |id| self.users(id));
        let gates = self.gates(api, definitions, &files);
        let features = |gate: Gate| match gate {
            Gate::Always => Vec::new(),
            Gate::Unused => vec![self.unused.clone()],
            Gate::Tags(tags) => {
                let features = tags.into_iter().filter_map(|tag| self.tags.get(tag).cloned().flatten());
                features.collect::<BTreeSet<String>>().into_iter().collect()
            }
        };
        let gated = files.into_iter().zip(gates.into_iter().map(features));
        gated.map(|(file, features)| FileContents { features, ..file }).collect()
    }

    /// The gate of every file. A file that is compiled needs all files that it refers to.
    fn gates(&self, api: &Api, definitions: &Definitions, files: &[FileContents]) -> Vec<Gate> {
        let mut home: HashMap<TypeId, usize> = HashMap::new();
        for (index, file) in files.iter().enumerate() {
            home.extend(file.types.iter().map(|&id| (id, index)));
        }
        let mut gates: Vec<Gate> = files.iter().map(|file| self.gate(file)).collect();
        let referenced: Vec<BTreeSet<usize>> =
            files.iter().map(|file| referenced_by(api, definitions, file, &home)).collect();
        let mut open: Vec<usize> = (0..files.len()).collect();
        while let Some(index) = open.pop() {
            let above = gates[index].clone();
            for &below in &referenced[index] {
                let joined = join(&above, &gates[below]);
                if joined != gates[below] {
                    gates[below] = joined;
                    open.push(below);
                }
            }
        }
        gates
    }

    fn gate(&self, file: &FileContents) -> Gate {
        let tags: BTreeSet<usize> = file.types.iter().flat_map(|&id| self.users(id)).copied().collect();
        if tags.is_empty() {
            Gate::Unused
        } else if tags.len() > MOST || tags.iter().any(|&tag| self.of_tag(tag).is_empty()) {
            Gate::Always
        } else {
            Gate::Tags(tags)
        }
    }
}

/// The tags that use each type, directly or through other types.
fn users(api: &Api, modules: &Homes) -> HashMap<TypeId, Vec<usize>> {
    let mut users: HashMap<TypeId, Vec<usize>> = HashMap::new();
    for tag in 0..modules.len() {
        let operations = modules.operations_of(tag).iter();
        let roots = operations.flat_map(|&index| api.roots_of(Owner::Operation(index))).map(|root| root.of);
        let mut open: Vec<TypeId> = roots.chain(modules.reexports(tag)).collect();
        if tag == api.tags.len() + 1 {
            let webhooks = (0..api.webhooks.len()).flat_map(|index| api.roots_of(Owner::Webhook(index)));
            open.extend(webhooks.map(|root| root.of));
        }
        while let Some(id) = open.pop() {
            let known = users.entry(id).or_default();
            if known.last() != Some(&tag) && known.len() <= MOST {
                known.push(tag);
                open.extend(api.types[id].kind.children());
            }
        }
    }
    users
}

/// The gate of a file that a file with the gate `above` refers to, and whose gate was `own`.
fn join(above: &Gate, own: &Gate) -> Gate {
    match (above, own) {
        // The feature of unused types enables all others.
        (Gate::Unused, own) => own.clone(),
        (Gate::Always, _) | (_, Gate::Always) => Gate::Always,
        (Gate::Tags(above), Gate::Tags(own)) => {
            let tags: BTreeSet<usize> = above.union(own).copied().collect();
            if tags.len() > MOST { Gate::Always } else { Gate::Tags(tags) }
        }
        (above @ Gate::Tags(_), Gate::Unused) => above.clone(),
    }
}

/// The files to which the types of a file refer, directly or through types without a name.
fn referenced_by(
    api: &Api,
    definitions: &Definitions,
    file: &FileContents,
    home: &HashMap<TypeId, usize>,
) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut seen: std::collections::HashSet<TypeId> = file.types.iter().copied().collect();
    let of_type = |&id: &TypeId| match definitions.of(id) {
        definition if definition == id => api.types[id].kind.children(),
        definition => vec![definition],
    };
    let mut open: Vec<TypeId> = file.types.iter().flat_map(of_type).collect();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        match home.get(&id) {
            Some(&index) => {
                found.insert(index);
            }
            None => open.extend(api.types[id].kind.children()),
        }
    }
    found
}
