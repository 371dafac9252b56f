//! The default transport, on `reqwest`.

use std::future::ready;
use std::sync::OnceLock;
use std::time::Duration;

use reqwest::header::{CONTENT_LENGTH, HeaderValue};
use reqwest::{Method, Url, redirect, retry};

use crate::body::{Body, TransportError};
use crate::body::{BoxError, from_reqwest};
use crate::transport::metadata::is_metadata;
use crate::transport::outgoing::outgoing;
use crate::transport::{BoxFuture, HttpRequest, HttpResponse, Transport};

/// The default timeout for connecting.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(60);

/// The default timeout for the next bytes of a response.
const READ_TIMEOUT: Duration = Duration::from_secs(120);

/// The transport that uses `reqwest`.
#[derive(Debug)]
pub(crate) struct DefaultTransport {
    plain: reqwest::Client,
    secure: Secure,
    /// For metadata services: without proxies. Built for the first request to one.
    direct: OnceLock<Result<reqwest::Client, String>>,
}

/// The client for `https`.
#[derive(Debug)]
enum Secure {
    /// The same as for `http`, passed by the caller.
    Provided,
    /// The same as for `http`. It supports TLS only if another crate in the build enables that in `reqwest`.
    #[cfg(not(feature = "rustls"))]
    Perhaps,
    /// A separate one, built for the first request over `https`, so that a client that never needs it does not read the
    /// certificates of the platform.
    #[cfg(feature = "rustls")]
    Lazy(Box<Lazy>),
}

#[cfg(feature = "rustls")]
#[derive(Debug)]
struct Lazy {
    connect_timeout: Option<Duration>,
    read_timeout: Option<Duration>,
    client: OnceLock<Result<reqwest::Client, String>>,
}

impl DefaultTransport {
    /// Builds a client without redirects or cookies.
    ///
    /// # Errors
    ///
    /// `reqwest` cannot build a client.
    pub(crate) fn new(connect_timeout: Option<Duration>, read_timeout: Option<Duration>) -> Result<Self, BoxError> {
        // `reqwest` would keep a copy of each request to send it again, and never do so with HTTP/1.1.
        let builder = builder(connect_timeout, read_timeout).retry(retry::never().max_retries_per_request(0));
        #[cfg(feature = "rustls")]
        {
            let client = OnceLock::new();
            Ok(Self {
                plain: builder.tls_backend_preconfigured(super::tls::untrusting()?).build()?,
                secure: Secure::Lazy(Box::new(Lazy { connect_timeout, read_timeout, client })),
                direct: OnceLock::new(),
            })
        }
        #[cfg(not(feature = "rustls"))]
        Ok(Self { plain: builder.build()?, secure: Secure::Perhaps, direct: OnceLock::new() })
    }

    /// Uses a client that the caller has built.
    pub(crate) fn of(client: reqwest::Client) -> Self {
        Self { plain: client, secure: Secure::Provided, direct: OnceLock::new() }
    }

    /// The client for a URL.
    fn client(&self, url: &Url) -> Result<&reqwest::Client, TransportError> {
        let secure = url.scheme() == "https";
        // Metadata services do not use TLS.
        if !secure && is_metadata(url) {
            let build = || {
                let builder = builder(None, None).no_proxy();
                #[cfg(feature = "rustls")]
                let builder = builder.tls_backend_preconfigured(super::tls::untrusting()?);
                Ok::<_, BoxError>(builder.build()?)
            };
            let client = self.direct.get_or_init(|| build().map_err(|error| error.to_string()));
            return client.as_ref().map_err(|error| TransportError::new(error.clone()).while_connecting(true));
        }
        match &self.secure {
            #[cfg(feature = "rustls")]
            Secure::Lazy(lazy) if secure => lazy
                .client()
                .map_err(|error| TransportError::new(format!("TLS cannot be set up: {error}")).while_connecting(true)),
            _ => {
                let _ = secure;
                Ok(&self.plain)
            }
        }
    }

    /// Converts an error, with a hint if the build may not support TLS.
    fn explain(&self, error: reqwest::Error, secure: bool) -> TransportError {
        #[cfg(not(feature = "rustls"))]
        if secure && error.is_connect() && matches!(self.secure, Secure::Perhaps) {
            let hint = "https needs the feature `rustls`, or an HTTP client of your own";
            return TransportError::new(format!("{} ({hint})", error.without_url())).while_connecting(true);
        }
        let _ = secure;
        from_reqwest(error)
    }
}

impl Transport for DefaultTransport {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let secure = request.url.scheme() == "https";
        let client = match self.client(&request.url) {
            Ok(client) => client,
            Err(error) => return Box::pin(ready(Err(error))),
        };
        let mut sent = reqwest::Request::new(request.method, request.url);
        *sent.headers_mut() = request.headers;
        *sent.timeout_mut() = request.timeout;
        if !request.body.is_empty() {
            *sent.body_mut() = Some(outgoing(request.body));
        } else if matches!(*sent.method(), Method::PATCH | Method::POST | Method::PUT) {
            // RFC 9110, section 8.6: otherwise a server may wait for a body, or require its length (411).
            sent.headers_mut().entry(CONTENT_LENGTH).or_insert(HeaderValue::from_static("0"));
        }
        // Started outside the future, so that the future does not hold the request as well.
        let response = client.execute(sent);
        Box::pin(async move {
            let mut response = response.await.map_err(|error| self.explain(error, secure))?;
            Ok(HttpResponse {
                status: response.status(),
                headers: std::mem::take(response.headers_mut()),
                body: Body::incoming(response),
            })
        })
    }
}

#[cfg(feature = "rustls")]
impl Lazy {
    fn client(&self) -> Result<&reqwest::Client, &str> {
        let build = || {
            let tls = super::tls::trusting_the_platform()?;
            let builder = builder(self.connect_timeout, self.read_timeout);
            Ok::<_, BoxError>(builder.tls_backend_preconfigured(tls).build()?)
        };
        let client = self.client.get_or_init(|| build().map_err(|error| error.to_string()));
        client.as_ref().map_err(String::as_str)
    }
}

/// A builder of a `reqwest` client with the settings of the default one, for
/// [`ClientBuilder::http_client`](crate::ClientBuilder::http_client): no redirects, no cookies, and the same timeouts. Use it to
/// add proxies, root certificates or a client certificate.
///
/// With the feature `rustls`, this installs the ring provider as the default of the process, unless there is one, since
/// `reqwest` panics when it builds a client with TLS and there is no default provider.
///
/// ```
/// # fn run() -> Result<(), Box<dyn std::error::Error>> {
/// use specwright_runtime::reqwest::Proxy;
///
/// let client = specwright_runtime::http_client_builder().proxy(Proxy::all("http://proxy.example.com:3128")?).build()?;
/// # Ok(())
/// # }
/// # run().expect("it can be built");
/// ```
pub fn http_client_builder() -> reqwest::ClientBuilder {
    #[cfg(feature = "rustls")]
    super::tls::provide();
    builder(None, None)
}

/// The settings of all clients. [`Retry`](crate::Retry) decides about retries; `reqwest` only sends requests again that a server
/// refuses at the level of HTTP/2 before it processes them, such as when it shuts down (RFC 9113, section 8.7).
fn builder(connect_timeout: Option<Duration>, read_timeout: Option<Duration>) -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .redirect(redirect::Policy::none())
        .connect_timeout(connect_timeout.unwrap_or(CONNECT_TIMEOUT))
        .read_timeout(read_timeout.unwrap_or(READ_TIMEOUT))
}
