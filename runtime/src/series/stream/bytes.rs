//! [`ByteStream`]: a response's bytes as they come.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use crate::body::Body;
use crate::call::error::{Error, ReceivedResponse};
use crate::call::future::Begin;
use crate::series::stream::head::Head;
use crate::transport::HeaderNames;
use crate::{HeaderMap, StatusCode};

/// The bytes of a successful response as they come, however many there are: `max_response_bytes` is for what is read into
/// memory. It is a [`Stream`] as well.
///
/// Dropping it breaks the exchange off.
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

    /// The next bytes; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// What is left of it as a body, to be sent elsewhere.
    pub fn into_body(self) -> Body {
        self.body
    }
}

impl Begin<()> for ByteStream {
    fn begin(received: ReceivedResponse) -> Result<Self, Box<ReceivedResponse>> {
        let (head, rest) = Head::divide(received)?;
        Ok(Self { head, body: rest.body })
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self { head, body } = &mut *self;
        body.poll_chunk(context).map(|next| next.map(|next| next.map_err(|error| head.interrupted(error).into())))
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers = HeaderNames(self.headers());
        f.debug_struct("ByteStream").field("status", &self.status()).field("headers", &headers).finish_non_exhaustive()
    }
}
