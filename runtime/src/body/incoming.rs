//! Bodies of responses as `reqwest` receives them.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Body as _, Frame};

use crate::body::error::{BoxError, TransportError};

/// A response whose body is arriving.
pub(super) type Incoming = reqwest::Response;

/// The next chunk; `None` at the end.
///
/// # Errors
///
/// The connection broke, or a timeout expired.
pub(super) async fn chunk(incoming: &mut Incoming) -> Option<Result<Bytes, TransportError>> {
    incoming.chunk().await.map_err(from_reqwest).transpose()
}

/// The body of a response as a stream of chunks.
pub(super) struct Frames(reqwest::Body);

impl Frames {
    pub(super) fn of(incoming: Incoming) -> Self {
        Self(incoming.into())
    }
}

impl Stream for Frames {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let Some(frame) = ready!(Pin::new(&mut self.0).poll_frame(context)) else {
                return Poll::Ready(None);
            };
            match frame.map(Frame::into_data) {
                Ok(Ok(bytes)) => return Poll::Ready(Some(Ok(bytes))),
                // Trailer fields (RFC 9110, section 6.5).
                Ok(Err(_)) => {}
                Err(cause) => return Poll::Ready(Some(Err(from_reqwest(cause).into()))),
            }
        }
    }
}

/// Converts an error, without its URL, whose query may contain a key.
pub(crate) fn from_reqwest(error: reqwest::Error) -> TransportError {
    let (connect, timeout) = (error.is_connect(), error.is_timeout());
    TransportError::new(error.without_url()).while_connecting(connect).by_timeout(timeout)
}
