//! Bodies between this crate and `reqwest`, which knows them as frames.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Body as _, Frame, SizeHint};

use crate::transport::{Body, TransportError};

/// The body of a response as a stream of its bytes.
pub(super) struct Frames {
    body: reqwest::Body,
    error: fn(reqwest::Error) -> TransportError,
}

impl Frames {
    /// `error` tells errors apart.
    pub(super) fn of(response: reqwest::Response, error: fn(reqwest::Error) -> TransportError) -> Self {
        Self { body: response.into(), error }
    }
}

impl Stream for Frames {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self { body, error } = &mut *self;
        loop {
            let Some(frame) = ready!(Pin::new(&mut *body).poll_frame(context)) else {
                return Poll::Ready(None);
            };
            match frame.map(Frame::into_data) {
                Ok(Ok(bytes)) => return Poll::Ready(Some(Ok(bytes))),
                // Fields behind the body (RFC 9110, section 6.5).
                Ok(Err(_)) => {}
                Err(cause) => return Poll::Ready(Some(Err(error(cause)))),
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
