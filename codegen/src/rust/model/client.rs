//! The client, its builder and what describes the API.

use crate::names::{BuilderMethod, ClientMethod};

use super::Symbol;

/// The client, its builder and what describes the API.
#[derive(Clone, Debug)]
pub struct Client {
    /// The doc lines of the client.
    pub docs: Vec<String>,
    /// The API's name in messages.
    pub name: String,
    /// The document's servers.
    pub servers: Servers,
    /// Servers of operations, each once.
    pub own_servers: Vec<Servers>,
    /// Whether operations, which use those servers, may be left out by features.
    pub features: bool,
    /// Names of environment variables that hold the endpoint.
    pub endpoint_env: Vec<String>,
    /// Parameters that the client keeps.
    pub params: Vec<Param>,
    /// Security schemes.
    pub schemes: Vec<Scheme>,
    /// Where errors carry code and message.
    pub error_pairs: Vec<(String, String)>,
    /// Headers that carry the id of a request.
    pub request_id: Vec<String>,
    /// Whether a response of success may be an error.
    pub errors_in_success: bool,
    /// The builder's methods for server variables.
    pub variables: Vec<Setter>,
    /// The builder's methods for the endpoints of named servers.
    pub endpoints: Vec<EndpointSetter>,
    /// What it has in common with other services of Huawei Cloud, if it is one.
    pub platform: Option<Platform>,
    /// Enums of server variables.
    pub enums: Vec<ValueEnum>,
    /// Lists of known values that several variables share: the constant's name and the values.
    pub value_lists: Vec<(String, Vec<String>)>,
    /// The macro that makes an enum text.
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

    /// The builder's method for the region, if it is a client of Huawei Cloud that has regions.
    pub fn region(&self) -> Option<&Setter> {
        let platform = self.platform.as_ref()?;
        self.variables.iter().find(|setter| setter.variable == platform.region)
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

/// Servers of which one is called.
#[derive(Clone, Debug, PartialEq)]
pub struct Servers {
    /// The static's name.
    pub constant: String,
    /// The document's name for them, where they are an operation's own.
    pub name: Option<String>,
    /// The servers.
    pub servers: Vec<Server>,
}

/// A server.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Server {
    /// Its address, with `{variables}`.
    pub url: String,
    /// Its variables.
    pub variables: Vec<Variable>,
}

/// A variable of an address.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// The value where none is chosen.
    pub default: Option<String>,
    /// Its known values.
    pub values: Vec<String>,
    /// Environment variables that hold it.
    pub env: Vec<String>,
}

/// A parameter that the client keeps.
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
    /// What is sent.
    pub kind: SchemeKind,
    /// What the builder's method takes.
    pub credential: Credential,
    /// Headers that go along with it, and the client parameters whose values they carry.
    pub headers: Vec<(String, String)>,
    /// Alternatives of environment variables that hold it.
    pub env: Vec<Vec<String>>,
}

/// What a credential puts into a request.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SchemeKind {
    /// A value in a header.
    ApiKeyHeader(String),
    /// A value in the query.
    ApiKeyQuery(String),
    /// A value in a cookie.
    ApiKeyCookie(String),
    /// User and password.
    Basic,
    /// A token.
    Bearer,
    /// A token of OAuth 2: where it is issued, and where it is renewed.
    OAuth2(Option<String>, Option<String>),
    /// A token of OpenID Connect: where the discovery document is.
    OpenIdConnect(String),
    /// A certificate of the client's.
    MutualTls,
    /// A signature.
    Signer(&'static str),
}

/// What the builder's method for a scheme takes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Credential {
    /// A secret text.
    Secret,
    /// A user and a secret text.
    UserAndSecret,
    /// An access key.
    AccessKey,
    /// A token, or what one is fetched with.
    OAuth2,
    /// An HTTP client that has a certificate.
    HttpClient,
}

/// A method of the builder that chooses a server variable.
#[derive(Clone, Debug)]
pub struct Setter {
    /// The method.
    pub method: String,
    /// The variable.
    pub variable: String,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// The enum that it takes; text where there is none.
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

/// What a service of Huawei Cloud calls what all of them have.
#[derive(Clone, Debug)]
pub struct Platform {
    /// The service in names of environment variables.
    pub service: String,
    /// The security scheme that access keys sign for.
    pub keys: String,
    /// The security scheme that takes a token of IAM.
    pub token: String,
    /// The client's parameter that is the id of the project.
    pub project: String,
    /// The server variable that is the id of the region.
    pub region: String,
    /// The static of IAM's servers.
    pub iam: String,
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
    /// The variant for values that are not known.
    pub open: String,
}
