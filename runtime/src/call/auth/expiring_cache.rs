//! [`ExpiringCache`]: a value that is fetched on demand, cached, and renewed before it expires.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::transport::clock::Instant;

/// How long a valid value is used after a failed renewal, before the next attempt to renew it.
const RENEWAL_PAUSE: Duration = Duration::from_secs(30);

/// A value of type `T` that one call fetches while concurrent calls wait for the result: the value, or the error `E`. `F` is
/// state that only the fetching call needs.
pub(crate) struct ExpiringCache<T, E, F = ()> {
    current: Mutex<Option<CachedValue<T>>>,
    /// The number of completed fetches.
    completed: AtomicU64,
    /// Locked during a fetch.
    fetching: tokio::sync::Mutex<FetchState<E, F>>,
}

struct CachedValue<T> {
    value: T,
    lifetime: Option<Lifetime>,
    /// Whether the service rejected it. It stays available to calls that are about to use it until there is a new one.
    is_rejected: bool,
}

/// The state of fetches.
struct FetchState<E, F> {
    /// The error of the last fetch, if it failed.
    failed: Option<E>,
    context: F,
}

/// When a value is renewed and when it expires.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lifetime {
    renewal: Instant,
    expiry: Instant,
}

impl Lifetime {
    /// The lifetime of a value that is valid from `begin` for `length` and is renewed `margin` before it expires.
    ///
    /// `None` if the clock cannot represent it.
    pub(crate) fn new(begin: Instant, length: Duration, margin: Duration) -> Option<Self> {
        let renewal = begin.checked_add(length.saturating_sub(margin))?;
        Some(Self { renewal, expiry: begin.checked_add(length)? })
    }
}

impl<T: Clone, E: Clone, F> ExpiringCache<T, E, F> {
    /// The cached value, even if it should be renewed.
    pub(crate) fn value(&self) -> Option<T> {
        self.current().as_ref().map(|cached| cached.value.clone())
    }

    /// Whether there is a value that need not be renewed yet.
    pub(crate) fn is_fresh(&self) -> bool {
        let is_valid =
            |cached: &CachedValue<T>| cached.lifetime.is_none_or(|lifetime| Instant::now() < lifetime.renewal);
        self.current().as_ref().is_some_and(|cached| !cached.is_rejected && is_valid(cached))
    }

    /// Waits until there is a fresh value, or until the caller may fetch one.
    ///
    /// # Errors
    ///
    /// Returns the error of a concurrent fetch that the caller waited for.
    pub(crate) async fn acquire(&self) -> Result<Option<FetchPermit<'_, T, E, F>>, E> {
        if self.is_fresh() {
            return Ok(None);
        }
        let completed = self.completed.load(Ordering::Acquire);
        let fetching = self.fetching.lock().await;
        if self.is_fresh() {
            return Ok(None);
        }
        match &fetching.failed {
            Some(error) if self.completed.load(Ordering::Acquire) != completed => Err(error.clone()),
            _ => Ok(Some(FetchPermit { cache: self, fetching })),
        }
    }

    /// Discards the value if it is the rejected one. A concurrent call may already have replaced it.
    pub(crate) fn invalidate(&self, is_rejected: impl FnOnce(&T) -> bool) {
        if let Some(cached) = &mut *self.current() {
            cached.is_rejected |= is_rejected(&cached.value);
        }
    }

    /// Postpones the renewal of a value that is still valid.
    fn postpone(&self) -> Option<()> {
        let mut current = self.current();
        let lifetime = current.as_mut().filter(|cached| !cached.is_rejected)?.lifetime.as_mut()?;
        let now = Instant::now();
        let renewal = now.checked_add(RENEWAL_PAUSE).filter(|renewal| *renewal < lifetime.expiry);
        lifetime.renewal = renewal.unwrap_or(lifetime.expiry);
        (now < lifetime.expiry).then_some(())
    }

    fn current(&self) -> std::sync::MutexGuard<'_, Option<CachedValue<T>>> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T, E, F: Default> Default for ExpiringCache<T, E, F> {
    fn default() -> Self {
        let fetching = tokio::sync::Mutex::new(FetchState { failed: None, context: F::default() });
        Self { current: Mutex::new(None), completed: AtomicU64::new(0), fetching }
    }
}

