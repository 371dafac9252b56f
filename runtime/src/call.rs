//! [`Call`]: the one future that serves all operations.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::error::{Answer, Error, Failure, Refused, Undecoded};
use crate::response::{Decode, DecodeError, media};
use crate::transport::BoxFuture;

/// A call under way: `await` it. Nothing is sent before that, and dropping it breaks the exchange off.
///
/// # Errors
///
/// See [`Error`] for what can go wrong.
#[must_use = "a call does nothing until it is awaited"]
pub struct Call<T, E = ()> {
    operation: &'static str,
    exchange: BoxFuture<'static, Result<Answer, Failure>>,
    /// What makes a value of the answer. All else is the same code for every operation.
    finish: fn(Answer) -> Result<T, Error<E>>,
}

impl<T, E> Call<T, E> {
    /// A call whose answer is decoded by `D` where its status is 2xx, and by `F` where it is not.
    pub(crate) fn new<D, F>(operation: &'static str, exchange: BoxFuture<'static, Result<Answer, Failure>>) -> Self
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
    /// Those of the call, and [`Error::Unsendable`] on a thread of a tokio runtime, which must not stand still: `await` the
    /// call there.
    pub fn wait(self) -> Result<T, Error<E>> {
        let operation = self.operation;
        crate::blocking::wait(self)
            .unwrap_or_else(|error| Err(Failure::unsendable(operation, error.to_string(), Some(error.into())).into()))
    }
}

impl<T, E> Call<T, E> {
    /// A call whose answer, where its status is 2xx, is read while it comes and its parts decoded by `D`; any other is
    /// decoded by `F`.
    pub(crate) fn streamed<D, F>(operation: &'static str, exchange: BoxFuture<'static, Result<Answer, Failure>>) -> Self
    where
        T: Begin<D>,
        F: Decode<Value = E>,
    {
        Self { operation, exchange, finish: finish_streamed::<T, D, F> }
    }
}

/// What reads an answer while it comes, and decodes its parts by `D`.
pub(crate) trait Begin<D>: Sized {
    /// # Errors
    ///
    /// The answer, where it was read since it is not of the media type that was wanted.
    fn begin(answer: Answer) -> Result<Self, Box<Answer>>;
}

fn finish_streamed<T: Begin<D>, D, F: Decode>(answer: Answer) -> Result<T, Error<F::Value>> {
    if !answer.response.status.is_success() {
        return Err(refused::<F>(answer));
    }
    T::begin(answer).map_err(|answer| {
        let error = media::unexpected(&answer.response.headers);
        Error::Decode(Box::new(Undecoded::new(*answer, error)))
    })
}

/// The error of an answer that refuses.
pub(crate) fn refused<F: Decode>(answer: Answer) -> Error<F::Value> {
    let body = F::decode(&answer.response).ok();
    Error::Service(Box::new(Refused::new(answer, body)))
}

/// What an answer comes to.
///
/// # Errors
///
/// A status other than 2xx, a body that tells an error instead of what was declared, or one that is neither.
pub(crate) fn finish<D: Decode, F: Decode>(answer: Answer) -> Result<D::Value, Error<F::Value>> {
    if !answer.response.status.is_success() || answer.is_error(&|name| D::has_member(&answer.response, name)) {
        return Err(refused::<F>(answer));
    }
    let value = match answer.cut {
        Some(limit) => Err(too_long(limit)),
        None => D::decode(&answer.response),
    };
    value.map_err(|error| Error::Decode(Box::new(Undecoded::new(answer, error))))
}

#[cold]
fn too_long(limit: usize) -> DecodeError {
    DecodeError::new(format!("the body is longer than the {limit} bytes that `max_response_bytes` allows"))
}

impl<T, E> Future for Call<T, E> {
    type Output = Result<T, Error<E>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let finish = self.finish;
        self.exchange.as_mut().poll(context).map(|answer| finish(answer?))
    }
}

impl<T, E> fmt::Debug for Call<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Call").field(&self.operation).finish()
    }
}
