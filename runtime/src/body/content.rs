//! [`Body`]: the bytes of a request or a response, as a whole or in chunks.

use std::fmt;
use std::future::poll_fn;
use std::mem;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use crate::body::error::{BoxError, TransportError};
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
use crate::body::incoming::{self, Frames, Incoming};

/// Chunks of bytes, until the first error or the end.
pub(crate) type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>;

/// The body of a request or a response: bytes, or a stream of bytes.
///
/// `Vec<u8>`, [`Bytes`], `String` and [`File`](crate::File) convert into a body. Clones share the bytes. Clones of a stream
/// share the stream: only the first one that is read gets the bytes, reading another one is an error.
///
/// ```no_run
/// use specwright_runtime::{Body, File};
///
/// # fn run() -> Result<(), std::io::Error> {
/// let bytes = Body::from(vec![1, 2, 3]);
/// # #[cfg(feature = "fs")]
/// let from_disk = Body::from(File::open("disk.img")?);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Body {
    source: Source,
    length: Option<u64>,
}

enum Source {
    Whole(Bytes),
    /// The body of a response, as it arrives.
    #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
    Incoming(Box<Incoming>),
    /// A stream for the first reader.
    Once(Arc<Mutex<Option<Chunks>>>),
    /// A stream that is opened anew for each reader.
    Reconnected(Arc<dyn Fn() -> Chunks + Send + Sync>),
    /// A stream that is being read. The lock makes the body `Sync`.
    Open(Mutex<Chunks>),
    /// A stream that was read through another clone.
    Gone,
}

impl Body {
    /// A body from a stream. It can be sent only once: a call with such a body is not retried.
    ///
    /// Without a [length](Self::with_length) it is sent in chunks, which not every service accepts.
    pub fn stream<S, B, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<BoxError>,
    {
        let source = Source::Once(Arc::new(Mutex::new(Some(chunks(stream)))));
        Self { source, length: None }
    }

