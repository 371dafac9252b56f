//! [`Interceptor`]: what looks at every attempt of every call, before it is sent and after.

use std::fmt::Debug;
use std::sync::Arc;

use reqwest::Url;

use crate::body::BoxError;
use crate::body::TransportError;
use crate::call::description::Operation;
use crate::transport::HttpResponse;
use crate::{HeaderMap, StatusCode};

/// Looks at every attempt of every call: to count, to log, or to add a header.
///
/// Interceptors are given to [`ClientBuilder::interceptor`](crate::ClientBuilder::interceptor). Before an attempt they are
/// asked in the order in which they were given, after it in the opposite order, so that the first one is around all
/// others. Credentials come last: interceptors do not see them, and what they add is signed.
///
/// An attempt that fails between the two, since an interceptor or a credential fails, or that is dropped, has no after.
///
/// ```
/// use specwright_runtime::{Attempt, BoxError, HeaderMap, Interceptor};
///
/// /// Tells the service which tenant a call is for.
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
    /// Called before an attempt is sent. Headers may be added, changed and removed.
    ///
    /// # Errors
    ///
    /// The call is not to be made: it ends as [`Error::InvalidRequest`](crate::Error), and what is said here is told.
    fn before(&self, _attempt: &Attempt<'_>, _headers: &mut HeaderMap) -> Result<(), BoxError> {
        Ok(())
    }

    /// Called when status and headers of the response have come, or when it is known that they will not.
    fn after(&self, _attempt: &Attempt<'_>, _outcome: Result<Head<'_>, &TransportError>) {}
}

/// An attempt of a call.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Attempt<'a> {
    /// What is called.
    pub operation: &'static Operation,
    /// Which attempt it is of the call: 1, then 2 for the first that is made again.
    pub number: u32,
    /// The URL, without what credentials add to its query.
    pub url: &'a Url,
}

/// Status and headers of a response.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Head<'a> {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: &'a HeaderMap,
}

/// Shows an attempt to all interceptors in their order.
///
/// # Errors
///
/// What the first says that refuses it.
pub(crate) fn before(
    interceptors: &[Arc<dyn Interceptor>],
    attempt: &Attempt<'_>,
    headers: &mut HeaderMap,
) -> Result<(), (String, BoxError)> {
    for interceptor in interceptors {
        let refused = interceptor.before(attempt, headers);
        refused.map_err(|error| (format!("an interceptor refuses it: {error}"), error))?;
    }
    Ok(())
}

/// Shows what came of an attempt to all interceptors in the opposite order.
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
