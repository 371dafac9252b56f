//! How a request gets to the service and the response back: a small trait, and its default on `reqwest`.

mod body;
#[cfg_attr(all(target_family = "wasm", target_os = "unknown"), path = "fetch.rs")]
mod default;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
mod frames;
#[cfg(all(feature = "rustls", not(all(target_family = "wasm", target_os = "unknown"))))]
mod tls;

use std::fmt::{self, Debug, Display};
use std::pin::Pin;
use std::time::Duration;

use reqwest::{Method, Url};

use crate::error::BoxError;
use crate::response::HeaderNames;
use crate::{HeaderMap, StatusCode};

pub use crate::transport::body::Body;
pub(crate) use crate::transport::body::{Chunks, Collected};
pub(crate) use crate::transport::default::DefaultTransport;
pub use crate::transport::default::http_client_builder;

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

/// Why no response came, or not all of it.
#[derive(Debug)]
pub struct TransportError {
    source: BoxError,
    connect: bool,
    timeout: bool,
}

impl TransportError {
    /// The exchange broke: the request, or part of it, may have reached the service.
    pub fn new(source: impl Into<BoxError>) -> Self {
        Self { source: source.into(), connect: false, timeout: false }
    }

    /// What an error of a stream is: itself, where it is one of these.
    pub(crate) fn of(error: BoxError) -> Self {
        match error.downcast::<Self>() {
            Ok(error) => *error,
            Err(error) => Self::new(error),
        }
    }

    /// The same, while the connection was being made: nothing was sent.
    #[must_use]
    pub fn while_connecting(self, connect: bool) -> Self {
        Self { connect, ..self }
    }

    /// The same, because of a timeout.
    #[must_use]
    pub fn by_timeout(self, timeout: bool) -> Self {
        Self { timeout, ..self }
    }

    /// Whether no connection could be made, so that nothing was sent.
    pub fn is_connect(&self) -> bool {
        self.connect
    }

    /// Whether a timeout ended it.
    pub fn is_timeout(&self) -> bool {
        self.timeout
    }
}

impl Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.source, f)
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.source()
    }
}
