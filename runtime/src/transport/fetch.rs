//! The default transport in a browser, on the `fetch` of `reqwest`.
//!
//! The browser connects, keeps connections, encrypts and follows redirects as it does for every page; there are no timeouts of
//! a connection or of silence. Bodies are sent and read as a whole.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use tokio::sync::oneshot;
use wasm_bindgen_futures::spawn_local;

use crate::body::BoxError;
use crate::body::{Body, TransportError};
use crate::transport::{BoxFuture, HttpRequest, HttpResponse, Transport};

/// The most of a request's body that is collected, where it is a stream.
const LONGEST: usize = 1 << 30;

/// Sends by `fetch`.
#[derive(Debug)]
pub(crate) struct DefaultTransport(reqwest::Client);

impl DefaultTransport {
    /// Builds the client. The timeouts are not those of a browser.
    ///
    /// # Errors
    ///
    /// Those of `reqwest`.
    pub(crate) fn new(_: Option<Duration>, _: Option<Duration>) -> Result<Self, BoxError> {
        Ok(Self(http_client_builder().build()?))
    }

    /// Sends by a client that the caller has built.
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
            // What is of the browser stays on its thread; what is awaited may go to any.
            let (mut sender, receiver) = oneshot::channel();
            spawn_local(async move {
                let mut exchange = pin!(exchange(client, sent));
                // A call that is dropped is broken off.
                let outcome = poll_fn(|context| match exchange.as_mut().poll(context) {
                    Poll::Ready(outcome) => Poll::Ready(Some(outcome)),
                    Poll::Pending => sender.poll_closed(context).map(|()| None),
                });
                if let Some(outcome) = outcome.await {
                    let _ = sender.send(outcome);
                }
            });
            receiver.await.unwrap_or_else(|_| Err(TransportError::new("the exchange was broken off")))
        })
    }
}

async fn exchange(client: reqwest::Client, sent: reqwest::Request) -> Result<HttpResponse, TransportError> {
    let response = client.execute(sent).await.map_err(error)?;
    let (status, headers) = (response.status(), response.headers().clone());
    let body = response.bytes().await.map_err(error)?;
    Ok(HttpResponse { status, headers, body: Body::from(body) })
}

/// A builder of a `reqwest` client like the built-in one, for
/// [`ClientBuilder::http_client`](crate::ClientBuilder::http_client).
pub fn http_client_builder() -> reqwest::ClientBuilder {
    reqwest::Client::builder()
}

/// Takes the URL away from an error: it may have a key in its query. A browser does not tell what went wrong.
fn error(error: reqwest::Error) -> TransportError {
    let timeout = error.is_timeout();
    TransportError::new(error.without_url().to_string()).by_timeout(timeout)
}
