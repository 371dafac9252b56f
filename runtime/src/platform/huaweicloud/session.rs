//! [`LoginSession`]: a login bound to a client, with its cached token.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use reqwest::Url;
use reqwest::header::{HeaderName, HeaderValue};
use serde_json::Value;

use crate::HeaderMap;
use crate::body::BoxError;
use crate::call::auth::expiring_cache::{ExpiringCache, Lifetime};
use crate::call::auth::fetch::FetchError;
use crate::call::auth::{Credential, Fetcher, mismatch};
use crate::call::client::{Client, ClientConfig, Lookup};
use crate::call::description::{Scheme, SchemeKind};
use crate::platform::huaweicloud::iam::{self, IamError};
use crate::platform::huaweicloud::login::{Login, Scope};
use crate::platform::huaweicloud::platform::Platform;
use crate::transport::clock::{self, Instant};
use crate::transport::{BoxFuture, HttpRequest};

/// How long before its expiry a token is renewed, at most.
const MARGIN: Duration = Duration::from_secs(600);

/// The header of IAM's response that holds the token.
const SUBJECT_TOKEN: &str = "x-subject-token";

/// A login bound to a client, with its cached token. Clones share it.
#[derive(Clone, Debug)]
pub(super) struct LoginSession(Arc<Inner>);

struct Inner {
    login: Login,
    /// The URL that issues tokens.
    url: Url,
    /// The header in which tokens are sent.
    header: HeaderName,
    scope: Scope,
    /// The client parameter for the project ID.
    project: &'static str,
    issued: Arc<ExpiringCache<IssuedToken, FetchError<IamError>>>,
}

/// The token of a login.
#[derive(Clone)]
struct IssuedToken {
    token: HeaderValue,
    /// The ID of the token's project.
    project: Option<String>,
}

impl LoginSession {
    /// Binds a login to a client.
    ///
    /// # Errors
    ///
    /// Returns a sentence if the URL of IAM or the scope is not known.
    pub(super) fn new(
        platform: &'static Platform,
        login: Login,
        scheme: &Scheme,
        config: ClientConfig<'_>,
    ) -> Result<Self, String> {
        let SchemeKind::ApiKeyHeader(header) = scheme.kind else {
            return Err(format!("The credential set by `{}` {}.", scheme.method, mismatch("a login", scheme)));
        };
        let header = HeaderName::from_bytes(header.as_bytes())
            .map_err(|_| format!("The scheme `{}` has a header that cannot be sent.", scheme.name))?;
        let url = iam::url(&config.server(platform.iam)?, "/v3/auth/tokens?nocatalog=true")?;
        let id = config.param(platform.project).map(|id| Scope::Id(id.to_owned()));
        let named = || config.server_variable(platform.region).map(|region| Scope::Name(region.to_owned()));
        let Platform { project, region, .. } = *platform;
        let scope = id.or_else(named).ok_or_else(|| {
            format!("A login needs a project: call `{project}`, or `{region}` for the project of that name.")
        })?;
        Ok(Self(Arc::new(Inner { login, url, header, scope, project, issued: Arc::default() })))
    }

    /// Makes sure that there is a valid token.
    async fn ensure_token(&self, fetcher: &Fetcher) -> Result<(), BoxError> {
        let fetch = || {
            let (own, fetcher) = (self.clone(), fetcher.clone());
            async move { own.issue(&fetcher).await }
        };
        self.0.issued.ensure(fetch).await.map_err(FetchError::into_error)
    }

    async fn issue(&self, fetcher: &Fetcher) -> Result<(IssuedToken, Option<Lifetime>), FetchError<IamError>> {
        let sent = Instant::now();
        let reply = iam::post(fetcher, self.0.url.clone(), &self.0.login.token_request(&self.0.scope)).await?;
        let token = reply.headers.get(SUBJECT_TOKEN).filter(|token| !token.is_empty());
        let mut token = token.cloned().ok_or("IAM issued a token, but the header X-Subject-Token is missing")?;
        token.set_sensitive(true);
        let body = reply.object();
        let description = body.get("token").unwrap_or(&Value::Null);
        let project = description.pointer("/project/id").and_then(Value::as_str).map(str::to_owned);
        let length = length(description);
        let lifetime = length.and_then(|length| Lifetime::new(sent, length, MARGIN.min(length / 10)));
        Ok((IssuedToken { token, project }, lifetime))
    }
}

/// How long a token is valid, by IAM's clock, since the local one may be wrong.
fn length(token: &Value) -> Option<Duration> {
    let time = |name: &str| token.get(name).and_then(Value::as_str).and_then(|time| time.parse::<Timestamp>().ok());
    let end = time("expires_at")?;
    let begin = time("issued_at").or_else(|| Timestamp::try_from(clock::date()).ok())?;
    Some(Duration::try_from(end.duration_since(begin)).unwrap_or_default())
}

impl Credential for LoginSession {
    fn apply<'a>(&'a self, _: &'static Scheme, request: &'a mut HttpRequest) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move {
            // If it expires in the meantime, the service responds with 401 and it is renewed.
            let issued = self.0.issued.value().ok_or("no token was fetched")?;
            request.headers.entry(&self.0.header).or_insert(issued.token);
            Ok(())
        })
    }

    fn prepare<'a>(&'a self, _: &'static Scheme, fetcher: &'a Fetcher) -> Option<BoxFuture<'a, Result<(), BoxError>>> {
        if self.0.issued.is_fresh() {
            return None;
        }
        Some(Box::pin(self.ensure_token(fetcher)))
    }

    fn is_renewable(&self) -> bool {
        true
    }

    fn invalidate(&self, rejected: &HeaderMap) -> bool {
        self.0.issued.invalidate(|issued| rejected.get(&self.0.header) == Some(&issued.token))
    }

    fn lookup(&self, param: &str) -> Option<Arc<dyn Lookup>> {
        (param == self.0.project).then(|| Arc::new(self.clone()) as _)
    }

    fn check(&self, _: &'static Scheme) -> Result<(), String> {
        self.0.login.check()
    }
}

/// Looks up the project of the token.
impl Lookup for LoginSession {
    fn look_up<'a>(&'a self, client: &'a Client) -> BoxFuture<'a, Result<String, BoxError>> {
        Box::pin(async move {
            self.ensure_token(&client.inner.fetcher).await?;
            let project = self.0.issued.value().and_then(|issued| issued.project);
            let name = self.0.project;
            project.ok_or_else(|| format!("IAM issued a token without a project: call `{name}`").into())
        })
    }
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LoginSession")
            .field("login", &self.login)
            .field("url", &self.url.as_str())
            .field("scope", &self.scope)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Duration, length};

    #[test]
    fn lifetimes_are_measured_by_iams_clock() {
        let check = |begin: &str, end: &str, expected: u64| {
            let token = json!({"issued_at": begin, "expires_at": end});
            assert_eq!(length(&token), Some(Duration::from_secs(expected)), "{token}");
        };
        check("2019-02-12T06:52:13.855000Z", "2019-02-13T06:52:13.855000Z", 86_400);
        check("2019-02-12T06:52:13Z", "2019-02-12T06:52:14.000000Z", 1);
        check("2019-02-12T06:52:13Z", "2019-02-12T06:52:12Z", 0);
        assert_eq!(length(&json!({"issued_at": "2019-02-12T06:52:13Z"})), None);
        assert_eq!(length(&json!({"expires_at": "2019-02-12T06:52:13Z"})), Some(Duration::ZERO), "by the local clock");
    }
}
