//! What services of one provider have in common.

/// What a service of Huawei Cloud calls what all of them have.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Huaweicloud {
    /// The service in names of environment variables.
    pub service: String,
    /// The security scheme that access keys sign for.
    pub keys: String,
    /// The security scheme that takes a token of IAM.
    pub token: String,
    /// The client's parameter that is the id of the project.
    pub project: String,
    /// The server variable that is the id of the region.
    pub region: String,
    /// The name of IAM's servers.
    pub iam: String,
}
