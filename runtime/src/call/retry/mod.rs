//! [`Retry`]: which failures are retried, how often, and when.

mod after;
mod budget;

use std::time::Duration;

use crate::StatusCode;
pub(crate) use crate::call::retry::after::retry_after;
pub(crate) use crate::call::retry::budget::Budget;
use crate::transport::random;

/// The retry policy: which failures of a call are retried, how often, and when.
///
/// Clients retry by default, as described here; [`Retry::none`] disables retries. The policy is set for all calls by
/// [`ClientBuilder::retry`](crate::ClientBuilder::retry) and for one call by [`Request::retry`](crate::Request::retry).
///
/// **Failures.** Connection failures are retried for every method, since nothing was sent. For idempotent calls, timeouts of
/// an attempt, lost connections, and the statuses 408, 429, 502, 503 and 504 are retried as well. Status 500 is not: it comes
/// from the service itself and is usually permanent, while 502 to 504 come from proxies in front of it; add it with
/// [`also_on`](Self::also_on).
///
/// **Idempotent calls.** Calls with an idempotent method (GET, HEAD, OPTIONS, TRACE, PUT, DELETE: RFC 9110, section 9.2.2) or
/// QUERY, unless the API declares otherwise for the operation; calls with an idempotency key; and calls marked by
/// [`Request::idempotent`](crate::Request::idempotent). A body that can be read only once is never sent again.
///
/// **Backoff.** Exponential with full jitter: a random time up to half a second before the second attempt, up to one second
/// before the third, and so on, up to 20 seconds. If the response has `Retry-After` (RFC 9110, section 10.2.3), this time is
/// added to it, so that clients that were told the same do not return at the same moment. If `Retry-After` is more than a
/// minute, or exceeds the timeout of the call, the call fails with the response.
///
/// **Limits.** Three attempts per call. All calls of a client and its clones share a retry budget: a retry takes 5 of 500
/// tokens, or 10 after a timeout; a success returns what its last retry took, or 1 without retries. So retries stop while a
/// service is down, and do not add to its load.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Retry {
    attempts: u32,
    first_wait: Duration,
    longest_wait: Duration,
    longest_retry_after: Duration,
    statuses: Vec<u16>,
}

impl Retry {
    /// A policy without retries.
    pub fn none() -> Self {
        Self::default().attempts(1)
    }

    /// Sets the maximum number of attempts, including the first. The default is 3.
    #[must_use]
    pub fn attempts(self, attempts: u32) -> Self {
        Self { attempts: attempts.max(1), ..self }
    }

    /// Sets the maximum wait before the second attempt, and before any attempt. The defaults are half a second and 20
    /// seconds. The maximum doubles with each attempt; the actual wait is a random part of it.
    #[must_use]
    pub fn waits(self, first: Duration, longest: Duration) -> Self {
        Self { first_wait: first, longest_wait: longest, ..self }
    }

    /// Sets the longest `Retry-After` that is honoured. The default is a minute. A call whose response demands more fails
    /// with that response.
    #[must_use]
    pub fn longest_retry_after(self, longest: Duration) -> Self {
        Self { longest_retry_after: longest, ..self }
    }

    /// Also retries on this status, such as 500 or 409.
    #[must_use]
    pub fn also_on(mut self, status: u16) -> Self {
        self.statuses.push(status);
        self
    }

    /// Whether another attempt is allowed after this many.
    pub(crate) fn allows_after(&self, attempts: u32) -> bool {
        attempts < self.attempts
    }

    /// Whether a status is retried.
    pub(crate) fn is_on(&self, status: StatusCode) -> bool {
        self.statuses.contains(&status.as_u16())
    }

    /// How long to wait after this many attempts; `None` if `Retry-After` is longer than allowed.
    pub(crate) fn wait(&self, attempts: u32, retry_after: Option<Duration>) -> Option<Duration> {
        let least = retry_after.unwrap_or_default();
        (least <= self.longest_retry_after).then(|| least.saturating_add(random::below(self.most(attempts))))
    }

    /// The maximum wait after this many attempts.
    fn most(&self, attempts: u32) -> Duration {
        let factor = 1_u32.checked_shl(attempts.saturating_sub(1)).unwrap_or(u32::MAX);
        self.first_wait.saturating_mul(factor).min(self.longest_wait)
    }
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            attempts: 3,
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(20),
            longest_retry_after: Duration::from_secs(60),
            statuses: vec![408, 429, 502, 503, 504],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Retry;
    use std::time::Duration;

    #[test]
    fn waits_double_up_to_the_longest() {
        let retry = Retry::default();
        let check = |attempts: u32, millis: u64| assert_eq!(retry.most(attempts), Duration::from_millis(millis));
        check(1, 500);
        check(2, 1_000);
        check(3, 2_000);
        check(6, 16_000);
        check(7, 20_000);
        check(40, 20_000);
        check(u32::MAX, 20_000);
    }

    #[test]
    fn waits_are_a_random_part_of_the_maximum() {
        let retry = Retry::default().waits(Duration::from_secs(1), Duration::from_secs(1));
        let waits: Vec<f64> = (0..1_000).map(|_| retry.wait(1, None).unwrap_or_default().as_secs_f64()).collect();
        assert!(waits.iter().all(|wait| (0.0..=1.0).contains(wait)));
        let mean = waits.iter().sum::<f64>() / 1_000.0;
        assert!((0.4..0.6).contains(&mean), "{mean}");
    }

    #[test]
    fn retry_after_is_honoured_up_to_a_limit() {
        let retry = Retry::default().longest_retry_after(Duration::from_secs(5));
        for seconds in [0, 5] {
            let least = Duration::from_secs(seconds);
            let wait = retry.wait(1, Some(least)).expect("it is honoured");
            assert!(wait >= least && wait <= least + Duration::from_millis(500), "{wait:?}");
        }
        assert_eq!(retry.wait(1, Some(Duration::from_secs(6))), None);
        assert_eq!(retry.wait(1, Some(Duration::MAX)), None);
        let exact = retry.waits(Duration::ZERO, Duration::ZERO);
        assert_eq!(exact.wait(1, Some(Duration::from_secs(5))), Some(Duration::from_secs(5)));
    }

    #[test]
    fn there_is_always_one_attempt() {
        assert!(!Retry::none().allows_after(1));
        assert!(!Retry::default().attempts(0).allows_after(1));
        assert!(Retry::default().allows_after(2) && !Retry::default().allows_after(3));
    }
}
