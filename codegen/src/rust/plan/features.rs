//! Cargo features by tag, so that users of a large API compile the groups of operations that they call and no others.
//!
//! The module of a tag has the tag's feature. A file of shared types has the features of all tags that lead to a type in
//! it. What no operation uses has a feature of its own, which turns on all the others, since it may speak of anything.

use std::collections::{BTreeSet, HashMap};

use crate::api::{Api, TypeId};
use crate::names::Names;
use crate::rust::model::Feature;

use super::division::{self, Part};
use super::modules::{self, Assignment};

/// From how many lines of operations and types on a crate has features.
const LARGE: usize = 4_000;

/// A file for which more tags than these would have to be named is compiled always.
const MOST: usize = 12;

/// The features of a crate's tags.
pub(super) struct Features {
    /// The feature of each tag by its place, if it has one.
    tags: Vec<Option<String>>,
    /// The feature of what no operation uses.
    unused: String,
    /// The tags that lead to a type, in order; of more than [`MOST`], some.
    users: HashMap<TypeId, Vec<usize>>,
}

/// Under which features something is compiled.
#[derive(Clone, Debug, Eq, PartialEq)]
enum Gate {
    Always,
    /// Under any feature of these tags.
    Tags(BTreeSet<usize>),
    Unused,
}

impl Features {
    /// The features of a crate: none where it is small, or has only one group of operations.
    pub fn new(api: &Api, names: &Names, modules: &Assignment) -> Self {
        let groups = modules.tags.iter().filter(|operations| !operations.is_empty()).count();
        let wanted = groups > 1 && division::lines(api, names) > LARGE;
        let of = |(tag, operations): (usize, &Vec<usize>)| {
            (wanted && !operations.is_empty()).then(|| names.features.get(tag).cloned()).flatten()
        };
        let tags = modules.tags.iter().enumerate().map(of).collect();
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

    /// What `Cargo.toml` says of them.
    pub fn list(&self, modules: &Assignment) -> Vec<Feature> {
        let mut tags: Vec<String> = Vec::new();
        for name in self.tags.iter().flatten() {
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
    pub fn divide(&self, api: &Api, names: &Names, modules: &Assignment, types: &[TypeId]) -> Vec<Part> {
        let parts = division::shared(api, names, modules, types, |id| self.users(id));
        let gates = self.gates(api, &parts);
        let features = |gate: Gate| match gate {
            Gate::Always => Vec::new(),
            Gate::Unused => vec![self.unused.clone()],
            Gate::Tags(tags) => {
                let features = tags.into_iter().filter_map(|tag| self.tags.get(tag).cloned().flatten());
                features.collect::<BTreeSet<String>>().into_iter().collect()
            }
        };
        let gated = parts.into_iter().zip(gates.into_iter().map(features));
        gated.map(|(part, features)| Part { features, ..part }).collect()
    }

    /// The gate of every file: whatever compiles a file compiles what is spoken of in it.
    fn gates(&self, api: &Api, parts: &[Part]) -> Vec<Gate> {
        let mut home: HashMap<TypeId, usize> = HashMap::new();
        for (index, part) in parts.iter().enumerate() {
            home.extend(part.types.iter().map(|&id| (id, index)));
        }
        let mut gates: Vec<Gate> = parts.iter().map(|part| self.gate(part)).collect();
        let spoken: Vec<BTreeSet<usize>> = parts.iter().map(|part| spoken_of(api, part, &home)).collect();
        let mut open: Vec<usize> = (0..parts.len()).collect();
        while let Some(index) = open.pop() {
            let above = gates[index].clone();
            for &below in &spoken[index] {
                let joined = join(&above, &gates[below]);
                if joined != gates[below] {
                    gates[below] = joined;
                    open.push(below);
                }
            }
        }
        gates
    }

    fn gate(&self, part: &Part) -> Gate {
        let tags: BTreeSet<usize> = part.types.iter().flat_map(|&id| self.users(id)).copied().collect();
        if tags.is_empty() {
            Gate::Unused
        } else if tags.len() > MOST || tags.iter().any(|&tag| self.of_tag(tag).is_empty()) {
            Gate::Always
        } else {
            Gate::Tags(tags)
        }
    }
}

/// The tags that lead to each type. What leads to a type is told on to what the type speaks of, and again where it has
/// become more.
fn users(api: &Api, modules: &Assignment) -> HashMap<TypeId, Vec<usize>> {
    let mut users: HashMap<TypeId, Vec<usize>> = HashMap::new();
    for (tag, operations) in modules.tags.iter().enumerate() {
        let mut open: Vec<TypeId> = operations.iter().flat_map(|&index| modules::roots(api, index)).collect();
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

/// The gate of what is spoken of under the first gate and has the second itself.
fn join(above: &Gate, own: &Gate) -> Gate {
    match (above, own) {
        // The feature of what is unused turns on all the others.
        (Gate::Unused, own) => own.clone(),
        (Gate::Always, _) | (_, Gate::Always) => Gate::Always,
        (Gate::Tags(above), Gate::Tags(own)) => {
            let tags: BTreeSet<usize> = above.union(own).copied().collect();
            if tags.len() > MOST { Gate::Always } else { Gate::Tags(tags) }
        }
        (above @ Gate::Tags(_), Gate::Unused) => above.clone(),
    }
}

/// The files that hold what the types of a file speak of, through types that have no item too.
fn spoken_of(api: &Api, part: &Part, home: &HashMap<TypeId, usize>) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut seen: std::collections::HashSet<TypeId> = part.types.iter().copied().collect();
    let mut open: Vec<TypeId> = part.types.iter().flat_map(|&id| api.types[id].kind.children()).collect();
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
