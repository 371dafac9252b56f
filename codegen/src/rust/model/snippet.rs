//! Snippets: code in documentation.

use super::{ClientSample, SampleCall, Use};

/// A line of documentation, or a snippet.
#[derive(Clone, Debug)]
pub enum DocLine {
    /// A line of Markdown.
    Text(String),
    /// A snippet of code.
    Snippet(Box<Snippet>),
}

/// Code that calls an operation.
#[derive(Clone, Debug)]
pub struct Snippet {
    /// The page that it is on.
    pub page: Page,
    /// Its `use` declarations.
    pub uses: Vec<Use>,
    /// What comes before the call.
    pub setup: Setup,
    /// The call.
    pub call: SampleCall,
}

/// The page that a snippet or a section is on.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Page {
    /// The crate's documentation: snippets are compiled, and the function around them is hidden.
    Docs,
    /// The README, which shows all of a snippet.
    Readme,
}

/// What comes before the call in a snippet.
#[derive(Clone, Debug)]
pub enum Setup {
    /// Nothing: the client, of the library of this name, is a parameter.
    Client(String),
    /// The client is built.
    Built(ClientSample),
    /// A test starts a mock server, calls this method of it, and sets this response.
    MockServer(String, MockResponse),
}

/// The response of a mock server in a snippet.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MockResponse {
    /// `()`.
    Empty,
    /// The default of the response's type.
    Default,
    /// 404.
    NotFound,
}