    /// A body from a stream that can be opened again, so that a call with such a body can be retried.
    ///
    /// `open` is called for each attempt.
    pub fn reopened<S, B, E>(open: impl Fn() -> S + Send + Sync + 'static) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<BoxError>,
    {
        Self { source: Source::Reconnected(Arc::new(move || chunks(open()))), length: None }
    }

    /// The body of a response that has begun to arrive.
    #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
    pub(crate) fn incoming(response: Incoming) -> Self {
        Self { source: Source::Incoming(Box::new(response)), length: None }
    }

    /// Sets the number of bytes, which is sent as `Content-Length`.
    #[must_use]
    pub fn with_length(self, length: u64) -> Self {
        Self { length: Some(length), ..self }
    }

    /// The bytes, unless the body is a stream.
    pub fn bytes(&self) -> Option<&Bytes> {
        match &self.source {
            Source::Whole(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The number of bytes, if known.
    pub fn length(&self) -> Option<u64> {
        self.bytes().map(|bytes| bytes.len() as u64).or(self.length)
    }

    /// Whether the body is known to be empty.
    pub fn is_empty(&self) -> bool {
        self.length() == Some(0)
    }

    /// Whether the body can be sent more than once.
    pub fn is_replayable(&self) -> bool {
        matches!(self.source, Source::Whole(_) | Source::Reconnected(_))
    }

    /// The next chunk; `None` at the end.
    ///
    /// # Errors
    ///
    /// The connection broke, a timeout expired, or the stream failed.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, TransportError> {
        self.next().await.transpose()
    }

    async fn next(&mut self) -> Option<Result<Bytes, TransportError>> {
        // A response that is awaited, not polled, need not become a stream.
        #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
        if let Source::Incoming(incoming) = &mut self.source {
            let next = incoming::chunk(incoming).await;
            if !matches!(next, Some(Ok(_))) {
                self.source = Source::Whole(Bytes::new());
            }
            return next;
        }
        poll_fn(|context| self.poll_chunk(context)).await
    }

    /// As [`chunk`](Self::chunk), by polling.
    pub(crate) fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, TransportError>>> {
        loop {
            self.source = match &mut self.source {
                Source::Whole(bytes) if bytes.is_empty() => return Poll::Ready(None),
                Source::Whole(bytes) => return Poll::Ready(Some(Ok(mem::take(bytes)))),
                #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
                Source::Incoming(_) => match mem::replace(&mut self.source, Source::Gone) {
                    Source::Incoming(incoming) => Source::Open(Mutex::new(Box::pin(Frames::of(*incoming)))),
                    other => other,
                },
                Source::Open(chunks) => {
                    let chunks = chunks.get_mut().unwrap_or_else(PoisonError::into_inner);
                    let next = ready!(chunks.as_mut().poll_next(context));
                    if !matches!(next, Some(Ok(_))) {
                        self.source = Source::Whole(Bytes::new());
                    }
                    return Poll::Ready(next.map(|next| next.map_err(TransportError::of)));
                }
                Source::Once(shared) => match shared.lock().unwrap_or_else(PoisonError::into_inner).take() {
                    Some(chunks) => Source::Open(Mutex::new(chunks)),
                    None => Source::Gone,
                },
                Source::Reconnected(open) => Source::Open(Mutex::new(open())),
                Source::Gone => {
                    let gone = TransportError::new("the body is a stream, and was read before");
                    return Poll::Ready(Some(Err(gone)));
                }
            };
        }
    }

    /// Reads at most `limit` bytes of the body. The bytes that were read are returned even after an error.
    pub(crate) async fn collect(mut self, limit: usize) -> Collected {
        let mut read = Read::default();
        loop {
            let room = limit - read.len();
            match self.next().await {
                Some(Ok(mut chunk)) if chunk.len() > room => {
                    chunk.truncate(room);
                    read.push(chunk);
                    return Collected { bytes: read.into(), cut: true, error: None };
                }
                Some(Ok(chunk)) => read.push(chunk),
                None => return Collected { bytes: read.into(), cut: false, error: None },
                Some(Err(error)) => return Collected { bytes: read.into(), cut: false, error: Some(error) },
            }
        }
    }
}

impl Clone for Source {
    fn clone(&self) -> Self {
        match self {
            Self::Whole(bytes) => Self::Whole(bytes.clone()),
            Self::Once(shared) => Self::Once(Arc::clone(shared)),
            Self::Reconnected(open) => Self::Reconnected(Arc::clone(open)),
            _ => Self::Gone,
        }
    }
}

/// Compares bytes; a stream is equal to its clones only.
impl PartialEq for Body {
    fn eq(&self, other: &Self) -> bool {
        match (&self.source, &other.source) {
            (Source::Whole(bytes), Source::Whole(others)) => bytes == others,
            (Source::Once(shared), Source::Once(other)) => Arc::ptr_eq(shared, other),
            (Source::Reconnected(open), Source::Reconnected(other)) => Arc::ptr_eq(open, other),
            _ => std::ptr::eq(self, other),
        }
    }
}

impl Eq for Body {}

impl Default for Body {
    fn default() -> Self {
        Self::from(Bytes::new())
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length() {
            Some(length) => write!(f, "Body({length} bytes)"),
            None => f.write_str("Body(..)"),
        }
    }
}

impl Stream for Body {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_chunk(context)
    }
}

/// Implements conversions from bytes.
macro_rules! from {
    ($($Bytes:ty),*) => {
        $(impl From<$Bytes> for Body {
            fn from(bytes: $Bytes) -> Self {
                Self { source: Source::Whole(bytes.into()), length: None }
            }
        })*
    };
}

from!(Bytes, Vec<u8>, String, &'static str, &'static [u8]);

/// A stream in the form that a body stores.
fn chunks<S, B, E>(stream: S) -> Chunks
where
    S: Stream<Item = Result<B, E>> + Send + 'static,
    B: Into<Bytes>,
    E: Into<BoxError>,
{
    Box::pin(Mapped(Box::pin(stream)))
}

/// A stream with its items converted to bytes and boxed errors.
struct Mapped<S>(Pin<Box<S>>);

impl<S, B, E> Stream for Mapped<S>
where
    S: Stream<Item = Result<B, E>>,
    B: Into<Bytes>,
    E: Into<BoxError>,
{
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = self.0.as_mut().poll_next(context);
        next.map(|next| next.map(|next| next.map(Into::into).map_err(Into::into)))
    }
}

/// Collects chunks. A body that arrives in one chunk is not copied.
#[derive(Default)]
struct Read {
    /// The first chunk, while it is the only one.
    first: Bytes,
    all: Vec<u8>,
}

impl Read {
    fn len(&self) -> usize {
        self.first.len() + self.all.len()
    }

