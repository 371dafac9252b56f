//! [`Wait`]: waits until a long-running operation completes.

mod error;
mod poll;
mod polling;

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
pub use crate::series::wait::polling::Polling;

impl Request {
    /// Starts a long-running operation and polls it until it completes. The status is decoded by `D`, an error of the start
    /// request by `E`, and an error of a status request by `F`.
    pub fn wait<D: Decode, E: Decode, F: Decode>(
        self,
        polling: &'static Polling,
    ) -> Wait<D::Value, E::Value, F::Value> {
        Wait::new::<D, E, F>(self, polling)
    }
}

/// Starts a long-running operation and polls its status until it completes. `.await` it, or call `block` with the feature
/// `blocking`.
///
/// It resolves to the last status, a `T`. Nothing is sent before it is awaited. Dropping it stops polling; it does not cancel
/// the operation.
///
/// Await `&mut wait` to keep it: awaited again, after an error or after the future was dropped, it goes on polling the operation
/// that it has started. If that could not be started, it is started again.
///
/// ```no_run
/// # async fn run(mut wait: specwright_runtime::Wait<u64>) -> Result<(), specwright_runtime::WaitError<u64>> {
/// use specwright_runtime::WaitError;
///
/// let done = loop {
///     match (&mut wait).await {
///         // The operation is still running, as far as anyone knows.
///         Err(WaitError::Poll(error)) => eprintln!("{error}"),
///         other => break other?,
///     }
/// };
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// Resolves to a [`WaitError`] if the operation cannot be started, fails, or does not complete in time.
#[must_use = "nothing is started until it is awaited"]
pub struct Wait<T, S = (), P = ()> {
    request: Request,
    polling: &'static Polling,
    interval: Duration,
    longest_interval: Duration,
    timeout: Option<Duration>,
    /// The request for the status, once the operation is started.
    started: Option<Request>,
    progress: Option<Progress<T>>,
    start: fn(ReceivedResponse) -> Result<(), Error<S>>,
    poll: fn(ReceivedResponse) -> Result<T, Error<P>>,
}

/// A decoder that ignores the response of the operation that starts it.
enum Ignored {}

impl Decode for Ignored {
    type Value = ();

    fn decode(_: &RawResponse) -> Result<(), DecodeError> {
        Ok(())
    }
}

/// The default limit of the intervals that services set.
const LONGEST_INTERVAL: Duration = Duration::from_secs(600);

/// A callback for every status.
type Progress<T> = Box<dyn FnMut(&T) + Send>;

