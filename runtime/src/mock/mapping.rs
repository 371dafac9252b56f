//! [`StubMapping`]: which requests a stub matches, and how it responds.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use reqwest::StatusCode;

use crate::HeaderMap;
use crate::call::description::Operation;
use crate::call::response::encode::Encoded;
use crate::mock::received::ReceivedRequest;
use crate::mock::request_matcher::RequestMatcher;
use crate::mock::template;

/// A stub as the server sees it: which requests it matches, and how it responds.
#[derive(Debug)]
pub(super) struct StubMapping {
    pub(super) operation: &'static Operation,
    /// The expected request, or why it is invalid; `None` matches every request of the operation.
    pub(super) expected: Option<Result<RequestMatcher, String>>,
    behavior: Mutex<Behavior>,
}

/// How a stub responds, and how often it did.
#[derive(Debug, Default)]
pub(super) struct Behavior {
    pub(super) response: StubResponse,
    /// The status, in place of the default one.
    pub(super) status: Option<StatusCode>,
    pub(super) headers: HeaderMap,
    pub(super) delay: Duration,
    /// Whether the connection breaks in the middle of the response.
    pub(super) broken: bool,
    /// How often it may still respond; `None` is unlimited.
    pub(super) left: Option<usize>,
    pub(super) calls: usize,
    /// A problem with the configuration.
    pub(super) problem: Option<String>,
}

/// The response of a stub.
#[derive(Clone, Default)]
pub(super) enum StubResponse {
    /// None is set.
    #[default]
    None,
    Ready(PreparedResponse),
    Computed(Arc<Responder>),
}

/// Computes a response to a request, or returns the reason why it cannot.
pub(super) type Responder = dyn Fn(&ReceivedRequest) -> Result<PreparedResponse, String> + Send + Sync;

/// An encoded response and its default status.
#[derive(Clone, Debug)]
pub(super) struct PreparedResponse {
    pub(super) encoded: Encoded,
    pub(super) default_status: u16,
    /// An explicit status.
    pub(super) status: Option<StatusCode>,
}

/// The response that is sent.
#[derive(Debug)]
pub(super) struct MockResponse {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: bytes::Bytes,
    pub(super) delay: Duration,
    pub(super) broken: bool,
}

impl StubMapping {
    pub(super) fn new(operation: &'static Operation, expected: Option<Result<RequestMatcher, String>>) -> Self {
        Self { operation, expected, behavior: Mutex::default() }
    }

    pub(super) fn behavior(&self) -> MutexGuard<'_, Behavior> {
        self.behavior.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the request is one of its operation.
    pub(super) fn is_of(&self, received: &ReceivedRequest) -> bool {
        let is_operation = match &received.operation {
            Some(operation) => operation == self.operation.id,
            None => template::matches(&received.path, self.operation.path),
        };
        is_operation && received.method == self.operation.method
    }

    /// Counts a response. Returns `false` if the stub is used up.
    pub(super) fn take(&self) -> bool {
        let mut behavior = self.behavior();
        let left = match behavior.left {
            Some(left) => left.checked_sub(1).map(Some),
            None => Some(None),
        };
        match left {
            Some(left) => {
                behavior.left = left;
                behavior.calls += 1;
                true
            }
            None => false,
        }
    }

    /// The response to a request.
    ///
    /// # Errors
    ///
    /// Returns the problem if the stub is misconfigured.
    pub(super) fn reply(&self, received: &ReceivedRequest) -> Result<MockResponse, String> {
        let response = {
            let behavior = self.behavior();
            if let Some(problem) = &behavior.problem {
                return Err(problem.clone());
            }
            behavior.response.clone()
        };
        // The responder may use the stub, so the lock is released.
        let PreparedResponse { encoded, default_status, status } = match response {
            StubResponse::None => return Err("no response is set".into()),
            StubResponse::Ready(prepared) => prepared,
            StubResponse::Computed(make) => make(received)?,
        };
        let behavior = self.behavior();
        let explicit = behavior.status.or(status);
        if let Some(explicit) = explicit
            && !encoded.statuses.admits(explicit.as_u16())
        {
            let own = encoded.statuses.choose(default_status);
            return Err(format!(
                "a response with the status {} would be decoded as another variant than the configured one, which has {own}",
                explicit.as_u16()
            ));
        }
        let mut headers = behavior.headers.clone();
        if let Some(content_type) = &encoded.content_type
            && let Ok(content_type) = content_type.parse()
        {
            headers.entry(reqwest::header::CONTENT_TYPE).or_insert(content_type);
        }
        let status = explicit.unwrap_or_else(|| encoded.statuses.choose(default_status));
        Ok(MockResponse { status, headers, body: encoded.body, delay: behavior.delay, broken: behavior.broken })
    }
}

impl std::fmt::Debug for StubResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::None => f.write_str("None"),
            Self::Ready(prepared) => prepared.fmt(f),
            Self::Computed(_) => f.write_str("Computed(..)"),
        }
    }
}
