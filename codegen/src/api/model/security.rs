//! Security schemes and what operations require of them.

use super::Place;

/// A security scheme (OpenAPI 3.0.4, §4.7.27 "Security Scheme Object").
#[derive(Clone, Debug, PartialEq)]
pub struct Scheme {
    /// The name by which operations require it.
    pub name: String,
    /// How to come by a credential, in CommonMark.
    pub description: Option<String>,
    /// What is sent.
    pub kind: SchemeKind,
    /// Headers that go along with it: the name, and the client parameter whose value is sent.
    pub headers: Vec<(String, String)>,
    /// Alternatives of environment variables that hold the credential, part by part.
    pub env: Vec<Vec<String>>,
}

/// What a credential puts into a request.
#[derive(Clone, Debug, PartialEq)]
pub enum SchemeKind {
    /// A value under a name of the document's.
    ApiKey {
        /// Header, query or cookie.
        place: Place,
        /// The name there.
        name: String,
    },
    /// User and password (RFC 7617).
    Basic,
    /// A token that the caller has (RFC 6750).
    Bearer,
    /// A token of OAuth 2 (RFC 6749).
    OAuth2 {
        /// Where tokens are issued.
        token_url: Option<String>,
        /// Where they are renewed, if that is elsewhere.
        refresh_url: Option<String>,
        /// What may be asked for, and what it allows.
        scopes: Vec<(String, String)>,
    },
    /// A token of OpenID Connect, whose discovery document is at this URL.
    OpenIdConnect(String),
    /// A certificate of the client's.
    MutualTls,
    /// A signature over the request, by the signer that `x-specwright-signer` names.
    Signer(Signer),
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

/// Schemes that must be used together, as indexes into [`super::Api::schemes`]. Empty: none is needed.
pub type Alternative = Vec<usize>;
