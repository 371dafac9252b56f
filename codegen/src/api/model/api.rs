//! An API as a whole.

use indexmap::{IndexMap, IndexSet};

use crate::report::Pointer;

use super::{Info, Operation, Platform, Scheme, Servers, Tag, TypeId, Types, Webhook, Xml};

/// An API: everything that does not depend on Rust.
#[derive(Clone, Debug)]
pub struct Api {
    /// Title, version and description.
    pub info: Info,
    /// The document's servers, for operations that have none of their own.
    pub servers: Servers,
    /// The tags, in the order of the document, then those that only operations refer to.
    pub tags: Vec<Tag>,
    /// The security schemes, in the order of the document.
    pub schemes: Vec<Scheme>,
    /// Parameters that are set once on the client instead of in each call.
    pub client_parameters: Vec<ClientParameter>,
    /// Where errors have their code, message and request id.
    pub errors: Errors,
    /// The key of the component that is the error body of operations that declare none.
    pub shared_error: Option<String>,
    /// Names of environment variables that hold the endpoint.
    pub endpoint_env: Vec<String>,
    /// The provider of the service, if it is one that the runtime knows.
    pub platform: Option<Platform>,
    /// The operations that can be called, in the order of the document.
    pub operations: Vec<Operation>,
    /// The requests that the service sends, webhooks first, in the order of the document.
    pub webhooks: Vec<Webhook>,
    /// The operation that documentation shows first, if the configuration names one.
    pub shown: Option<usize>,
    /// The number of operations that were omitted.
    pub omitted_operations: usize,
    /// The number of parameters that were omitted.
    pub omitted_parameters: usize,
    /// The number of types and bodies that are plain JSON although the document declares more.
    pub untyped: usize,
    /// The types of operations and components.
    pub types: Types,
    /// The XML form of objects in XML bodies.
    pub xml: IndexMap<TypeId, Xml>,
    /// The examples of the document, in the order in which they were visited.
    pub examples: Vec<Example>,
}

/// An example of the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// The type of the example.
    pub of: TypeId,
    /// The position of the value in the document, translated to OpenAPI 3.0.
    pub at: Pointer,
}

/// A path parameter that is set once on the client.
#[derive(Clone, Debug, PartialEq)]
pub struct ClientParameter {
    /// The parameter's name in path templates.
    pub name: String,
    /// Its description in the first operation that declares it.
    pub description: Option<String>,
    /// Environment variables that hold it, of which the first that is set is used.
    pub env: Vec<String>,
}

/// Where error responses have their code, message and request id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Errors {
    /// Pairs of property names, code and message, in the order in which they are tried.
    pub pairs: Vec<(String, String)>,
    /// Response headers that carry the id of the request, in the order in which they are tried.
    pub request_id: Vec<String>,
    /// Whether a 2xx response is an error if it has such a pair and no property of its declared type.
    pub in_success: bool,
}

impl Api {
    /// The allowed values of every server variable that has some, in the order of the document.
    ///
    /// Servers that share a variable share its values: the value that is set applies to all of them.
    pub fn variable_values(&self) -> Vec<(String, Vec<String>)> {
        let mut all: IndexMap<String, IndexSet<String>> = IndexMap::new();
        let own = self.operations.iter().filter_map(|operation| operation.servers.as_ref());
        for variable in std::iter::once(&self.servers).chain(own).flat_map(|s| &s.servers).flat_map(|s| &s.variables) {
            if !variable.values.is_empty() {
                all.entry(variable.name.clone()).or_default().extend(variable.values.iter().cloned());
            }
        }
        all.into_iter().map(|(name, values)| (name, values.into_iter().collect())).collect()
    }
}
