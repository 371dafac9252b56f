//! Requests to services that issue credentials: token endpoints, identity services and metadata services.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::{ACCEPT, HeaderValue};
use reqwest::{Method, Url};
use serde_json::{Map, Value};

use crate::body::BoxError;
use crate::body::{Body, TransportError};
use crate::call::retry::{self, Budget, Retry};
use crate::transport::clock::{self, Deadline};
use crate::transport::{HttpRequest, Transport};
use crate::{HeaderMap, StatusCode};

/// The timeout of an attempt, if the client has none.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(30);

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

/// Sends the requests of credentials, with the transport, the retries and the timeouts of a client.
#[derive(Clone, Debug)]
pub struct Fetcher {
    transport: Arc<dyn Transport>,
    retry: Retry,
    budget: Arc<Budget>,
    timeout: Option<Duration>,
    attempt_timeout: Duration,
}

impl Fetcher {
    /// The timeouts are those of the client, if it has any.
    pub(crate) fn new(
        transport: Arc<dyn Transport>,
        retry: Retry,
        budget: Arc<Budget>,
        timeout: Option<Duration>,
        attempt_timeout: Option<Duration>,
    ) -> Self {
        // A fetch goes on without its caller, so it must end by itself.
        let attempt_timeout = attempt_timeout.unwrap_or(ATTEMPT_TIMEOUT);
        Self { transport, retry, budget, timeout, attempt_timeout }
    }

    /// The transport.
    pub fn transport(&self) -> &dyn Transport {
        &*self.transport
    }

    /// For a service that is near or does not exist: without retries, and with a short timeout.
    #[cfg(feature = "huaweicloud")]
    pub(crate) fn impatient(&self, timeout: Duration) -> Self {
        let attempt_timeout = self.attempt_timeout.min(timeout);
        Self { retry: Retry::none(), attempt_timeout, ..self.clone() }
    }

    /// Sends a request, with retries.
    ///
    /// # Errors
    ///
    /// Returns a message if `service` did not respond.
    pub(crate) async fn send(&self, request: &HttpRequest, service: &str) -> Result<FetchResponse, String> {
        let (mut made, mut last_cost) = (0, Budget::SUCCESS);
        let deadline = Deadline::after(self.timeout);
        loop {
            made += 1;
            let outcome = self.once(request.clone(), deadline).await;
            if outcome.as_ref().is_ok_and(|response| response.status.is_success()) {
                self.budget.refund(last_cost);
            } else if let Some((wait, cost)) = self.wait_after(made, &outcome, deadline) {
                last_cost = cost;
                clock::sleep(wait).await;
                continue;
            }
            return outcome.map_err(|error| format!("{service} did not respond: {error}"));
        }
    }

    /// How long to wait before the next attempt, and what it costs; `None` if there is none.
    fn wait_after(
        &self,
        made: u32,
        outcome: &Result<FetchResponse, TransportError>,
        deadline: Deadline,
    ) -> Option<(Duration, u32)> {
        let (retry_after, cost) = match outcome {
            Ok(response) if !self.retry.is_on(response.status) => return None,
            Ok(response) => (retry::retry_after(&response.headers), Budget::RETRY),
            Err(error) if error.is_timeout() => (None, Budget::TIMEOUT),
            Err(_) => (None, Budget::RETRY),
        };
        let wait =
            Some(()).filter(|()| self.retry.allows_after(made)).and_then(|()| self.retry.wait(made, retry_after))?;
        (deadline.allows(wait) && self.budget.take(cost)).then_some((wait, cost))
    }

    async fn once(&self, mut request: HttpRequest, deadline: Deadline) -> Result<FetchResponse, TransportError> {
        let limit = deadline.left().unwrap_or(self.attempt_timeout).min(self.attempt_timeout);
        request.timeout = Some(limit);
        let exchange = async {
            let response = self.transport.send(request).await?;
            let collected = response.body.collect(MAX_BYTES).await;
            match collected.error {
                Some(error) => Err(error),
                None => Ok(FetchResponse { status: response.status, headers: response.headers, body: collected.bytes }),
            }
        };
        // A custom transport may ignore the timeout.
        let received = Deadline::after(Some(limit)).hold(exchange).await;
        received.unwrap_or_else(|| Err(TransportError::new("no response in time").by_timeout(true)))
    }
}

/// A request for a JSON response.
pub(crate) fn request(method: Method, url: Url, mut headers: HeaderMap, body: Bytes) -> HttpRequest {
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    HttpRequest { method, url, headers, body: Body::from(body), timeout: None }
}
