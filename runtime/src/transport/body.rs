//! [`Body`]: a response's body, chunk by chunk.

use std::fmt;

use bytes::Bytes;

use crate::transport::{BoxFuture, TransportError};

/// A response's body, which may still be on its way.
pub struct Body(Source);

enum Source {
    Whole(Bytes),
    Stream(Box<dyn Chunks>),
}

impl Body {
    /// A body whose chunks come from `chunks`.
    pub fn stream(chunks: impl Chunks + 'static) -> Self {
        Self(Source::Stream(Box::new(chunks)))
    }

    /// The next chunk; `None` at the end.
    ///
    /// # Errors
    ///
    /// The connection broke, or a timeout ended it.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, TransportError> {
        match &mut self.0 {
            Source::Whole(bytes) if bytes.is_empty() => Ok(None),
            Source::Whole(bytes) => Ok(Some(std::mem::take(bytes))),
            Source::Stream(chunks) => chunks.next().await,
        }
    }

    /// Reads the body, but not more than `limit` bytes of it. What was read is returned with an error as without.
    pub(crate) async fn collect(mut self, limit: usize) -> Collected {
        let mut read = Vec::new();
        loop {
            let room = limit - read.len();
            match self.chunk().await {
                Ok(Some(chunk)) if chunk.len() > room => {
                    read.extend_from_slice(chunk.get(..room).unwrap_or_default());
                    return Collected { bytes: read.into(), cut: true, error: None };
                }
                // A body that came in one piece is not copied.
                Ok(Some(chunk)) if read.is_empty() => read = chunk.into(),
                Ok(Some(chunk)) => read.extend_from_slice(&chunk),
                Ok(None) => return Collected { bytes: read.into(), cut: false, error: None },
                Err(error) => return Collected { bytes: read.into(), cut: false, error: Some(error) },
            }
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Body(..)")
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Source::Whole(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from(Bytes::from(bytes))
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Self::from(Bytes::from(text))
    }
}

/// Where the chunks of a body come from.
pub trait Chunks: Send {
    /// The next chunk; `None` at the end.
    ///
    /// # Errors
    ///
    /// The connection broke, or a timeout ended it.
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>>;
}

/// What was read of a body.
pub(crate) struct Collected {
    pub(crate) bytes: Bytes,
    /// Whether there was more than the limit allows.
    pub(crate) cut: bool,
    pub(crate) error: Option<TransportError>,
}
