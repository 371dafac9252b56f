//! Requests to services that issue credentials: token endpoints, identity services and metadata services.

use std::time::Duration;

use bytes::Bytes;
use reqwest::header::{ACCEPT, HeaderValue};
use reqwest::{Method, Url};
use serde_json::{Map, Value};

use crate::body::BoxError;
use crate::body::{Body, TransportError};
use crate::call::retry::{self, Retry};
use crate::transport::clock;
use crate::transport::{HttpRequest, Transport};
use crate::{HeaderMap, StatusCode};

/// The timeout of an attempt.
const TIMEOUT: Duration = Duration::from_secs(30);

/// The size limit of a response body.
const MAX_BYTES: usize = 1024 * 1024;

/// A response of such a service.
pub(crate) struct FetchResponse {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl FetchResponse {
    /// The body as a JSON object; empty if it is not one.
    pub(crate) fn object(&self) -> Map<String, Value> {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

/// Why nothing was fetched: the service's error response, or a message. It can be shared by several calls.
#[derive(Clone, Debug)]
pub(crate) enum FetchError<R> {
    Rejected(R),
    Failed(String),
}

impl<R: std::error::Error + Send + Sync + 'static> FetchError<R> {
    pub(crate) fn into_error(self) -> BoxError {
        match self {
            Self::Rejected(error) => error.into(),
            Self::Failed(message) => message.into(),
        }
    }
}

impl<R> From<String> for FetchError<R> {
    fn from(message: String) -> Self {
        Self::Failed(message)
    }
}

impl<R> From<&str> for FetchError<R> {
    fn from(message: &str) -> Self {
        Self::Failed(message.to_owned())
    }
}

/// A request for a JSON response.
pub(crate) fn request(method: Method, url: Url, mut headers: HeaderMap, body: Bytes) -> HttpRequest {
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    HttpRequest { method, url, headers, body: Body::from(body), timeout: Some(TIMEOUT) }
}

/// Sends a request, with retries.
///
/// # Errors
///
/// Returns a message if `service` did not respond.
pub(crate) async fn send(
    transport: &dyn Transport,
    request: &HttpRequest,
    retry: &Retry,
    service: &str,
) -> Result<FetchResponse, String> {
    let mut made = 0;
    loop {
        made += 1;
        let outcome = once(transport, request.clone()).await;
        let (is_transient, retry_after) = match &outcome {
            Ok(response) => (retry.is_on(response.status), retry::retry_after(&response.headers)),
            Err(_) => (true, None),
        };
        let may_retry = is_transient && retry.allows_after(made);
        let wait = Some(()).filter(|()| may_retry).and_then(|()| retry.wait(made, retry_after));
        if let Some(wait) = wait {
            clock::sleep(wait).await;
            continue;
        }
        return outcome.map_err(|error| format!("{service} did not respond: {error}"));
    }
}

async fn once(transport: &dyn Transport, request: HttpRequest) -> Result<FetchResponse, TransportError> {
    let response = transport.send(request).await?;
    let collected = response.body.collect(MAX_BYTES).await;
    match collected.error {
        Some(error) => Err(error),
        None => Ok(FetchResponse { status: response.status, headers: response.headers, body: collected.bytes }),
    }
}
