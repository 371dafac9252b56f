//! [`Wait`]: waiting until what an operation began has come to its end.

mod error;
mod waiting;

use std::fmt;
use std::time::Duration;

use serde_json::Value;

#[cfg(feature = "blocking")]
use crate::call::error::Failure;
use crate::call::error::{Error, ReceivedResponse};
use crate::call::future::finish;
use crate::call::request::Request;
use crate::call::request::exchange::exchange;
use crate::call::response::{Decode, RawResponse};
use crate::call::retry;
use crate::transport::BoxFuture;
use crate::transport::clock::{self, Deadline};
use crate::wire::decode_error::DecodeError;
use crate::wire::json;

pub use crate::series::wait::error::WaitError;
pub use crate::series::wait::waiting::Waiting;

/// Waiting for what an operation began: `await` it. Nothing is sent before that. What was begun is not ended by dropping it.
///
/// It gives what the service tells in the end, a `T`.
///
/// # Errors
///
/// See [`WaitError`].
#[must_use = "nothing is begun until it is awaited"]
pub struct Wait<T, S = (), P = ()> {
    request: Request,
    waiting: &'static Waiting,
    interval: Duration,
    timeout: Option<Duration>,
    progress: Option<Progress<T>>,
    started: fn(ReceivedResponse) -> Result<(), Error<S>>,
    polled: fn(ReceivedResponse) -> Result<T, Error<P>>,
}

/// A response that is not looked at: nobody says here what is declared of it.
enum Begun {}

impl Decode for Begun {
    type Value = ();

    fn decode(_: &RawResponse) -> Result<(), DecodeError> {
        Ok(())
    }
}

/// What is called with everything that the service tells.
type Progress<T> = Box<dyn FnMut(&T) + Send>;

impl<T, S, P> Wait<T, S, P> {
    pub(crate) fn new<D, F, G>(request: Request, waiting: &'static Waiting) -> Self
    where
        D: Decode<Value = T>,
        F: Decode<Value = S>,
        G: Decode<Value = P>,
    {
        Self {
            request,
            waiting,
            interval: waiting.interval,
            timeout: None,
            progress: None,
            started: finish::<Begun, F>,
            polled: finish::<D, G>,
        }
    }

    /// How long it is waited between two questions, unless the service says (`Retry-After`).
    pub fn interval(self, interval: Duration) -> Self {
        Self { interval, ..self }
    }

    /// How long it is waited in all, from when it was begun. Default: without end.
    pub fn timeout(self, timeout: Duration) -> Self {
        Self { timeout: Some(timeout), ..self }
    }

    /// Is called with everything that the service tells, the end included.
    pub fn on_progress(self, progress: impl FnMut(&T) + Send + 'static) -> Self {
        Self { progress: Some(Box::new(progress)), ..self }
    }

    async fn run(mut self) -> Result<T, WaitError<T, S, P>> {
        let begun = match exchange(self.request.clone()).await {
            Ok(received) => received,
            Err(failure) => return Err(WaitError::Start(failure.into())),
        };
        let poll = self.request.polling(self.waiting, &begun.response);
        (self.started)(begun).map_err(WaitError::Start)?;
        let deadline = Deadline::after(self.timeout);
        loop {
            let received = exchange(poll.clone()).await.map_err(|failure| WaitError::Poll(failure.into()))?;
            let status = status(&received, self.waiting.status);
            let has_failed = has_failed(&received, self.waiting.failed_at);
            let wanted = retry::wanted(&received.response.headers);
            let told = (self.polled)(received).map_err(WaitError::Poll)?;
            if let Some(progress) = &mut self.progress {
                progress(&told);
            }
            let is_one_of = |values: &[&str]| status.as_deref().is_some_and(|status| values.contains(&status));
            if has_failed || is_one_of(self.waiting.failed) {
                return Err(WaitError::Failed { status: status.unwrap_or_default(), last: Box::new(told) });
            }
            if is_one_of(self.waiting.done) {
                return Ok(told);
            }
            let pause = wanted.unwrap_or(self.interval);
            if !deadline.allows(pause) {
                let after = self.timeout.unwrap_or_default();
                return Err(WaitError::TimedOut { after, last: Box::new(told) });
            }
            clock::sleep(pause).await;
        }
    }
}

#[cfg(feature = "blocking")]
impl<T, S, P> Wait<T, S, P> {
    /// Waits on this thread, as [`blocking::wait`](crate::blocking::wait) does.
    ///
    /// # Errors
    ///
    /// Those of [`WaitError`]; on a thread of a tokio runtime, which must not stand still, that it did not begin: `await` it
    /// there.
    pub fn wait(self) -> Result<T, WaitError<T, S, P>> {
        let operation = self.request.operation_id();
        crate::call::blocking::wait(self.run()).unwrap_or_else(|error| {
            let failure = Failure::invalid_request(operation, error.to_string(), Some(error.into()));
            Err(WaitError::Start(failure.into()))
        })
    }
}

impl<T, S, P> IntoFuture for Wait<T, S, P>
where
    T: Send + 'static,
    S: Send + 'static,
    P: Send + 'static,
{
    type Output = Result<T, WaitError<T, S, P>>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

impl<T, S, P> fmt::Debug for Wait<T, S, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wait")
            .field("request", &self.request)
            .field("interval", &self.interval)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

/// Whether a response says at one of these places that it has come to nothing.
fn has_failed(received: &ReceivedResponse, places: &[(&str, &[&str])]) -> bool {
    let is = |said: &str, value: &str| {
        let numbers = said.parse::<f64>().ok().zip(value.parse::<f64>().ok());
        said == value || numbers.is_some_and(|(said, value)| said == value)
    };
    places
        .iter()
        .any(|(place, values)| status(received, place).is_some_and(|said| values.iter().any(|value| is(&said, value))))
}

/// The status in a response, as text.
fn status(received: &ReceivedResponse, pointer: &str) -> Option<String> {
    match json::at::<Value>(&received.response.body, pointer).ok().flatten()? {
        Value::String(text) => Some(text),
        other @ (Value::Bool(_) | Value::Number(_)) => Some(other.to_string()),
        _ => None,
    }
}
