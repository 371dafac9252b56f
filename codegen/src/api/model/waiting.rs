//! How it is seen that what an operation began has come to its end.

/// How it is seen that what an operation began has come to its end. Places in bodies are JSON pointers (RFC 6901).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Waiting {
    /// Index of the operation that asks, into [`super::Api::operations`].
    pub poll: usize,
    /// Where its response says how it stands.
    pub status: String,
    /// What is said there when it has succeeded.
    pub done: Vec<String>,
    /// What is said there when it has failed.
    pub failed: Vec<String>,
    /// Further places of the response, and what is said there when it has failed.
    pub failed_at: Vec<(String, Vec<String>)>,
    /// Seconds between two questions.
    pub interval: Option<u64>,
    /// Parameters of the operation that asks, and where their values stand in the response of the one that began it.
    pub given: Vec<(String, String)>,
    /// The header of the response that says where to ask.
    pub url: Option<String>,
}
