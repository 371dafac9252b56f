//! [`OAuth2`]: tokens of an authorization server, fetched when they are needed (RFC 6749).

mod endpoint;
mod error;
mod token;

use std::fmt;
use std::sync::Arc;

use reqwest::Url;
use reqwest::header::{AUTHORIZATION, HeaderValue};

use crate::HeaderMap;
use crate::body::BoxError;
use crate::call::auth::inquiry::InquiryError;
use crate::call::auth::renewed::Renewed;
use crate::call::auth::{Credential, check_text, mismatch, sensitive};
use crate::call::description::{Scheme, SchemeKind};
use crate::transport::{BoxFuture, HttpRequest, Transport};
use crate::wire::secret::Secret;

pub use crate::call::auth::oauth2::error::TokenError;

/// A credential of OAuth 2 (RFC 6749) or OpenID Connect: a token, or what a token is fetched with.
///
/// A token is fetched by the first call that needs one, by the client's own transport, and kept; all calls of a client and
/// its clones share it, and of many that need a new one at once a single one fetches it. It is renewed a minute before it
/// expires, or a tenth of its life where that is less, and where the service responds 401, after which the call is tried
/// again once if its [`Retry`](crate::Retry) allows for another attempt. Each is sent as `Authorization: Bearer` (RFC 6750).
///
/// The token endpoint is the one that the document names, by its URL or by an OpenID Connect discovery document, unless
/// [`token_url`](Self::token_url) is called. What it refuses is told as [`TokenError`], the source of the call's error.
///
/// ```
/// use specwright_runtime::auth::OAuth2;
///
/// let fixed = OAuth2::from("eyJhbGciOi…");
/// let service = OAuth2::client_credentials("backup", "s3cr3t").scopes(["read:jobs", "write:jobs"]);
/// let user = OAuth2::refresh_token("desktop", "tGzv3JOkF0XG5Qx2TlKWIA");
/// ```
#[derive(Clone)]
pub struct OAuth2 {
    grant: Grant,
    token_url: Option<String>,
    scopes: Vec<String>,
    parameters: Vec<(String, Secret)>,
    secret_in_body: bool,
    state: Arc<State>,
}

/// What a token is fetched with.
#[derive(Clone, Debug)]
enum Grant {
    /// It is there.
    Token(Secret),
    /// RFC 6749, section 4.4.
    ClientCredentials { id: String, secret: Secret },
    /// RFC 6749, section 6.
    RefreshToken { id: String, secret: Option<Secret>, token: Secret },
}

/// What is shared by the clones of a credential: the value of `Authorization`.
type State = Renewed<HeaderValue, InquiryError<TokenError>, Fetching>;

/// What only the one that fetches needs.
#[derive(Default)]
struct Fetching {
    /// The refresh token that came with the last token, in place of the one that was given.
    refresh_token: Option<Secret>,
    /// The endpoint that the discovery document names.
    discovered: Option<Url>,
}

impl OAuth2 {
    /// Tokens for the client itself, by its id and secret (RFC 6749, section 4.4).
    pub fn client_credentials(id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self::of(Grant::ClientCredentials { id: id.into(), secret: secret.into() })
    }

    /// Tokens for a user, by the refresh token that the user's consent brought (RFC 6749, section 6). Where the
    /// authorization server gives another one, that is used from then on.
    pub fn refresh_token(id: impl Into<String>, token: impl Into<Secret>) -> Self {
        Self::of(Grant::RefreshToken { id: id.into(), secret: None, token: token.into() })
    }

    /// The client's secret, where a refresh token belongs to a client that has one.
    #[must_use]
    pub fn client_secret(mut self, given: impl Into<Secret>) -> Self {
        if let Grant::ClientCredentials { secret, .. } = &mut self.grant {
            *secret = given.into();
        } else if let Grant::RefreshToken { secret, .. } = &mut self.grant {
            *secret = Some(given.into());
        }
        self
    }

    /// The token endpoint, in place of the document's.
    #[must_use]
    pub fn token_url(self, url: impl Into<String>) -> Self {
        Self { token_url: Some(url.into()), ..self }
    }

