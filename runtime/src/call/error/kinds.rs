//! The contents of the variants of [`Error`](crate::Error), which are read through its methods.

use crate::body::BoxError;
use crate::body::{Body, TransportError};
use crate::call::description::Errors;
use crate::call::error::pairs::{find, is_error_body};
use crate::call::request::{Request, Target};
use crate::call::response::RawResponse;
use crate::wire::decode_error::DecodeError;
use crate::wire::json;
use crate::{HeaderMap, StatusCode};

/// A request that could not be built. Read it through the methods of [`Error`](crate::Error).
#[derive(Debug)]
pub struct InvalidRequest {
    pub(super) operation: &'static str,
    pub(super) message: String,
    pub(super) source: Option<BoxError>,
    pub(super) attempts: u32,
    pub(super) target: Option<Target>,
}

/// An exchange that failed before the response was complete. Read it through the methods of [`Error`](crate::Error).
#[derive(Debug)]
pub struct TransportFailure {
    pub(super) operation: &'static str,
    pub(super) error: TransportError,
    pub(super) status: Option<StatusCode>,
    pub(super) headers: Option<HeaderMap>,
    pub(super) request_id: Option<String>,
    pub(super) attempts: u32,
    pub(super) target: Option<Target>,
}

/// An error response. Read it through the methods of [`Error`](crate::Error).
#[derive(Debug)]
pub struct ServiceFailure<E> {
    pub(super) received: ReceivedResponse,
    pub(super) request_id: Option<String>,
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    pub(super) body: Option<E>,
    pub(super) target: Option<Target>,
}

impl<E> ServiceFailure<E> {
    /// `body` is the declared error body, if the response could be decoded to it.
    pub(crate) fn new(mut received: ReceivedResponse, body: Option<E>) -> Self {
        let (code, message) = find(received.errors.pairs, &received.response.body);
        let (request_id, target) = (received.request_id(), received.take_target());
        Self { received, request_id, code, message, body, target }
    }
}

/// A 2xx response that could not be decoded. Read it through the methods of [`Error`](crate::Error).
#[derive(Debug)]
pub struct DecodeFailure {
    pub(super) received: ReceivedResponse,
    pub(super) request_id: Option<String>,
    pub(super) error: DecodeError,
    pub(super) target: Option<Target>,
}

impl DecodeFailure {
    pub(crate) fn new(mut received: ReceivedResponse, error: DecodeError) -> Self {
        let (request_id, target) = (received.request_id(), received.take_target());
        Self { received, request_id, error, target }
    }
}

/// A response, with what is known about its call.
#[derive(Debug)]
pub(crate) struct ReceivedResponse {
    pub(super) operation: &'static str,
    pub(super) errors: &'static Errors,
    pub(crate) response: RawResponse,
    /// The number of attempts made.
    pub(crate) attempts: u32,
    /// Whether the service rejected a credential that has been invalidated since, so that a retry uses a new one.
    pub(crate) renewed: bool,
    /// The size limit, if the body exceeded it and was cut.
    pub(crate) cut: Option<usize>,
    /// The body that the caller reads as a stream; the one in `response` is empty then.
    pub(crate) pending: Option<PendingBody>,
    /// The request, from which errors take its method and URL. Calls that succeed need neither.
    request: Option<Request>,
}

/// A body that has not been read yet.
#[derive(Debug)]
pub(crate) struct PendingBody {
    pub(crate) body: Body,
    /// The request of this response, for reconnecting.
    pub(crate) request: Request,
}

impl ReceivedResponse {
    pub(crate) fn new(
        operation: &'static str,
        errors: &'static Errors,
        response: RawResponse,
        cut: Option<usize>,
    ) -> Self {
        Self { operation, errors, response, attempts: 1, renewed: false, cut, pending: None, request: None }
    }

    /// The response of this request.
    pub(crate) fn of(self, request: Request) -> Self {
        Self { request: Some(request), ..self }
    }

