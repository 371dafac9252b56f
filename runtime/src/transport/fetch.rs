//! The default transport in a browser, on the `fetch` of `reqwest`.
//!
//! The browser connects, encrypts and follows redirects as it does for every page; there are neither connect nor read
//! timeouts. Bodies are sent and read as a whole.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use tokio::sync::oneshot;
use wasm_bindgen_futures::spawn_local;

use crate::body::BoxError;
use crate::body::{Body, TransportError};
use crate::transport::{BoxFuture, HttpRequest, HttpResponse, Transport};

/// The longest request body that is collected from a stream.
const LONGEST: usize = 1 << 30;

/// The transport that uses `fetch`.
#[derive(Debug)]
pub(crate) struct DefaultTransport(reqwest::Client);

impl DefaultTransport {
    /// Builds a client. Browsers have no such timeouts.
    ///
    /// # Errors
    ///
    /// `reqwest` cannot build a client.
    pub(crate) fn new(_: Option<Duration>, _: Option<Duration>) -> Result<Self, BoxError> {
        Ok(Self(http_client_builder().build()?))
    }

    /// Uses a client that the caller has built.
    pub(crate) fn of(client: reqwest::Client) -> Self {
        Self(client)
    }
}

impl Transport for DefaultTransport {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let client = self.0.clone();
        Box::pin(async move {
            let collected = request.body.collect(LONGEST).await;
            if let Some(error) = collected.error {
                return Err(error);
            }
            let mut sent = reqwest::Request::new(request.method, request.url);
            *sent.headers_mut() = request.headers;
            *sent.timeout_mut() = request.timeout;
            if !collected.bytes.is_empty() {
                *sent.body_mut() = Some(collected.bytes.into());
            }
            // Objects of the browser stay on its thread; the future that is awaited may move to another.
            let (mut sender, receiver) = oneshot::channel();
            spawn_local(async move {
                let mut exchange = pin!(exchange(client, sent));
                // Dropping the call aborts the exchange.
                let outcome = poll_fn(|context| match exchange.as_mut().poll(context) {
                    Poll::Ready(outcome) => Poll::Ready(Some(outcome)),
                    Poll::Pending => sender.poll_closed(context).map(|()| None),
                });
                if let Some(outcome) = outcome.await {
                    let _ = sender.send(outcome);
                }
            });
            receiver.await.unwrap_or_else(|_| Err(TransportError::new("the exchange was aborted")))
        })
    }
}

async fn exchange(client: reqwest::Client, sent: reqwest::Request) -> Result<HttpResponse, TransportError> {
    let response = client.execute(sent).await.map_err(error)?;
    let (status, headers) = (response.status(), response.headers().clone());
    let body = response.bytes().await.map_err(error)?;
    Ok(HttpResponse { status, headers, body: Body::from(body) })
}

/// A builder of a `reqwest` client with the settings of the default one, for
/// [`ClientBuilder::http_client`](crate::ClientBuilder::http_client).
pub fn http_client_builder() -> reqwest::ClientBuilder {
    reqwest::Client::builder()
}

/// Converts an error, without its URL, whose query may contain a key. Browsers report no details.
fn error(error: reqwest::Error) -> TransportError {
    let timeout = error.is_timeout();
    TransportError::new(error.without_url().to_string()).by_timeout(timeout)
}
