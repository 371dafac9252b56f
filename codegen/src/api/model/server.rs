//! Where an API is served.

/// Servers of which one is called: the first whose variables admit the chosen values.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub struct Servers {
    /// What these servers are called (`x-specwright-name`), where an operation has its own.
    pub name: Option<String>,
    /// The servers in the order of the document.
    pub servers: Vec<Server>,
}

/// One server (OpenAPI 3.0.4, §4.7.5 "Server Object").
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Server {
    /// The address, with `{variables}`.
    pub url: String,
    /// What it is, in CommonMark.
    pub description: Option<String>,
    /// The variables of the address, in the order of the document.
    pub variables: Vec<Variable>,
}

/// A variable of an address (OpenAPI 3.0.4, §4.7.6 "Server Variable Object").
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Variable {
    /// Its name in the address.
    pub name: String,
    /// What it is, in CommonMark.
    pub description: Option<String>,
    /// The value where none is chosen; nothing where one must be.
    pub default: Option<String>,
    /// The values that it may have. Empty: any.
    pub values: Vec<String>,
    /// Names of environment variables that hold it.
    pub env: Vec<String>,
}
