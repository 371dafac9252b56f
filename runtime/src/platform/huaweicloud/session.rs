//! [`Session`]: a login of one client, with the token that came of it.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use reqwest::Url;
use reqwest::header::{HeaderName, HeaderValue};
use serde_json::Value;

use crate::HeaderMap;
use crate::body::BoxError;
use crate::call::auth::inquiry::InquiryError;
use crate::call::auth::renewed::{Life, Renewed};
use crate::call::auth::{Credential, mismatch};
use crate::call::client::{Client, Lookup, Surroundings};
use crate::call::description::{Scheme, SchemeKind};
use crate::platform::huaweicloud::iam::{self, IamError};
use crate::platform::huaweicloud::{Login, Platform};
use crate::transport::clock::{self, Instant};
use crate::transport::{BoxFuture, HttpRequest, Transport};

/// How long before its end a token is renewed, at most.
const MARGIN: Duration = Duration::from_secs(600);

/// The header of IAM's response that is the token.
const SUBJECT_TOKEN: &str = "x-subject-token";

/// What a token is for.
#[derive(Clone, Debug)]
pub(super) enum Scope {
    /// The project of this id.
    Id(String),
    /// The project of this name, which is that of a region.
    Name(String),
}

/// A login of one client, and its token. A clone is the same session.
#[derive(Clone, Debug)]
pub(super) struct Session(Arc<Inner>);

struct Inner {
    login: Login,
    /// Where tokens are issued.
    url: Url,
    /// The header that a token is sent in.
    header: HeaderName,
    scope: Scope,
    /// The client's parameter that is the id of the project.
    project: &'static str,
    issued: Renewed<Issued, InquiryError<IamError>>,
}

/// What came of a login.
#[derive(Clone)]
struct Issued {
    token: HeaderValue,
    /// The id of the project that the token is for.
    project: Option<String>,
}

impl Session {
    /// A session that has not begun.
    ///
    /// # Errors
    ///
    /// A sentence: it is not known where IAM is, or what the token is to be for.
    pub(super) fn new(
        platform: &'static Platform,
        login: Login,
        scheme: &Scheme,
        surroundings: Surroundings<'_>,
    ) -> Result<Self, String> {
        let SchemeKind::ApiKeyHeader(header) = scheme.kind else {
            return Err(format!("The credential given to `{}` {}.", scheme.method, mismatch("a login", scheme)));
        };
        let header = HeaderName::from_bytes(header.as_bytes())
            .map_err(|_| format!("The scheme `{}` has a header that cannot be sent.", scheme.name))?;
        let url = iam::url(&surroundings.server(platform.iam)?, "/v3/auth/tokens?nocatalog=true")?;
        let id = surroundings.param(platform.project).map(|id| Scope::Id(id.to_owned()));
        let named = || surroundings.server_variable(platform.region).map(|region| Scope::Name(region.to_owned()));
        let Platform { project, region, .. } = *platform;
        let scope = id.or_else(named).ok_or_else(|| {
            format!("A login is for a project: call `{project}`, or `{region}` for the project of that name.")
        })?;
        Ok(Self(Arc::new(Inner { login, url, header, scope, project, issued: Renewed::default() })))
    }

    /// Sees to it that there is a token that is still good.
    async fn begin(&self, transport: &dyn Transport) -> Result<(), BoxError> {
        let Some(turn) = self.0.issued.turn().await.map_err(InquiryError::into_error)? else { return Ok(()) };
        turn.end(self.issue(transport).await).map_err(InquiryError::into_error)
    }

    async fn issue(&self, transport: &dyn Transport) -> Result<(Issued, Option<Life>), InquiryError<IamError>> {
        let asked = Instant::now();
        let reply = iam::post(transport, self.0.url.clone(), &self.0.login.question(&self.0.scope)).await?;
        let token = reply.headers.get(SUBJECT_TOKEN).filter(|token| !token.is_empty());
        let mut token = token.cloned().ok_or("IAM issued a token, but the header X-Subject-Token is missing")?;
        token.set_sensitive(true);
        let body = reply.object();
        let about = body.get("token").unwrap_or(&Value::Null);
        let project = about.pointer("/project/id").and_then(Value::as_str).map(str::to_owned);
        let length = length(about);
        let life = length.and_then(|length| Life::new(asked, length, MARGIN.min(length / 10)));
        Ok((Issued { token, project }, life))
    }
}

/// How long a token is good: by IAM's own clock, since that of this machine may be off.
fn length(token: &Value) -> Option<Duration> {
    let time = |name: &str| token.get(name).and_then(Value::as_str).and_then(|time| time.parse::<Timestamp>().ok());
    let end = time("expires_at")?;
    let begin = time("issued_at").or_else(|| Timestamp::try_from(clock::date()).ok())?;
    Some(Duration::try_from(end.duration_since(begin)).unwrap_or_default())
}

impl Credential for Session {
    fn apply<'a>(&'a self, _: &'static Scheme, request: &'a mut HttpRequest) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move {
            // Where its time is over meanwhile, the service says so, and it is renewed.
            let issued = self.0.issued.value().ok_or("there is no token yet")?;
            request.headers.entry(&self.0.header).or_insert(issued.token);
            Ok(())
        })
    }

    fn prepare<'a>(
        &'a self,
        _: &'static Scheme,
        transport: &'a dyn Transport,
    ) -> Option<BoxFuture<'a, Result<(), BoxError>>> {
        if self.0.issued.is_fresh() {
            return None;
        }
        Some(Box::pin(self.begin(transport)))
    }

    fn is_renewable(&self) -> bool {
        true
    }

    fn renew(&self, refused: &HeaderMap) -> bool {
        self.0.issued.give_up(|issued| refused.get(&self.0.header) == Some(&issued.token));
        true
    }

    fn lookup(&self, param: &str) -> Option<Arc<dyn Lookup>> {
        (param == self.0.project).then(|| Arc::new(self.clone()) as _)
    }

    fn check(&self, _: &'static Scheme) -> Result<(), String> {
        self.0.login.check()
    }
}

/// The project that the token is for.
impl Lookup for Session {
    fn look_up<'a>(&'a self, client: &'a Client) -> BoxFuture<'a, Result<String, BoxError>> {
        Box::pin(async move {
            self.begin(client.transport()).await?;
            let project = self.0.issued.value().and_then(|issued| issued.project);
            let name = self.0.project;
            project.ok_or_else(|| format!("IAM issued a token for no project: call `{name}`").into())
        })
    }
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session")
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
    fn a_token_s_life_is_told_by_iam_s_clock() {
        let check = |begin: &str, end: &str, expected: u64| {
            let token = json!({"issued_at": begin, "expires_at": end});
            assert_eq!(length(&token), Some(Duration::from_secs(expected)), "{token}");
        };
        check("2019-02-12T06:52:13.855000Z", "2019-02-13T06:52:13.855000Z", 86_400);
        check("2019-02-12T06:52:13Z", "2019-02-12T06:52:14.000000Z", 1);
        check("2019-02-12T06:52:13Z", "2019-02-12T06:52:12Z", 0);
        assert_eq!(length(&json!({"issued_at": "2019-02-12T06:52:13Z"})), None);
        assert_eq!(length(&json!({"expires_at": "2019-02-12T06:52:13Z"})), Some(Duration::ZERO), "by the clock here");
    }
}
