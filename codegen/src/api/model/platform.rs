//! What the services of one provider have in common.

/// A provider of services that the runtime knows, and what this document calls what all its services have.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Platform {
    /// The provider: the name of the runtime's module and of the feature that turns it on.
    pub provider: &'static str,
    /// The service's name in environment variables.
    pub service: String,
    /// The security scheme for which access keys sign.
    pub keys_scheme: String,
    /// The security scheme that takes a token of the identity service.
    pub token_scheme: String,
    /// The parameter of the client that is the id of the project.
    pub project_parameter: String,
    /// The server variable that is the id of the region.
    pub region_variable: String,
    /// The name of the identity service's servers.
    pub identity_servers: String,
}
