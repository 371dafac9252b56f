//! [`Metadata`]: the temporary keys that a server of the cloud is given by its metadata service.

use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::{Method, Url};
use serde_json::Value;

use crate::StatusCode;
use crate::body::BoxError;
use crate::call::auth::inquiry::{self, Reply, ask};
use crate::call::auth::renewed::{Life, Renewed};
use crate::call::auth::{AccessKey, Credential, mismatch, sensitive};
use crate::call::description::{Scheme, SchemeKind};
use crate::call::retry::Retry;
use crate::transport::clock::{self, Instant};
use crate::transport::{BoxFuture, HttpRequest, Transport};

/// Where it is on every server.
pub(super) const ADDRESS: &str = "http://169.254.169.254";

/// It is on the same machine, or it is not there.
const TIMEOUT: Duration = Duration::from_secs(3);

/// How long before their end keys are renewed.
const MARGIN: Duration = Duration::from_secs(40 * 60);

/// How long keys are used at least that end before that, or have ended by the clock of this machine.
const LEAST: Duration = Duration::from_secs(60);

/// The keys of the metadata service, fetched when they are needed and renewed before they end.
#[derive(Debug)]
pub(super) struct Metadata {
    address: String,
    /// Where else there were no keys, for the message.
    looked: String,
    keys: Renewed<AccessKey, String>,
}

impl Metadata {
    /// The keys of the service at this address.
    pub(super) fn new(address: String, looked: String) -> Self {
        Self { address, looked, keys: Renewed::default() }
    }

    async fn fetch(&self, transport: &dyn Transport) -> Result<(), BoxError> {
        let Some(turn) = self.keys.turn().await? else { return Ok(()) };
        let fetched = self.fetched(transport).await;
        Ok(turn.end(fetched.map_err(|why| format!("no keys are in {}, and {why}", self.looked)))?)
    }

    async fn fetched(&self, transport: &dyn Transport) -> Result<(AccessKey, Option<Life>), String> {
        let ttl = ("x-metadata-token-ttl-seconds", HeaderValue::from_static("21600"));
        let token = self.ask(transport, Method::PUT, "/meta-data/latest/api/token", Some(ttl)).await?;
        let token = match token.status {
            // Servers on which the token is not needed do not have it.
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED | StatusCode::SERVICE_UNAVAILABLE => None,
            status if status.is_success() => {
                let value = sensitive(String::from_utf8_lossy(&token.body).trim());
                let value = value.map_err(|_| "the token of the metadata service is none".to_owned())?;
                Some(("x-metadata-token", value))
            }
            status => return Err(format!("the metadata service at {} responded {status}", self.address)),
        };
        let asked = Instant::now();
        let reply = self.ask(transport, Method::GET, "/openstack/latest/securitykey", token).await?;
        if !reply.status.is_success() {
            let (address, status) = (&self.address, reply.status);
            return Err(format!("the metadata service at {address} responded {status}: has the server an agency?"));
        }
        let body = reply.object();
        let text = |name: &str| {
            let value = body.get("credential").and_then(|credential| credential.get(name)).and_then(Value::as_str);
            let value = value.filter(|value| !value.is_empty());
            value.ok_or_else(|| format!("the metadata service at {} gave keys without `{name}`", self.address))
        };
        let key = AccessKey::new(text("access")?, text("secret")?).security_token(text("securitytoken")?);
        Ok((key, life(asked, text("expires_at")?)))
    }

    async fn ask(
        &self,
        transport: &dyn Transport,
        method: Method,
        path: &str,
        header: Option<(&'static str, HeaderValue)>,
    ) -> Result<Reply, String> {
        let (address, mut headers) = (&self.address, HeaderMap::new());
        let url = Url::parse(&format!("{address}{path}"));
        let url =
            url.map_err(|error| format!("the address of the metadata service, `{address}`, is no URL: {error}"))?;
        headers.extend(header.map(|(name, value)| (reqwest::header::HeaderName::from_static(name), value)));
        let mut request = inquiry::request(method, url, headers, Default::default());
        request.timeout = Some(TIMEOUT);
        ask(transport, &request, &Retry::none(), &format!("the metadata service at {address}")).await
    }
}

/// The time of keys that end at this date, by the clock of this machine. Where it cannot be read they are good for a minute.
fn life(asked: Instant, end: &str) -> Option<Life> {
    let left = end.parse::<Timestamp>().ok().zip(Timestamp::try_from(clock::date()).ok());
    let left = left.and_then(|(end, now)| Duration::try_from(end.duration_since(now)).ok()).unwrap_or_default();
    let left = left.max(LEAST);
    Life::new(asked, left, MARGIN.min(left - LEAST))
}

impl Credential for Metadata {
    fn apply<'a>(
        &'a self,
        scheme: &'static Scheme,
        request: &'a mut HttpRequest,
    ) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move {
            let key = self.keys.value().ok_or("there are no keys yet")?;
            key.apply(scheme, request).await
        })
    }

    fn prepare<'a>(
        &'a self,
        _: &'static Scheme,
        transport: &'a dyn Transport,
    ) -> Option<BoxFuture<'a, Result<(), BoxError>>> {
        if self.keys.is_fresh() {
            return None;
        }
        Some(Box::pin(self.fetch(transport)))
    }

    fn is_signer(&self) -> bool {
        true
    }

    fn check(&self, scheme: &'static Scheme) -> Result<(), String> {
        match scheme.kind {
            SchemeKind::Signer("sdk-hmac-sha256") => Ok(()),
            _ => Err(mismatch("an access key", scheme)),
        }
    }
}
