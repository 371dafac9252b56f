//! Static descriptions of APIs: their servers, security schemes, operations and error formats.
//!
//! Generated crates declare them as constants; nothing is parsed or allocated at run time.

/// An API: the settings shared by all of its operations.
#[derive(Clone, Copy, Debug)]
pub struct Api {
    /// The name in messages: that of the generated crate.
    pub name: &'static str,
    /// The default `User-Agent` header.
    pub user_agent: &'static str,
    /// The servers of the document. The first one whose variables accept the configured values is used.
    pub servers: &'static [Server],
    /// Client parameters: path parameters that are set once, on the client's builder.
    pub params: &'static [Param],
    /// Environment variables that hold an endpoint, tried in order.
    pub endpoint_env: &'static [&'static str],
    /// The security schemes of the document.
    pub schemes: &'static [Scheme],
    /// The format of errors.
    pub errors: Errors,
}

/// A client parameter: a path parameter that is set once and used by every operation whose path contains it.
#[derive(Clone, Copy, Debug)]
pub struct Param {
    /// Its name in path templates, which is also the name of the builder's method.
    pub name: &'static str,
    /// Environment variables that hold it, tried in order.
    pub env: &'static [&'static str],
}

/// A server (OpenAPI 3.0.3, *Server Object*).
#[derive(Clone, Copy, Debug)]
pub struct Server {
    /// The URL, with variables in braces.
    pub url: &'static str,
    /// The variables in the URL.
    pub variables: &'static [Variable],
}

/// A variable of a server's URL (OpenAPI 3.0.3, *Server Variable Object*).
#[derive(Clone, Copy, Debug)]
pub struct Variable {
    /// Its name in the URL, which is also the name of the builder's method.
    pub name: &'static str,
    /// The default value; `None` if a value is required.
    pub default: Option<&'static str>,
    /// The accepted values; empty if any value is accepted.
    pub values: &'static [&'static str],
    /// Environment variables that hold it, tried in order.
    pub env: &'static [&'static str],
}

/// A named group of servers, for operations that do not use the API's servers.
#[derive(Clone, Copy, Debug)]
pub struct NamedServers {
    /// The name: `iam` is set by the builder's `iam_endpoint`.
    pub name: &'static str,
    /// The servers, tried in order.
    pub servers: &'static [Server],
}

/// A security scheme (OpenAPI 3.0.3, *Security Scheme Object*).
#[derive(Clone, Copy, Debug)]
pub struct Scheme {
    /// Its name in the document.
    pub name: &'static str,
    /// The builder's method that sets its credential, for messages.
    pub method: &'static str,
    /// The kind of the scheme.
    pub kind: SchemeKind,
    /// Headers (name, client parameter) that are sent with a credential of this scheme.
    pub headers: &'static [(&'static str, &'static str)],
    /// Environment variables that hold a credential. Each alternative lists them in the order given by `kind`. The first
    /// alternative with any required variable set is used.
    pub env: &'static [&'static [&'static str]],
}

/// The kind of a security scheme: how its credential is sent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum SchemeKind {
    /// `apiKey` in the header of this name. Environment: `[key]`.
    ApiKeyHeader(&'static str),
    /// `apiKey` in the query parameter of this name. Environment: `[key]`.
    ApiKeyQuery(&'static str),
    /// `apiKey` in the cookie of this name. Environment: `[key]`.
    ApiKeyCookie(&'static str),
    /// HTTP Basic (RFC 7617). Environment: `[user name, password]`.
    Basic,
    /// HTTP Bearer (RFC 6750). Environment: `[token]`.
    Bearer,
    /// A token of OAuth 2 (RFC 6749), sent as Bearer. Environment: `[token]`, or `[client id, client secret]`.
    OAuth2 {
        /// The token endpoint, if the document declares it.
        token_url: Option<&'static str>,
        /// The refresh endpoint, if it is different.
        refresh_url: Option<&'static str>,
    },
    /// OpenID Connect with the discovery document at this URL; the token is sent as Bearer. Environment: as for `OAuth2`.
    OpenIdConnect(&'static str),
    /// A client certificate (mutual TLS). It cannot be read from the environment.
    MutualTls,
    /// A signature of the request by the named signer. Environment: `[access key, secret key, optional security token]`.
    Signer(&'static str),
}

impl SchemeKind {
    /// How many of the `named` environment variables of an alternative are required.
    pub(crate) fn required_variables(self, named: usize) -> usize {
        match self {
            Self::Basic | Self::Signer(_) => 2,
            Self::OAuth2 { .. } | Self::OpenIdConnect(_) => named.min(2),
            _ => 1,
        }
    }
}

/// The format of an API's errors.
#[derive(Clone, Copy, Debug)]
pub struct Errors {
    /// Pairs of property names (code, message), tried in this order at the top level of an error body, then inside each
    /// property that is an object.
    pub pairs: &'static [(&'static str, &'static str)],
    /// Response headers that hold the request ID, tried in order.
    pub request_id: &'static [&'static str],
    /// Whether a 2xx response can be an error: if its body has such a pair at the top level, a code other than 0, and none of
    /// the properties declared for the response. Operations that declare several kinds of responses, or a response with
    /// arbitrary properties, are exempt.
    pub in_success: bool,
}

/// An operation (OpenAPI 3.0.3, *Operation Object*).
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// The `operationId`, for messages.
    pub id: &'static str,
    /// The HTTP method, in upper case.
    pub method: &'static str,
    /// The template of the path, percent-encoded. It may have a query, whose parameters are sent unless the request sets them.
    pub path: &'static str,
    /// The security requirements: alternatives, each a list of schemes that are all required. Without alternatives, no
    /// credential is needed. An empty alternative makes credentials optional.
    pub security: &'static [&'static [&'static str]],
    /// The operation's own servers, if it does not use those of the API.
    pub servers: Option<&'static NamedServers>,
    /// The idempotency, if it differs from that of the method.
    pub idempotency: Option<Idempotency>,
}

/// Whether an operation is idempotent: sending it twice has the same effect as sending it once (RFC 9110, section 9.2.2).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Idempotency {
    /// Idempotent, whatever its method.
    Always,
    /// Not idempotent, whatever its method.
    Never,
    /// Idempotent, because the service recognises repeated requests by the key in this header. A call without a key gets a
    /// random one, which is the same for all attempts.
    Key(&'static str),
}

impl Operation {
    /// Whether the operation is idempotent, unless the caller says otherwise.
    pub(crate) fn is_idempotent(&self) -> bool {
        match self.idempotency {
            Some(Idempotency::Always | Idempotency::Key(_)) => true,
            Some(Idempotency::Never) => false,
            None => is_idempotent(self.method),
        }
    }
}

/// Whether a method is idempotent.
pub(crate) fn is_idempotent(method: &str) -> bool {
    matches!(method, "DELETE" | "GET" | "HEAD" | "OPTIONS" | "PUT" | "QUERY" | "TRACE")
}
