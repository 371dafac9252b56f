//! [`Retry`]: which failures are tried again, how often, and after what time.

mod after;
mod budget;

use std::time::Duration;

use crate::StatusCode;
pub(crate) use crate::call::retry::after::wanted;
pub(crate) use crate::call::retry::budget::Budget;
use crate::transport::random;

/// Which failures of a call are tried again, how often, and after what time.
///
/// A client tries again by default, as here; [`Retry::none`] turns that off. It is set for all calls by
/// [`ClientBuilder::retry`](crate::ClientBuilder::retry) and for one by [`Request::retry`](crate::Request::retry).
///
/// **What is tried again.** A connection that could not be made, whatever the method, since nothing was sent. And, where
/// the call may be repeated, also a timeout of the attempt, a connection that broke, and the statuses 408, 429, 502, 503
/// and 504. 500 is not among them: it comes from the service itself and mostly comes again, while 502 to 504 come from
/// what stands before it; [`also_on`](Self::also_on) adds it.
///
/// **Which calls may be repeated.** Those with an idempotent method (GET, HEAD, OPTIONS, TRACE, PUT, DELETE: RFC 9110,
/// section 9.2.2) or QUERY, unless the API says otherwise of the operation, those that carry an idempotency
/// key, and those of which the caller says so with [`Request::idempotent`](crate::Request::idempotent). A body that can
/// be had only once is never sent again.
///
/// **When.** After a random time up to half a second before the second attempt, twice that before the third, and so on,
/// up to 20 seconds. Where the response has a `Retry-After` (RFC 9110, section 10.2.3), after just that time; if that is
/// more than a minute, the response is given back instead. The same where the time would go beyond the call's timeout.
///
/// **How often.** Three attempts in all. Beyond that, all calls of a client and its clones share a budget: a retry takes 5
/// of 500 tokens, after a timeout 10; a success gives back what its last retry took, and 1 where it had none. So
/// retries stop while a service is down, instead of adding to its load.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Retry {
    attempts: u32,
    first_wait: Duration,
    longest_wait: Duration,
    longest_retry_after: Duration,
    statuses: Vec<u16>,
}

impl Retry {
    /// One attempt, and no more.
    pub fn none() -> Self {
        Self::default().attempts(1)
    }

    /// How many attempts there may be in all, the first included: 3 unless set.
    #[must_use]
    pub fn attempts(self, attempts: u32) -> Self {
        Self { attempts: attempts.max(1), ..self }
    }

    /// The most that is waited before the second attempt, and before any: half a second and 20 seconds unless set. In
    /// between it doubles; what is waited is a random part of it.
    #[must_use]
    pub fn waits(self, first: Duration, longest: Duration) -> Self {
        Self { first_wait: first, longest_wait: longest, ..self }
    }

    /// The longest `Retry-After` that is waited for: a minute unless set. A response that asks for more is given back.
    #[must_use]
    pub fn longest_retry_after(self, longest: Duration) -> Self {
        Self { longest_retry_after: longest, ..self }
    }

    /// Also tries again on this status, such as 500 or 409.
    #[must_use]
    pub fn also_on(mut self, status: u16) -> Self {
        self.statuses.push(status);
        self
    }

    /// Whether there may be an attempt after so many.
    pub(crate) fn allows_after(&self, attempts: u32) -> bool {
        attempts < self.attempts
    }

    /// Whether a status is one on which an attempt is worth while.
    pub(crate) fn is_on(&self, status: StatusCode) -> bool {
        self.statuses.contains(&status.as_u16())
    }

    /// How long to wait after so many attempts; nothing where the service asks for more than is waited for.
    ///
    /// `wanted` is what `Retry-After` says.
    pub(crate) fn wait(&self, attempts: u32, wanted: Option<Duration>) -> Option<Duration> {
        match wanted {
            Some(wanted) => (wanted <= self.longest_retry_after).then_some(wanted),
            None => Some(random::below(self.most(attempts))),
        }
    }

    /// The most that is waited after so many attempts.
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
    fn a_wait_is_any_part_of_the_most() {
        let retry = Retry::default().waits(Duration::from_secs(1), Duration::from_secs(1));
        let waits: Vec<f64> = (0..1_000).map(|_| retry.wait(1, None).unwrap_or_default().as_secs_f64()).collect();
        assert!(waits.iter().all(|wait| (0.0..=1.0).contains(wait)));
        let mean = waits.iter().sum::<f64>() / 1_000.0;
        assert!((0.4..0.6).contains(&mean), "{mean}");
    }

    #[test]
    fn what_the_service_asks_for_is_waited_for_or_not_at_all() {
        let retry = Retry::default().longest_retry_after(Duration::from_secs(5));
        assert_eq!(retry.wait(1, Some(Duration::from_secs(5))), Some(Duration::from_secs(5)));
        assert_eq!(retry.wait(1, Some(Duration::from_secs(6))), None);
        assert_eq!(retry.wait(1, Some(Duration::ZERO)), Some(Duration::ZERO));
    }

    #[test]
    fn there_is_always_one_attempt() {
        assert!(!Retry::none().allows_after(1));
        assert!(!Retry::default().attempts(0).allows_after(1));
        assert!(Retry::default().allows_after(2) && !Retry::default().allows_after(3));
    }
}
