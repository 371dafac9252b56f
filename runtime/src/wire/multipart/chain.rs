//! Parts one after the other, as bytes or as a stream of them.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::vec;

use bytes::Bytes;
use futures_core::Stream;

use crate::body::Body;
use crate::body::TransportError;

/// Puts parts, each a head and a content, together to a body. Where they are all there it is bytes, otherwise a stream,
/// which can be opened again if each of them can.
pub(super) fn join(parts: impl Iterator<Item = (String, Body)>, boundary: &str) -> Body {
    let mut pieces = Vec::new();
    for (head, content) in parts {
        pieces.push(Body::from(format!("--{boundary}\r\n{head}\r\n")));
        pieces.push(content);
        pieces.push(Body::from("\r\n"));
    }
    pieces.push(Body::from(format!("--{boundary}--\r\n")));
    let length = pieces.iter().map(Body::length).sum::<Option<u64>>();
    if let Some(all) = pieces.iter().map(Body::bytes).collect::<Option<Vec<&Bytes>>>() {
        let mut whole = Vec::with_capacity(all.iter().map(|bytes| bytes.len()).sum());
        all.into_iter().for_each(|bytes| whole.extend_from_slice(bytes));
        return whole.into();
    }
    let body = if pieces.iter().all(Body::is_replayable) {
        let pieces = Arc::new(pieces);
        Body::reopened(move || Chain::of(pieces.to_vec()))
    } else {
        Body::stream(Chain::of(pieces))
    };
    match length {
        Some(length) => body.with_length(length),
        None => body,
    }
}

/// Bodies one after the other.
struct Chain {
    now: Option<Body>,
    rest: vec::IntoIter<Body>,
}

impl Chain {
    fn of(pieces: Vec<Body>) -> Self {
        Self { now: None, rest: pieces.into_iter() }
    }
}

impl Stream for Chain {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(body) = &mut self.now
                && let Some(chunk) = ready!(body.poll_chunk(context))
            {
                return Poll::Ready(Some(chunk));
            }
            match self.rest.next() {
                Some(body) => self.now = Some(body),
                None => return Poll::Ready(None),
            }
        }
    }
}
