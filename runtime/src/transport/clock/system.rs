//! Time where there is an operating system: its clock, and the timers of tokio.

use std::time::{Duration, SystemTime};

pub(crate) use tokio::time::Instant;

/// The date.
pub(crate) fn date() -> SystemTime {
    SystemTime::now()
}

/// Waits.
pub(crate) async fn sleep(time: Duration) {
    if !time.is_zero() {
        tokio::time::sleep(time).await;
    }
}

/// What `future` gives, if it does so before `end`.
pub(super) async fn before<T>(end: Instant, future: impl Future<Output = T>) -> Option<T> {
    tokio::time::timeout_at(end, future).await.ok()
}
