//! [`Completion`]: what adds to a builder's settings when the client is built.

use std::fmt::Debug;

use crate::call::client::ClientBuilder;

/// Adds to a builder's settings when the client is built, once it is known what the program has set.
pub(crate) trait Completion: Debug + Send + Sync {
    /// Sets what is not set yet and can be found.
    ///
    /// # Errors
    ///
    /// A sentence about something that was found and is wrong.
    fn complete(&self, builder: &mut ClientBuilder) -> Result<(), String>;
}
