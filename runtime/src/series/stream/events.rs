//! [`EventStream`]: a response of server-sent events.

use std::collections::HashMap;
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;
use serde::de::DeserializeOwned;

use crate::call::error::{Error, ReceivedResponse};
use crate::call::future::OpenStream;
use crate::call::response::{Decode, RawResponse, media};
use crate::series::stream::records::{Record, Records};
use crate::transport::HeaderNames;
use crate::wire::decode_error::DecodeError;
use crate::wire::json;
use crate::{HeaderMap, StatusCode, Value};

/// The data of the last event of some services.
pub(super) const DONE: &str = "[DONE]";

/// A server-sent event.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Event<T> {
    /// The event type; `message` if it has none.
    pub event: String,
    /// The last event ID: that of this event or of an earlier one; empty if there was none.
    pub id: String,
    /// The reconnection time, if the event sets it.
    pub retry: Option<Duration>,
    /// The data.
    pub data: T,
}

/// The server-sent events of a successful response (`text/event-stream`). It is also a [`Stream`].
///
/// If the data is JSON, an event with the data `[DONE]` ends the stream. Dropping it closes the connection.
///
/// ```no_run
/// # async fn run(mut events: specwright_runtime::stream::EventStream<String>) -> Result<(), specwright_runtime::Error> {
/// while let Some(event) = events.next().await {
///     println!("{}", event?.data);
/// }
/// # Ok(())
/// # }
/// ```
#[must_use]
pub struct EventStream<T> {
    records: Records,
    decode: fn(&RawResponse) -> Result<T, DecodeError>,
    is_json: bool,
}

impl<T> EventStream<T> {
    /// Reconnects when the connection ends or is lost, with the ID of the last event in `Last-Event-ID`, until this many
    /// attempts in a row bring no event.
    ///
    /// The wait before reconnecting is that of the service (`retry`, from a tenth of a second to five minutes), or 3 seconds; it
    /// grows with each failed attempt. Requests that are not idempotent, or whose body cannot be sent again, are not repeated. A
    /// response with another media type ends the stream with an error; status 204 ends it without one.
    pub fn reconnecting(mut self, attempts: u32) -> Self {
        self.records.reconnect.allow(attempts);
        self
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.records.head().status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.records.head().headers()
    }

    /// The ID of the last event, for the header `Last-Event-ID`; empty if there was none.
    pub fn last_event_id(&self) -> &str {
        self.records.last_id()
    }

    /// Returns the next event, and `None` at the end. An event that cannot be decoded is an error; the stream continues after
    /// it.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<D: Decode> OpenStream<D> for EventStream<D::Value> {
    fn open(received: ReceivedResponse) -> Result<Self, Box<ReceivedResponse>> {
        Ok(Self { records: Records::of(received)?, decode: D::decode, is_json: D::ACCEPT == media::JSON })
    }
}

impl<T> Stream for EventStream<T> {
    type Item = Result<Event<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let message = match ready!(self.records.poll_next(context)) {
            Some(Ok(Record::Message(message))) => message,
            Some(Ok(Record::Text(_))) | None => return Poll::Ready(None),
            Some(Err(error)) => return Poll::Ready(Some(Err(error))),
        };
        if self.is_json && message.data.trim() == DONE {
            self.records.end();
            return Poll::Ready(None);
        }
        let piece = self.records.head().piece(message.data.into());
        Poll::Ready(Some(match (self.decode)(&piece) {
            Ok(data) => Ok(Event { event: message.event, id: message.id, retry: message.retry, data }),
            Err(error) => Err(self.records.decode_failure(piece, error)),
        }))
    }
}

/// Decodes the data of an event, which may be in an object that has nothing but it: `{"data": …}`. Documents that describe
/// such an object do not say whether it is the event or its data.
#[derive(Debug)]
pub struct EventData<T>(PhantomData<T>);

impl<T: DeserializeOwned> Decode for EventData<T> {
    type Value = T;

    const ACCEPT: &'static str = media::JSON;

    fn decode(response: &RawResponse) -> Result<T, DecodeError> {
        let inner = wrapped(&response.body).and_then(|inner| json::decode(inner.to_string().as_bytes()).ok());
        inner.map_or_else(|| json::decode(&response.body), Ok)
    }
}

/// The value of the only property of an object, if that is `data`.
fn wrapped(body: &[u8]) -> Option<Value> {
    let mut properties: HashMap<String, Value> = serde_json::from_slice(body).ok()?;
    let data = properties.remove("data")?;
    properties.is_empty().then_some(data)
}

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers = HeaderNames(self.headers());
        f.debug_struct("EventStream").field("status", &self.status()).field("headers", &headers).finish_non_exhaustive()
    }
}
