//! [`BuildHook`]: a hook that runs when a client is built.

use std::fmt::Debug;

use crate::call::client::ClientBuilder;

/// Completes the settings of a builder when the client is built and all settings in code are known.
pub(crate) trait BuildHook: Debug + Send + Sync {
    /// Sets what is not set yet.
    ///
    /// # Errors
    ///
    /// Returns a sentence about an invalid setting that was found.
    fn before_build(&self, builder: &mut ClientBuilder) -> Result<(), String>;
}
