//! Security schemes and requirements.

use super::Place;

/// A security scheme (OpenAPI 3.0.4, §4.7.27 "Security Scheme Object").
#[derive(Clone, Debug, PartialEq)]
pub struct Scheme {
    /// The name to which security requirements refer.
    pub name: String,
    /// How to obtain a credential, in CommonMark.
    pub description: Option<String>,
    /// The sort of credential.
    pub kind: SchemeKind,
    /// Headers that are sent with it: the name, and the client parameter whose value is sent.
    pub headers: Vec<(String, String)>,
    /// Environment variables that hold the credential, one for each of its components; the first set that is complete is used.
    pub env: Vec<Vec<String>>,
}

/// The sort of credential of a security scheme.
#[derive(Clone, Debug, PartialEq)]
pub enum SchemeKind {
    /// A value in a header, query parameter or cookie.
    ApiKey {
        /// Header, query or cookie.
        place: Place,
        /// The name there.
        name: String,
    },
    /// User and password (RFC 7617).
    Basic,
    /// A bearer token (RFC 6750).
    Bearer,
    /// An OAuth 2 token (RFC 6749).
    OAuth2 {
        /// The token endpoint.
        token_url: Option<String>,
        /// The endpoint for refreshing tokens, if it is another.
        refresh_url: Option<String>,
        /// The scopes and what they allow.
        scopes: Vec<(String, String)>,
    },
    /// A token of OpenID Connect, whose discovery document is at this URL.
    OpenIdConnect(String),
    /// A client certificate.
    MutualTls,
    /// A signature over the request, by the signer that `x-specwright-signer` names.
    Signer(Signer),
}

impl SchemeKind {
    /// How its credential is sent. Schemes that send theirs alike accept the same credentials, wherever tokens come from.
    pub fn sends(&self) -> String {
        match self {
            Self::ApiKey { place: Place::Header, name } => format!("header {}", name.to_ascii_lowercase()),
            Self::ApiKey { place: Place::Cookie, name } => format!("cookie {name}"),
            Self::ApiKey { name, .. } => format!("query {name}"),
            Self::Basic => "user name and password".to_owned(),
            Self::Bearer | Self::OAuth2 { .. } | Self::OpenIdConnect(_) => "bearer token".to_owned(),
            Self::MutualTls => "client certificate".to_owned(),
            Self::Signer(signer) => format!("signature by {}", signer.name()),
        }
    }
}

/// The signers of the runtime.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Signer {
    /// `sdk-hmac-sha256`.
    SdkHmacSha256,
}

impl Signer {
    /// All of them.
    pub const ALL: [Self; 1] = [Self::SdkHmacSha256];

    /// Its name in documents.
    pub fn name(self) -> &'static str {
        match self {
            Self::SdkHmacSha256 => "sdk-hmac-sha256",
        }
    }
}

/// A security requirement: schemes that must be used together, as indexes into [`super::Api::schemes`]. Empty: none is
/// needed.
pub type Alternative = Vec<usize>;
