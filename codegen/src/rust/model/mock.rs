//! The mock server for the service, for tests of code that uses the crate.

use super::Piece;

/// The module of the mock server.
#[derive(Clone, Debug)]
pub struct Mock {
    /// The module's name.
    pub module: String,
    /// Its docs.
    pub docs: Vec<Piece>,
    /// The module of the client.
    pub client: String,
    /// The names of servers that operations have of their own.
    pub servers: Vec<String>,
}

/// What the mock server has for an operation: a method that says what is responded.
#[derive(Clone, Debug)]
pub struct Stub {
    /// The method.
    pub method: String,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// The path of the module of the mock server.
    pub module: String,
    /// The status that a success usually has.
    pub status: u16,
    /// The media type that a success usually has; empty where its type says it.
    pub media_type: String,
}
