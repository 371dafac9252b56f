//! The static tables by which a generated crate describes its API: where it is served, how a caller signs in, what an
//! operation looks like, how errors are told.
//!
//! All of it is data that the compiler lays out; nothing is parsed or allocated to use it.

/// An API: what all of its operations share.
#[derive(Clone, Copy, Debug)]
pub struct Api {
    /// The name used in messages, which is that of the generated crate.
    pub name: &'static str,
    /// The value of the header `User-Agent` unless the caller gives another.
    pub user_agent: &'static str,
    /// The servers of the document: the first one whose variables admit the chosen values is used.
    pub servers: &'static [Server],
    /// Path parameters that every call shares and that the client is asked for once.
    pub params: &'static [Param],
    /// Environment variables that hold an endpoint, tried in order.
    pub endpoint_env: &'static [&'static str],
    /// The security schemes of the document.
    pub schemes: &'static [Scheme],
    /// How this API tells errors.
    pub errors: Errors,
}

/// A parameter of the client: a path parameter that is given once and used by every operation that has it.
#[derive(Clone, Copy, Debug)]
pub struct Param {
    /// Its name in path templates, and that of the builder's method.
    pub name: &'static str,
    /// Environment variables that hold it, tried in order.
    pub env: &'static [&'static str],
}

/// A server (OpenAPI 3.0.3, *Server Object*).
#[derive(Clone, Copy, Debug)]
pub struct Server {
    /// The URL, with variables in braces.
    pub url: &'static str,
    /// The variables that occur in it.
    pub variables: &'static [Variable],
}

/// A variable of a server's URL (OpenAPI 3.0.3, *Server Variable Object*).
#[derive(Clone, Copy, Debug)]
pub struct Variable {
    /// Its name in the URL, and that of the builder's method.
    pub name: &'static str,
    /// The value where none is chosen; `None` where one must be chosen.
    pub default: Option<&'static str>,
    /// The values that this server admits; empty where it admits any.
    pub values: &'static [&'static str],
    /// Environment variables that hold it, tried in order.
    pub env: &'static [&'static str],
}

/// Servers of their own, for operations that are not served by those of the API.
#[derive(Clone, Copy, Debug)]
pub struct NamedServers {
    /// What they are called: `iam` is set by the builder's `iam_endpoint`.
    pub name: &'static str,
    /// The servers, tried in order.
    pub servers: &'static [Server],
}

/// A security scheme (OpenAPI 3.0.3, *Security Scheme Object*).
#[derive(Clone, Copy, Debug)]
pub struct Scheme {
    /// Its name in the document.
    pub name: &'static str,
    /// The builder's method that sets a credential for it, used in messages.
    pub method: &'static str,
    /// How the credential travels.
    pub kind: SchemeKind,
    /// Headers (name, client parameter) that go along where this scheme is used.
    pub headers: &'static [(&'static str, &'static str)],
    /// Environment variables that hold a credential. Each alternative lists them in the order that `kind` asks for;
    /// the first alternative of which any required variable is set is taken.
    pub env: &'static [&'static [&'static str]],
}

/// How a credential travels.
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
        /// Where tokens are issued, where the document says so.
        token_url: Option<&'static str>,
        /// Where they are renewed, if that is elsewhere.
        refresh_url: Option<&'static str>,
    },
    /// A token of OpenID Connect, sent as Bearer, whose discovery document is at this URL. Environment: as with `OAuth2`.
    OpenIdConnect(&'static str),
    /// A certificate that the client shows when it connects. It has no place in the environment.
    MutualTls,
    /// A signature over the request, by the signer of this name. Environment: `[access key, secret key, optional
    /// security token]`.
    Signer(&'static str),
}

impl SchemeKind {
    /// How many of an alternative's environment variables must be set, of so many.
    pub(crate) fn required_variables(self, named: usize) -> usize {
        match self {
            Self::Basic | Self::Signer(_) => 2,
            Self::OAuth2 { .. } | Self::OpenIdConnect(_) => named.min(2),
            _ => 1,
        }
    }
}

/// How an API tells errors.
#[derive(Clone, Copy, Debug)]
pub struct Errors {
    /// Pairs of member names (code, message), tried in this order at the top level of an error body, then inside each
    /// member that is an object.
    pub pairs: &'static [(&'static str, &'static str)],
    /// Response headers that hold the request's id, tried in order.
    pub request_id: &'static [&'static str],
    /// Whether a response with status 2xx may be an error. It is one where its body has such a pair at the top level, none of
    /// the members that are declared for it, and a code other than 0. Of operations that declare several kinds of responses,
    /// or one with any members, this is not said.
    pub in_success: bool,
}

/// An operation (OpenAPI 3.0.3, *Operation Object*).
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// Its `operationId`, used in messages.
    pub id: &'static str,
    /// The HTTP method, in capitals.
    pub method: &'static str,
    /// The path template, as the document has it.
    pub path: &'static str,
    /// Which schemes it needs: alternatives, each a list of scheme names that are all needed. No alternative: none
    /// is needed. An alternative that is empty: it may be called without.
    pub security: &'static [&'static [&'static str]],
    /// Its own servers, where it is not served by those of the API.
    pub servers: Option<&'static NamedServers>,
    /// Whether sending it twice has the effect of sending it once, where that is not as its method says.
    pub idempotency: Option<Idempotency>,
}

/// Whether an operation may be repeated: whether sending it twice has the effect of sending it once (RFC 9110, section
/// 9.2.2).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Idempotency {
    /// It may, whatever its method.
    Always,
    /// It may not, whatever its method.
    Never,
    /// It may, since the service knows an attempt that it has seen by the key in this header. A call that is not given a
    /// key is sent with a random one, which its attempts share.
    Key(&'static str),
}

impl Operation {
    /// Whether it may be repeated without a word of the caller.
    pub(crate) fn is_idempotent(&self) -> bool {
        match self.idempotency {
            Some(Idempotency::Always | Idempotency::Key(_)) => true,
            Some(Idempotency::Never) => false,
            None => matches!(self.method, "DELETE" | "GET" | "HEAD" | "OPTIONS" | "PUT" | "QUERY" | "TRACE"),
        }
    }
}
