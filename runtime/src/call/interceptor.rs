//! [`Interceptor`]: hooks that run before and after every attempt.

use std::fmt::Debug;
use std::sync::Arc;

use reqwest::Url;

use crate::body::BoxError;
use crate::body::TransportError;
use crate::call::description::Operation;
use crate::transport::HttpResponse;
use crate::{HeaderMap, StatusCode};

/// Hooks that run before and after every attempt of every call: for metrics, logging, or additional headers.
///
/// Interceptors are added by [`ClientBuilder::interceptor`](crate::ClientBuilder::interceptor). [`before`](Self::before) runs
/// in the order in which they were added, [`after`](Self::after) in reverse order, so that the first one encloses all others.
/// Credentials are applied last: interceptors do not see them, and headers that they add are signed.
///
/// `after` does not run if nothing was sent, because an interceptor or a credential failed, or if the call is dropped.
///
/// ```
/// use specwright_runtime::{Attempt, BoxError, HeaderMap, Interceptor};
///
/// /// Adds the tenant of each call.
/// #[derive(Debug)]
/// struct Tenant(String);
///
/// impl Interceptor for Tenant {
///     fn before(&self, _: &Attempt<'_>, headers: &mut HeaderMap) -> Result<(), BoxError> {
///         headers.insert("x-tenant", self.0.parse()?);
///         Ok(())
///     }
/// }
/// ```
pub trait Interceptor: Debug + Send + Sync {
    /// Runs before an attempt is sent. Headers may be added, changed and removed.
    ///
    /// # Errors
    ///
    /// An error rejects the call, which fails with [`Error::InvalidRequest`](crate::Error::InvalidRequest) and this error as
    /// its source.
    fn before(&self, _attempt: &Attempt<'_>, _headers: &mut HeaderMap) -> Result<(), BoxError> {
        Ok(())
    }

    /// Runs when status and headers of the response have been received, or when the attempt has failed.
    fn after(&self, _attempt: &Attempt<'_>, _outcome: Result<Head<'_>, &TransportError>) {}
}

/// An attempt of a call.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Attempt<'a> {
    /// The operation.
    pub operation: &'static Operation,
    /// The number of the attempt, from 1.
    pub number: u32,
    /// The URL, without credentials in its query.
    pub url: &'a Url,
}

/// The status and the headers of a response.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Head<'a> {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: &'a HeaderMap,
}

/// Runs the interceptors before an attempt.
///
/// # Errors
///
/// Returns the error of the first interceptor that rejects it.
pub(crate) fn before(
    interceptors: &[Arc<dyn Interceptor>],
    attempt: &Attempt<'_>,
    headers: &mut HeaderMap,
) -> Result<(), (String, BoxError)> {
    for interceptor in interceptors {
        let outcome = interceptor.before(attempt, headers);
        outcome.map_err(|error| (format!("rejected by an interceptor: {error}"), error))?;
    }
    Ok(())
}

/// Runs the interceptors after an attempt, in reverse order.
pub(crate) fn after(
    interceptors: &[Arc<dyn Interceptor>],
    attempt: &Attempt<'_>,
    outcome: &Result<HttpResponse, TransportError>,
) {
    for interceptor in interceptors.iter().rev() {
        let outcome = outcome.as_ref();
        interceptor
            .after(attempt, outcome.map(|received| Head { status: received.status, headers: &received.headers }));
    }
}
