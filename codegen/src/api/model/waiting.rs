//! How the completion of a long-running operation is polled.

use crate::config;

/// How the completion of a long-running operation is polled.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Waiting {
    /// The operation that is polled, as an index into [`super::Api::operations`].
    pub poll: usize,
    /// What the configuration declares. Both operations have the places and parameters that it names.
    pub configured: config::Waiting,
}
