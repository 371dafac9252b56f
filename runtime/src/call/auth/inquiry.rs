//! [`ask`]: a question to a service that issues credentials, or says what belongs to them.

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

/// How long an attempt may take.
const TIMEOUT: Duration = Duration::from_secs(30);

/// The most that is read of a response.
const LONGEST: usize = 1024 * 1024;

/// What came of a question.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Reply {
    /// The body as an object: an empty one where it is none.
    pub(crate) fn object(&self) -> Map<String, Value> {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

/// Why nothing came of a question: the service refused it, or a sentence. It can be told to several callers.
#[derive(Clone, Debug)]
pub(crate) enum InquiryError<R> {
    Refused(R),
    Failed(String),
}

impl<R: std::error::Error + Send + Sync + 'static> InquiryError<R> {
    pub(crate) fn into_error(self) -> BoxError {
        match self {
            Self::Refused(refused) => refused.into(),
            Self::Failed(sentence) => sentence.into(),
        }
    }
}

impl<R> From<String> for InquiryError<R> {
    fn from(sentence: String) -> Self {
        Self::Failed(sentence)
    }
}

impl<R> From<&str> for InquiryError<R> {
    fn from(sentence: &str) -> Self {
        Self::Failed(sentence.to_owned())
    }
}

/// A question that is responded in JSON.
pub(crate) fn request(method: Method, url: Url, mut headers: HeaderMap, body: Bytes) -> HttpRequest {
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    HttpRequest { method, url, headers, body: Body::from(body), timeout: Some(TIMEOUT) }
}

/// Asks, again where that makes sense.
///
/// # Errors
///
/// A sentence: `whom` did not respond.
pub(crate) async fn ask(
    transport: &dyn Transport,
    request: &HttpRequest,
    retry: &Retry,
    whom: &str,
) -> Result<Reply, String> {
    let mut made = 0;
    loop {
        made += 1;
        let outcome = once(transport, request.clone()).await;
        let (passes, wanted) = match &outcome {
            Ok(reply) => (retry.is_on(reply.status), retry::wanted(&reply.headers)),
            Err(_) => (true, None),
        };
        let wait = Some(()).filter(|()| passes && retry.allows_after(made)).and_then(|()| retry.wait(made, wanted));
        if let Some(wait) = wait {
            clock::sleep(wait).await;
            continue;
        }
        return outcome.map_err(|error| format!("{whom} did not respond: {error}"));
    }
}

async fn once(transport: &dyn Transport, request: HttpRequest) -> Result<Reply, TransportError> {
    let response = transport.send(request).await?;
    let collected = response.body.collect(LONGEST).await;
    match collected.error {
        Some(error) => Err(error),
        None => Ok(Reply { status: response.status, headers: response.headers, body: collected.bytes }),
    }
}
