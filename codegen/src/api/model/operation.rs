//! Operations, and the metadata of an API.

use crate::report::Location;

use super::{Alternative, Body, Paging, Parameter, Response, Servers, Waiting};

/// The metadata of an API (OpenAPI 3.0.4, §4.7.2 "Info Object").
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Info {
    /// The API's title.
    pub title: String,
    /// The version of the document.
    pub version: String,
    /// What the API is for, in CommonMark.
    pub description: Option<String>,
    /// The URL of further documentation, and its description.
    pub external_docs: Option<(String, Option<String>)>,
}

/// A group of operations (OpenAPI 3.0.4, §4.7.22 "Tag Object").
#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    /// The name to which operations refer.
    pub name: String,
    /// What the group is for, in CommonMark.
    pub description: Option<String>,
}

/// A method of a path (OpenAPI 3.0.4, §4.7.10 "Operation Object").
#[derive(Clone, Debug)]
pub struct Operation {
    /// The `operationId`, if the document declares one.
    pub id: Option<String>,
    /// The HTTP method in upper case.
    pub method: String,
    /// The path as it is in the document.
    pub path: String,
    /// The template of the path and query that are sent, percent-encoded.
    pub template: String,
    /// Index into [`super::Api::tags`].
    pub tag: Option<usize>,
    /// One line, in CommonMark.
    pub summary: Option<String>,
    /// More lines, in CommonMark.
    pub description: Option<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Path, query, header and cookie parameters, in the order of the document.
    pub parameters: Vec<Parameter>,
    /// The request body, if there is one.
    pub body: Option<Body>,
    /// The successful response.
    pub success: Response,
    /// The error response.
    pub failure: Response,
    /// The security requirements, of which one must be satisfied. None: the operation needs no credentials.
    pub security: Vec<Alternative>,
    /// The operation's own servers, if the document declares some.
    pub servers: Option<Servers>,
    /// How the next page is requested, if its responses are pages.
    pub paging: Option<Paging>,
    /// How its completion is polled, if it is long-running.
    pub waiting: Option<Waiting>,
    /// Whether it is idempotent, where its method does not decide that.
    pub idempotency: Option<Idempotency>,
    /// Whether arguments in its path may be empty.
    pub allows_empty_path: bool,
    /// The position in the document.
    pub at: Location,
}

/// Whether sending an operation twice has the effect of sending it once (RFC 9110, §9.2.2).
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Idempotency {
    /// It has the same effect, whatever the method.
    Always,
    /// It has another effect, whatever the method.
    Never,
    /// It has the same effect if both requests have the same key in this header.
    Key(String),
}
