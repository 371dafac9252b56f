//! Servers and their variables.

/// Servers, of which the first is used whose variables allow the values that are set.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub struct Servers {
    /// Their name (`x-specwright-name`), if they are an operation's own.
    pub name: Option<String>,
    /// The servers in the order of the document.
    pub servers: Vec<Server>,
}

/// One server (OpenAPI 3.0.4, §4.7.5 "Server Object").
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Server {
    /// The URL, with `{variables}`.
    pub url: String,
    /// What it is, in CommonMark.
    pub description: Option<String>,
    /// The variables of the URL, in the order of the document.
    pub variables: Vec<Variable>,
}

/// A variable of a server's URL (OpenAPI 3.0.4, §4.7.6 "Server Variable Object").
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Variable {
    /// Its name in the URL.
    pub name: String,
    /// What it is, in CommonMark.
    pub description: Option<String>,
    /// The default; `None` if a value must be set.
    pub default: Option<String>,
    /// The allowed values. Empty: any.
    pub values: Vec<String>,
    /// Names of environment variables that hold it.
    pub env: Vec<String>,
}