    /// Method and URL of the request, which errors do not keep.
    fn take_target(&mut self) -> Option<Target> {
        self.request.take().map(|request| request.target())
    }

    /// The request ID assigned by the service. Only errors report it, so it is not looked up earlier.
    fn request_id(&self) -> Option<String> {
        request_id(self.errors, &self.response.headers)
    }

    /// Whether the body of a 2xx response is an error. `has_member` returns whether the type declares a property.
    pub(crate) fn is_error(&self, has_member: &dyn Fn(&str) -> bool) -> bool {
        if !self.errors.in_success || self.cut.is_some() {
            return false;
        }
        // The first property of nearly every response is a declared one, which settles it.
        let is_undeclared = json::first_name(&self.response.body).is_some_and(|name| !has_member(name));
        is_undeclared && is_error_body(self.errors.pairs, &self.response.body, has_member)
    }

    /// Attaches the unread body.
    pub(crate) fn with_pending_body(self, pending: PendingBody) -> Self {
        Self { pending: Some(pending), ..self }
    }

    /// A response of the same call for an item of a stream.
    pub(crate) fn with(&self, response: RawResponse) -> Self {
        Self { request: self.request.clone(), ..Self::new(self.operation, self.errors, response, None) }
    }

    /// The failure for a body that ended with an error.
    pub(crate) fn transport_failure(&self, error: TransportError) -> Failure {
        let RawResponse { status, headers, .. } = &self.response;
        let failure = Failure::transport(self.operation, self.errors, error, Some((*status, headers.clone())));
        self.request.iter().fold(failure, Failure::of)
    }
}

/// Why a call has no complete response.
#[derive(Debug)]
pub(crate) enum Failure {
    InvalidRequest(Box<InvalidRequest>),
    TransportFailure(Box<TransportFailure>),
}

impl Failure {
    pub(crate) fn invalid_request(operation: &'static str, message: String, source: Option<BoxError>) -> Self {
        Self::InvalidRequest(Box::new(InvalidRequest { operation, message, source, attempts: 0, target: None }))
    }

    /// `received` is the status and the headers, if they had been received.
    pub(crate) fn transport(
        operation: &'static str,
        errors: &'static Errors,
        error: TransportError,
        received: Option<(StatusCode, HeaderMap)>,
    ) -> Self {
        let (status, headers) = received.unzip();
        let request_id = headers.as_ref().and_then(|headers| request_id(errors, headers));
        Self::TransportFailure(Box::new(TransportFailure {
            operation,
            error,
            status,
            headers,
            request_id,
            attempts: 1,
            target: None,
        }))
    }

    /// The failure of this request.
    pub(crate) fn of(mut self, request: &Request) -> Self {
        let target = match &mut self {
            Self::InvalidRequest(failure) => &mut failure.target,
            Self::TransportFailure(failure) => &mut failure.target,
        };
        target.get_or_insert_with(|| request.target());
        self
    }

    /// The transport's error, if the request was sent.
    pub(crate) fn transport_error(&self) -> Option<&TransportError> {
        match self {
            Self::InvalidRequest(_) => None,
            Self::TransportFailure(failure) => Some(&failure.error),
        }
    }

    /// The status, if it had been received.
    #[cfg(feature = "tracing")]
    pub(crate) fn status(&self) -> Option<StatusCode> {
        match self {
            Self::InvalidRequest(_) => None,
            Self::TransportFailure(failure) => failure.status,
        }
    }

    /// Sets the number of attempts, including the failed one.
    pub(crate) fn set_attempts(&mut self, attempts: u32) {
        match self {
            Self::InvalidRequest(invalid_request) => invalid_request.attempts = attempts.saturating_sub(1),
            Self::TransportFailure(failure) => failure.attempts = attempts,
        }
    }
}

fn request_id(errors: &Errors, headers: &HeaderMap) -> Option<String> {
    let values = errors.request_id.iter().filter_map(|name| headers.get(*name));
    let mut values = values.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    values.find(|value| !value.is_empty())
}
