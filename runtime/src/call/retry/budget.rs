//! [`Budget`]: limits the retries of all calls of a client, so that they do not multiply the load of a service that is down.

use std::sync::atomic::{AtomicU32, Ordering};

/// The initial and maximum number of tokens.
const CAPACITY: u32 = 500;

/// A token bucket: retries take tokens, successes return them. The figures are those of the AWS SDKs' standard retry mode.
#[derive(Debug)]
pub(crate) struct Budget(AtomicU32);

impl Budget {
    /// The cost of a retry.
    pub(crate) const RETRY: u32 = 5;

    /// The cost of a retry after a timeout. It is higher, since such attempts hold resources for the longest time.
    pub(crate) const TIMEOUT: u32 = 10;

    /// The tokens returned by a success without retries.
    pub(crate) const SUCCESS: u32 = 1;

    /// Takes tokens, if there are enough.
    pub(crate) fn take(&self, cost: u32) -> bool {
        let left = |tokens: u32| tokens.checked_sub(cost);
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, left).is_ok()
    }

    /// Returns tokens.
    pub(crate) fn refund(&self, tokens: u32) {
        // The bucket is usually full; then a read avoids contention with calls on other threads.
        if self.0.load(Ordering::Relaxed) < CAPACITY {
            let more = |held: u32| Some(held.saturating_add(tokens).min(CAPACITY));
            let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
        }
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self(AtomicU32::new(CAPACITY))
    }
}

#[cfg(test)]
mod tests {
    use super::Budget;

    #[test]
    fn the_budget_is_spent_and_refilled() {
        let budget = Budget::default();
        let allowed = (0..1_000).filter(|_| budget.take(Budget::RETRY)).count();
        assert_eq!(allowed, 100);
        assert!(!budget.take(Budget::SUCCESS));
        budget.refund(Budget::RETRY - 1);
        assert!(!budget.take(Budget::RETRY));
        budget.refund(Budget::SUCCESS);
        assert!(budget.take(Budget::RETRY));
    }

    #[test]
    fn the_budget_does_not_exceed_its_capacity() {
        let budget = Budget::default();
        (0..1_000).for_each(|_| budget.refund(Budget::SUCCESS));
        assert_eq!((0..1_000).filter(|_| budget.take(Budget::TIMEOUT)).count(), 50);
    }
}
