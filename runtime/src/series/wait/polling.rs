//! [`Polling`]: how the status of a long-running operation is polled.

use std::time::Duration;

use crate::call::description::Operation;

/// How the status of a long-running operation is polled, and which values mean success and failure.
///
/// Generated crates declare it as a constant. Places in a body are JSON pointers (RFC 6901).
///
/// ```
/// use specwright_runtime::description::Operation;
/// use specwright_runtime::wait::Polling;
///
/// static GET_JOB: Operation =
///     Operation { id: "GetJob", method: "GET", path: "/jobs/{id}", security: &[], servers: None, idempotency: None };
/// static JOB: Polling = Polling::until(&GET_JOB, "/status", &["DONE"]).failed(&["FAILED"]).params(&[("id", "/job/id")]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Polling {
    pub(super) poll: &'static Operation,
    pub(super) status: &'static str,
    pub(super) done: &'static [&'static str],
    pub(super) failed: &'static [&'static str],
    pub(super) failed_at: &'static [(&'static str, &'static [&'static str])],
    pub(super) interval: Duration,
    pub(super) params: &'static [(&'static str, &'static str)],
    pub(super) url_header: Option<&'static str>,
}

impl Polling {
    /// Polls the operation `poll` until its response has one of the values `done` at the pointer `status`.
    ///
    /// Its parameters are those of the same name of the operation that was started.
    pub const fn until(poll: &'static Operation, status: &'static str, done: &'static [&'static str]) -> Self {
        Self {
            poll,
            status,
            done,
            failed: &[],
            failed_at: &[],
            interval: Duration::from_secs(5),
            params: &[],
            url_header: None,
        }
    }

    /// Sets the values of the status that mean failure.
    #[must_use]
    pub const fn failed(mut self, failed: &'static [&'static str]) -> Self {
        self.failed = failed;
        self
    }

    /// Sets further pointers, and the values there that mean failure. Numbers are compared by value.
    #[must_use]
    pub const fn failed_at(mut self, failed_at: &'static [(&'static str, &'static [&'static str])]) -> Self {
        self.failed_at = failed_at;
        self
    }

    /// Sets the polling interval in seconds; `Retry-After` can make it longer. The default is 5.
    #[must_use]
    pub const fn every(mut self, seconds: u64) -> Self {
        self.interval = Duration::from_secs(seconds);
        self
    }

    /// Sets parameters of the polled operation: their names, and the pointers to their values in the response to the start
    /// request.
    #[must_use]
    pub const fn params(mut self, params: &'static [(&'static str, &'static str)]) -> Self {
        self.params = params;
        self
    }

    /// Sets the response header that holds the URL to poll.
    #[must_use]
    pub const fn url_header(mut self, header: &'static str) -> Self {
        self.url_header = Some(header);
        self
    }
}
