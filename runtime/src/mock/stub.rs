//! [`Stub`]: what is responded to requests of an operation.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::{HeaderName, HeaderValue};

use crate::mock::by_status;
use crate::mock::encode::{Encode, Encoded};
use crate::mock::error::StubError;
use crate::mock::received::Received;
use crate::mock::rule::{Prepared, Rule, StubResponse};

/// The status of a refusal for which none is said.
const REFUSED: u16 = 500;

/// What a [`MockServer`](crate::mock::MockServer) responses to requests of an operation: to all of them, or to those that are equal to
/// one that a test has made. `T` is what the operation responses with, `E` what its errors carry.
///
/// The stub that was given last is asked first. It stays when this handle on it is dropped. What it is told last holds, from
/// then on.
pub struct Stub<T, E = ()> {
    rule: Arc<Rule>,
    coding: Coding<T, E>,
}

/// How values become responses.
struct Coding<T, E> {
    success: fn(&T) -> Result<Encoded, String>,
    failure: fn(&E) -> Result<Encoded, String>,
    status: u16,
    media_type: &'static str,
}

impl<T, E> Stub<T, E> {
    pub(super) fn new<D, F>(rule: Arc<Rule>, status: u16, media_type: &'static str) -> Self
    where
        D: Encode<Value = T>,
        F: Encode<Value = E>,
    {
        Self { rule, coding: Coding { success: D::encode, failure: F::encode, status, media_type } }
    }

    /// Responds with this, with the status and the media type that the document declares for it.
    pub fn respond(self, value: &T) -> Self {
        let prepared = self.coding.respond(value);
        self.prepared(prepared)
    }

    /// Refuses with this error, by this status. Where errors differ by status, it may be left out (`None`): the error says it.
    pub fn respond_error(self, status: impl Into<Option<StatusCode>>, error: &E) -> Self {
        let prepared = self.coding.respond_error(status.into(), error);
        self.prepared(prepared)
    }

    /// Responds with what this makes of each request: a value, or a refusal by a status and an error.
    pub fn respond_with<F>(self, make: F) -> Self
    where
        F: Fn(&Received) -> Result<T, StubError<E>> + Send + Sync + 'static,
        T: 'static,
        E: 'static,
    {
        let coding = self.coding;
        let make = move |received: &Received| match make(received) {
            Ok(value) => coding.respond(&value),
            Err(StubError(refusal)) => coding.respond_error(Some(refusal.0), &refusal.1),
        };
        self.rule.told().response = StubResponse::Made(Arc::new(make));
        self
    }

    /// Responds with these bytes, whatever they are: streams, events, what a service should not send. An empty
    /// `content_type` is none.
    pub fn respond_bytes(self, status: StatusCode, content_type: &str, body: impl Into<Bytes>) -> Self {
        let encoded = Encoded {
            statuses: by_status::Statuses::Any(&[]),
            content_type: (!content_type.is_empty()).then(|| content_type.to_owned()),
            body: body.into(),
        };
        self.prepared(Ok(Prepared { encoded, usual: status.as_u16(), status: Some(status) }))
    }

    /// Responds with this status in place of that which the response has of itself.
    pub fn status(self, status: StatusCode) -> Self {
        self.rule.told().status = Some(status);
        self
    }

    /// Responds with this header too; with `Content-Type`, in place of that which the response has of itself.
    pub fn header(self, name: &str, value: impl fmt::Display) -> Self {
        let header = HeaderName::from_bytes(name.as_bytes()).ok();
        match header.zip(HeaderValue::from_bytes(value.to_string().as_bytes()).ok()) {
            Some((name, value)) => _ = self.rule.told().headers.append(name, value),
            // The value is not shown: it may be a secret.
            None => self.rule.told().problem = Some(format!("`{name}` cannot be a header, or not with this value")),
        }
        self
    }

    /// Responds so many times. After that, stubs that were given earlier are asked.
    pub fn times(self, times: usize) -> Self {
        self.rule.told().left = Some(times);
        self
    }

    /// Responds after this time.
    pub fn delay(self, delay: Duration) -> Self {
        self.rule.told().delay = delay;
        self
    }

    /// Breaks the connection in the middle of the response's body.
    pub fn broken(self) -> Self {
        self.rule.told().broken = true;
        self
    }

    /// How many requests it was asked for. Each attempt of a call counts.
    pub fn calls(&self) -> usize {
        self.rule.told().calls
    }

    fn prepared(self, prepared: Result<Prepared, String>) -> Self {
        let mut told = self.rule.told();
        match prepared {
            Ok(prepared) => told.response = StubResponse::Ready(prepared),
            Err(why) => told.problem = Some(why),
        }
        drop(told);
        self
    }
}

impl<T, E> Coding<T, E> {
    fn respond(&self, value: &T) -> Result<Prepared, String> {
        let encoded = (self.success)(value).map_err(|why| format!("the response {why}"))?;
        // What has no body has no type, and what differs by status says it itself.
        let typed = encoded.content_type.is_some() && !self.media_type.is_empty();
        let encoded = if typed { encoded.typed(self.media_type) } else { encoded };
        Ok(Prepared { encoded, usual: self.status, status: None })
    }

    fn respond_error(&self, status: Option<StatusCode>, error: &E) -> Result<Prepared, String> {
        let encoded = (self.failure)(error).map_err(|why| format!("the error {why}"))?;
        Ok(Prepared { encoded, usual: REFUSED, status })
    }
}

impl<T, E> Clone for Stub<T, E> {
    fn clone(&self) -> Self {
        Self { rule: Arc::clone(&self.rule), coding: self.coding }
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
            .field("operation", &self.rule.operation.id)
            .field("calls", &self.calls())
            .finish_non_exhaustive()
    }
}
