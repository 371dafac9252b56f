//! The meaning of a document: what every operation sends and understands.
//!
//! [`Api`] is what lowering makes and what the later stages read. It holds no YAML and no Rust: references
//! are followed, security alternatives are resolved to schemes, and schemas have become [`Type`]s in an arena.

mod body;
mod operation;
mod paging;
mod platform;
mod schema;
mod security;
mod server;
mod waiting;
mod xml;

use indexmap::{IndexMap, IndexSet};

pub use body::{Body, Content, Encoding, Framing, MemberEncoding, Stream};
pub use operation::{
    Choice, Header, Idempotency, Info, Operation, Parameter, Place, QueryString, Response, ResponseBody, Statuses,
    Style, StyleKind, Tag, Writing,
};
pub use paging::{NextPage, PageFrom, PageTo, Paging};
pub use platform::Huaweicloud;
pub use schema::{
    Direction, Hint, Integer, IntegerEnum, JsonKind, Kind, Object, Property, StringEnum, StringFormat, Tagging, Test,
    Type, TypeId, Types, Union, Value, Variant, Within, Word,
};
pub use security::{Alternative, Scheme, SchemeKind, Signer};
pub use server::{Server, Servers, Variable};
pub use waiting::Waiting;
pub use xml::{Xml, XmlMember, XmlOf, XmlPlace};

use crate::report::Pointer;

/// An API, with everything followed and decided that does not depend on Rust.
#[derive(Clone, Debug)]
pub struct Api {
    /// Title, version and description.
    pub info: Info,
    /// The document's own servers, for operations that name none.
    pub servers: Servers,
    /// The tags, in the order of the document, then those that only operations name.
    pub tags: Vec<Tag>,
    /// The security schemes, in the order of the document.
    pub schemes: Vec<Scheme>,
    /// Parameters that the client is asked for once, instead of each call.
    pub client_parameters: Vec<ClientParameter>,
    /// Where errors carry their code, message and request id.
    pub errors: Errors,
    /// Names of environment variables that hold the endpoint.
    pub endpoint_env: Vec<String>,
    /// What it has in common with other services of Huawei Cloud, if it is one.
    pub huaweicloud: Option<Huaweicloud>,
    /// The operations that can be called, in the order of the document.
    pub operations: Vec<Operation>,
    /// The one among them that is shown first, where that was decided.
    pub shown: Option<usize>,
    /// How many operations the document has beyond those.
    pub omitted_operations: usize,
    /// How many fields and bodies are plain JSON although the document says more.
    pub untyped: usize,
    /// The types that operations and components speak of.
    pub types: Types,
    /// How the objects look in XML that bodies of XML lead to.
    pub xml: IndexMap<TypeId, Xml>,
    /// The values that the document gives as examples of types, in the order in which they are met.
    pub examples: Vec<Example>,
}

/// A value that the document gives as an example.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// What it is an example of.
    pub of: TypeId,
    /// Where the value stands in the document of OpenAPI 3.0.
    pub at: Pointer,
}

/// A path parameter that all operations share and that the client keeps.
#[derive(Clone, Debug, PartialEq)]
pub struct ClientParameter {
    /// The parameter's name in path templates.
    pub name: String,
    /// What the first operation that has it says of it.
    pub description: Option<String>,
    /// Names of environment variables that hold it, the first that is set wins.
    pub env: Vec<String>,
}

/// Where the bodies and headers of errors say what went wrong.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Errors {
    /// Pairs of member names, code and message, in the order in which they are tried.
    pub pairs: Vec<(String, String)>,
    /// Response headers that carry the id of the request, in the order in which they are tried.
    pub request_id: Vec<String>,
    /// Whether a pair tells an error where the status is one of success and nothing is there that is declared.
    pub in_success: bool,
}

impl Api {
    /// The known values of every server variable that has some, in the order in which they are met.
    ///
    /// Servers that share a variable share its values: one that is chosen decides for all of them.
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
