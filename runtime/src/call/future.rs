//! [`Call`]: the one future that serves all operations.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::call::error::{DecodeFailure, Error, Failure, ReceivedResponse, ServiceFailure};
use crate::call::response::{Decode, media};
use crate::transport::BoxFuture;
use crate::wire::decode_error::DecodeError;

/// A call under way: `await` it. Nothing is sent before that, and dropping it breaks the exchange off.
///
/// # Errors
///
/// See [`Error`] for what can go wrong.
#[must_use = "a call does nothing until it is awaited"]
pub struct Call<T, E = ()> {
    operation: &'static str,
    exchange: BoxFuture<'static, Result<ReceivedResponse, Failure>>,
    /// What makes a value of the response. All else is the same code for every operation.
    finish: fn(ReceivedResponse) -> Result<T, Error<E>>,
}

impl<T, E> Call<T, E> {
    /// A call whose response is decoded by `D` where its status is 2xx, and by `F` where it is not.
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
    /// Makes the call and waits for it on this thread, as [`blocking::wait`](crate::blocking::wait) does.
    ///
    /// # Errors
    ///
    /// Those of the call, and [`Error::InvalidRequest`] on a thread of a tokio runtime, which must not stand still: `await` the
    /// call there.
    pub fn wait(self) -> Result<T, Error<E>> {
        let operation = self.operation;
        crate::call::blocking::wait(self).unwrap_or_else(|error| {
            Err(Failure::invalid_request(operation, error.to_string(), Some(error.into())).into())
        })
    }
}

impl<T, E> Call<T, E> {
    /// A call whose response, where its status is 2xx, is read while it comes and its parts decoded by `D`; any other is
    /// decoded by `F`.
    pub(crate) fn streamed<D, F>(
        operation: &'static str,
        exchange: BoxFuture<'static, Result<ReceivedResponse, Failure>>,
    ) -> Self
    where
        T: Begin<D>,
        F: Decode<Value = E>,
    {
        Self { operation, exchange, finish: finish_streamed::<T, D, F> }
    }
}

/// What reads a response while it comes, and decodes its parts by `D`.
pub(crate) trait Begin<D>: Sized {
    /// # Errors
    ///
    /// The response, where it was read since it is not of the media type that was wanted.
    fn begin(received: ReceivedResponse) -> Result<Self, Box<ReceivedResponse>>;
}

fn finish_streamed<T: Begin<D>, D, F: Decode>(received: ReceivedResponse) -> Result<T, Error<F::Value>> {
    if !received.response.status.is_success() {
        return Err(refused::<F>(received));
    }
    T::begin(received).map_err(|received| {
        let error = media::unexpected(&received.response.headers);
        Error::Decode(Box::new(DecodeFailure::new(*received, error)))
    })
}

/// The error of a response that refuses.
pub(crate) fn refused<F: Decode>(received: ReceivedResponse) -> Error<F::Value> {
    let body = F::decode(&received.response).ok();
    Error::Service(Box::new(ServiceFailure::new(received, body)))
}

/// What a response comes to.
///
/// # Errors
///
/// A status other than 2xx, a body that tells an error instead of what was declared, or one that is neither.
pub(crate) fn finish<D: Decode, F: Decode>(received: ReceivedResponse) -> Result<D::Value, Error<F::Value>> {
    if !received.response.status.is_success() || received.is_error(&|name| D::has_member(&received.response, name)) {
        return Err(refused::<F>(received));
    }
    let value = match received.cut {
        Some(limit) => Err(too_long(limit)),
        None => D::decode(&received.response),
    };
    value.map_err(|error| Error::Decode(Box::new(DecodeFailure::new(received, error))))
}

#[cold]
fn too_long(limit: usize) -> DecodeError {
    DecodeError::new(format!("the body is longer than the {limit} bytes that `max_response_bytes` allows"))
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
