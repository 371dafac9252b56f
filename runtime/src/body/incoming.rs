//! Bodies of responses as `reqwest` receives them.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Body as _, Frame};

use crate::body::error::{BoxError, TransportError};

/// The body of a response that has begun to come.
pub(super) type Incoming = reqwest::Response;

/// The next bytes of it; `None` at the end.
///
/// # Errors
///
/// The connection broke, or a timeout ended it.
pub(super) async fn chunk(incoming: &mut Incoming) -> Option<Result<Bytes, TransportError>> {
    incoming.chunk().await.map_err(from_reqwest).transpose()
}

/// The body of a response as a stream of its bytes.
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
                // Fields behind the body (RFC 9110, section 6.5).
                Ok(Err(_)) => {}
                Err(cause) => return Poll::Ready(Some(Err(from_reqwest(cause).into()))),
            }
        }
    }
}

/// Tells the error apart, and takes the URL away: it may have a key in its query.
pub(crate) fn from_reqwest(error: reqwest::Error) -> TransportError {
    let (connect, timeout) = (error.is_connect(), error.is_timeout());
    TransportError::new(error.without_url()).while_connecting(connect).by_timeout(timeout)
}
