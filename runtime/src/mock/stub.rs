//! [`Stub`]: the handle on a configured response.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::{HeaderName, HeaderValue};

use crate::call::response::encode::{Encode, Encoded};
use crate::call::response::statuses::Statuses;
use crate::mock::error::StubError;
use crate::mock::mapping::{PreparedResponse, StubMapping, StubResponse};
use crate::mock::received::ReceivedRequest;

/// The default status of error responses.
const ERROR_STATUS: u16 = 500;

/// A stub of a [`MockServer`](crate::mock::MockServer): the response to requests of an operation, or only to those equal to an
/// expected request. `T` is the response body of the operation, `E` its error body.
///
/// Newer stubs have precedence. A stub stays active when this handle is dropped, and can be changed at any time through it.
pub struct Stub<T, E = ()> {
    mapping: Arc<StubMapping>,
    coding: Coding<T, E>,
}

/// How values are encoded as responses.
struct Coding<T, E> {
    success: fn(&T) -> Result<Encoded, String>,
    failure: fn(&E) -> Result<Encoded, String>,
    status: u16,
    media_type: &'static str,
}

impl<T, E> Stub<T, E> {
    pub(super) fn new<D, F>(mapping: Arc<StubMapping>, status: u16, media_type: &'static str) -> Self
    where
        D: Encode<Value = T>,
        F: Encode<Value = E>,
    {
        Self { mapping, coding: Coding { success: D::encode, failure: F::encode, status, media_type } }
    }

    /// Responds with this value, with the declared status and media type.
    pub fn respond(self, value: &T) -> Self {
        let prepared = self.coding.respond(value);
        self.prepared(prepared)
    }

    /// Responds with this error and status. The status can be `None` if the errors of the operation differ by status.
    pub fn respond_error(self, status: impl Into<Option<StatusCode>>, error: &E) -> Self {
        let prepared = self.coding.respond_error(status.into(), error);
        self.prepared(prepared)
    }

    /// Responds with the result of this function for each request: a value, or a status and an error.
    pub fn respond_with<F>(self, make: F) -> Self
    where
        F: Fn(&ReceivedRequest) -> Result<T, StubError<E>> + Send + Sync + 'static,
        T: 'static,
        E: 'static,
    {
        let coding = self.coding;
        let make = move |received: &ReceivedRequest| match make(received) {
            Ok(value) => coding.respond(&value),
            Err(StubError(error)) => coding.respond_error(Some(error.0), &error.1),
        };
        self.mapping.behavior().response = StubResponse::Computed(Arc::new(make));
        self
    }

    /// Responds with these bytes, valid or not: streams, events, or malformed bodies. An empty `content_type` omits the
    /// header.
    pub fn respond_bytes(self, status: StatusCode, content_type: &str, body: impl Into<Bytes>) -> Self {
        let encoded = Encoded {
            statuses: Statuses::Any(&[]),
            content_type: (!content_type.is_empty()).then(|| content_type.to_owned()),
            body: body.into(),
        };
        self.prepared(Ok(PreparedResponse { encoded, default_status: status.as_u16(), status: Some(status) }))
    }

    /// Sets the status, in place of that of the response.
    pub fn status(self, status: StatusCode) -> Self {
        self.mapping.behavior().status = Some(status);
        self
    }

    /// Adds a header. `Content-Type` replaces that of the response.
    pub fn header(self, name: &str, value: impl fmt::Display) -> Self {
        let header = HeaderName::from_bytes(name.as_bytes()).ok();
        match header.zip(HeaderValue::from_bytes(value.to_string().as_bytes()).ok()) {
            Some((name, value)) => _ = self.mapping.behavior().headers.append(name, value),
            // The value is not shown, since it may be a secret.
            None => {
                self.mapping.behavior().problem =
                    Some(format!("`{name}` is not a valid header name, or its value is not allowed in a header"))
            }
        }
        self
    }

    /// Limits how often the stub responds. After that, older stubs match.
    pub fn times(self, times: usize) -> Self {
        self.mapping.behavior().left = Some(times);
        self
    }

    /// Delays the response.
    pub fn delay(self, delay: Duration) -> Self {
        self.mapping.behavior().delay = delay;
        self
    }

    /// Breaks the connection in the middle of the response's body.
    pub fn broken(self) -> Self {
        self.mapping.behavior().broken = true;
        self
    }

    /// The number of requests that the stub responded to. Each attempt of a call counts.
    pub fn calls(&self) -> usize {
        self.mapping.behavior().calls
    }

    fn prepared(self, prepared: Result<PreparedResponse, String>) -> Self {
        let mut behavior = self.mapping.behavior();
        match prepared {
            Ok(prepared) => behavior.response = StubResponse::Ready(prepared),
            Err(why) => behavior.problem = Some(why),
        }
        drop(behavior);
        self
    }
}

impl<T, E> Coding<T, E> {
    fn respond(&self, value: &T) -> Result<PreparedResponse, String> {
        let encoded = (self.success)(value).map_err(|why| format!("the response {why}"))?;
        // A response without a body has no media type, and one that differs by status declares its own.
        let typed = encoded.content_type.is_some() && !self.media_type.is_empty();
        let encoded = if typed { encoded.typed(self.media_type) } else { encoded };
        Ok(PreparedResponse { encoded, default_status: self.status, status: None })
    }

    fn respond_error(&self, status: Option<StatusCode>, error: &E) -> Result<PreparedResponse, String> {
        let encoded = (self.failure)(error).map_err(|why| format!("the error {why}"))?;
        Ok(PreparedResponse { encoded, default_status: ERROR_STATUS, status })
    }
}

impl<T, E> Clone for Stub<T, E> {
    fn clone(&self) -> Self {
        Self { mapping: Arc::clone(&self.mapping), coding: self.coding }
    }
}

impl<T, E> Clone for Coding<T, E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, E> Copy for Coding<T, E> {}

impl<T, E> fmt::Debug for Stub<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stub")
            .field("operation", &self.mapping.operation.id)
            .field("calls", &self.calls())
            .finish_non_exhaustive()
    }
}
