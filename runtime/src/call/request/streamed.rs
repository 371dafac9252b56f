//! Sending a request whose response is read while it comes.

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

/// What a response that is not read here is read as.
#[derive(Clone, Copy, Debug)]
pub(super) enum Wanted {
    Bytes,
    Framed(Framing),
}

impl Request {
    /// Sends the request when the call is awaited. The bytes of a response with status 2xx are given as they come; any
    /// other is read and decoded by `E`.
    pub fn send_stream<E: Decode>(self) -> Call<ByteStream, E::Value> {
        Call::streamed::<(), E>(self.0.operation.id, self.exchange_streamed(Wanted::Bytes))
    }

    /// Sends the request when the call is awaited. The events of a response with status 2xx are given as they come, their
    /// data decoded by `D`; any other response is read and decoded by `E`.
    pub fn send_events<D: Decode, E: Decode>(self) -> Call<EventStream<D::Value>, E::Value> {
        Call::streamed::<D, E>(self.0.operation.id, self.exchange_streamed(Wanted::Framed(Framing::Events)))
    }

    /// Sends the request when the call is awaited. The values of a response with status 2xx are given as they come, each
    /// decoded by `D`; any other response is read and decoded by `E`. `Accept` is the usual media type of the framing,
    /// unless it is set.
    pub fn send_items<D: Decode, E: Decode>(self, framing: Framing) -> Call<ItemStream<D::Value>, E::Value> {
        Call::streamed::<D, E>(self.0.operation.id, self.exchange_streamed(Wanted::Framed(framing)))
    }

    /// Sends a request for events again.
    ///
    /// # Errors
    ///
    /// Those of every exchange.
    pub(crate) async fn exchange_events(self) -> Result<ReceivedResponse, Failure> {
        self.exchange_streamed(Wanted::Framed(Framing::Events)).await
    }

    /// The same request, asking for the events after this one.
    pub(crate) fn again_after(mut self, last_event_id: &str) -> Self {
        if let Ok(id) = HeaderValue::from_bytes(last_event_id.as_bytes())
            && !last_event_id.is_empty()
        {
            self.0.headers.insert(HeaderName::from_static("last-event-id"), id);
        }
        self
    }

    /// Whether sending it twice does what sending it once does, and its body can be had twice.
    pub(crate) fn may_be_repeated(&self) -> bool {
        self.is_idempotent() && self.is_replayable()
    }

    /// How long something may be that has to be in memory as a whole.
    pub(crate) fn limit(&self) -> usize {
        self.0.client.inner.max_response_bytes
    }

    /// How the values of the response are told from each other.
    pub(crate) fn framing(&self) -> Framing {
        match self.0.wanted {
            Some(Wanted::Framed(framing)) => framing,
            Some(Wanted::Bytes) | None => Framing::Lines,
        }
    }

    /// Whether the body of a response is left to whoever called. What is a stream of events is said; lines go by many
    /// names.
    pub(super) fn is_streamed(&self, status: StatusCode, headers: &HeaderMap) -> bool {
        match self.0.wanted.filter(|_| status.is_success()) {
            None => false,
            Some(Wanted::Framed(Framing::Events)) => media::of(headers).is_none_or(|media_type| media_type == EVENTS),
            Some(_) => true,
        }
    }

    fn exchange_streamed(mut self, wanted: Wanted) -> BoxFuture<'static, Result<ReceivedResponse, Failure>> {
        self.0.wanted = Some(wanted);
        self.0.accept = match wanted {
            Wanted::Bytes => self.0.accept,
            Wanted::Framed(Framing::Events) => Some(EVENTS),
            Wanted::Framed(Framing::Lines) => self.0.accept.or(Some("application/x-ndjson")),
            Wanted::Framed(Framing::Sequence) => self.0.accept.or(Some("application/json-seq")),
        };
        Box::pin(exchange::exchange(self))
    }
}
