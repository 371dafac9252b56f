//! [`ByteStream`]: the body of a response as a stream of bytes.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use crate::body::Body;
use crate::call::error::{Error, ReceivedResponse};
use crate::call::future::OpenStream;
use crate::series::stream::head::Head;
use crate::transport::HeaderNames;
use crate::{HeaderMap, StatusCode};

/// The body of a successful response as a stream of bytes. Its length is not limited by `max_response_bytes`, which applies to
/// bodies in memory. It is also a [`Stream`].
///
/// Dropping it closes the connection.
pub struct ByteStream {
    head: Head,
    body: Body,
}

impl ByteStream {
    /// The status.
    pub fn status(&self) -> StatusCode {
        self.head.status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.head.headers()
    }

    /// Returns the next chunk, and `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Returns the remaining bytes as a body, to be sent in another request.
    pub fn into_body(self) -> Body {
        self.body
    }
}

impl OpenStream<()> for ByteStream {
    fn open(received: ReceivedResponse) -> Result<Self, Box<ReceivedResponse>> {
        let (head, pending) = Head::split(received)?;
        Ok(Self { head, body: pending.body })
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self { head, body } = &mut *self;
        body.poll_chunk(context).map(|next| next.map(|next| next.map_err(|error| head.transport_failure(error).into())))
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers = HeaderNames(self.headers());
        f.debug_struct("ByteStream").field("status", &self.status()).field("headers", &headers).finish_non_exhaustive()
    }
}
