//! [`Renewed`]: what is fetched when it is needed, kept, and fetched anew before its time is over.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::transport::clock::Instant;

/// How long what is still good is used when it could not be renewed, before that is tried again.
const PAUSE: Duration = Duration::from_secs(30);

/// Something of type `T` that many calls want and one of them fetches, while the others wait for what comes of it: the value, or
/// the error `E`. `F` is what only the one that fetches needs.
pub(crate) struct Renewed<T, E, F = ()> {
    current: Mutex<Option<Kept<T>>>,
    /// How many fetches have come to their end.
    ended: AtomicU64,
    /// Held by the one that fetches.
    fetching: tokio::sync::Mutex<Fetching<E, F>>,
}

struct Kept<T> {
    value: T,
    life: Option<Life>,
    /// Whether it was refused: it is there for those that are about to use it, until there is another one.
    is_refused: bool,
}

struct Fetching<E, F> {
    /// Why the last fetch failed, if it did.
    failed: Option<E>,
    own: F,
}

/// The time of something that ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Life {
    renewal: Instant,
    end: Instant,
}

impl Life {
    /// That of what began at `begin`, ends after `length`, and is renewed so long before.
    ///
    /// Nothing, where the clock does not go that far.
    pub(crate) fn new(begin: Instant, length: Duration, margin: Duration) -> Option<Self> {
        let renewal = begin.checked_add(length.saturating_sub(margin))?;
        Some(Self { renewal, end: begin.checked_add(length)? })
    }
}

impl<T: Clone, E: Clone, F> Renewed<T, E, F> {
    /// What is there, even where it should be renewed.
    pub(crate) fn value(&self) -> Option<T> {
        self.current().as_ref().map(|kept| kept.value.clone())
    }

    /// Whether something is there that need not be renewed yet.
    pub(crate) fn is_fresh(&self) -> bool {
        let has_time = |kept: &Kept<T>| kept.life.is_none_or(|life| Instant::now() < life.renewal);
        self.current().as_ref().is_some_and(|kept| !kept.is_refused && has_time(kept))
    }

    /// Waits until something fresh is there, or until it is the caller's turn to fetch it.
    ///
    /// # Errors
    ///
    /// Another caller fetched meanwhile, and this is why it got nothing.
    pub(crate) async fn turn(&self) -> Result<Option<Turn<'_, T, E, F>>, E> {
        if self.is_fresh() {
            return Ok(None);
        }
        let ended = self.ended.load(Ordering::Acquire);
        let fetching = self.fetching.lock().await;
        if self.is_fresh() {
            return Ok(None);
        }
        match &fetching.failed {
            Some(error) if self.ended.load(Ordering::Acquire) != ended => Err(error.clone()),
            _ => Ok(Some(Turn { of: self, fetching })),
        }
    }

    /// Gives up what is there, if it is what was refused: another call may have been refused before, and have got a new one.
    pub(crate) fn give_up(&self, is_it: impl FnOnce(&T) -> bool) {
        if let Some(kept) = &mut *self.current() {
            kept.is_refused |= is_it(&kept.value);
        }
    }

    /// Lets what is there be used for another while, if it is still good.
    fn postpone(&self) -> Option<()> {
        let mut current = self.current();
        let life = current.as_mut().filter(|kept| !kept.is_refused)?.life.as_mut()?;
        let now = Instant::now();
        life.renewal = now.checked_add(PAUSE).filter(|renewal| *renewal < life.end).unwrap_or(life.end);
        (now < life.end).then_some(())
    }

    fn current(&self) -> std::sync::MutexGuard<'_, Option<Kept<T>>> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T, E, F: Default> Default for Renewed<T, E, F> {
    fn default() -> Self {
        let fetching = tokio::sync::Mutex::new(Fetching { failed: None, own: F::default() });
        Self { current: Mutex::new(None), ended: AtomicU64::new(0), fetching }
    }
}

/// What is kept may be a secret.
impl<T, E, F> fmt::Debug for Renewed<T, E, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Renewed").finish_non_exhaustive()
    }
}

