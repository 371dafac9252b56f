//! Parallel map over independent items. The result does not depend on the number of threads.
//!
//! May use: nothing.

use std::num::NonZeroUsize;
use std::panic;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The number of items for which starting another thread pays, if the caller sets no number of threads.
const ITEMS_PER_THREAD: usize = 32;

/// The stack size of a thread: that of the main thread, so that recursion may be as deep on each.
const STACK_SIZE: usize = 8 << 20;

/// The limit on the number of threads.
#[derive(Clone, Copy, Debug)]
pub struct Workers {
    threads: NonZeroUsize,
    /// The least number of items per thread.
    items_per_thread: usize,
}

impl Workers {
    /// At most `threads` threads. Default: as many as the machine has, each with enough items to pay for its start.
    pub fn new(threads: Option<NonZeroUsize>) -> Self {
        match threads {
            Some(threads) => Self { threads, items_per_thread: 1 },
            None => Self {
                threads: thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
                items_per_thread: ITEMS_PER_THREAD,
            },
        }
    }

    /// Applies `work` to each item. The results are in the order of the items.
    ///
    /// A panic of `work` is passed on. If a thread cannot be started, the others do its work.
    pub fn map<T: Sync, R: Send>(self, items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
        let helpers = self.threads.get().min(items.len() / self.items_per_thread).saturating_sub(1);
        if helpers == 0 {
            return items.iter().map(work).collect();
        }
        let next = AtomicUsize::new(0);
        // Each free thread takes the next item.
        let take = || {
            let mut done = Vec::new();
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(item) = items.get(index) else { return done };
                done.push((index, work(item)));
            }
        };
        let mut done = thread::scope(|scope| {
            let spawn = |_| thread::Builder::new().stack_size(STACK_SIZE).spawn_scoped(scope, take).ok();
            let helpers: Vec<_> = (0..helpers).filter_map(spawn).collect();
            let mut done = take();
            for helper in helpers {
                done.extend(helper.join().unwrap_or_else(|payload| panic::resume_unwind(payload)));
            }
            done
        });
        done.sort_unstable_by_key(|(index, _)| *index);
        done.into_iter().map(|(_, made)| made).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..1_000).collect();
        for threads in [None, NonZeroUsize::new(1), NonZeroUsize::new(8), NonZeroUsize::new(2_000)] {
            let made = Workers::new(threads).map(&items, |item| item * 2);
            assert!(made.iter().zip(&items).all(|(made, item)| *made == item * 2), "{threads:?}");
            assert_eq!(made.len(), items.len());
        }
    }
}
