//! What the services of one provider have in common.

use crate::config::PlatformNames;

/// A provider of services that the runtime supports.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Platform {
    /// The name of the runtime's module and of the feature that enables it.
    pub provider: &'static str,
    /// The document's names for what all services of the provider have. The document declares each of them.
    pub names: PlatformNames,
}
