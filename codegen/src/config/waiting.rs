//! `[operations.<operationId>.wait]`: how a long-running operation is polled.

use std::collections::BTreeMap;

use serde::Deserialize;

/// How a long-running operation is polled until it completes. Places in bodies are JSON pointers (RFC 6901).
///
/// ```toml
/// [operations.StartJob.wait]
/// poll = "GetJob"                     # the operation that is polled
/// status = "/status"                  # where its response has the status
/// done = ["SUCCEEDED"]
/// failed = ["FAILED"]
/// failed_at = { "/progress" = ["-1"] }  # other places of its response, and their values after a failure
/// interval = 5                        # seconds between two polls
/// parameters = { job_id = "/id" }     # parameters of `poll`, from the response of this operation
/// url_header = "Operation-Location"   # the response header with the URL to poll
/// ```
///
/// Path parameters that both operations have are passed on.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Waiting {
    /// The `operationId` of the operation that is polled.
    pub poll: String,
    /// Where its response has the status.
    pub status: String,
    /// The status values of success.
    pub done: Vec<String>,
    /// The status values of failure.
    #[serde(default)]
    pub failed: Vec<String>,
    /// Other places of the response, and their values after a failure.
    #[serde(default)]
    pub failed_at: BTreeMap<String, Vec<String>>,
    /// Seconds between two polls.
    pub interval: Option<u64>,
    /// Parameters of the polled operation, and where their values are in the response of the operation that was started.
    #[serde(default)]
    pub parameters: BTreeMap<String, String>,
    /// The response header with the URL to poll.
    pub url_header: Option<String>,
}
