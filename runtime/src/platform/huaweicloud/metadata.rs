//! [`Metadata`]: temporary access keys from the metadata service of a cloud server.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::{Method, Url};
use serde_json::Value;

use crate::StatusCode;
use crate::body::BoxError;
use crate::call::auth::expiring_cache::{ExpiringCache, Lifetime};
use crate::call::auth::fetch::{self, FetchResponse};
use crate::call::auth::{AccessKey, Credential, Fetcher, mismatch, sensitive};
use crate::call::description::{Scheme, SchemeKind};
use crate::transport::clock::{self, Instant};
use crate::transport::{BoxFuture, HttpRequest};

/// The default address of the metadata service.
pub(super) const ADDRESS: &str = "http://169.254.169.254";

/// A short timeout, since the service is on the same host or does not exist.
const TIMEOUT: Duration = Duration::from_secs(3);

/// How long before their expiry keys are renewed.
const MARGIN: Duration = Duration::from_secs(40 * 60);

/// The minimum time that keys are used, even if they have expired by the local clock.
const MIN_LIFETIME: Duration = Duration::from_secs(60);

/// The keys of the metadata service, fetched on demand and renewed before they expire.
#[derive(Clone, Debug)]
pub(super) struct Metadata {
    address: String,
    /// The sources that had no keys, for the message.
    searched: String,
    keys: Arc<ExpiringCache<AccessKey, String>>,
}

impl Metadata {
    /// Keys of the service at this address.
    pub(super) fn new(address: String, searched: String) -> Self {
        Self { address, searched, keys: Arc::default() }
    }

    async fn fetch(&self, fetcher: &Fetcher) -> Result<(), BoxError> {
        let fetch = || {
            let (own, fetcher) = (self.clone(), fetcher.impatient(TIMEOUT));
            async move {
                let fetched = own.fetched(&fetcher).await;
                fetched.map_err(|why| format!("no access key is in {}, and {why}", own.searched))
            }
        };
        Ok(self.keys.ensure(fetch).await?)
    }

    async fn fetched(&self, fetcher: &Fetcher) -> Result<(AccessKey, Option<Lifetime>), String> {
        let ttl = ("x-metadata-token-ttl-seconds", HeaderValue::from_static("21600"));
        let token = self.request(fetcher, Method::PUT, "/meta-data/latest/api/token", Some(ttl)).await?;
        let token = match token.status {
            // Servers that do not require the token do not issue one.
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED | StatusCode::SERVICE_UNAVAILABLE => None,
            status if status.is_success() => {
                let value = sensitive(String::from_utf8_lossy(&token.body).trim());
                let value = value.map_err(|_| "the metadata service returned an invalid token".to_owned())?;
                Some(("x-metadata-token", value))
            }
            status => return Err(format!("the metadata service at {} responded with {status}", self.address)),
        };
        let sent = Instant::now();
        let reply = self.request(fetcher, Method::GET, "/openstack/latest/securitykey", token).await?;
        if !reply.status.is_success() {
            let (address, status) = (&self.address, reply.status);
            return Err(format!(
                "the metadata service at {address} responded with {status}: does the server have an agency?"
            ));
        }
        let body = reply.object();
        let text = |name: &str| {
            let value = body.get("credential").and_then(|credential| credential.get(name)).and_then(Value::as_str);
            let value = value.filter(|value| !value.is_empty());
            value.ok_or_else(|| format!("the metadata service at {} returned keys without `{name}`", self.address))
        };
        let key = AccessKey::new(text("access")?, text("secret")?).security_token(text("securitytoken")?);
        Ok((key, lifetime(sent, text("expires_at")?)))
    }

    async fn request(
        &self,
        fetcher: &Fetcher,
        method: Method,
        path: &str,
        header: Option<(&'static str, HeaderValue)>,
    ) -> Result<FetchResponse, String> {
        let (address, mut headers) = (&self.address, HeaderMap::new());
        let url = Url::parse(&format!("{address}{path}"));
        let url =
            url.map_err(|error| format!("the address of the metadata service, `{address}`, is not a URL: {error}"))?;
        headers.extend(header.map(|(name, value)| (reqwest::header::HeaderName::from_static(name), value)));
        let request = fetch::request(method, url, headers, Default::default());
        fetcher.send(&request, &format!("the metadata service at {address}")).await
    }
}

/// The lifetime of keys that expire at this date, by the local clock; a minute if the date cannot be parsed.
fn lifetime(sent: Instant, end: &str) -> Option<Lifetime> {
    let left = end.parse::<Timestamp>().ok().zip(Timestamp::try_from(clock::date()).ok());
    let left = left.and_then(|(end, now)| Duration::try_from(end.duration_since(now)).ok()).unwrap_or_default();
    let left = left.max(MIN_LIFETIME);
    Lifetime::new(sent, left, MARGIN.min(left - MIN_LIFETIME))
}

impl Credential for Metadata {
    fn apply<'a>(
        &'a self,
        scheme: &'static Scheme,
        request: &'a mut HttpRequest,
    ) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move {
            let key = self.keys.value().ok_or("no keys were fetched")?;
            key.apply(scheme, request).await
        })
    }

    fn prepare<'a>(&'a self, _: &'static Scheme, fetcher: &'a Fetcher) -> Option<BoxFuture<'a, Result<(), BoxError>>> {
        if self.keys.is_fresh() {
            return None;
        }
        Some(Box::pin(self.fetch(fetcher)))
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
