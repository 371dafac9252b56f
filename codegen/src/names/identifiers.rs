//! The result of this stage: the identifiers of a crate.

use std::collections::HashMap;

use crate::api::TypeId;

/// The identifiers of a crate.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Of types that have one: objects and enums.
    pub types: HashMap<TypeId, String>,
    /// Of the fields and variants of those types, in the order of the properties or values.
    pub members: HashMap<TypeId, Vec<String>>,
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
