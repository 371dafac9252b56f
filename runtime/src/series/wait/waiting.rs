//! [`Waiting`]: how it is seen that what an operation began has come to its end.

use std::time::Duration;

use crate::call::description::Operation;

/// How it is seen that what an operation began has come to its end.
///
/// Places in a body are JSON pointers (RFC 6901).
///
/// ```
/// use specwright_runtime::description::Operation;
/// use specwright_runtime::wait::Waiting;
///
/// static GET_JOB: Operation =
///     Operation { id: "GetJob", method: "GET", path: "/jobs/{id}", security: &[], servers: None, idempotency: None };
/// static JOB: Waiting = Waiting::polling(&GET_JOB, "/status", &["DONE"]).failed(&["FAILED"]).given(&[("id", "/job/id")]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Waiting {
    pub(crate) poll: &'static Operation,
    pub(super) status: &'static str,
    pub(super) done: &'static [&'static str],
    pub(super) failed: &'static [&'static str],
    pub(super) failed_at: &'static [(&'static str, &'static [&'static str])],
    pub(super) interval: Duration,
    pub(crate) given: &'static [(&'static str, &'static str)],
    pub(crate) url: Option<&'static str>,
}

impl Waiting {
    /// Asks by the operation `poll` until there is one of these values at the place `status` of its response.
    ///
    /// Its parameters are those of the operation that began it, where they have the same names.
    pub const fn polling(poll: &'static Operation, status: &'static str, done: &'static [&'static str]) -> Self {
        Self {
            poll,
            status,
            done,
            failed: &[],
            failed_at: &[],
            interval: Duration::from_secs(5),
            given: &[],
            url: None,
        }
    }

    /// One of these values says that it has come to nothing.
    #[must_use]
    pub const fn failed(mut self, failed: &'static [&'static str]) -> Self {
        self.failed = failed;
        self
    }

    /// Further places of the response, at which one of these values says that it has come to nothing. Numbers are compared as
    /// numbers.
    #[must_use]
    pub const fn failed_at(mut self, failed_at: &'static [(&'static str, &'static [&'static str])]) -> Self {
        self.failed_at = failed_at;
        self
    }

    /// How many seconds there are between two questions, unless the service says (`Retry-After`). Without: 5.
    #[must_use]
    pub const fn every(mut self, seconds: u64) -> Self {
        self.interval = Duration::from_secs(seconds);
        self
    }

    /// Parameters of the operation that asks, and the places in the response of the one that began it where their values
    /// stand.
    #[must_use]
    pub const fn given(mut self, given: &'static [(&'static str, &'static str)]) -> Self {
        self.given = given;
        self
    }

    /// The header of the response that says where to ask.
    #[must_use]
    pub const fn url(mut self, header: &'static str) -> Self {
        self.url = Some(header);
        self
    }
}