    fn push(&mut self, chunk: Bytes) {
        if self.len() == 0 {
            self.first = chunk;
            return;
        }
        self.all.reserve(self.first.len() + chunk.len());
        self.all.extend_from_slice(&mem::take(&mut self.first));
        self.all.extend_from_slice(&chunk);
    }
}

impl From<Read> for Bytes {
    fn from(read: Read) -> Self {
        if read.all.is_empty() { read.first } else { read.all.into() }
    }
}

/// A body that was read.
pub(crate) struct Collected {
    pub(crate) bytes: Bytes,
    /// Whether the body was longer than the limit.
    pub(crate) cut: bool,
    pub(crate) error: Option<TransportError>,
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::VecDeque;
    use std::io;
    use std::pin::Pin;
    use std::task::{Context, Poll};

    use bytes::Bytes;
    use futures_core::Stream;

    use super::Body;

    struct Parts(VecDeque<Result<&'static str, io::Error>>);

    impl Stream for Parts {
        type Item = Result<&'static str, io::Error>;

        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            Poll::Ready(self.0.pop_front())
        }
    }

    fn parts(chunks: &[&'static str]) -> Parts {
        Parts(chunks.iter().copied().map(Ok).collect())
    }

    async fn read(body: &Body) -> Result<Vec<u8>, String> {
        let collected = body.clone().collect(1 << 20).await;
        collected.error.map_or(Ok(collected.bytes.into()), |error| Err(error.to_string()))
    }

    #[tokio::test]
    async fn bytes_can_be_read_again_and_a_stream_cannot() {
        let whole = Body::from(vec![1, 2]);
        assert_eq!((whole.length(), whole.is_replayable()), (Some(2), true));
        for _ in 0..2 {
            assert_eq!(read(&whole).await.unwrap(), [1, 2]);
        }
        let once = Body::stream(parts(&["ab", "", "c"]));
        assert_eq!((once.length(), once.is_replayable(), once.is_empty()), (None, false, false));
        assert_eq!(once.clone().with_length(3).length(), Some(3));
        assert_eq!(read(&once).await.unwrap(), b"abc");
        assert_eq!(read(&once).await.unwrap_err(), "the body is a stream, and was read before");
        let again = Body::reopened(|| parts(&["ab", "c"]));
        assert!(again.is_replayable());
        for _ in 0..2 {
            assert_eq!(read(&again).await.unwrap(), b"abc");
        }
    }

    #[tokio::test]
    async fn errors_of_a_stream_are_returned() {
        let broken = Parts([Ok("a"), Err(io::Error::other("no more paper"))].into());
        assert_eq!(read(&Body::stream(broken)).await.unwrap_err(), "no more paper");
    }

    #[tokio::test]
    async fn a_body_is_cut_where_it_is_too_long() {
        let collected = Body::stream(parts(&["abc", "def"])).collect(4).await;
        assert!(collected.cut && collected.bytes == Bytes::from_static(b"abcd"));
        assert_eq!(format!("{:?} {:?}", Body::from("abc"), Body::stream(parts(&[]))), "Body(3 bytes) Body(..)");
    }
}
