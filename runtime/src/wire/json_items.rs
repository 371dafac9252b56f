//! [`JsonItems`]: a request body that is a sequence of JSON values.

use std::borrow::Borrow;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use serde::Serialize;

use crate::body::{Body, BoxError, Chunks};
use crate::wire::number::OfNumbers;

/// Precedes each value of a JSON text sequence (RFC 7464, section 2.2).
pub(crate) const SEPARATOR: u8 = 0x1E;

/// A sequence of JSON values as the body of a request: JSON lines, or a JSON text sequence (RFC 7464).
///
/// ```
/// use specwright_runtime::JsonItems;
///
/// let from_list: JsonItems<i64> = vec![1, 2].into();
/// let from_iterator = JsonItems::<i64>::of(1..=1000);
/// ```
pub struct JsonItems<T> {
    source: Source,
    of: PhantomData<fn(T)>,
}

enum Source {
    /// Each value followed by a line feed.
    Lines(Result<Vec<u8>, String>),
    /// A value per chunk.
    Stream(Chunks),
}

impl<T: Serialize> JsonItems<T> {
    /// Encodes the values of an iterator now.
    pub fn of<I: Borrow<T>>(items: impl IntoIterator<Item = I>) -> Self {
        let mut lines = Vec::new();
        for item in items {
            if let Err(error) = serde_json::to_writer(&mut lines, &OfNumbers(item.borrow())) {
                return Self { source: Source::Lines(Err(error.to_string())), of: PhantomData };
            }
            lines.push(b'\n');
        }
        Self { source: Source::Lines(Ok(lines)), of: PhantomData }
    }

    /// Encodes each value of a stream when it arrives. Such a body can be sent only once, so that its call is not retried.
    pub fn stream<S, E>(items: S) -> Self
    where
        S: Stream<Item = Result<T, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        Self { source: Source::Stream(Box::pin(Written(Box::pin(items)))), of: PhantomData }
    }
}

impl<T> JsonItems<T> {
    /// The body: a line per value, each preceded by a record separator if `separated`.
    ///
    /// # Errors
    ///
    /// A value cannot be encoded as JSON.
    pub(crate) fn into_body(self, separated: bool) -> Result<Body, String> {
        match self.source {
            Source::Lines(lines) if !separated => Ok(lines?.into()),
            Source::Lines(lines) => {
                let lines = lines?;
                let records = lines.split_inclusive(|&byte| byte == b'\n');
                Ok(records.flat_map(|record| [&[SEPARATOR], record]).flatten().copied().collect::<Vec<u8>>().into())
            }
            Source::Stream(items) => Ok(Body::stream(Framed { items, separated })),
        }
    }
}

/// A stream of values as JSON.
struct Written<S>(Pin<Box<S>>);

impl<S, T, E> Stream for Written<S>
where
    S: Stream<Item = Result<T, E>>,
    T: Serialize,
    E: Into<BoxError>,
{
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0
            .as_mut()
            .poll_next(context)
            .map(|next| next.map(|item| Ok(serde_json::to_vec(&OfNumbers(&item.map_err(Into::into)?))?.into())))
    }
}

/// JSON values with their separators.
struct Framed {
    items: Chunks,
    separated: bool,
}

impl Stream for Framed {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let before: &[u8] = if self.separated { &[SEPARATOR] } else { &[] };
        let next = self.items.as_mut().poll_next(context);
        next.map(|next| next.map(|item| Ok([before, &item?, b"\n"].concat().into())))
    }
}

impl<T> fmt::Debug for JsonItems<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JsonItems(..)")
    }
}

impl<T: Serialize> From<Vec<T>> for JsonItems<T> {
    fn from(items: Vec<T>) -> Self {
        Self::of(items)
    }
}

impl<T: Serialize> From<&[T]> for JsonItems<T> {
    fn from(items: &[T]) -> Self {
        Self::of(items)
    }
}

impl<T: Serialize> From<&Vec<T>> for JsonItems<T> {
    fn from(items: &Vec<T>) -> Self {
        Self::of(items)
    }
}

impl<T: Serialize, const N: usize> From<[T; N]> for JsonItems<T> {
    fn from(items: [T; N]) -> Self {
        Self::of(items)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::convert::Infallible;
    use std::pin::Pin;
    use std::task::{Context, Poll};

    use futures_core::Stream;

    use super::JsonItems;

    struct Count(i64);

    impl Stream for Count {
        type Item = Result<i64, Infallible>;

        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            self.0 += 1;
            Poll::Ready((self.0 <= 2).then_some(Ok(self.0)))
        }
    }

    async fn text(items: JsonItems<i64>, separated: bool) -> String {
        let read = items.into_body(separated).unwrap().collect(1000).await;
        assert!(read.error.is_none());
        String::from_utf8(read.bytes.into()).unwrap()
    }

    #[tokio::test]
    async fn values_are_lines_or_records() {
        assert_eq!(text([1, 2].into(), false).await, "1\n2\n");
        assert_eq!(text([1, 2].into(), true).await, "\u{1E}1\n\u{1E}2\n");
        assert_eq!(text(JsonItems::stream(Count(0)), false).await, "1\n2\n");
        assert_eq!(text(JsonItems::stream(Count(0)), true).await, "\u{1E}1\n\u{1E}2\n");
        assert_eq!(text(Vec::new().into(), true).await, "");
    }

    #[test]
    fn what_json_cannot_say_is_an_error() {
        let items = JsonItems::of([std::collections::BTreeMap::from([([1], 1)])]);
        assert_eq!(items.into_body(false).unwrap_err(), "key must be a string");
    }
}