/// The turn of a caller to fetch. Dropped, it is another one's.
pub(crate) struct Turn<'a, T, E, F> {
    of: &'a Renewed<T, E, F>,
    fetching: tokio::sync::MutexGuard<'a, Fetching<E, F>>,
}

impl<T: Clone, E: Clone, F> Turn<'_, T, E, F> {
    /// Keeps what came of it. A failure is one only where nothing is left that is still good.
    ///
    /// # Errors
    ///
    /// The failure.
    pub(crate) fn end(mut self, fetched: Result<(T, Option<Life>), E>) -> Result<(), E> {
        let outcome = match fetched {
            Ok((value, life)) => {
                *self.of.current() = Some(Kept { value, life, is_refused: false });
                Ok(())
            }
            Err(error) => self.of.postpone().ok_or(error),
        };
        self.fetching.failed = outcome.as_ref().err().cloned();
        self.of.ended.fetch_add(1, Ordering::Release);
        outcome
    }
}

impl<T, E, F> Deref for Turn<'_, T, E, F> {
    type Target = F;

    fn deref(&self) -> &F {
        &self.fetching.own
    }
}

impl<T, E, F> DerefMut for Turn<'_, T, E, F> {
    fn deref_mut(&mut self) -> &mut F {
        &mut self.fetching.own
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::time::Duration;

    use super::{Life, PAUSE, Renewed};
    use crate::transport::clock::Instant;

    type Number = Renewed<u32, &'static str>;

    /// What becomes of a fetch that gives this, if one is made.
    async fn fetch(of: &Number, given: Result<u32, &'static str>) -> Result<Option<u32>, &'static str> {
        let life = Life::new(Instant::now(), Duration::from_secs(1_000), Duration::from_secs(100));
        if let Some(turn) = of.turn().await? {
            turn.end(given.map(|value| (value, life)))?;
        }
        Ok(of.value())
    }

    #[tokio::test(start_paused = true)]
    async fn it_is_renewed_before_its_end_and_used_until_then() {
        let of = Number::default();
        assert_eq!(fetch(&of, Err("no")).await, Err("no"));
        assert_eq!(fetch(&of, Ok(1)).await, Ok(Some(1)));
        tokio::time::advance(Duration::from_secs(899)).await;
        assert_eq!(fetch(&of, Ok(2)).await, Ok(Some(1)));
        tokio::time::advance(Duration::from_secs(1)).await;
        assert_eq!(fetch(&of, Err("no")).await, Ok(Some(1)), "it is still good");
        assert_eq!(fetch(&of, Ok(2)).await, Ok(Some(1)), "it is not tried again at once");
        tokio::time::advance(PAUSE).await;
        assert_eq!(fetch(&of, Ok(2)).await, Ok(Some(2)));
        tokio::time::advance(Duration::from_secs(1_000)).await;
        assert_eq!(fetch(&of, Err("no")).await, Err("no"));
    }

    #[tokio::test]
    async fn those_that_waited_share_a_failure_and_those_that_come_later_do_not() {
        let of = Number::default();
        let turn = of.turn().await.unwrap().unwrap();
        let waiting = async { of.turn().await.map(|turn| turn.is_some()) };
        let ending = async {
            tokio::task::yield_now().await;
            turn.end(Err("no"))
        };
        assert_eq!(tokio::join!(waiting, ending), (Err("no"), Err("no")));
        assert!(of.turn().await.unwrap().is_some());
    }

    #[tokio::test]
    async fn only_what_was_refused_is_given_up() {
        let of = Number::default();
        fetch(&of, Ok(1)).await.unwrap();
        of.give_up(|value| *value == 2);
        assert!(of.is_fresh());
        of.give_up(|value| *value == 1);
        assert!(!of.is_fresh());
        assert_eq!(fetch(&of, Err("no")).await, Err("no"), "it is of no use, whatever its time");
        assert_eq!(fetch(&of, Ok(1)).await, Ok(Some(1)), "it may be the same");
        assert!(of.is_fresh());
    }
}