/// The value is not shown, since it may be a secret.
impl<T, E, F> fmt::Debug for ExpiringCache<T, E, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ExpiringCache").finish_non_exhaustive()
    }
}

/// The permission to fetch. If it is dropped, another caller gets it.
pub(crate) struct FetchPermit<'a, T, E, F> {
    cache: &'a ExpiringCache<T, E, F>,
    fetching: tokio::sync::MutexGuard<'a, FetchState<E, F>>,
}

impl<T: Clone, E: Clone, F> FetchPermit<'_, T, E, F> {
    /// Stores the result of the fetch. A failure is ignored while the cached value is still valid.
    ///
    /// # Errors
    ///
    /// Returns the failure.
    pub(crate) fn complete(mut self, fetched: Result<(T, Option<Lifetime>), E>) -> Result<(), E> {
        let outcome = match fetched {
            Ok((value, lifetime)) => {
                *self.cache.current() = Some(CachedValue { value, lifetime, is_rejected: false });
                Ok(())
            }
            Err(error) => self.cache.postpone().ok_or(error),
        };
        self.fetching.failed = outcome.as_ref().err().cloned();
        self.cache.completed.fetch_add(1, Ordering::Release);
        outcome
    }
}

impl<T, E, F> Deref for FetchPermit<'_, T, E, F> {
    type Target = F;

    fn deref(&self) -> &F {
        &self.fetching.context
    }
}

impl<T, E, F> DerefMut for FetchPermit<'_, T, E, F> {
    fn deref_mut(&mut self) -> &mut F {
        &mut self.fetching.context
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::time::Duration;

    use super::{ExpiringCache, Lifetime, RENEWAL_PAUSE};
    use crate::transport::clock::Instant;

    type Number = ExpiringCache<u32, &'static str>;

    /// Fetches with this result if the cache needs it, and returns the cached value.
    async fn fetch(of: &Number, result: Result<u32, &'static str>) -> Result<Option<u32>, &'static str> {
        let lifetime = Lifetime::new(Instant::now(), Duration::from_secs(1_000), Duration::from_secs(100));
        if let Some(permit) = of.acquire().await? {
            permit.complete(result.map(|value| (value, lifetime)))?;
        }
        Ok(of.value())
    }

    #[tokio::test(start_paused = true)]
    async fn values_are_renewed_before_they_expire() {
        let of = Number::default();
        assert_eq!(fetch(&of, Err("no")).await, Err("no"));
        assert_eq!(fetch(&of, Ok(1)).await, Ok(Some(1)));
        tokio::time::advance(Duration::from_secs(899)).await;
        assert_eq!(fetch(&of, Ok(2)).await, Ok(Some(1)));
        tokio::time::advance(Duration::from_secs(1)).await;
        assert_eq!(fetch(&of, Err("no")).await, Ok(Some(1)), "the value is still valid");
        assert_eq!(fetch(&of, Ok(2)).await, Ok(Some(1)), "the next renewal is postponed");
        tokio::time::advance(RENEWAL_PAUSE).await;
        assert_eq!(fetch(&of, Ok(2)).await, Ok(Some(2)));
        tokio::time::advance(Duration::from_secs(1_000)).await;
        assert_eq!(fetch(&of, Err("no")).await, Err("no"));
    }

    #[tokio::test]
    async fn concurrent_callers_share_a_failure_and_later_ones_do_not() {
        let of = Number::default();
        let permit = of.acquire().await.unwrap().unwrap();
        let waiting = async { of.acquire().await.map(|permit| permit.is_some()) };
        let failing = async {
            tokio::task::yield_now().await;
            permit.complete(Err("no"))
        };
        assert_eq!(tokio::join!(waiting, failing), (Err("no"), Err("no")));
        assert!(of.acquire().await.unwrap().is_some());
    }

    #[tokio::test]
    async fn only_the_rejected_value_is_invalidated() {
        let of = Number::default();
        fetch(&of, Ok(1)).await.unwrap();
        of.invalidate(|value| *value == 2);
        assert!(of.is_fresh());
        of.invalidate(|value| *value == 1);
        assert!(!of.is_fresh());
        assert_eq!(fetch(&of, Err("no")).await, Err("no"), "a rejected value is useless, whatever its lifetime");
        assert_eq!(fetch(&of, Ok(1)).await, Ok(Some(1)), "the new value may be the same");
        assert!(of.is_fresh());
    }
}
