//! [`ItemStream`]: a response of a sequence of JSON values.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use serde_json::{Map, Value};

use crate::call::error::{Error, ReceivedResponse};
use crate::call::future::OpenStream;
use crate::call::response::{Decode, RawResponse};
use crate::series::stream::events::DONE;
use crate::series::stream::records::{Record, Records};
use crate::series::stream::sse::Message;
use crate::transport::HeaderNames;
use crate::wire::decode_error::DecodeError;
use crate::{HeaderMap, StatusCode};

/// The JSON values of a successful response: JSON lines, a JSON text sequence, or server-sent events with a schema for the
/// whole event. It is also a [`Stream`].
///
/// An event is decoded from an object with the properties `event`, `data`, `id` and `retry`; its data is JSON if it can be
/// parsed, and a string otherwise (OpenAPI 3.2.0, *Server-Sent Event Streams*). The data `[DONE]` ends the stream. Dropping it
/// closes the connection.
#[must_use]
pub struct ItemStream<T> {
    records: Records,
    decode: fn(&RawResponse) -> Result<T, DecodeError>,
}

/// An item that could not be decoded, and the error.
type ItemError = Box<(RawResponse, DecodeError)>;

impl<T> ItemStream<T> {
    /// The status.
    pub fn status(&self) -> StatusCode {
        self.records.head().status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.records.head().headers()
    }

    /// The ID of the last event; empty if there was none.
    pub fn last_event_id(&self) -> &str {
        self.records.last_id()
    }

    /// Reconnects a stream of events; see [`EventStream::reconnecting`](crate::stream::EventStream::reconnecting).
    pub fn reconnecting(mut self, attempts: u32) -> Self {
        self.records.reconnect.allow(attempts);
        self
    }

    /// Returns the next value, and `None` at the end. A value that cannot be decoded is an error; the stream continues after it.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    fn decoded(&self, text: impl Into<crate::Bytes>) -> Result<T, ItemError> {
        let piece = self.records.head().piece(text.into());
        (self.decode)(&piece).map_err(|error| Box::new((piece, error)))
    }

    /// Decodes an event with its data as JSON, or else with its data as a string.
    fn event(&self, message: &Message) -> Result<T, ItemError> {
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

/// An event as a JSON object.
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

impl<D: Decode> OpenStream<D> for ItemStream<D::Value> {
    fn open(received: ReceivedResponse) -> Result<Self, Box<ReceivedResponse>> {
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
