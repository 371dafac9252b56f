//! [`ItemStream`]: a response that is a sequence of JSON values.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use serde_json::{Map, Value};

use crate::call::error::{Error, ReceivedResponse};
use crate::call::future::Begin;
use crate::call::response::{Decode, RawResponse};
use crate::series::stream::events::DONE;
use crate::series::stream::records::{Record, Records};
use crate::series::stream::sse::Message;
use crate::transport::HeaderNames;
use crate::wire::decode_error::DecodeError;
use crate::{HeaderMap, StatusCode};

/// The values of a successful response as they come: lines of JSON, a JSON text sequence, or events that are described
/// as a whole. It is a [`Stream`] as well.
///
/// An event is an object with the members `event`, `data`, `id` and `retry`, as far as it has them; its data is JSON
/// where that can be read, and text otherwise (OpenAPI 3.2.0, *Server-Sent Event Streams*). Data that is `[DONE]` is the
/// end. Dropping it breaks the exchange off.
#[must_use]
pub struct ItemStream<T> {
    records: Records,
    decode: fn(&RawResponse) -> Result<T, DecodeError>,
}

/// What could not be decoded, and why.
type Undecodable = Box<(RawResponse, DecodeError)>;

impl<T> ItemStream<T> {
    /// The status.
    pub fn status(&self) -> StatusCode {
        self.records.head().status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.records.head().headers()
    }

    /// The id of the last event; empty where there was none.
    pub fn last_event_id(&self) -> &str {
        self.records.last_id()
    }

    /// The same for a stream of events, connecting again where it breaks off: see
    /// [`EventStream::reconnecting`](crate::stream::EventStream::reconnecting).
    pub fn reconnecting(mut self, attempts: u32) -> Self {
        self.records.reconnect.allow(attempts);
        self
    }

    /// The next value; `None` at the end. One that is not what was declared is an error, and those after it still come.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    fn decoded(&self, text: impl Into<crate::Bytes>) -> Result<T, Undecodable> {
        let piece = self.records.head().piece(text.into());
        (self.decode)(&piece).map_err(|error| Box::new((piece, error)))
    }

    /// The value of an event: with data that is JSON, or else with data that is text.
    fn event(&self, message: &Message) -> Result<T, Undecodable> {
        let json = serde_json::from_str(&message.data).ok();
        let text = || Value::from(message.data.as_str());
        match json {
            Some(json) => self
                .decoded(object(message, json).to_string())
                .or_else(|error| self.decoded(object(message, text()).to_string()).map_err(|_| error)),
            None => self.decoded(object(message, text()).to_string()),
        }
    }
}

/// An event as an object.
fn object(message: &Message, data: Value) -> Value {
    let mut object = Map::new();
    object.insert("event".into(), message.event.as_str().into());
    object.insert("data".into(), data);
    if !message.id.is_empty() {
        object.insert("id".into(), message.id.as_str().into());
    }
    if let Some(retry) = message.retry {
        object.insert("retry".into(), u64::try_from(retry.as_millis()).unwrap_or(u64::MAX).into());
    }
    object.into()
}

impl<D: Decode> Begin<D> for ItemStream<D::Value> {
    fn begin(received: ReceivedResponse) -> Result<Self, Box<ReceivedResponse>> {
        Ok(Self { records: Records::of(received)?, decode: D::decode })
    }
}

impl<T> Stream for ItemStream<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let value = match ready!(self.records.poll_next(context)) {
            None => return Poll::Ready(None),
            Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            Some(Ok(Record::Text(text))) => self.decoded(text),
            Some(Ok(Record::Message(message))) if message.data.trim() == DONE => {
                self.records.end();
                return Poll::Ready(None);
            }
            Some(Ok(Record::Message(message))) => self.event(&message),
        };
        Poll::Ready(Some(value.map_err(|undecodable| {
            let (piece, error) = *undecodable;
            self.records.decode_failure(piece, error)
        })))
    }
}

impl<T> fmt::Debug for ItemStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers = HeaderNames(self.headers());
        f.debug_struct("ItemStream").field("status", &self.status()).field("headers", &headers).finish_non_exhaustive()
    }
}
