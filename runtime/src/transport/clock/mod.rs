//! Time: what it is, and waiting for it.

#[cfg_attr(all(target_family = "wasm", target_os = "unknown"), path = "browser.rs")]
mod system;

use std::time::Duration;

pub(crate) use crate::transport::clock::system::{Instant, date, sleep};

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
            Some(end) => system::before(end, future).await,
            None => Some(future.await),
        }
    }
}
