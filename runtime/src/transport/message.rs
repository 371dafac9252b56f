//! [`Transport`]: what carries an [`HttpRequest`] to the service and brings the [`HttpResponse`] back.

use std::fmt::{self, Debug};
use std::pin::Pin;
use std::time::Duration;

use reqwest::{Method, Url};

use crate::body::{Body, TransportError};
use crate::{HeaderMap, StatusCode};

/// A future behind a pointer, so that traits that return one can be objects.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Carries requests to the service.
///
/// The default is `reqwest`. Another one can be given to [`ClientBuilder::transport`](crate::ClientBuilder::transport):
/// to go another way, to record what is sent, or to respond in a test without a network. It sends the request as it
/// is: it follows no redirects, keeps no cookies, and adds no header that the request has, since the request may be
/// signed.
pub trait Transport: Debug + Send + Sync {
    /// Sends `request`, and returns when status and headers have come.
    ///
    /// # Errors
    ///
    /// No response came. A response with any status is not an error.
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>>;
}

/// A request that is ready to be sent. Its `Debug` shows neither header values nor the query nor the body.
#[derive(Clone)]
pub struct HttpRequest {
    /// The method.
    pub method: Method,
    /// The URL.
    pub url: Url,
    /// The headers. `Host` is made of the URL unless it is here.
    pub headers: HeaderMap,
    /// The body; empty where there is none.
    pub body: Body,
    /// How long the whole exchange may take, the response's body included.
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

/// A response as it comes in. Its `Debug` shows no header values.
pub struct HttpResponse {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, which may still be on its way.
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
