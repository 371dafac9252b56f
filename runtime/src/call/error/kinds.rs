//! What the variants of [`Error`](crate::Error) hold. It is read by the methods of `Error`.

use crate::body::BoxError;
use crate::body::{Body, TransportError};
use crate::call::description::Errors;
use crate::call::error::pairs::{find, is_told};
use crate::call::request::Request;
use crate::call::response::RawResponse;
use crate::wire::decode_error::DecodeError;
use crate::wire::json;
use crate::{HeaderMap, StatusCode};

/// Why a request could not be built.
#[derive(Debug)]
pub struct InvalidRequest {
    pub(super) operation: &'static str,
    pub(super) message: String,
    pub(super) source: Option<BoxError>,
    pub(super) attempts: u32,
}

/// What ended an exchange before it was complete.
#[derive(Debug)]
pub struct TransportFailure {
    pub(super) operation: &'static str,
    pub(super) error: TransportError,
    pub(super) status: Option<StatusCode>,
    pub(super) headers: Option<HeaderMap>,
    pub(super) request_id: Option<String>,
    pub(super) attempts: u32,
}

/// A response with a status other than 2xx, or with a body that tells an error.
#[derive(Debug)]
pub struct ServiceFailure<E> {
    pub(super) received: ReceivedResponse,
    pub(super) request_id: Option<String>,
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    pub(super) body: Option<E>,
}

impl<E> ServiceFailure<E> {
    /// `body` is what the declared error body could be decoded to.
    pub(crate) fn new(received: ReceivedResponse, body: Option<E>) -> Self {
        let (code, message) = find(received.errors.pairs, &received.response.body);
        let request_id = received.request_id();
        Self { received, request_id, code, message, body }
    }
}

/// A response with status 2xx that is not what was declared.
#[derive(Debug)]
pub struct DecodeFailure {
    pub(super) received: ReceivedResponse,
    pub(super) request_id: Option<String>,
    pub(super) error: DecodeError,
}

impl DecodeFailure {
    pub(crate) fn new(received: ReceivedResponse, error: DecodeError) -> Self {
        let request_id = received.request_id();
        Self { received, request_id, error }
    }
}

/// A complete response, and what is known of the call that it is for.
#[derive(Debug)]
pub(crate) struct ReceivedResponse {
    pub(super) operation: &'static str,
    pub(super) errors: &'static Errors,
    pub(crate) response: RawResponse,
    /// How many attempts it took.
    pub(crate) attempts: u32,
    /// Whether it refuses a credential that can be had anew.
    pub(crate) renewed: bool,
    /// The limit, where the body was longer than that and was cut.
    pub(crate) cut: Option<usize>,
    /// The body, where it is read by whoever called, and the one here is empty.
    pub(crate) rest: Option<Rest>,
}

/// A body that is on its way.
#[derive(Debug)]
pub(crate) struct Rest {
    pub(crate) body: Body,
    /// The request that it responds to.
    pub(crate) request: Request,
}

impl ReceivedResponse {
    pub(crate) fn new(
        operation: &'static str,
        errors: &'static Errors,
        response: RawResponse,
        cut: Option<usize>,
    ) -> Self {
        Self { operation, errors, response, attempts: 1, renewed: false, cut, rest: None }
    }

    /// The id that the service gave the request. Only errors tell it, so that it is not looked for before there is one.
    fn request_id(&self) -> Option<String> {
        request_id(self.errors, &self.response.headers)
    }

    /// Whether a body that came with success tells an error. `has_member` says whether a member is one that is declared.
    pub(crate) fn is_error(&self, has_member: &dyn Fn(&str) -> bool) -> bool {
        if !self.errors.in_success || self.cut.is_some() {
            return false;
        }
        // Of nearly every response the first member is a declared one, and no more is asked.
        let is_strange = json::first_name(&self.response.body).is_some_and(|name| !has_member(name));
        is_strange && is_told(self.errors.pairs, &self.response.body, has_member)
    }

    /// The same, whose body is on its way.
    pub(crate) fn going_on(self, rest: Rest) -> Self {
        Self { rest: Some(rest), ..self }
    }

    /// The same about another response: a part of this one's body.
    pub(crate) fn with(&self, response: RawResponse) -> Self {
        Self::new(self.operation, self.errors, response, None)
    }

    /// Why the body, which was on its way, broke off.
    pub(crate) fn interrupted(&self, error: TransportError) -> Failure {
        let RawResponse { status, headers, .. } = &self.response;
        Failure::interrupted(self.operation, self.errors, error, Some((*status, headers.clone())))
    }
}

/// Why there is no complete response.
#[derive(Debug)]
pub(crate) enum Failure {
    InvalidRequest(Box<InvalidRequest>),
    TransportFailure(Box<TransportFailure>),
}

impl Failure {
    pub(crate) fn invalid_request(operation: &'static str, message: String, source: Option<BoxError>) -> Self {
        Self::InvalidRequest(Box::new(InvalidRequest { operation, message, source, attempts: 0 }))
    }

    /// `response` is status and headers, if they had come.
    pub(crate) fn interrupted(
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
        }))
    }

    /// What ended the exchange, where it was sent.
    pub(crate) fn interruption(&self) -> Option<&TransportError> {
        match self {
            Self::InvalidRequest(_) => None,
            Self::TransportFailure(interrupted) => Some(&interrupted.error),
        }
    }

    /// The status, if it had come.
    #[cfg(feature = "tracing")]
    pub(crate) fn status(&self) -> Option<StatusCode> {
        match self {
            Self::InvalidRequest(_) => None,
            Self::TransportFailure(interrupted) => interrupted.status,
        }
    }

    /// Notes how many attempts were made, with the one that failed.
    pub(crate) fn set_attempts(&mut self, attempts: u32) {
        match self {
            Self::InvalidRequest(invalid_request) => invalid_request.attempts = attempts.saturating_sub(1),
            Self::TransportFailure(interrupted) => interrupted.attempts = attempts,
        }
    }
}

fn request_id(errors: &Errors, headers: &HeaderMap) -> Option<String> {
    let values = errors.request_id.iter().filter_map(|name| headers.get(*name));
    let mut values = values.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    values.find(|value| !value.is_empty())
}
