//! The clock of an operating system, and the timers of Tokio.

use std::time::{Duration, SystemTime};

pub(crate) use tokio::time::Instant;

/// The current date and time.
pub(crate) fn date() -> SystemTime {
    SystemTime::now()
}

/// Sleeps.
pub(crate) async fn sleep(time: Duration) {
    if !time.is_zero() {
        tokio::time::sleep(time).await;
    }
}

/// The output of `future`; `None` if it does not complete before `end`.
pub(super) async fn before<T>(end: Instant, future: impl Future<Output = T>) -> Option<T> {
    tokio::time::timeout_at(end, future).await.ok()
}
