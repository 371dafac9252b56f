//! [`OAuth2`]: access tokens of an authorization server, fetched on demand (RFC 6749).

mod endpoint;
mod error;
mod token;

use std::fmt;
use std::sync::{Arc, Mutex};

use reqwest::Url;
use reqwest::header::{AUTHORIZATION, HeaderValue};

use crate::HeaderMap;
use crate::body::BoxError;
use crate::call::auth::expiring_cache::ExpiringCache;
use crate::call::auth::fetch::FetchError;
use crate::call::auth::{Credential, Fetcher, check_text, mismatch, sensitive};
use crate::call::client::ClientConfig;
use crate::call::description::{Scheme, SchemeKind};
use crate::transport::{BoxFuture, HttpRequest};
use crate::wire::secret::Secret;

pub use crate::call::auth::oauth2::error::TokenError;

/// OAuth 2 (RFC 6749) or OpenID Connect: an access token, or a grant to fetch access tokens with.
///
/// The first call that needs a token fetches it through the client's transport, with the client's retries and timeouts. The
/// token is cached and shared by all calls of a client and its clones; concurrent calls fetch it once, and a fetch is completed
/// even if the call that began it is dropped. It is renewed a minute before it expires (or a tenth of its lifetime, if that is
/// less), and when the service responds with 401: the call is then retried once, if its [`Retry`](crate::Retry) and the retry
/// budget allow another attempt. If the service rejects the new token as well, that is the call's error, and the token is not
/// renewed again for half a minute. Tokens are sent as `Authorization: Bearer` (RFC 6750).
///
/// The token endpoint is that of the document, declared by its URL or by an OpenID Connect discovery document, unless
/// [`token_url`](Self::token_url) is called. A relative URL is relative to the client's base URL. Error responses of the endpoint
/// are reported as [`TokenError`], the source of the call's error.
///
/// ```
/// use specwright_runtime::auth::OAuth2;
///
/// let static_header = OAuth2::from("eyJhbGciOi…");
/// let service = OAuth2::client_credentials("backup", "s3cr3t").scopes(["read:jobs", "write:jobs"]);
/// let user = OAuth2::refresh_token("desktop", "tGzv3JOkF0XG5Qx2TlKWIA");
/// let login = OAuth2::password("rosa", "pass-word");
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

/// How tokens are obtained.
#[derive(Clone, Debug)]
enum Grant {
    /// A fixed token.
    Token(Secret),
    /// Client credentials (RFC 6749, section 4.4).
    ClientCredentials { id: String, secret: Secret },
    /// A refresh token (RFC 6749, section 6).
    RefreshToken { id: String, secret: Option<Secret>, token: Secret },
    /// A user's name and password (RFC 6749, section 4.3).
    Password { user: String, password: Secret, id: Option<String>, secret: Option<Secret> },
}

/// The state shared by the clones of a credential.
#[derive(Default)]
struct State {
    /// Values of `Authorization`.
    tokens: Arc<ExpiringCache<HeaderValue, FetchError<TokenError>>>,
    context: Mutex<FetchContext>,
}

/// State that is only needed to fetch a token.
#[derive(Clone, Default)]
struct FetchContext {
    /// The refresh token issued with the last token, which replaces the initial one.
    refresh_token: Option<Secret>,
    /// The endpoint of the discovery document.
    discovered: Option<Url>,
}

impl OAuth2 {
    /// Fetches tokens for the client itself, with its ID and secret (RFC 6749, section 4.4).
    pub fn client_credentials(id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self::of(Grant::ClientCredentials { id: id.into(), secret: secret.into() })
    }

    /// Fetches tokens for a user, with a refresh token obtained by the user's consent (RFC 6749, section 6). If the
    /// authorization server issues a new refresh token, that is used from then on.
    pub fn refresh_token(id: impl Into<String>, token: impl Into<Secret>) -> Self {
        Self::of(Grant::RefreshToken { id: id.into(), secret: None, token: token.into() })
    }

    /// Fetches tokens with a user's name and password. OAuth 2.1 no longer has this flow; use it where a service offers no other.
    pub fn password(user: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self::of(Grant::Password { user: user.into(), password: password.into(), id: None, secret: None })
    }

    /// Sets the client's ID, for [`password`](Self::password), which many services accept without one.
    #[must_use]
    pub fn client_id(mut self, new_id: impl Into<String>) -> Self {
        match &mut self.grant {
            Grant::ClientCredentials { id, .. } | Grant::RefreshToken { id, .. } => *id = new_id.into(),
            Grant::Password { id, .. } => *id = Some(new_id.into()),
            Grant::Token(_) => {}
        }
        self
    }

