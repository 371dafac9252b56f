//! [`Platform`]: the names in a document that Huawei Cloud's services have in common.

use crate::call::description::NamedServers;

/// The names in an API's document of what Huawei Cloud's services have in common.
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
