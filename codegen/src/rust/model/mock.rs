//! The mock server, for tests of code that uses the crate.

use super::DocLine;

/// The module of the mock server.
#[derive(Clone, Debug)]
pub struct Mock {
    /// The module's name.
    pub module: String,
    /// Its docs.
    pub docs: Vec<DocLine>,
    /// The module of the client.
    pub client: String,
    /// The names of the servers that operations have of their own.
    pub servers: Vec<String>,
}

/// A method of the mock server that stubs an operation.
#[derive(Clone, Debug)]
pub struct Stub {
    /// The method.
    pub method: String,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// The path of the module of the mock server.
    pub module: String,
    /// The status of responses, unless a test sets another.
    pub status: u16,
    /// The media type of responses, unless a test sets another; empty if the type of the body implies it.
    pub media_type: String,
}
