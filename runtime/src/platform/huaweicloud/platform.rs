//! [`Platform`]: the names in a document that Huawei Cloud's services have in common.

use crate::call::description::NamedServers;

/// The names that an API's document has for what all services of Huawei Cloud share: schemes, servers and parameters.
#[derive(Clone, Copy, Debug)]
pub struct Platform {
    /// The service's name in environment variables: `CDM` in `HUAWEICLOUD_SDK_REGION_CDM_CN_NORTH_4`.
    pub service: &'static str,
    /// The security scheme for access keys.
    pub keys: &'static str,
    /// The security scheme for IAM tokens.
    pub token: &'static str,
    /// The client parameter for the project ID.
    pub project: &'static str,
    /// The server variable for the region ID.
    pub region: &'static str,
    /// The servers of IAM.
    pub iam: &'static NamedServers,
}
