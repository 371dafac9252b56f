//! An exchange with the service: attempts, until one brings a response that is worth to have, or none is left.
//!
//! Nothing here depends on what the body is decoded to, so that it is compiled once.

use std::time::Duration;

use crate::call::error::{Failure, ReceivedResponse};
use crate::call::request::{Request, attempt};
use crate::call::retry::{self, Budget, Retry};
use crate::transport::clock::{self, Deadline};

/// Sends the request and reads the response, as often as the request's [`Retry`] has it.
///
/// # Errors
///
/// The request cannot be sent, or the last exchange did not come to its end.
pub(crate) fn exchange(
    mut request: Request,
) -> impl Future<Output = Result<ReceivedResponse, Failure>> + Send + 'static {
    request.add_idempotency_key();
    // Not an `async fn`, which would hold its argument twice.
    async move { attempts(&request).await }
}

async fn attempts(request: &Request) -> Result<ReceivedResponse, Failure> {
    let inner = &request.0.client.inner;
    let deadline = Deadline::after(request.0.timeout.or(inner.timeout));
    if request.lacks_params() {
        // Behind a pointer of its own, since most calls have no use for the place that this takes.
        Box::pin(request.find_params(deadline)).await?;
    }
    let mut attempts = Attempts { request, deadline, made: 0, paid: 0, renewed: false };
    loop {
        let mut outcome = attempt::attempt(request, attempts.made + 1, deadline).await;
        attempts.made += 1;
        if let Some(wait) = attempts.wait_after(&outcome) {
            clock::sleep(wait).await;
            continue;
        }
        match &mut outcome {
            Ok(received) => received.attempts = attempts.made,
            Err(failure) => failure.set_attempts(attempts.made),
        }
        return outcome;
    }
}

/// The attempts of a call.
struct Attempts<'a> {
    request: &'a Request,
    deadline: Deadline,
    made: u32,
    /// What the last retry took of the budget.
    paid: u32,
    /// Whether there was an attempt with a renewed credential.
    renewed: bool,
}

impl Attempts<'_> {
    /// How long to wait before the next attempt, if there is to be one.
    fn wait_after(&mut self, outcome: &Result<ReceivedResponse, Failure>) -> Option<Duration> {
        let inner = &self.request.0.client.inner;
        let retry = self.request.0.retry.as_deref().unwrap_or(&inner.retry);
        if let Ok(received) = outcome
            && received.response.status.is_success()
        {
            inner.budget.give(self.paid.max(Budget::SUCCESS));
            return None;
        }
        if !retry.allows_after(self.made) || !self.request.0.body.is_replayable() {
            return None;
        }
        // A call that was refused did nothing, whatever its method. Once: the new credential may be no better.
        if outcome.as_ref().is_ok_and(|received| received.renewed) && !self.renewed {
            self.renewed = true;
            return Some(Duration::ZERO);
        }
        let cost = self.cost(retry, outcome)?;
        let wanted = outcome.as_ref().ok().and_then(|received| retry::wanted(&received.response.headers));
        let wait = retry.wait(self.made, wanted)?;
        if !self.deadline.allows(wait) || !inner.budget.take(cost) {
            return None;
        }
        self.paid = cost;
        Some(wait)
    }

    /// What another attempt takes of the budget; nothing where it makes no sense, or could act twice.
    fn cost(&self, retry: &Retry, outcome: &Result<ReceivedResponse, Failure>) -> Option<u32> {
        let repeatable = || self.request.is_idempotent();
        match outcome {
            Ok(received) => (retry.is_on(received.response.status) && repeatable()).then_some(Budget::RETRY),
            Err(failure) => {
                let error = failure.interruption()?;
                // Without a connection nothing was sent, which can be said of every method.
                let cost = if error.is_timeout() { Budget::TIMEOUT } else { Budget::RETRY };
                (error.is_connect() || repeatable()).then_some(cost)
            }
        }
    }
}
