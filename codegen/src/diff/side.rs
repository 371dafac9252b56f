//! One of the two versions that are compared, with the ways to look things up in it.

use std::collections::{HashMap, HashSet};

use crate::api::{Api, Operation, TypeId};
use crate::names::Names;
use crate::pipeline::Generated;
use crate::report::{FileId, Location, On, Pointer};
use crate::rust::{self, Crate, Item, Type};

use super::change::{Spot, Which};

/// An item of a crate, and where it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed<'a> {
    pub item: &'a Item,
    pub module: &'a str,
    /// The features of which any compiles its file; none: it is always compiled.
    pub features: &'a [String],
}

/// One version.
pub(super) struct Side<'a> {
    pub which: Which,
    pub generated: &'a Generated,
    pub api: &'a Api,
    pub names: &'a Names,
    pub planned: &'a Crate,
    /// The types of the crate by name.
    pub types: HashMap<&'a str, Placed<'a>>,
    /// The operations of the crate by the client's method.
    pub operations: HashMap<&'a str, (&'a rust::Operation, Placed<'a>)>,
    ids: HashMap<&'a str, TypeId>,
    /// Types that are re-exported by other modules than their own.
    reexports: HashSet<(&'a str, &'a str)>,
}

impl<'a> Side<'a> {
    pub fn new(which: Which, generated: &'a Generated) -> Self {
        let Generated { api, names, planned, .. } = generated;
        let mut types = HashMap::new();
        let mut operations = HashMap::new();
        let mut other_names = Vec::new();
        for module in &planned.modules {
            let placed = |item| Placed { item, module: &module.name, features: &module.features };
            let own = module.items.iter().map(placed);
            let files = module.submodules.iter().flat_map(|file| {
                // A file is compiled if its module is.
                let features = if file.features.is_empty() { &module.features } else { &file.features };
                file.items.iter().map(move |item| Placed { item, module: &module.name, features })
            });
            for placed in own.chain(files) {
                match placed.item {
                    Item::Operation(of) => _ = operations.insert(of.method.as_str(), (of.as_ref(), placed)),
                    Item::Client(_) => {}
                    Item::Struct(of) => _ = types.insert(of.name.as_str(), placed),
                    Item::Enum(of) => _ = types.insert(of.name.as_str(), placed),
                    Item::Union(of) => _ = types.insert(of.name.as_str(), placed),
                    Item::Headers(of) => _ = types.insert(of.name.as_str(), placed),
                    Item::Choices(of) => _ = types.insert(of.name.as_str(), placed),
                    Item::Webhooks(of) => _ = types.insert(of.name.as_str(), placed),
                    Item::Alias(of) => other_names.push((of, placed)),
                }
            }
        }
        // Another name for a type is that type to those who use it.
        for (of, placed) in other_names {
            if let Type::Named(definition) = &of.of
                && let Some(definition) = types.get(definition.as_str()).copied()
            {
                types.insert(of.name.as_str(), Placed { item: definition.item, ..placed });
            }
        }
        let ids = names.types.iter().map(|(id, name)| (name.as_str(), *id)).collect();
        let reexports = planned
            .modules
            .iter()
            .flat_map(|module| module.reexports.iter().map(|used| (module.name.as_str(), used.name.as_str())));
        let reexports = reexports.collect();
        Self { which, generated, api, names, planned, types, operations, ids, reexports }
    }

    /// Whether a module has a type, its own or one that it re-exports.
    pub fn has(&self, module: &str, name: &str) -> bool {
        let is_own = self.types.get(name).is_some_and(|placed| placed.module == module);
        is_own || self.reexports.contains(&(module, name))
    }

    /// The name of a type in Rust.
    pub fn name(&self, id: TypeId) -> Option<&'a str> {
        self.names.types.get(&id).map(String::as_str)
    }

    /// The type of this name in Rust.
    pub fn id(&self, name: &str) -> Option<TypeId> {
        self.ids.get(name).copied()
    }

    /// An operation of the document.
    pub fn operation(&self, index: usize) -> Option<&'a Operation> {
        self.api.operations.get(index)
    }

    /// The id of an operation: as the document has it, else method and path.
    pub fn operation_id(&self, index: usize) -> String {
        let of = self.operation(index);
        of.map(|of| of.id.clone().unwrap_or_else(|| format!("{} {}", of.method, of.path))).unwrap_or_default()
    }

    /// The client's method of an operation.
    pub fn method(&self, index: usize) -> &'a str {
        self.names.operations.get(index).map_or("", |names| names.method.as_str())
    }

    /// An operation of the crate, by its index in the API.
    pub fn placed(&self, index: usize) -> Option<(&'a rust::Operation, Placed<'a>)> {
        self.operations.get(self.method(index)).copied()
    }

    /// A place of the document, as it was written.
    pub fn spot(&self, location: &Location) -> Spot {
        Spot { which: self.which, location: self.generated.written(location) }
    }

    /// A place below another.
    pub fn below(&self, location: &Location, steps: &[&str]) -> Spot {
        let pointer = steps.iter().fold(location.pointer.clone(), |pointer, step| pointer.key(step));
        self.spot(&Location { file: location.file, pointer, on: On::Key })
    }

    /// A place of the main file.
    pub fn at(&self, steps: &[&str]) -> Spot {
        self.below(&Location { file: FileId::MAIN, pointer: Pointer::root(), on: On::Key }, steps)
    }
}
