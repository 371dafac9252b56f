//! Time: what it is, and waiting for it.

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

/// When a call must have come to its end, if it must.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deadline(Option<Instant>);

impl Deadline {
    /// The deadline of what begins now and may take so long.
    pub(crate) fn after(limit: Option<Duration>) -> Self {
        // A time that is further away than the clock goes is none.
        Self(limit.and_then(|limit| Instant::now().checked_add(limit)))
    }

    /// What is left; nothing where there is no end.
    pub(crate) fn left(self) -> Option<Duration> {
        self.0.map(|end| end.saturating_duration_since(Instant::now()))
    }

    /// Whether it is still time after so long.
    pub(crate) fn allows(self, wait: Duration) -> bool {
        self.left().is_none_or(|left| wait < left)
    }

    /// What `future` gives, if it does so in time.
    pub(crate) async fn hold<T>(self, future: impl Future<Output = T>) -> Option<T> {
        match self.0 {
            Some(end) => tokio::time::timeout_at(end, future).await.ok(),
            None => Some(future.await),
        }
    }
}
