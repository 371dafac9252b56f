//! Authentication for Huawei Cloud as in its official SDKs: logins to its identity service (IAM), and the SDKs' default sources of
//! access keys, endpoints and projects.
//!
//! Generated clients use it if their configuration has a table `[platform.huaweicloud]`. Nothing is read or requested unless
//! [`Platform::login`] or [`Platform::sdk_defaults`] is called.

mod defaults;
mod iam;
mod login;
mod metadata;
mod profile;
mod project;
mod session;

use crate::call::client::ClientBuilder;
use crate::call::description::NamedServers;
use crate::platform::huaweicloud::defaults::SdkDefaults;
use crate::platform::huaweicloud::login::UnboundLogin;

pub use crate::platform::huaweicloud::iam::IamError;
pub use crate::platform::huaweicloud::login::Login;

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

impl Platform {
    /// Sets a login as the credential of the scheme for tokens.
    pub fn login(&'static self, builder: ClientBuilder, login: Login) -> ClientBuilder {
        builder.credential(self.token, UnboundLogin { platform: self, login })
    }

    /// Completes the settings of a builder from the default sources of the official SDKs when the client is built:
    ///
    /// - Environment variables: those that [`ClientBuilder::from_env`] reads, the endpoint of the region
    ///   (`HUAWEICLOUD_SDK_REGION_{SERVICE}_{ID}`; the first of a list is used), and the endpoint of IAM
    ///   (`HUAWEICLOUD_SDK_IAM_ENDPOINT`).
    /// - Without a token or an access key: the section `[basic]` of the profile `HUAWEICLOUD_SDK_CREDENTIALS_FILE`, or of
    ///   `~/.huaweicloud/credentials`, with `ak`, `sk`, `security_token`, `project_id` and `iam_endpoint`.
    /// - Without a profile: temporary keys of the metadata service, for servers with an agency. They are fetched by the first call
    ///   and renewed when less than 40 minutes of their lifetime remain. Not available in browsers.
    /// - Without a project: IAM's project of the region, looked up by the first call that needs it.
    ///
    /// The metadata service is at `HUAWEICLOUD_METADATA_ENDPOINT`, or `http://169.254.169.254`.
    pub fn sdk_defaults(&'static self, builder: ClientBuilder) -> ClientBuilder {
        self.sdk_defaults_from(builder, |name| std::env::var(name).ok())
    }

    /// Completes the settings as [`sdk_defaults`](Self::sdk_defaults) does, with environment variables from another source, including
    /// `HOME`.
    pub fn sdk_defaults_from(
        &'static self,
        builder: ClientBuilder,
        variable: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    ) -> ClientBuilder {
        builder.build_hook(SdkDefaults::new(self, Box::new(variable)))
    }
}
