//! [`Budget`]: what all calls of a client may spend on retries, so that they do not multiply the load of a service that is
//! down.

use std::sync::atomic::{AtomicU32, Ordering};

/// What is there at the beginning, and the most that there ever is.
const FULL: u32 = 500;

/// Tokens that retries take and successes give back. Figures and rule are those of the AWS SDKs' standard mode.
#[derive(Debug)]
pub(crate) struct Budget(AtomicU32);

impl Budget {
    /// What a retry takes.
    pub(crate) const RETRY: u32 = 5;

    /// What a retry after a timeout takes: such attempts hold on to what they use for longest.
    pub(crate) const TIMEOUT: u32 = 10;

    /// What a success without a retry gives.
    pub(crate) const SUCCESS: u32 = 1;

    /// Takes so much, if there is as much.
    pub(crate) fn take(&self, cost: u32) -> bool {
        let left = |tokens: u32| tokens.checked_sub(cost);
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, left).is_ok()
    }

    /// Gives so much back.
    pub(crate) fn give(&self, tokens: u32) {
        // Most of the time there is nothing to give back, and calls on other threads are not held up by a write.
        if self.0.load(Ordering::Relaxed) < FULL {
            let more = |held: u32| Some(held.saturating_add(tokens).min(FULL));
            let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
        }
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self(AtomicU32::new(FULL))
    }
}

#[cfg(test)]
mod tests {
    use super::Budget;

    #[test]
    fn it_is_spent_and_filled_again() {
        let budget = Budget::default();
        let taken = (0..1_000).filter(|_| budget.take(Budget::RETRY)).count();
        assert_eq!(taken, 100);
        assert!(!budget.take(Budget::SUCCESS));
        budget.give(Budget::RETRY - 1);
        assert!(!budget.take(Budget::RETRY));
        budget.give(Budget::SUCCESS);
        assert!(budget.take(Budget::RETRY));
    }

    #[test]
    fn it_holds_no_more_than_at_the_beginning() {
        let budget = Budget::default();
        (0..1_000).for_each(|_| budget.give(Budget::SUCCESS));
        assert_eq!((0..1_000).filter(|_| budget.take(Budget::TIMEOUT)).count(), 50);
    }
}