    /// Sets the client's secret, for refresh tokens and passwords with confidential clients.
    #[must_use]
    pub fn client_secret(mut self, new_secret: impl Into<Secret>) -> Self {
        match &mut self.grant {
            Grant::ClientCredentials { secret, .. } => *secret = new_secret.into(),
            Grant::RefreshToken { secret, .. } | Grant::Password { secret, .. } => *secret = Some(new_secret.into()),
            Grant::Token(_) => {}
        }
        self
    }

    /// Sets the URL of the token endpoint, in place of the document's.
    #[must_use]
    pub fn token_url(self, url: impl Into<String>) -> Self {
        Self { token_url: Some(url.into()), ..self }
    }

    /// Sets the requested scopes. By default the authorization server decides.
    #[must_use]
    pub fn scopes<S: Into<String>>(self, scopes: impl IntoIterator<Item = S>) -> Self {
        Self { scopes: scopes.into_iter().map(Into::into).collect(), ..self }
    }

    /// Adds a parameter to the token request, such as `audience` or `resource`.
    #[must_use]
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// Sends the client's ID and secret in the body (`client_secret_post`), for authorization servers that do not accept HTTP
    /// Basic, which is the default (RFC 6749, section 2.3.1).
    #[must_use]
    pub fn secret_in_body(self) -> Self {
        Self { secret_in_body: true, ..self }
    }

    fn of(grant: Grant) -> Self {
        let (token_url, scopes, parameters) = (None, Vec::new(), Vec::new());
        Self { grant, token_url, scopes, parameters, secret_in_body: false, state: Arc::default() }
    }

    /// Makes sure that there is a valid token.
    async fn fetch(&self, scheme: &'static Scheme, fetcher: &Fetcher) -> Result<(), BoxError> {
        let fetch = || {
            let (own, fetcher) = (self.clone(), fetcher.clone());
            async move { own.fetched(scheme, &fetcher).await.map(|token| (token.authorization, token.lifetime)) }
        };
        self.state.tokens.ensure(fetch).await.map_err(FetchError::into_error)
    }

    /// The token URL, if it is known without a discovery document.
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
                // If it expires in the meantime, the service responds with 401 and it is renewed.
                _ => self.state.tokens.value().ok_or("no token was fetched")?,
            };
            request.headers.entry(AUTHORIZATION).or_insert(value);
            Ok(())
        })
    }

    fn prepare<'a>(
        &'a self,
        scheme: &'static Scheme,
        fetcher: &'a Fetcher,
    ) -> Option<BoxFuture<'a, Result<(), BoxError>>> {
        match self.grant {
            Grant::Token(_) => None,
            _ if self.state.tokens.is_fresh() => None,
            _ => Some(Box::pin(self.fetch(scheme, fetcher))),
        }
    }

    fn is_renewable(&self) -> bool {
        !matches!(self.grant, Grant::Token(_))
    }

    fn invalidate(&self, rejected: &HeaderMap) -> bool {
        self.state.tokens.invalidate(|authorization| rejected.get(AUTHORIZATION) == Some(authorization))
    }

    fn bind(&self, scheme: &'static Scheme, config: ClientConfig<'_>) -> Option<Result<Arc<dyn Credential>, String>> {
        // In code, `id.example.com` is rather a URL whose scheme was forgotten than a path.
        let is_path = |url: &String| url.starts_with(['/', '.']);
        if matches!(self.grant, Grant::Token(_)) || !self.token_url.as_ref().is_none_or(is_path) {
            return None;
        }
        let url = self.known_url(scheme).and_then(|reference| config.resolve(reference))?;
        // With a cache of its own: another client may have another base URL.
        let own = Self { token_url: Some(url.into()), state: Arc::default(), ..self.clone() };
        Some(Ok(Arc::new(own)))
    }

    fn check(&self, scheme: &'static Scheme) -> Result<(), String> {
        match scheme.kind {
            SchemeKind::Bearer | SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect(_) => {}
            _ => return Err(mismatch("an OAuth 2 credential", scheme)),
        }
        if let Grant::Token(token) = &self.grant {
            return check_text(token.expose());
        }
        match self.known_url(scheme) {
            Some(url) => parsed(url).map(|_| ()).map_err(|why| format!("has the token URL `{url}`, which {why}")),
            None if matches!(scheme.kind, SchemeKind::OpenIdConnect(_)) => Ok(()),
            None => Err("needs a token URL, which the document does not declare: call `token_url`".into()),
        }
    }
}

/// Parses an HTTP URL.
///
/// # Errors
///
/// Returns the problem, as a predicate to follow the URL.
fn parsed(url: &str) -> Result<Url, String> {
    match Url::parse(url) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(url),
        Ok(url) => Err(format!("has the scheme {}, not https", url.scheme())),
        Err(error) => Err(format!("is not a URL ({error})")),
    }
}

/// A fixed token.
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