    /// The scopes that are asked for. Without, the authorization server decides.
    #[must_use]
    pub fn scopes<S: Into<String>>(self, scopes: impl IntoIterator<Item = S>) -> Self {
        Self { scopes: scopes.into_iter().map(Into::into).collect(), ..self }
    }

    /// A further parameter of the request for a token, such as `audience` or `resource`.
    #[must_use]
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// Sends the client's id and secret in the body (`client_secret_post`), for authorization servers that do not take them
    /// as HTTP Basic, which is the default (RFC 6749, section 2.3.1).
    #[must_use]
    pub fn secret_in_body(self) -> Self {
        Self { secret_in_body: true, ..self }
    }

    fn of(grant: Grant) -> Self {
        let (token_url, scopes, parameters) = (None, Vec::new(), Vec::new());
        Self { grant, token_url, scopes, parameters, secret_in_body: false, state: Arc::default() }
    }

    /// Sees to it that there is a token that is still good.
    async fn fetch(&self, scheme: &Scheme, transport: &dyn Transport) -> Result<(), BoxError> {
        let Some(mut turn) = self.state.turn().await.map_err(InquiryError::into_error)? else { return Ok(()) };
        let fetched = self.fetched(scheme, transport, &mut turn).await;
        turn.end(fetched.map(|token| (token.authorization, token.life))).map_err(InquiryError::into_error)
    }

    /// The token endpoint, where it is known without being asked for.
    fn known_url(&self, scheme: &Scheme) -> Option<&str> {
        let declared = match scheme.kind {
            SchemeKind::OAuth2 { refresh_url: Some(url), .. } if matches!(self.grant, Grant::RefreshToken { .. }) => {
                Some(url)
            }
            SchemeKind::OAuth2 { token_url, .. } => token_url,
            _ => None,
        };
        self.token_url.as_deref().or(declared)
    }
}

impl Credential for OAuth2 {
    fn apply<'a>(&'a self, _: &'static Scheme, request: &'a mut HttpRequest) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move {
            let value = match &self.grant {
                Grant::Token(token) => sensitive(&format!("Bearer {}", token.expose()))?,
                // Where its time is over meanwhile, the service says so, and it is renewed.
                _ => self.state.value().ok_or("it has no token yet")?,
            };
            request.headers.entry(AUTHORIZATION).or_insert(value);
            Ok(())
        })
    }

    fn prepare<'a>(
        &'a self,
        scheme: &'static Scheme,
        transport: &'a dyn Transport,
    ) -> Option<BoxFuture<'a, Result<(), BoxError>>> {
        match self.grant {
            Grant::Token(_) => None,
            _ if self.state.is_fresh() => None,
            _ => Some(Box::pin(self.fetch(scheme, transport))),
        }
    }

    fn is_renewable(&self) -> bool {
        !matches!(self.grant, Grant::Token(_))
    }

    fn renew(&self, refused: &HeaderMap) -> bool {
        self.state.give_up(|authorization| refused.get(AUTHORIZATION) == Some(authorization));
        true
    }

    fn check(&self, scheme: &'static Scheme) -> Result<(), String> {
        match scheme.kind {
            SchemeKind::Bearer | SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect(_) => {}
            _ => return Err(mismatch("one of OAuth 2", scheme)),
        }
        if let Grant::Token(token) = &self.grant {
            return check_text(token.expose());
        }
        match self.known_url(scheme) {
            Some(url) => {
                endpoint::parsed(url).map(|_| ()).map_err(|why| format!("has a token URL, `{url}`, that {why}"))
            }
            None if matches!(scheme.kind, SchemeKind::OpenIdConnect(_)) => Ok(()),
            None => Err("has no token URL, and neither has the document: call `token_url`".into()),
        }
    }
}

/// A token that is there.
impl<T: Into<Secret>> From<T> for OAuth2 {
    fn from(token: T) -> Self {
        Self::of(Grant::Token(token.into()))
    }
}

impl fmt::Debug for OAuth2 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OAuth2")
            .field("grant", &self.grant)
            .field("token_url", &self.token_url)
            .field("scopes", &self.scopes)
            .field("parameters", &self.parameters)
            .finish_non_exhaustive()
    }
}
