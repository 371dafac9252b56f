//! Bodies between this crate and `reqwest`, which knows them as frames.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Body as _, Frame, SizeHint};

use crate::error::BoxError;
use crate::transport::default::error;
use crate::transport::{Body, TransportError};

/// The body of a response that has begun to come.
pub(super) type Incoming = reqwest::Response;

/// The next bytes of it; `None` at the end.
///
/// # Errors
///
/// The connection broke, or a timeout ended it.
pub(super) async fn chunk(incoming: &mut Incoming) -> Option<Result<Bytes, TransportError>> {
    incoming.chunk().await.map_err(error).transpose()
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
                Err(cause) => return Poll::Ready(Some(Err(error(cause).into()))),
            }
        }
    }
}

/// A body as `reqwest` sends it.
pub(super) fn outgoing(body: Body) -> reqwest::Body {
    match body.bytes() {
        Some(bytes) => bytes.clone().into(),
        None => reqwest::Body::wrap(Outgoing(body)),
    }
}

/// A body that is a stream.
struct Outgoing(Body);

impl http_body::Body for Outgoing {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        self.0.poll_chunk(context).map(|next| next.map(|next| next.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        self.0.length().map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}
