//! The identifiers of a crate, as this stage hands them on.

use std::collections::HashMap;

use crate::api::TypeId;

/// The identifiers of a crate.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Of types that have one: objects and enums.
    pub types: HashMap<TypeId, String>,
    /// Of the members of those types: fields in the order of the properties, variants in the order of the values.
    pub members: HashMap<TypeId, Vec<String>>,
    /// Of the field or variant that holds what the document does not know.
    pub open: HashMap<TypeId, String>,
    /// Of operations, in the order of the API.
    pub operations: Vec<Operation>,
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
    /// The variant for values that are not known.
    pub open: String,
}

/// The names of modules that are not of tags.
#[derive(Clone, Debug, Default)]
pub struct FixedModules {
    /// The client and its builder.
    pub client: String,
    /// Operations without a tag.
    pub operations: String,
    /// Types that several modules use.
    pub types: String,
    /// The mock server for the service.
    pub mock: String,
    /// The Cargo feature of types that no operation uses.
    pub unused: String,
}

/// The identifiers of an operation.
#[derive(Clone, Debug, Default)]
pub struct Operation {
    /// What it is called in messages: the `operationId`, or one made from method and path.
    pub id: String,
    /// The client's method.
    pub method: String,
    /// The method of the mock server for the service that says what is responded.
    pub stub: String,
    /// The type of the request.
    pub request: String,
    /// The static that describes it.
    pub description: String,
    /// The static that describes how its pages follow each other, if they do.
    pub pages: Option<String>,
    /// The statics that describe how what it began is waited for, and the operation that asks about it.
    pub waiting: Option<(String, String)>,
    /// Of the methods that take its bodies, in the order of the API: of the client where the body is required, otherwise
    /// of the request.
    pub bodies: Vec<String>,
    /// Of its parameters, in the order of the API.
    pub parameters: Vec<String>,
    /// The struct of the arguments of the client's method, where they are many.
    pub arguments: Option<String>,
    /// The type of its declared response headers, if it has some.
    pub headers: Option<String>,
    /// The fields of that type, in the order of the API.
    pub header_fields: Vec<String>,
    /// The type of successes that differ by status, and its variants in the order of the API.
    pub success: Option<(String, Vec<String>)>,
    /// The type of errors that differ by status, and its variants in the order of the API.
    pub failure: Option<(String, Vec<String>)>,
}
