//! How the completion of a long-running operation is polled.

/// How the completion of a long-running operation is polled. Places in bodies are JSON pointers (RFC 6901).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Waiting {
    /// The operation that is polled, as an index into [`super::Api::operations`].
    pub poll: usize,
    /// The place of the status in its response.
    pub status: String,
    /// Statuses of success.
    pub done: Vec<String>,
    /// Statuses of failure.
    pub failed: Vec<String>,
    /// Further places in the response, and their values in case of failure.
    pub failed_at: Vec<(String, Vec<String>)>,
    /// Seconds between two polls.
    pub interval: Option<u64>,
    /// Parameters of the polled operation, and the places of their values in the response of the long-running one.
    pub parameters: Vec<(String, String)>,
    /// The response header that has the URL to poll.
    pub url: Option<String>,
}
