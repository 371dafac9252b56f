//! `[platform]`: conventions of a provider's services that a document cannot declare.

use serde::Deserialize;

/// `[platform]`: the provider of the service, if the runtime supports it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Platform {
    /// `[platform.huaweicloud]`.
    pub huaweicloud: Option<PlatformNames>,
}

/// The document's names for what all services of a provider have.
///
/// With `[platform.huaweicloud]`, clients authenticate like the SDKs of Huawei Cloud.
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
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct PlatformNames {
    /// The service's name in environment variables.
    pub service: String,
    /// The security scheme for which access keys sign.
    pub keys: String,
    /// The security scheme that takes a token of the identity service.
    pub token: String,
    /// The parameter of the client that is the id of the project.
    pub project: String,
    /// The server variable that is the id of the region.
    pub region: String,
    /// The name of the identity service's servers.
    pub iam: String,
}
