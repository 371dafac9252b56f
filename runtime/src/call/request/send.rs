//! Sends a request.

use crate::call::future::Call;
use crate::call::request::{Request, exchange};
use crate::call::response::Decode;

impl Request {
    /// Returns a call that sends the request when it is awaited. 2xx responses are decoded by `D`, others by `E`.
    ///
    /// The default of `Accept` is the media type of the decoders.
    pub fn send<D: Decode, E: Decode>(self) -> Call<D::Value, E::Value> {
        Call::new::<D, E>(self.0.operation.id, Box::pin(exchange::exchange(self.accepting::<D, E>())))
    }

    /// The request, with the media type of the decoders as the default of `Accept`.
    pub(crate) fn accepting<D: Decode, E: Decode>(mut self) -> Self {
        self.0.accept = self.0.accept.or([D::ACCEPT, E::ACCEPT].into_iter().find(|accept| !accept.is_empty()));
        self
    }
}
