//! Requests with a streamed response.

use reqwest::header::{HeaderName, HeaderValue};

use crate::call::error::{Failure, ReceivedResponse};
use crate::call::request::framing::{Framing, ResponseMode};
use crate::call::request::{Request, exchange};
use crate::call::response::media;
use crate::transport::BoxFuture;
use crate::{HeaderMap, StatusCode};

/// The media type of streams of events.
const EVENTS: &str = "text/event-stream";

impl Request {
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

    /// Sends the request, and leaves the body of a 2xx response to be read as a stream.
    pub(crate) fn exchange_streamed(
        mut self,
        mode: ResponseMode,
    ) -> BoxFuture<'static, Result<ReceivedResponse, Failure>> {
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
