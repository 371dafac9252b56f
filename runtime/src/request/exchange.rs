//! One exchange with the service, from a filled-in request to an answer whose body has been read.
//!
//! Nothing here depends on what the body is decoded to, so that it is compiled once.

use std::time::Duration;

use crate::clock::{self, Deadline};
use crate::description::Scheme;
use crate::error::{Answer, Failure};
use crate::request::Request;
use crate::response::RawResponse;
use crate::retry::{self, Budget, Retry};
use crate::transport::{HttpRequest, TransportError};

/// Sends the request and reads the answer, as often as the request's [`Retry`] has it.
///
/// # Errors
///
/// The request cannot be sent, or the last exchange did not come to its end.
pub(super) async fn exchange(request: Request) -> Result<Answer, Failure> {
    let inner = &request.client.inner;
    let deadline = Deadline::after(request.timeout.or(inner.timeout));
    let mut attempts = Attempts { request: &request, deadline, made: 0, paid: 0 };
    loop {
        let mut outcome = attempt(&request, deadline).await;
        attempts.made += 1;
        if let Some(wait) = attempts.wait_after(&outcome) {
            clock::sleep(wait).await;
            continue;
        }
        match &mut outcome {
            Ok(answer) => answer.attempts = attempts.made,
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
}

impl Attempts<'_> {
    /// How long to wait before the next attempt, if there is to be one.
    fn wait_after(&mut self, outcome: &Result<Answer, Failure>) -> Option<Duration> {
        let inner = &self.request.client.inner;
        let retry = self.request.retry.as_deref().unwrap_or(&inner.retry);
        if let Ok(answer) = outcome
            && answer.response.status.is_success()
        {
            inner.budget.give(self.paid.max(Budget::SUCCESS));
            return None;
        }
        let cost = self.cost(retry, outcome)?;
        if !retry.allows_after(self.made) || !self.request.is_replayable() {
            return None;
        }
        let wanted = outcome.as_ref().ok().and_then(|answer| retry::wanted(&answer.response.headers));
        let wait = retry.wait(self.made, wanted)?;
        if !self.deadline.allows(wait) || !inner.budget.take(cost) {
            return None;
        }
        self.paid = cost;
        Some(wait)
    }

    /// What another attempt takes of the budget; nothing where it makes no sense, or could act twice.
    fn cost(&self, retry: &Retry, outcome: &Result<Answer, Failure>) -> Option<u32> {
        let repeatable = || self.request.idempotent.unwrap_or_else(|| self.request.operation.is_idempotent());
        match outcome {
            Ok(answer) => (retry.is_on(answer.response.status) && repeatable()).then_some(Budget::RETRY),
            Err(failure) => {
                let error = failure.interruption()?;
                // Without a connection nothing was sent, which can be said of every method.
                let cost = if error.is_timeout() { Budget::TIMEOUT } else { Budget::RETRY };
                (error.is_connect() || repeatable()).then_some(cost)
            }
        }
    }
}

/// Sends the request once and reads the answer.
async fn attempt(request: &Request, deadline: Deadline) -> Result<Answer, Failure> {
    let operation = request.operation.id;
    let inner = &request.client.inner;
    let errors = &inner.api.errors;

    let mut sent = prepare(request, deadline).await?;
    let limit = request.attempt_timeout.or(inner.attempt_timeout);
    sent.timeout = limit.into_iter().chain(deadline.left()).min();
    let response = inner.transport.send(sent).await;
    let response = response.map_err(|error| Failure::interrupted(operation, errors, error, None))?;

    let (status, headers) = (response.status, response.headers);
    let collected = response.body.collect(inner.max_response_bytes).await;
    match collected.error {
        Some(error) => Err(Failure::interrupted(operation, errors, error, Some((status, headers)))),
        None => {
            let cut = collected.cut.then_some(inner.max_response_bytes);
            let response = RawResponse { status, headers, body: collected.bytes };
            Ok(Answer::new(operation, errors, response, cut))
        }
    }
}

/// The request as it is sent, credentials applied: anew for each attempt, since a signature has a time.
async fn prepare(request: &Request, deadline: Deadline) -> Result<HttpRequest, Failure> {
    let operation = request.operation.id;
    let refuse = |sentence: String| Failure::unsendable(operation, sentence, None);

    let mut sent = request.assemble().map_err(|(sentence, source)| Failure::unsendable(operation, sentence, source))?;
    let applied = request.credentials(&sent.headers).map_err(refuse)?;
    request.add_headers(&applied, &mut sent.headers).map_err(refuse)?;
    for (scheme, credential) in applied {
        let applied = deadline.hold(credential.apply(scheme, &mut sent)).await;
        let applied = applied.ok_or_else(|| late(request, scheme))?;
        applied.map_err(|error| {
            let sentence = format!("the credential given to `{}` cannot be used: {error}", scheme.method);
            Failure::unsendable(operation, sentence, Some(error))
        })?;
    }
    Ok(sent)
}

/// The call's time was over before it had its credential: nothing was sent.
fn late(request: &Request, scheme: &Scheme) -> Failure {
    let sentence = format!("the credential given to `{}` did not come in time", scheme.method);
    let error = TransportError::new(sentence).while_connecting(true).by_timeout(true);
    Failure::interrupted(request.operation.id, &request.client.inner.api.errors, error, None)
}
