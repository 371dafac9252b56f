//! [`Head`]: the status and headers of a streamed response.

use crate::body::TransportError;
use crate::call::error::{DecodeFailure, Error, Failure, PendingBody, ReceivedResponse};
use crate::call::response::RawResponse;
use crate::wire::decode_error::DecodeError;
use crate::{Bytes, HeaderMap, StatusCode};

/// The status and headers of a response whose body is streamed.
#[derive(Debug)]
pub(super) struct Head {
    received: ReceivedResponse,
}

impl Head {
    /// Splits a response into its head and its unread body.
    ///
    /// # Errors
    ///
    /// Returns the response if its body was read already, because it has an unexpected media type.
    pub(super) fn split(mut received: ReceivedResponse) -> Result<(Self, PendingBody), Box<ReceivedResponse>> {
        match received.pending.take() {
            Some(pending) => Ok((Self { received }, pending)),
            None => Err(Box::new(received)),
        }
    }

    pub(super) fn status(&self) -> StatusCode {
        self.received.response.status
    }

    pub(super) fn headers(&self) -> &HeaderMap {
        &self.received.response.headers
    }

    /// The failure for a body that ended with an error.
    pub(super) fn transport_failure(&self, error: TransportError) -> Failure {
        self.received.transport_failure(error)
    }

    /// An item of the body as a response that can be decoded.
    pub(super) fn piece(&self, piece: Bytes) -> RawResponse {
        // The headers describe the whole body; items are always UTF-8.
        RawResponse { status: self.status(), headers: HeaderMap::new(), body: piece }
    }

    /// The error for an item that cannot be decoded.
    pub(super) fn decode_failure(&self, piece: RawResponse, error: DecodeError) -> Error {
        let response = RawResponse { headers: self.headers().clone(), ..piece };
        Error::Decode(Box::new(DecodeFailure::new(self.received.with(response), error)))
    }
}
