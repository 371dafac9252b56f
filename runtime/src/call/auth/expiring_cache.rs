//! [`ExpiringCache`]: a value that is fetched on demand, cached, and renewed before it expires.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use crate::transport::clock::Instant;
use crate::transport::spawn::spawn;

/// How long a value is used before the next attempt to renew it: one that is valid, after a failed renewal; and one that
/// replaced a rejected value, even if it is rejected as well, since then the reason is probably another.
const RENEWAL_PAUSE: Duration = Duration::from_secs(30);

/// The outcome of a fetch, once it is completed.
type Outcome<E> = watch::Receiver<Option<Result<(), E>>>;

/// A value of type `T` that is fetched once for all callers who wait for it. A fetch that has begun is completed even if its
/// callers are gone. `E` is the error of a fetch.
pub(crate) struct ExpiringCache<T, E> {
    current: Mutex<Option<CachedValue<T>>>,
    /// The outcome of the fetch in flight.
    in_flight: Mutex<Option<Outcome<E>>>,
}

struct CachedValue<T> {
    value: T,
    lifetime: Option<Lifetime>,
    /// Whether the service rejected it. It stays available to calls that are about to use it until there is a new one.
    is_rejected: bool,
    /// Until when it is kept even if the service rejects it.
    kept_until: Option<Instant>,
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

impl<T, E> ExpiringCache<T, E>
where
    T: Clone + Send + 'static,
    E: Clone + Send + Sync + 'static,
{
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

    /// Makes sure that there is a value: waits for the fetch in flight, or begins one, unless the value is fresh. A value that
    /// has expired when it arrives still serves those who waited for it.
    ///
    /// # Errors
    ///
    /// Returns the error of the fetch, unless the cached value is still valid.
    pub(crate) async fn ensure<F>(self: &Arc<Self>, fetch: impl Fn() -> F) -> Result<(), E>
    where
        F: Future<Output = Result<(T, Option<Lifetime>), E>> + Send + 'static,
    {
        let mut in_background = true;
        while !self.is_fresh() {
            let (mut outcome, begun) = self.join(&fetch);
            if let Some(fetching) = begun {
                let left = if in_background { spawn(fetching).err() } else { Some(fetching) };
                if let Some(fetching) = left {
                    fetching.await;
                }
            }
            // It closes without an outcome if the runtime that ran the fetch was shut down; then this caller fetches.
            if let Ok(outcome) = outcome.wait_for(Option::is_some).await {
                return outcome.clone().unwrap_or(Ok(()));
            }
            in_background = false;
        }
        Ok(())
    }

    /// The outcome of the fetch in flight. If there is none, also a new fetch, which the caller has to run.
    fn join<F>(
        self: &Arc<Self>,
        fetch: &impl Fn() -> F,
    ) -> (Outcome<E>, Option<impl Future<Output = ()> + Send + 'static>)
    where
        F: Future<Output = Result<(T, Option<Lifetime>), E>> + Send + 'static,
    {
        let mut in_flight = self.in_flight();
        if let Some(outcome) = in_flight.as_ref().filter(|outcome| outcome.has_changed().is_ok()) {
            return (outcome.clone(), None);
        }
        let (sender, outcome) = watch::channel(None);
        *in_flight = Some(outcome.clone());
        let (cache, fetched) = (Arc::clone(self), fetch());
        let fetching = async move {
            let outcome = cache.complete(fetched.await);
            *cache.in_flight() = None;
            sender.send_replace(Some(outcome));
        };
        (outcome, Some(fetching))
    }

    /// Stores the result of a fetch. A failure is ignored while the cached value is still valid.
    fn complete(&self, fetched: Result<(T, Option<Lifetime>), E>) -> Result<(), E> {
        match fetched {
            Ok((value, lifetime)) => {
                let mut current = self.current();
                let replaces_rejected = current.as_ref().is_some_and(|cached| cached.is_rejected);
                let kept_until = Instant::now().checked_add(RENEWAL_PAUSE).filter(|_| replaces_rejected);
                *current = Some(CachedValue { value, lifetime, is_rejected: false, kept_until });
                Ok(())
            }
            Err(error) => self.postpone().ok_or(error),
        }
    }

    /// Discards the value if it is the rejected one. A concurrent call may already have replaced it.
    ///
    /// Returns whether another value can be expected. It cannot if the rejected value has just replaced a rejected one.
    pub(crate) fn invalidate(&self, is_rejected: impl FnOnce(&T) -> bool) -> bool {
        let mut current = self.current();
        let Some(cached) = current.as_mut().filter(|cached| is_rejected(&cached.value)) else {
            return true;
        };
        cached.is_rejected = cached.kept_until.is_none_or(|end| end <= Instant::now());
        cached.is_rejected
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
}

impl<T, E> ExpiringCache<T, E> {
    fn current(&self) -> MutexGuard<'_, Option<CachedValue<T>>> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn in_flight(&self) -> MutexGuard<'_, Option<Outcome<E>>> {
        self.in_flight.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T, E> Default for ExpiringCache<T, E> {
    fn default() -> Self {
        Self { current: Mutex::new(None), in_flight: Mutex::new(None) }
    }
}

/// The value is not shown, since it may be a secret.
impl<T, E> fmt::Debug for ExpiringCache<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ExpiringCache").finish_non_exhaustive()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use super::{ExpiringCache, Lifetime, RENEWAL_PAUSE};
    use crate::transport::clock::Instant;

    type Number = Arc<ExpiringCache<u32, &'static str>>;

    /// Fetches with this result if the cache needs it, and returns the cached value.
    async fn fetch(of: &Number, result: Result<u32, &'static str>) -> Result<Option<u32>, &'static str> {
        let lifetime = Lifetime::new(Instant::now(), Duration::from_secs(1_000), Duration::from_secs(100));
        of.ensure(|| async move { result.map(|value| (value, lifetime)) }).await?;
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

    #[tokio::test(start_paused = true)]
    async fn concurrent_callers_share_a_failure_and_later_ones_do_not() {
        let of = Number::default();
        let slow = || async {
            tokio::time::sleep(Duration::from_secs(1)).await;
            Err("no")
        };
        assert_eq!(tokio::join!(of.ensure(slow), fetch(&of, Ok(1))), (Err("no"), Err("no")));
        assert_eq!(fetch(&of, Ok(1)).await, Ok(Some(1)));
    }

    #[tokio::test(start_paused = true)]
    async fn only_the_rejected_value_is_invalidated() {
        let of = Number::default();
        fetch(&of, Ok(1)).await.unwrap();
        assert!(of.invalidate(|value| *value == 2));
        assert!(of.is_fresh());
        assert!(of.invalidate(|value| *value == 1));
        assert!(!of.is_fresh());
        assert_eq!(fetch(&of, Err("no")).await, Err("no"), "a rejected value is useless, whatever its lifetime");
        assert_eq!(fetch(&of, Ok(1)).await, Ok(Some(1)), "the new value may be the same");
        assert!(of.is_fresh());
        assert!(!of.invalidate(|value| *value == 1), "another renewal would be as useless");
        assert!(of.is_fresh());
        tokio::time::advance(RENEWAL_PAUSE).await;
        assert!(of.invalidate(|value| *value == 1));
        assert!(!of.is_fresh());
    }

    #[test]
    fn a_fetch_whose_runtime_was_shut_down_is_begun_again() {
        let runtime = || tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let of = Number::default();
        let first = runtime();
        first.block_on(async {
            let forever = of.ensure(std::future::pending);
            assert!(tokio::time::timeout(Duration::from_millis(1), forever).await.is_err());
        });
        drop(first);
        assert_eq!(runtime().block_on(fetch(&of, Ok(1))), Ok(Some(1)));
    }
}
