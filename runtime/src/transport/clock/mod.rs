//! The clock: the current time, sleeping, and deadlines.

#[cfg_attr(all(target_family = "wasm", target_os = "unknown"), path = "browser.rs")]
mod system;

use std::time::Duration;

pub(crate) use crate::transport::clock::system::{Instant, date, sleep};

/// When a call must have completed, if there is a limit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deadline(Option<Instant>);

impl Deadline {
    /// The deadline of something that starts now and may take up to `limit`.
    pub(crate) fn after(limit: Option<Duration>) -> Self {
        // A limit beyond the range of the clock is no limit.
        Self(limit.and_then(|limit| Instant::now().checked_add(limit)))
    }

    /// The time that is left; `None` if there is no limit.
    pub(crate) fn left(self) -> Option<Duration> {
        self.0.map(|end| end.saturating_duration_since(Instant::now()))
    }

    /// Whether there is time left after waiting this long.
    pub(crate) fn allows(self, wait: Duration) -> bool {
        self.left().is_none_or(|left| wait < left)
    }

    /// The output of `future`; `None` if it does not complete in time.
    pub(crate) async fn hold<T>(self, future: impl Future<Output = T>) -> Option<T> {
        match self.0 {
            Some(end) => system::before(end, future).await,
            None => Some(future.await),
        }
    }
}
