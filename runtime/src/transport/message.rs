//! [`Transport`]: sends an [`HttpRequest`], and receives the [`HttpResponse`].

use std::fmt::{self, Debug};
use std::pin::Pin;
use std::time::Duration;

use reqwest::{Method, Url};

use crate::body::{Body, TransportError};
use crate::{HeaderMap, StatusCode};

/// A boxed future, so that traits that return one are dyn compatible.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends requests to the service.
///
/// The default uses `reqwest`. [`ClientBuilder::transport`](crate::ClientBuilder::transport) sets another one, for example to
/// record requests, or to respond in a test without a network. A transport sends the request unchanged, since it may be
/// signed: it follows no redirects, stores no cookies, and overwrites no headers.
///
/// ```
/// use specwright_runtime::transport::{BoxFuture, HttpRequest, HttpResponse, TransportError};
/// use specwright_runtime::{Body, HeaderMap, StatusCode, Transport};
///
/// /// Responds to every request with 204.
/// #[derive(Debug)]
/// struct NoContent;
///
/// impl Transport for NoContent {
///     fn send(&self, _: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
///         let response =
///             HttpResponse { status: StatusCode::NO_CONTENT, headers: HeaderMap::new(), body: Body::default() };
///         Box::pin(async { Ok(response) })
///     }
/// }
/// ```
pub trait Transport: Debug + Send + Sync {
    /// Sends `request`, and returns once status and headers have arrived.
    ///
    /// # Errors
    ///
    /// There was no response. A response with any status is not an error.
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>>;
}

/// A request that is ready to be sent. Its `Debug` shows neither header values nor the query nor the body.
#[derive(Clone)]
pub struct HttpRequest {
    /// The method.
    pub method: Method,
    /// The URL.
    pub url: Url,
    /// The headers. `Host` is derived from the URL unless present.
    pub headers: HeaderMap,
    /// The body; empty if there is none.
    pub body: Body,
    /// The timeout of the whole exchange, including the body of the response.
    pub timeout: Option<Duration>,
}

impl Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut url = self.url.clone();
        url.set_query(None);
        f.debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("url", &url.as_str())
            .field("headers", &HeaderNames(&self.headers))
            .field("body", &self.body)
            .field("timeout", &self.timeout)
            .finish()
    }
}

/// A response whose status and headers have arrived. Its `Debug` shows no header values.
pub struct HttpResponse {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, which may still be arriving.
    pub body: Body,
}

impl Debug for HttpResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpResponse")
            .field("status", &self.status)
            .field("headers", &HeaderNames(&self.headers))
            .finish_non_exhaustive()
    }
}

/// The names of headers, for `Debug`: values may be secrets.
pub(crate) struct HeaderNames<'a>(pub(crate) &'a HeaderMap);

impl Debug for HeaderNames<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.keys().map(|name| name.as_str())).finish()
    }
}
