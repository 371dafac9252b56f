//! Signing in to Huawei Cloud as its SDKs do: logging in to its identity service (IAM) for a token, and diagnostic keys, endpoints and
//! the project where the SDKs look for them.
//!
//! Generated clients call it for documents whose configuration has a table `[platform.huaweicloud]`. Nothing is read or asked for
//! unless [`Platform::login`] or [`Platform::sdk_defaults`] is called.

mod defaults;
mod iam;
mod login;
mod metadata;
mod profile;
mod project;
mod session;

use crate::call::client::ClientBuilder;
use crate::call::description::NamedServers;
use crate::platform::huaweicloud::defaults::Defaults;
use crate::platform::huaweicloud::login::Unbound;

pub use crate::platform::huaweicloud::iam::IamError;
pub use crate::platform::huaweicloud::login::Login;

/// How an API calls what services of Huawei Cloud have in common.
#[derive(Clone, Copy, Debug)]
pub struct Platform {
    /// The service in names of environment variables: `CDM` in `HUAWEICLOUD_SDK_REGION_CDM_CN_NORTH_4`.
    pub service: &'static str,
    /// The security scheme that access keys sign for.
    pub keys: &'static str,
    /// The security scheme that takes a token of IAM.
    pub token: &'static str,
    /// The parameter of the client that is the id of a project.
    pub project: &'static str,
    /// The variable of the servers' URLs that is the id of a region.
    pub region: &'static str,
    /// The servers of IAM.
    pub iam: &'static NamedServers,
}

impl Platform {
    /// The same builder, with a login in place of a token.
    pub fn login(&'static self, builder: ClientBuilder, login: Login) -> ClientBuilder {
        builder.credential(self.token, Unbound { platform: self, login })
    }

    /// The same builder, which when it builds takes what is not set yet from where the official SDKs look.
    ///
    /// - What [`ClientBuilder::from_env`] reads, and from the environment also the endpoint of the region
    ///   (`HUAWEICLOUD_SDK_REGION_{SERVICE}_{ID}`, of which the first is used) and that of IAM (`HUAWEICLOUD_SDK_IAM_ENDPOINT`).
    /// - Where there is no token and no key: the section `[basic]` of the profile `HUAWEICLOUD_SDK_CREDENTIALS_FILE`, or else of
    ///   `~/.huaweicloud/credentials`, with `ak`, `sk`, `security_token`, `project_id` and `iam_endpoint`.
    /// - Where there is no profile: the temporary keys that the metadata service gives to servers with an agency, fetched by the
    ///   first call and renewed when less than 40 minutes of them remain. Not in a browser.
    /// - Where there is no project: the one that IAM has for the region, looked up by the first call that needs it.
    ///
    /// The metadata service is that of `HUAWEICLOUD_METADATA_ENDPOINT`, or `http://169.254.169.254`.
    pub fn sdk_defaults(&'static self, builder: ClientBuilder) -> ClientBuilder {
        self.sdk_defaults_from(builder, |name| std::env::var(name).ok())
    }

    /// The same with environment variables that come from elsewhere. `HOME` is among them.
    pub fn sdk_defaults_from(
        &'static self,
        builder: ClientBuilder,
        variable: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    ) -> ClientBuilder {
        builder.completion(Defaults::new(self, Box::new(variable)))
    }
}
