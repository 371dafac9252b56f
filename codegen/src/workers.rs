//! Threads that share out what can be done piece by piece. What comes out does not depend on how many they are.

use std::num::NonZeroUsize;
use std::panic;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The pieces for which another thread is worth its start, where nobody says how many there are to be.
const ENOUGH: usize = 32;

/// The stack of a thread: as large as that of the main thread, so that what is deep is as deep everywhere.
const STACK: usize = 8 << 20;

/// How many threads there may be.
#[derive(Clone, Copy, Debug)]
pub struct Workers {
    most: NonZeroUsize,
    /// How many pieces each is to have at least.
    pieces: usize,
}

impl Workers {
    /// As many as given; or else as the machine has, but none that would have little to do.
    pub fn new(threads: Option<NonZeroUsize>) -> Self {
        match threads {
            Some(most) => Self { most, pieces: 1 },
            None => Self { most: thread::available_parallelism().unwrap_or(NonZeroUsize::MIN), pieces: ENOUGH },
        }
    }

    /// What `work` makes of each item, in the order of the items.
    ///
    /// A panic of `work` is passed on. Where the machine has no thread to give, there are fewer.
    pub fn map<T: Sync, R: Send>(self, items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
        let helpers = self.most.get().min(items.len() / self.pieces).saturating_sub(1);
        if helpers == 0 {
            return items.iter().map(work).collect();
        }
        let next = AtomicUsize::new(0);
        // Whoever is free takes the next item.
        let take = || {
            let mut done = Vec::new();
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(item) = items.get(index) else { return done };
                done.push((index, work(item)));
            }
        };
        let mut done = thread::scope(|scope| {
            let spawn = |_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, take).ok();
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
