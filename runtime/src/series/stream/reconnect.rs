//! Reconnects streams of events (the HTML standard, section 9.2.3, *Processing model*).

use std::task::{Context, Poll, ready};
use std::time::Duration;

use crate::StatusCode;
use crate::call::error::{Error, Failure, ReceivedResponse, ServiceFailure};
use crate::call::request::Request;
use crate::transport::BoxFuture;
use crate::transport::clock;

/// The default wait before reconnecting.
const DELAY: Duration = Duration::from_secs(3);

/// The minimum wait. Otherwise a service that sends `retry: 0` and closes each connection would be called in a loop.
const MIN_DELAY: Duration = Duration::from_millis(100);

/// The maximum wait after failed attempts.
const MAX_DELAY: Duration = Duration::from_secs(60);

/// The maximum wait that a service can set.
const MAX_RETRY: Duration = Duration::from_secs(300);

/// The state of reconnecting.
pub(super) struct Reconnect {
    request: Request,
    /// How many attempts in a row may fail; zero by default.
    attempts: u32,
    made: u32,
    in_flight: Option<BoxFuture<'static, Result<ReceivedResponse, Failure>>>,
    /// The last event ID and reconnection time, for the next attempt.
    last: (String, Option<Duration>),
}

/// The outcome of reconnecting.
pub(super) enum Reconnected {
    /// The connection was not interrupted.
    NotNeeded,
    /// The service has ended the stream.
    Ended,
    /// No attempt succeeded.
    Failed(Error),
    Connected(Box<ReceivedResponse>),
}

impl Reconnect {
    pub(super) fn of(request: Request) -> Self {
        Self { request, attempts: 0, made: 0, in_flight: None, last: Default::default() }
    }

    pub(super) fn allow(&mut self, attempts: u32) {
        self.attempts = if self.request.may_be_repeated() { attempts } else { 0 };
    }

    /// Resets the count of failed attempts after an event.
    pub(super) fn succeeded(&mut self) {
        self.made = 0;
    }

    /// Starts to reconnect, if another attempt is allowed.
    pub(super) fn begin(&mut self, last_id: &str, retry: Option<Duration>) -> bool {
        if self.made >= self.attempts {
            return false;
        }
        let first = retry.unwrap_or(DELAY).clamp(MIN_DELAY, MAX_RETRY);
        let delay = first.saturating_mul(1 << self.made.min(8)).min(MAX_DELAY.max(first));
        self.made += 1;
        self.last = (last_id.to_owned(), retry);
        let request = self.request.clone().resume_after(last_id);
        self.in_flight = Some(Box::pin(async move {
            clock::sleep(delay).await;
            request.exchange_events().await
        }));
        true
    }

    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Reconnected> {
        loop {
            let Some(in_flight) = &mut self.in_flight else {
                return Poll::Ready(Reconnected::NotNeeded);
            };
            let received = ready!(in_flight.as_mut().poll(context));
            self.in_flight = None;
            return Poll::Ready(match received {
                // 204 tells clients to stop reconnecting.
                Ok(received) if received.response.status == StatusCode::NO_CONTENT => Reconnected::Ended,
                Ok(received) if received.response.status.is_success() => Reconnected::Connected(Box::new(received)),
                Ok(received) => Reconnected::Failed(Error::Service(Box::new(ServiceFailure::new(received, None)))),
                Err(failure) => {
                    let (last_id, retry) = self.last.clone();
                    if self.begin(&last_id, retry) {
                        continue;
                    }
                    Reconnected::Failed(failure.into())
                }
            });
        }
    }
}
