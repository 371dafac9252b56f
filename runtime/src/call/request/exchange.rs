//! The exchange of a call: attempts until one succeeds or retries are exhausted.
//!
//! Nothing here depends on the type of the response, so it is compiled once.

use std::time::Duration;

use crate::call::error::{Failure, ReceivedResponse};
use crate::call::request::{Request, attempt};
use crate::call::retry::{self, Budget, Retry};
use crate::transport::clock::{self, Deadline};

/// Sends the request and reads the response, with retries as configured by [`Retry`].
///
/// # Errors
///
/// Fails if the request is invalid, or if the last attempt failed.
pub(crate) fn exchange(
    mut request: Request,
) -> impl Future<Output = Result<ReceivedResponse, Failure>> + Send + 'static {
    request.add_idempotency_key();
    // Not an `async fn`, which would store its argument twice.
    async move {
        match attempts(&request).await {
            Ok(received) => Ok(received.of(request)),
            Err(failure) => Err(failure.of(&request)),
        }
    }
}

async fn attempts(request: &Request) -> Result<ReceivedResponse, Failure> {
    let inner = &request.0.client.inner;
    let deadline = Deadline::after(request.0.timeout.or(inner.timeout));
    if request.lacks_params() {
        // Boxed, because most calls do not need this future and would still pay for its size.
        Box::pin(request.look_up_params(deadline)).await?;
    }
    let mut state = RetryState { request, deadline, made: 0, last_cost: 0, reauthenticated: false };
    loop {
        let mut outcome = attempt::attempt(request, state.made + 1, deadline).await;
        state.made += 1;
        if let Some(wait) = state.wait_after(&outcome) {
            clock::sleep(wait).await;
            continue;
        }
        match &mut outcome {
            Ok(received) => received.attempts = state.made,
            Err(failure) => failure.set_attempts(state.made),
        }
        return outcome;
    }
}

/// The retry state of a call.
struct RetryState<'a> {
    request: &'a Request,
    deadline: Deadline,
    made: u32,
    /// The budget used by the last retry.
    last_cost: u32,
    /// Whether the call was retried with a renewed credential.
    reauthenticated: bool,
}

impl RetryState<'_> {
    /// How long to wait before the next attempt; `None` if there is none.
    fn wait_after(&mut self, outcome: &Result<ReceivedResponse, Failure>) -> Option<Duration> {
        let inner = &self.request.0.client.inner;
        let retry = self.request.0.retry.as_deref().unwrap_or(&inner.retry);
        if let Ok(received) = outcome
            && received.response.status.is_success()
        {
            inner.budget.refund(self.last_cost.max(Budget::SUCCESS));
            return None;
        }
        if !retry.allows_after(self.made) || !self.request.0.body.is_replayable() {
            return None;
        }
        // A rejected call had no effect, whatever its method. Only once: the new credential may be rejected, too.
        if outcome.as_ref().is_ok_and(|received| received.renewed) && !self.reauthenticated {
            self.reauthenticated = true;
            self.last_cost = Budget::RETRY;
            return inner.budget.take(Budget::RETRY).then_some(Duration::ZERO);
        }
        let cost = self.cost(retry, outcome)?;
        let retry_after = outcome.as_ref().ok().and_then(|received| retry::retry_after(&received.response.headers));
        let wait = retry.wait(self.made, retry_after)?;
        if !self.deadline.allows(wait) || !inner.budget.take(cost) {
            return None;
        }
        self.last_cost = cost;
        Some(wait)
    }

    /// The budget cost of another attempt; `None` if the failure is permanent or the call is not idempotent.
    fn cost(&self, retry: &Retry, outcome: &Result<ReceivedResponse, Failure>) -> Option<u32> {
        let repeatable = || self.request.is_idempotent();
        match outcome {
            Ok(received) => (retry.is_on(received.response.status) && repeatable()).then_some(Budget::RETRY),
            Err(failure) => {
                let error = failure.transport_error()?;
                // Without a connection nothing was sent, so any method can be retried.
                let cost = if error.is_timeout() { Budget::TIMEOUT } else { Budget::RETRY };
                (error.is_connect() || repeatable()).then_some(cost)
            }
        }
    }
}
