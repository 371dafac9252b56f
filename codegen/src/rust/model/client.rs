//! The client, its builder and the description of the API.

use crate::api::Platform;
use crate::names::{BuilderMethod, ClientMethod};

use super::Symbol;

/// The client, its builder and the description of the API.
#[derive(Clone, Debug)]
pub struct Client {
    /// The doc lines of the client.
    pub docs: Vec<String>,
    /// The API's name in messages.
    pub name: String,
    /// The document's servers.
    pub servers: Servers,
    /// The servers of operations that have their own, each list once.
    pub own_servers: Vec<Servers>,
    /// Whether features may disable the operations that use those servers.
    pub features: bool,
    /// Names of environment variables that hold the endpoint.
    pub endpoint_env: Vec<String>,
    /// Parameters that are set once on the client.
    pub params: Vec<Param>,
    /// Security schemes.
    pub schemes: Vec<Scheme>,
    /// Pairs of properties that hold code and message of an error.
    pub error_pairs: Vec<(String, String)>,
    /// Headers that hold the id of a request.
    pub request_id: Vec<String>,
    /// Whether a 2xx response may be an error.
    pub errors_in_success: bool,
    /// The builder's methods for server variables.
    pub variables: Vec<Setter>,
    /// The builder's methods for the endpoints of named servers.
    pub endpoints: Vec<EndpointSetter>,
    /// The provider of the service, if the runtime supports it.
    pub platform: Option<Platform>,
    /// Enums of server variables.
    pub enums: Vec<ValueEnum>,
    /// Lists of known values that several variables share: the constant's name and the values.
    pub value_lists: Vec<(String, Vec<String>)>,
    /// The macro that reads and writes string enums.
    pub string_enum_macro: Symbol,
}

/// A method of the builder.
#[derive(Clone, Copy, Debug)]
pub enum Setting<'a> {
    /// Sets a parameter of the client.
    Parameter(&'a Param),
    /// Sets a server variable.
    Variable(&'a Setter),
    /// Replaces named servers.
    Servers(&'a EndpointSetter),
    /// Sets the credential of a security scheme.
    Scheme(&'a Scheme),
    /// A method of every builder.
    Fixed(BuilderMethod),
}

impl Client {
    /// The methods that it has besides operations, in the order in which they are written.
    pub fn methods(&self) -> impl Iterator<Item = ClientMethod> {
        let has_region = self.region().is_some();
        ClientMethod::ALL.iter().copied().filter(move |method| has_region || !method.is_of_platform())
    }

    /// The builder's method for the region, if the provider of the service is known and has regions.
    pub fn region(&self) -> Option<&Setter> {
        let platform = self.platform.as_ref()?;
        self.variables.iter().find(|setter| setter.variable == platform.names.region)
    }

    /// The servers of the provider's identity service.
    pub fn identity_servers(&self) -> Option<&Servers> {
        let platform = self.platform.as_ref()?;
        self.own_servers.iter().find(|servers| servers.name.as_ref() == Some(&platform.names.iam))
    }

    /// The methods of the builder, in the order in which they are written.
    pub fn settings(&self) -> impl Iterator<Item = Setting<'_>> {
        let mut fixed = BuilderMethod::ALL
            .iter()
            .copied()
            .filter(|method| self.platform.is_some() || !method.is_of_platform())
            .map(Setting::Fixed);
        let endpoint = fixed.next();
        let own = self.params.iter().map(Setting::Parameter).chain(self.variables.iter().map(Setting::Variable));
        own.chain(endpoint)
            .chain(self.endpoints.iter().map(Setting::Servers))
            .chain(self.schemes.iter().map(Setting::Scheme))
            .chain(fixed)
    }

    /// The constant that holds a list of values, if there is one.
    pub fn value_list(&self, values: &[String]) -> Option<&str> {
        self.value_lists.iter().find(|(_, list)| list == values).map(|(name, _)| name.as_str())
    }
}

/// Servers, of which one is used.
#[derive(Clone, Debug, PartialEq)]
pub struct Servers {
    /// The static's name.
    pub constant: String,
    /// Their name in the configuration, if they belong to operations and have one.
    pub name: Option<String>,
    /// The servers.
    pub servers: Vec<Server>,
}

/// A server.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Server {
    /// Its URL, with `{variables}`.
    pub url: String,
    /// Its variables.
    pub variables: Vec<Variable>,
}

/// A variable of a server URL.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// The default value.
    pub default: Option<String>,
    /// Its known values.
    pub values: Vec<String>,
    /// Environment variables that hold it.
    pub env: Vec<String>,
}

/// A parameter that is set once on the client.
#[derive(Clone, Debug)]
pub struct Param {
    /// Its name on the wire.
    pub name: String,
    /// The builder's method.
    pub method: String,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// Environment variables that hold it.
    pub env: Vec<String>,
}

/// A security scheme.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// Its name in the document.
    pub name: String,
    /// The builder's method.
    pub method: String,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// How the credential is sent.
    pub kind: SchemeKind,
    /// What the builder's method accepts.
    pub credential: Credential,
    /// Headers that are sent with it, and the client parameters that hold their values.
    pub headers: Vec<(String, String)>,
    /// Alternatives of environment variables that hold the credential.
    pub env: Vec<Vec<String>>,
}

/// How a credential is sent.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SchemeKind {
    /// As a header.
    ApiKeyHeader(String),
    /// As a query parameter.
    ApiKeyQuery(String),
    /// As a cookie.
    ApiKeyCookie(String),
    /// User name and password, by HTTP basic authentication.
    Basic,
    /// A bearer token.
    Bearer,
    /// An OAuth 2.0 token: the token URL and the refresh URL.
    OAuth2(Option<String>, Option<String>),
    /// An OpenID Connect token: the URL of the discovery document.
    OpenIdConnect(String),
    /// A client certificate.
    MutualTls,
    /// A signature by this signer.
    Signer(&'static str),
}

/// What the builder's method for a security scheme accepts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Credential {
    /// A secret string.
    Secret,
    /// A user name and a secret string.
    UserAndSecret,
    /// An access key.
    AccessKey,
    /// A token, or credentials to fetch tokens with.
    OAuth2,
    /// An HTTP client with a client certificate.
    HttpClient,
}

/// A method of the builder that sets a server variable.
#[derive(Clone, Debug)]
pub struct Setter {
    /// The method.
    pub method: String,
    /// The variable.
    pub variable: String,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// The enum that it accepts; a string if there is none.
    pub of: Option<String>,
}

/// A method of the builder that replaces named servers.
#[derive(Clone, Debug)]
pub struct EndpointSetter {
    /// The method.
    pub method: String,
    /// The servers' name.
    pub name: String,
    /// Its doc lines.
    pub docs: Vec<String>,
}

/// An enum of a server variable.
#[derive(Clone, Debug)]
pub struct ValueEnum {
    /// Its name.
    pub name: String,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// The variants: the name and the value.
    pub variants: Vec<(String, String)>,
    /// The variant for other values.
    pub open: String,
}
