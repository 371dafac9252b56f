//! `[platform]`: conventions of a provider's services that a document cannot declare.

use serde::Deserialize;

/// `[platform]`: the provider of the service, if the runtime supports it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Platform {
    /// `[platform.huaweicloud]`.
    pub huaweicloud: Option<Huaweicloud>,
}

/// `[platform.huaweicloud]`: authentication as in the SDKs of Huawei Cloud.
///
/// ```toml
/// [platform.huaweicloud]
/// service = "CDM"        # as in HUAWEICLOUD_SDK_REGION_CDM_{ID}
/// keys = "ak_sk"         # the security scheme that access keys sign for
/// token = "token"        # the security scheme that takes a token of IAM
/// project = "project_id" # the client's parameter that is the id of the project
/// region = "region"      # the server variable that is the id of the region
/// iam = "iam"            # the servers of IAM, by `x-specwright-name`
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
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
    /// The servers of IAM, by the name that the document gives them.
    pub iam: String,
}
