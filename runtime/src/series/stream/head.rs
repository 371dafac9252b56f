//! What is known of a response before its body has come.

use crate::body::TransportError;
use crate::call::error::{DecodeFailure, Error, Failure, ReceivedResponse, Rest};
use crate::call::response::RawResponse;
use crate::wire::decode_error::DecodeError;
use crate::{Bytes, HeaderMap, StatusCode};

/// Status and headers of a response whose body is on its way, and the call that it is for.
#[derive(Debug)]
pub(super) struct Head {
    received: ReceivedResponse,
}

impl Head {
    /// Divides a response that is on its way; nothing where it has come whole.
    ///
    /// # Errors
    ///
    /// The response, whose body was read since it is not what was wanted.
    pub(super) fn divide(mut received: ReceivedResponse) -> Result<(Self, Rest), Box<ReceivedResponse>> {
        match received.rest.take() {
            Some(rest) => Ok((Self { received }, rest)),
            None => Err(Box::new(received)),
        }
    }

    pub(super) fn status(&self) -> StatusCode {
        self.received.response.status
    }

    pub(super) fn headers(&self) -> &HeaderMap {
        &self.received.response.headers
    }

    /// The error for a body that broke off.
    pub(super) fn interrupted(&self, error: TransportError) -> Failure {
        self.received.interrupted(error)
    }

    /// A piece of the body, as something that can be decoded.
    pub(super) fn piece(&self, piece: Bytes) -> RawResponse {
        // Headers speak of the whole: pieces are always UTF-8.
        RawResponse { status: self.status(), headers: HeaderMap::new(), body: piece }
    }

    /// The error for a piece of the body that is not what was declared.
    pub(super) fn decode_failure(&self, piece: RawResponse, error: DecodeError) -> Error {
        let response = RawResponse { headers: self.headers().clone(), ..piece };
        Error::Decode(Box::new(DecodeFailure::new(self.received.with(response), error)))
    }
}
