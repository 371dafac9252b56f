//! [`Call`]: the future of a call, one type for all operations.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::call::error::{DecodeFailure, Error, Failure, ReceivedResponse, ServiceFailure};
use crate::call::response::{Decode, media};
use crate::transport::BoxFuture;
use crate::wire::decode_error::DecodeError;

/// A call of an operation. `.await` it, or call `block` with the feature `blocking`.
///
/// Nothing is sent before it is first polled. Dropping it cancels the call.
///
/// # Errors
///
/// Resolves to an [`Error`] if the call fails.
#[must_use = "a call does nothing until it is awaited"]
pub struct Call<T, E = ()> {
    operation: &'static str,
    exchange: BoxFuture<'static, Result<ReceivedResponse, Failure>>,
    /// Decodes the response. This is the only part that depends on the types of the operation.
    finish: fn(ReceivedResponse) -> Result<T, Error<E>>,
}

impl<T, E> Call<T, E> {
    /// A call that decodes 2xx responses by `D` and others by `F`.
    pub(crate) fn new<D, F>(
        operation: &'static str,
        exchange: BoxFuture<'static, Result<ReceivedResponse, Failure>>,
    ) -> Self
    where
        D: Decode<Value = T>,
        F: Decode<Value = E>,
    {
        Self { operation, exchange, finish: finish::<D, F> }
    }
}

#[cfg(feature = "blocking")]
impl<T, E> Call<T, E> {
    /// Makes the call, blocking the current thread until it completes; see [`blocking::block_on`](crate::blocking::block_on).
    ///
    /// # Errors
    ///
    /// Fails as the call does, and with [`Error::InvalidRequest`] inside a Tokio runtime, where blocking is not allowed:
    /// use `.await` there.
    pub fn block(self) -> Result<T, Error<E>> {
        let operation = self.operation;
        crate::call::blocking::block_on(self).unwrap_or_else(|error| {
            Err(Failure::invalid_request(operation, error.to_string(), Some(error.into())).into())
        })
    }
}

impl<T, E> Call<T, E> {
    /// A call that returns 2xx responses as a stream of items decoded by `D`, and decodes others by `F`.
    pub(crate) fn streamed<D, F>(
        operation: &'static str,
        exchange: BoxFuture<'static, Result<ReceivedResponse, Failure>>,
    ) -> Self
    where
        T: OpenStream<D>,
        F: Decode<Value = E>,
    {
        Self { operation, exchange, finish: finish_streamed::<T, D, F> }
    }
}

/// A stream over the body of a response, whose items are decoded by `D`.
pub(crate) trait OpenStream<D>: Sized {
    /// Opens the stream.
    ///
    /// # Errors
    ///
    /// Returns the response if its body was read already, because it has an unexpected media type.
    fn open(received: ReceivedResponse) -> Result<Self, Box<ReceivedResponse>>;
}

fn finish_streamed<T: OpenStream<D>, D, F: Decode>(received: ReceivedResponse) -> Result<T, Error<F::Value>> {
    if !received.response.status.is_success() {
        return Err(service_error::<F>(received));
    }
    T::open(received).map_err(|received| {
        let error = media::unexpected(&received.response.headers);
        Error::Decode(Box::new(DecodeFailure::new(*received, error)))
    })
}

/// The error for an error response.
pub(crate) fn service_error<F: Decode>(received: ReceivedResponse) -> Error<F::Value> {
    let body = F::decode(&received.response).ok().filter(|_| F::recognizes(&received.response));
    Error::Service(Box::new(ServiceFailure::new(received, body)))
}

/// Decodes a response.
///
/// # Errors
///
/// Fails for a status other than 2xx, for a body that is an error, and for a body that cannot be decoded.
pub(crate) fn finish<D: Decode, F: Decode>(received: ReceivedResponse) -> Result<D::Value, Error<F::Value>> {
    if !received.response.status.is_success() || received.is_error(&|name| D::has_member(&received.response, name)) {
        return Err(service_error::<F>(received));
    }
    let value = match received.cut {
        Some(limit) => Err(too_long(limit)),
        None => D::decode(&received.response),
    };
    value.map_err(|error| Error::Decode(Box::new(DecodeFailure::new(received, error))))
}

#[cold]
fn too_long(limit: usize) -> DecodeError {
    DecodeError::new(format!("the body is longer than the limit of {limit} bytes (`max_response_bytes`)"))
}

impl<T, E> Future for Call<T, E> {
    type Output = Result<T, Error<E>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let finish = self.finish;
        self.exchange.as_mut().poll(context).map(|received| finish(received?))
    }
}

impl<T, E> fmt::Debug for Call<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Call").field(&self.operation).finish()
    }
}
