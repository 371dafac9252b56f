//! Snippets: code that stands among the text of documentation.

use super::{ClientSample, SampleCall, Use};

/// A piece of a page of documentation.
#[derive(Clone, Debug)]
pub enum Piece {
    /// A line of text.
    Line(String),
    /// Code.
    Code(Box<Snippet>),
}

/// Code that makes a call.
#[derive(Clone, Debug)]
pub struct Snippet {
    /// Where it stands.
    pub place: Place,
    /// What it brings in by name.
    pub uses: Vec<Use>,
    /// What it begins with.
    pub start: Start,
    /// The call.
    pub call: SampleCall,
}

/// Where a snippet stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Place {
    /// In documentation of the crate: it is compiled, and the function around it is not shown.
    Docs,
    /// In the README, which shows all of it.
    Readme,
}

/// What a snippet begins with.
#[derive(Clone, Debug)]
pub enum Start {
    /// Nothing: there is a client, of the library of this name.
    Client(String),
    /// A client that is built.
    Built(ClientSample),
    /// A mock server for the service, as a test has it: the method that says what is responded, and what that is.
    MockServer(String, MockResponse),
}

/// What a mock server responds in a snippet.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MockResponse {
    /// `()`.
    Empty,
    /// The default of the response's type.
    Default,
    /// That there is nothing.
    NotFound,
}
