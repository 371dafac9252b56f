//! Connecting again where a stream of events broke off (the HTML standard, section 9.2.3, *Processing model*).

use std::task::{Context, Poll, ready};
use std::time::Duration;

use crate::StatusCode;
use crate::call::error::{Error, Failure, ReceivedResponse, ServiceFailure};
use crate::call::request::Request;
use crate::transport::BoxFuture;
use crate::transport::clock;

/// How long to wait where the service does not say it.
const DELAY: Duration = Duration::from_secs(3);

/// The longest that is waited after several attempts in vain.
const LONGEST: Duration = Duration::from_secs(60);

/// Whether, and how, to connect again.
pub(super) struct Reconnect {
    request: Request,
    /// How many attempts in a row may be in vain; none unless asked for.
    attempts: u32,
    made: u32,
    under_way: Option<BoxFuture<'static, Result<ReceivedResponse, Failure>>>,
    /// What the wait depends on, for the attempt after this one.
    last: (String, Option<Duration>),
}

/// What came of connecting again.
pub(super) enum Again {
    /// It was not needed.
    No,
    /// There is nothing more to come.
    Over,
    /// It was in vain.
    ServiceFailure(Error),
    Connected(Box<ReceivedResponse>),
}

impl Reconnect {
    pub(super) fn of(request: Request) -> Self {
        Self { request, attempts: 0, made: 0, under_way: None, last: Default::default() }
    }

    pub(super) fn allow(&mut self, attempts: u32) {
        self.attempts = if self.request.may_be_repeated() { attempts } else { 0 };
    }

    /// Something came.
    pub(super) fn succeeded(&mut self) {
        self.made = 0;
    }

    /// Begins to connect again, if that is still allowed.
    pub(super) fn begin(&mut self, last_id: &str, retry: Option<Duration>) -> bool {
        if self.made >= self.attempts {
            return false;
        }
        let delay =
            retry.unwrap_or(DELAY).saturating_mul(1 << self.made.min(8)).min(LONGEST.max(retry.unwrap_or(DELAY)));
        self.made += 1;
        self.last = (last_id.to_owned(), retry);
        let request = self.request.clone().again_after(last_id);
        self.under_way = Some(Box::pin(async move {
            clock::sleep(delay).await;
            request.exchange_events().await
        }));
        true
    }

    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Again> {
        loop {
            let Some(under_way) = &mut self.under_way else {
                return Poll::Ready(Again::No);
            };
            let received = ready!(under_way.as_mut().poll(context));
            self.under_way = None;
            return Poll::Ready(match received {
                // The service's way to say that nothing more will come.
                Ok(received) if received.response.status == StatusCode::NO_CONTENT => Again::Over,
                Ok(received) if received.response.status.is_success() => Again::Connected(Box::new(received)),
                Ok(received) => Again::ServiceFailure(Error::Service(Box::new(ServiceFailure::new(received, None)))),
                Err(failure) => {
                    let (last_id, retry) = self.last.clone();
                    if self.begin(&last_id, retry) {
                        continue;
                    }
                    Again::ServiceFailure(failure.into())
                }
            });
        }
    }
}
