//! Concatenation of parts, as bytes or as a stream.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::vec;

use bytes::Bytes;
use futures_core::Stream;

use crate::body::{Body, TransportError};

/// Joins parts, each a head and a content, to a body: bytes if all contents are bytes, otherwise a stream, which is
/// replayable if all contents are.
pub(super) fn join(parts: impl Iterator<Item = (String, Body)>, boundary: &str) -> Body {
    let mut bodies = Vec::new();
    for (head, content) in parts {
        bodies.push(Body::from(format!("--{boundary}\r\n{head}\r\n")));
        bodies.push(content);
        bodies.push(Body::from("\r\n"));
    }
    bodies.push(Body::from(format!("--{boundary}--\r\n")));
    let length = bodies.iter().map(Body::length).sum::<Option<u64>>();
    if let Some(all) = bodies.iter().map(Body::bytes).collect::<Option<Vec<&Bytes>>>() {
        let mut whole = Vec::with_capacity(all.iter().map(|bytes| bytes.len()).sum());
        all.into_iter().for_each(|bytes| whole.extend_from_slice(bytes));
        return whole.into();
    }
    let body = if bodies.iter().all(Body::is_replayable) {
        let bodies = Arc::new(bodies);
        Body::reopened(move || Chain::of(bodies.to_vec()))
    } else {
        Body::stream(Chain::of(bodies))
    };
    match length {
        Some(length) => body.with_length(length),
        None => body,
    }
}

/// Several bodies as one stream.
struct Chain {
    now: Option<Body>,
    rest: vec::IntoIter<Body>,
}

impl Chain {
    fn of(bodies: Vec<Body>) -> Self {
        Self { now: None, rest: bodies.into_iter() }
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
