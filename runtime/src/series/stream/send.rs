//! Sends a request with a streamed response.

use crate::call::future::Call;
use crate::call::request::{Framing, Request, ResponseMode};
use crate::call::response::Decode;
use crate::series::stream::bytes::ByteStream;
use crate::series::stream::events::EventStream;
use crate::series::stream::items::ItemStream;

impl Request {
    /// Returns a call that sends the request when it is awaited. The body of a 2xx response is returned as a stream of bytes;
    /// other responses are decoded by `E`.
    pub fn stream_bytes<E: Decode>(self) -> Call<ByteStream, E::Value> {
        Call::streamed::<(), E>(self.operation_id(), self.exchange_streamed(ResponseMode::Bytes))
    }

    /// Returns a call that sends the request when it is awaited. The body of a 2xx response is returned as a stream of
    /// server-sent events, whose data is decoded by `D`; other responses are decoded by `E`.
    pub fn stream_events<D: Decode, E: Decode>(self) -> Call<EventStream<D::Value>, E::Value> {
        Call::streamed::<D, E>(self.operation_id(), self.exchange_streamed(ResponseMode::Framed(Framing::Events)))
    }

    /// Returns a call that sends the request when it is awaited. The body of a 2xx response is returned as a stream of items,
    /// each decoded by `D`; other responses are decoded by `E`. The default of `Accept` is the media type of the framing.
    pub fn stream_items<D: Decode, E: Decode>(self, framing: Framing) -> Call<ItemStream<D::Value>, E::Value> {
        Call::streamed::<D, E>(self.operation_id(), self.exchange_streamed(ResponseMode::Framed(framing)))
    }
}
