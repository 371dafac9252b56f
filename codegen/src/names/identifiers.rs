//! The result of this stage: the identifiers of a crate.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::api::TypeId;

use super::{Homes, Keys};

/// The identifiers of a crate.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Of types that have one: objects and enums.
    pub types: HashMap<TypeId, String>,
    /// Of the fields and variants of those types, in the order of the properties or values.
    pub members: HashMap<TypeId, Vec<String>>,
    /// Of the setters of the fields of objects, in the order of the properties.
    pub setters: HashMap<TypeId, Vec<String>>,
    /// Of the field for additional properties, or of the variant for other values.
    pub open: HashMap<TypeId, String>,
    /// Of operations, in the order of the API.
    pub operations: Vec<Operation>,
    /// Of requests that the service sends, in the order of the API.
    pub webhooks: Vec<Webhook>,
    /// Of the enum of their payloads; empty if there are none.
    pub payloads: String,
    /// Of the modules of tags, in the order of the API.
    pub modules: Vec<String>,
    /// Of modules that no tag has, but the lock.
    pub further_modules: Vec<String>,
    /// Of the Cargo features of those modules.
    pub further_features: Vec<Option<String>>,
    /// Of the Cargo features of tags, in the order of the API.
    pub features: Vec<String>,
    /// Of the module of operations without a tag, and of that of shared types.
    pub fixed: FixedModules,
    /// Of the builder's methods for security schemes, in the order of the API.
    pub schemes: Vec<String>,
    /// Of the builder's methods for client parameters, in the order of the API.
    pub client_parameters: Vec<String>,
    /// Of the builder's methods for server variables, by the variable.
    pub variables: HashMap<String, String>,
    /// Of the enums of server variables that have known values, by the variable.
    pub variable_types: HashMap<String, ValueNames>,
    /// Of the builder's methods for the endpoints of named servers, by the servers' name.
    pub endpoints: HashMap<String, String>,
    /// The order of the properties that the functions `new` of structs take, where it is not that of the document: indices into
    /// the properties.
    pub constructors: HashMap<TypeId, Vec<usize>>,
    /// The modules of operations and types.
    pub homes: Homes,
    /// The files of operations and types in divided modules, by the name of the request or type.
    pub files: HashMap<String, String>,
    /// Modules that are divided into files whatever their length.
    pub divided: HashSet<String>,
    /// Whether tags are Cargo features; `None` if the size of the crate decides.
    pub has_features: Option<bool>,
    /// Names of fields, variants, parameters and methods for bodies that casing alone does not give, by the key that they have
    /// in a lock.
    pub notable: BTreeMap<String, String>,
    /// What everything is found by.
    pub keys: Keys,
}

impl Names {
    /// What a lock calls the module of operations without a tag.
    pub const UNTAGGED: &str = "untagged";

    /// What a lock calls the module of webhooks.
    pub const WEBHOOKS: &str = "webhooks";

    /// The name of a module by its index: that of a tag, of operations without one, of webhooks, or one that only the lock has.
    pub fn module(&self, index: usize) -> &str {
        let Some(other) = index.checked_sub(self.modules.len()) else { return &self.modules[index] };
        match other {
            0 => &self.fixed.operations,
            1 => &self.fixed.webhooks,
            _ => self.further_modules.get(other - 2).map_or("", String::as_str),
        }
    }

    /// The index of the module of webhooks.
    pub fn webhooks_module(&self) -> usize {
        self.modules.len() + 1
    }

    /// The name of the Cargo feature of a module by its index, if it may have one.
    pub fn feature(&self, index: usize) -> Option<String> {
        match index.checked_sub(self.modules.len()) {
            None => self.features.get(index).cloned(),
            Some(0) => None,
            Some(1) => Some(self.fixed.webhooks_feature.clone()),
            Some(other) => self.further_features.get(other - 2).cloned().flatten(),
        }
    }

    /// The name of the module of a named type.
    pub fn home(&self, id: TypeId) -> &str {
        self.homes.of_type(id).map_or(self.fixed.types.as_str(), |module| self.module(module))
    }
}

/// The identifiers of an enum of values.
#[derive(Clone, Debug)]
pub struct ValueNames {
    /// The type.
    pub name: String,
    /// The variants, in the order of the values.
    pub variants: Vec<String>,
    /// The variant for other values.
    pub open: String,
}

/// The names of modules that do not belong to tags.
#[derive(Clone, Debug, Default)]
pub struct FixedModules {
    /// The client and its builder.
    pub client: String,
    /// Operations without a tag.
    pub operations: String,
    /// Types that several modules use.
    pub types: String,
    /// The payloads of webhooks.
    pub webhooks: String,
    /// The Cargo feature of that module.
    pub webhooks_feature: String,
    /// The mock server.
    pub mock: String,
    /// The Cargo feature of types that no operation uses.
    pub unused: String,
}

/// The identifiers of a request that the service sends.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// The variant for its payload.
    pub variant: String,
    /// The type of its declared headers, if there are any.
    pub headers: Option<String>,
    /// The fields of that type, in the order of the API.
    pub header_fields: Vec<String>,
}

/// The identifiers of an operation.
#[derive(Clone, Debug, Default)]
pub struct Operation {
    /// Its id in messages: the `operationId`, or an id made from method and path.
    pub id: String,
    /// The client's method.
    pub method: String,
    /// The mock server's method that stubs it.
    pub stub: String,
    /// The type of the request builder.
    pub request: String,
    /// The static that describes it.
    pub description: String,
    /// The static that describes its pagination, if it has pages.
    pub pages: Option<String>,
    /// The statics that describe how its long-running operation is polled, and the operation that polls.
    pub waiting: Option<(String, String)>,
    /// Of the methods that accept its bodies, in the order of the API: methods of the client if the body is required, else of
    /// the request builder.
    pub bodies: Vec<String>,
    /// Of its parameters, in the order of the API.
    pub parameters: Vec<String>,
    /// The required parameters in the order in which they are arguments: indices into the parameters.
    pub arguments_in_order: Vec<usize>,
    /// The struct of the required arguments, if there are too many for a list of parameters.
    pub arguments: Option<String>,
    /// The type of its declared response headers, if there are any.
    pub headers: Option<String>,
    /// The fields of that type, in the order of the API.
    pub header_fields: Vec<String>,
    /// The enum of successful bodies that differ by status, and its variants in the order of the API.
    pub success: Option<(String, Vec<String>)>,
    /// The enum of error bodies that differ by status, and its variants in the order of the API.
    pub failure: Option<(String, Vec<String>)>,
}