impl<T, S, P> Wait<T, S, P> {
    pub(crate) fn new<D, F, G>(request: Request, polling: &'static Polling) -> Self
    where
        D: Decode<Value = T>,
        F: Decode<Value = S>,
        G: Decode<Value = P>,
    {
        Self {
            request,
            polling,
            interval: polling.interval,
            longest_interval: LONGEST_INTERVAL,
            timeout: None,
            started: None,
            progress: None,
            start: finish::<Ignored, F>,
            poll: finish::<D, G>,
        }
    }

    /// Sets the polling interval. If the service sends a longer `Retry-After`, that is used.
    pub fn interval(self, interval: Duration) -> Self {
        Self { interval, ..self }
    }

    /// Limits the interval that the service can set by `Retry-After`. The default is ten minutes.
    pub fn longest_interval(self, longest: Duration) -> Self {
        Self { longest_interval: longest, ..self }
    }

    /// Limits the time from awaiting it until completion, including all requests. By default there is no limit.
    pub fn timeout(self, timeout: Duration) -> Self {
        Self { timeout: Some(timeout), ..self }
    }

    /// Calls this function with every status, including the last.
    pub fn on_progress(self, progress: impl FnMut(&T) + Send + 'static) -> Self {
        Self { progress: Some(Box::new(progress)), ..self }
    }

    async fn run(&mut self) -> Result<T, WaitError<T, S, P>> {
        let deadline = Deadline::after(self.timeout);
        let after = self.timeout.unwrap_or_default();
        let poll = match &self.started {
            Some(poll) => poll.clone(),
            None => self.begin(deadline).await.map_err(WaitError::Start)?,
        };
        let mut last = None;
        loop {
            let Some(outcome) = deadline.hold(exchange(poll.clone())).await else {
                return Err(WaitError::TimedOut { after, last });
            };
            let received = outcome.map_err(|failure| WaitError::Poll(failure.into()))?;
            let status = status(&received, self.polling.status);
            let has_failed = has_failed(&received, self.polling.failed_at);
            let retry_after = retry::retry_after(&received.response.headers).unwrap_or_default();
            let value = (self.poll)(received).map_err(WaitError::Poll)?;
            if let Some(progress) = &mut self.progress {
                progress(&value);
            }
            let is_one_of = |values: &[&str]| status.as_deref().is_some_and(|status| values.contains(&status));
            if has_failed || is_one_of(self.polling.failed) {
                return Err(WaitError::Failed { status: status.unwrap_or_default(), last: Box::new(value) });
            }
            if is_one_of(self.polling.done) {
                return Ok(value);
            }
            last = Some(Box::new(value));
            let pause = retry_after.min(self.longest_interval).max(self.interval);
            if !deadline.allows(pause) {
                return Err(WaitError::TimedOut { after, last });
            }
            clock::sleep(pause).await;
        }
    }

    /// Starts the operation. Returns the request for its status, which it keeps.
    async fn begin(&mut self, deadline: Deadline) -> Result<Request, Error<S>> {
        let Some(outcome) = deadline.hold(exchange(self.request.clone())).await else {
            return Err(self
                .request
                .timed_out("there was no response to the request that starts the operation")
                .into());
        };
        let response = outcome?;
        let poll = poll::poll_request(&self.request, self.polling, &response.response);
        (self.start)(response)?;
        self.started = Some(poll.clone());
        Ok(poll)
    }
}

#[cfg(feature = "blocking")]
impl<T, S, P> Wait<T, S, P> {
    /// Waits for completion, blocking the current thread; see [`blocking::block_on`](crate::blocking::block_on). Called again, it
    /// goes on polling.
    ///
    /// # Errors
    ///
    /// Fails with a [`WaitError`]; inside a Tokio runtime, where blocking is not allowed, with [`WaitError::Start`]: use `.await`
    /// there.
    pub fn block(&mut self) -> Result<T, WaitError<T, S, P>> {
        let operation = self.request.operation_id();
        crate::call::blocking::block_on(self.run()).unwrap_or_else(|error| {
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

    fn into_future(mut self) -> Self::IntoFuture {
        Box::pin(async move { self.run().await })
    }
}

impl<'a, T, S, P> IntoFuture for &'a mut Wait<T, S, P>
where
    T: Send + 'static,
    S: Send + 'static,
    P: Send + 'static,
{
    type Output = Result<T, WaitError<T, S, P>>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

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

/// Whether a response has one of the values that mean failure at one of these pointers.
fn has_failed(received: &ReceivedResponse, places: &[(&str, &[&str])]) -> bool {
    let equals = |found: &str, value: &str| {
        let numbers = found.parse::<f64>().ok().zip(value.parse::<f64>().ok());
        found == value || numbers.is_some_and(|(found, value)| found == value)
    };
    let has_one_of = |pointer: &str, values: &[&str]| {
        status(received, pointer).is_some_and(|found| values.iter().any(|value| equals(&found, value)))
    };
    places.iter().any(|(pointer, values)| has_one_of(pointer, values))
}

/// The status in a response, as a string.
fn status(received: &ReceivedResponse, pointer: &str) -> Option<String> {
    match json::at::<Value>(&received.response.body, pointer).ok().flatten()? {
        Value::String(text) => Some(text),
        other @ (Value::Bool(_) | Value::Number(_)) => Some(other.to_string()),
        _ => None,
    }
}
