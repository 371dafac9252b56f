//! What is known of an answer before its body has come.

use crate::error::{Answer, Error, Failure, Rest, Undecoded};
use crate::response::{DecodeError, RawResponse};
use crate::transport::TransportError;
use crate::{Bytes, HeaderMap, StatusCode};

/// Status and headers of an answer whose body is on its way, and the call that it is for.
#[derive(Debug)]
pub(super) struct Head {
    answer: Answer,
}

impl Head {
    /// Divides an answer that is on its way; nothing where it has come whole.
    ///
    /// # Errors
    ///
    /// The answer, whose body was read since it is not what was wanted.
    pub(super) fn divide(mut answer: Answer) -> Result<(Self, Rest), Box<Answer>> {
        match answer.rest.take() {
            Some(rest) => Ok((Self { answer }, rest)),
            None => Err(Box::new(answer)),
        }
    }

    pub(super) fn status(&self) -> StatusCode {
        self.answer.response.status
    }

    pub(super) fn headers(&self) -> &HeaderMap {
        &self.answer.response.headers
    }

    /// The error for a body that broke off.
    pub(super) fn interrupted(&self, error: TransportError) -> Failure {
        self.answer.interrupted(error)
    }

    /// A piece of the body, as something that can be decoded.
    pub(super) fn piece(&self, piece: Bytes) -> RawResponse {
        // Headers speak of the whole: pieces are always UTF-8.
        RawResponse { status: self.status(), headers: HeaderMap::new(), body: piece }
    }

    /// The error for a piece of the body that is not what was declared.
    pub(super) fn undecoded(&self, piece: RawResponse, error: DecodeError) -> Error {
        let response = RawResponse { headers: self.headers().clone(), ..piece };
        Error::Decode(Box::new(Undecoded::new(self.answer.with(response), error)))
    }
}
