//! [`EventStream`]: a response that is a stream of events.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;

use crate::call::error::{Error, ReceivedResponse};
use crate::call::future::Begin;
use crate::call::response::{Decode, RawResponse, media};
use crate::series::stream::records::{Record, Records};
use crate::transport::HeaderNames;
use crate::wire::decode_error::DecodeError;
use crate::{HeaderMap, StatusCode};

/// What some services send as the data of an event that says that no more will come.
pub(super) const DONE: &str = "[DONE]";

/// An event of a stream of them.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Event<T> {
    /// Its name; `message` where it has none.
    pub event: String,
    /// The id that it, or the last event that had one, was given; empty where there was none.
    pub id: String,
    /// How long to wait before connecting again, where it says so.
    pub retry: Option<Duration>,
    /// What it says.
    pub data: T,
}

/// The events of a successful response as they come (`text/event-stream`). It is a [`Stream`] as well.
///
/// Where their data is JSON, an event whose data is `[DONE]` is the end. Dropping it breaks the exchange off.
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
    /// The same, connecting again where the connection ends or breaks, with the id of the last event in `Last-Event-ID`.
    /// It gives up after this many attempts in a row that brought no event.
    ///
    /// It waits as long as the service says (`retry`), or 3 seconds, and longer after attempts in vain. A request whose
    /// method is not idempotent, or whose body cannot be sent again, is not repeated.
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

    /// The id of the last event, which a request can ask to go on from by `Last-Event-ID`. Empty where there was none.
    pub fn last_event_id(&self) -> &str {
        self.records.last_id()
    }

    /// The next event; `None` at the end. One that is not what was declared is an error, and those after it still come.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<D: Decode> Begin<D> for EventStream<D::Value> {
    fn begin(received: ReceivedResponse) -> Result<Self, Box<ReceivedResponse>> {
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

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers = HeaderNames(self.headers());
        f.debug_struct("EventStream").field("status", &self.status()).field("headers", &headers).finish_non_exhaustive()
    }
}
