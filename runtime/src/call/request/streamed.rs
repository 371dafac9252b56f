//! Requests with a streamed response.

use reqwest::header::{HeaderName, HeaderValue};

use crate::call::error::{Failure, ReceivedResponse};
use crate::call::future::Call;
use crate::call::request::{Request, exchange};
use crate::call::response::{Decode, media};
use crate::series::stream::{ByteStream, EventStream, Framing, ItemStream};
use crate::transport::BoxFuture;
use crate::{HeaderMap, StatusCode};

/// The media type of streams of events.
const EVENTS: &str = "text/event-stream";

/// How a streamed response is read.
#[derive(Clone, Copy, Debug)]
pub(super) enum ResponseMode {
    Bytes,
    Framed(Framing),
}

impl Request {
    /// Returns a call that sends the request when it is awaited. The body of a 2xx response is returned as a stream of bytes;
    /// other responses are decoded by `E`.
    pub fn send_stream<E: Decode>(self) -> Call<ByteStream, E::Value> {
        Call::streamed::<(), E>(self.0.operation.id, self.exchange_streamed(ResponseMode::Bytes))
    }

    /// Returns a call that sends the request when it is awaited. The body of a 2xx response is returned as a stream of
    /// server-sent events, whose data is decoded by `D`; other responses are decoded by `E`.
    pub fn send_events<D: Decode, E: Decode>(self) -> Call<EventStream<D::Value>, E::Value> {
        Call::streamed::<D, E>(self.0.operation.id, self.exchange_streamed(ResponseMode::Framed(Framing::Events)))
    }

    /// Returns a call that sends the request when it is awaited. The body of a 2xx response is returned as a stream of items,
    /// each decoded by `D`; other responses are decoded by `E`. The default of `Accept` is the media type of the framing.
    pub fn send_items<D: Decode, E: Decode>(self, framing: Framing) -> Call<ItemStream<D::Value>, E::Value> {
        Call::streamed::<D, E>(self.0.operation.id, self.exchange_streamed(ResponseMode::Framed(framing)))
    }

    /// Sends a request for a stream of events, to reconnect.
    ///
    /// # Errors
    ///
    /// Fails as every exchange does.
    pub(crate) async fn exchange_events(self) -> Result<ReceivedResponse, Failure> {
        self.exchange_streamed(ResponseMode::Framed(Framing::Events)).await
    }

    /// Requests the events after this one.
    pub(crate) fn resume_after(mut self, last_event_id: &str) -> Self {
        if let Ok(id) = HeaderValue::from_bytes(last_event_id.as_bytes())
            && !last_event_id.is_empty()
        {
            self.0.headers.insert(HeaderName::from_static("last-event-id"), id);
        }
        self
    }

    /// Whether the call is idempotent and its body can be sent again.
    pub(crate) fn may_be_repeated(&self) -> bool {
        self.is_idempotent() && self.is_replayable()
    }

    /// The size limit of an item in memory.
    pub(crate) fn limit(&self) -> usize {
        self.0.client.inner.max_response_bytes
    }

    /// How the items of the response are delimited.
    pub(crate) fn framing(&self) -> Framing {
        match self.0.mode {
            Some(ResponseMode::Framed(framing)) => framing,
            Some(ResponseMode::Bytes) | None => Framing::Lines,
        }
    }

    /// Whether the body of a response is streamed. Streams of events declare their media type; lines have many media types.
    pub(super) fn is_streamed(&self, status: StatusCode, headers: &HeaderMap) -> bool {
        match self.0.mode.filter(|_| status.is_success()) {
            None => false,
            Some(ResponseMode::Framed(Framing::Events)) => {
                media::of(headers).is_none_or(|media_type| media_type == EVENTS)
            }
            Some(_) => true,
        }
    }

    fn exchange_streamed(mut self, mode: ResponseMode) -> BoxFuture<'static, Result<ReceivedResponse, Failure>> {
        self.0.mode = Some(mode);
        self.0.accept = match mode {
            ResponseMode::Bytes => self.0.accept,
            ResponseMode::Framed(Framing::Events) => Some(EVENTS),
            ResponseMode::Framed(Framing::Lines) => self.0.accept.or(Some("application/x-ndjson")),
            ResponseMode::Framed(Framing::Sequence) => self.0.accept.or(Some("application/json-seq")),
        };
        Box::pin(exchange::exchange(self))
    }
}
