//! `[operations.<operationId>.wait]`: how it is seen that what an operation began has come to its end.

use std::collections::BTreeMap;

use serde::Deserialize;

/// How it is seen that what an operation began has come to its end. Places in bodies are JSON pointers (RFC 6901).
///
/// ```toml
/// [operations.StartJob.wait]
/// poll = "GetJob"                     # the operation to poll
/// status = "/status"                  # where its response says how it stands
/// done = ["SUCCEEDED"]
/// failed = ["FAILED"]
/// failed_at = { "/progress" = ["-1"] }  # further places of its response, and what is said there when it has failed
/// interval = 5                        # seconds between two questions
/// parameters = { job_id = "/id" }     # of the operation that asks, from the response of this one
/// url_header = "Operation-Location"   # of the response of this one, if it says where to ask
/// ```
///
/// Path parameters that both operations have need not be named.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiting {
    /// The operation that asks, by its id.
    pub poll: String,
    /// Where its response says how it stands.
    pub status: String,
    /// What is said there when it has succeeded.
    pub done: Vec<String>,
    /// What is said there when it has failed.
    #[serde(default)]
    pub failed: Vec<String>,
    /// Further places of the response, and what is said there when it has failed.
    #[serde(default)]
    pub failed_at: BTreeMap<String, Vec<String>>,
    /// Seconds between two questions.
    pub interval: Option<u64>,
    /// Parameters of the operation that asks, and where their values stand in the response of the one that began it.
    #[serde(default)]
    pub parameters: BTreeMap<String, String>,
    /// The header of the response that says where to ask.
    pub url_header: Option<String>,
}
