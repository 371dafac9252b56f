//! [`SdkDefaults`]: the default sources of the official SDKs.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use crate::call::auth::{self, AccessKey};
use crate::call::client::{BuildHook, ClientBuilder};
use crate::platform::huaweicloud::metadata::{ADDRESS, Metadata};
use crate::platform::huaweicloud::platform::Platform;
use crate::platform::huaweicloud::profile::Profile;
use crate::platform::huaweicloud::project::Projects;

/// The source of environment variables.
type Variables = Box<dyn Fn(&str) -> Option<String> + Send + Sync>;

impl Platform {
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

/// Completes settings from the SDKs' default sources; see [`Platform::sdk_defaults`].
struct SdkDefaults {
    platform: &'static Platform,
    variables: Variables,
}

impl SdkDefaults {
    fn new(platform: &'static Platform, variables: Variables) -> Self {
        Self { platform, variables }
    }

    /// The value of an environment variable. An empty one counts as not set.
    fn variable(&self, name: &str) -> Option<String> {
        (self.variables)(name).filter(|value| !value.is_empty())
    }

    /// Sets the endpoint of the region from the environment.
    fn find_endpoint(&self, builder: &mut ClientBuilder) {
        if builder.endpoint.is_some() || builder.endpoint_of_environment().is_some() {
            return;
        }
        let Some(region) = builder.server_variable_value(self.platform.region) else { return };
        // Other values would make names that operating systems do not support.
        if region.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-') {
            let id = region.to_ascii_uppercase().replace('-', "_");
            let endpoints = self.variable(&format!("HUAWEICLOUD_SDK_REGION_{}_{id}", self.platform.service));
            // The SDKs fail over to further endpoints; here the first one is used.
            builder.endpoint = endpoints.and_then(|all| all.split(',').next().map(|first| first.trim().to_owned()));
        }
    }

    /// Sets access keys and related settings from the profile, or access keys from the metadata service.
    fn find_keys(&self, builder: &mut ClientBuilder) -> Result<(), String> {
        let platform = self.platform;
        let (path, is_named) = match self.variable("HUAWEICLOUD_SDK_CREDENTIALS_FILE") {
            Some(path) => (Some(PathBuf::from(path)), true),
            None => {
                let home = self.variable("HOME").or_else(|| self.variable("USERPROFILE"));
                (home.map(|home| PathBuf::from(home).join(".huaweicloud").join("credentials")), false)
            }
        };
        let profile = path.as_deref().map(Profile::read).transpose()?.flatten();
        if let Some(profile) = profile {
            let key = AccessKey::new(profile.access_key, profile.secret_key);
            let key = match profile.security_token {
                Some(token) => key.security_token(token),
                None => key,
            };
            builder.credentials.insert(platform.keys, Arc::new(key));
            if let Some(id) = profile.project_id.filter(|_| builder.param_value(platform.project).is_none()) {
                builder.params.insert(platform.project, id);
            }
            if let Some(url) = profile.iam_endpoint {
                builder.named_endpoints.entry(platform.iam.name).or_insert(url);
            }
            return Ok(());
        }
        let path = path.map(|path| path.display().to_string()).unwrap_or_else(|| "~/.huaweicloud/credentials".into());
        if is_named {
            return Err(format!(
                "The profile `{path}` does not exist, to which HUAWEICLOUD_SDK_CREDENTIALS_FILE points."
            ));
        }
        let schemes =
            builder.api.schemes.iter().filter(|scheme| [platform.token, platform.keys].contains(&scheme.name));
        let first = schemes.flat_map(|scheme| scheme.env).filter_map(|names| names.first().copied());
        let variables: Vec<&str> = first.collect();
        let looked = format!("the environment ({}) or the profile {path}", variables.join(", "));
        if cfg!(all(target_family = "wasm", target_os = "unknown")) {
            return Err(format!("No access key is in {looked}: call `{}`.", platform.keys));
        }
        let address = self.variable("HUAWEICLOUD_METADATA_ENDPOINT").unwrap_or_else(|| ADDRESS.to_owned());
        let address = address.trim_end_matches('/').to_owned();
        builder.credentials.insert(platform.keys, Arc::new(Metadata::new(address, looked)));
        Ok(())
    }

    /// Whether there is a credential, set in code or in the environment.
    fn has_credential(&self, builder: &ClientBuilder) -> bool {
        let names = [self.platform.token, self.platform.keys];
        let mut schemes = builder.api.schemes.iter().filter(|scheme| names.contains(&scheme.name));
        schemes.any(|scheme| {
            builder.credentials.contains_key(scheme.name)
                // An invalid one is reported when the client is built.
                || !matches!(auth::from_environment(scheme, &builder.environment.0), Ok(None))
        })
    }
}

impl BuildHook for SdkDefaults {
    fn before_build(&self, builder: &mut ClientBuilder) -> Result<(), String> {
        let platform = self.platform;
        builder.read(&*self.variables);
        self.find_endpoint(builder);
        let found = if self.has_credential(builder) { Ok(()) } else { self.find_keys(builder) };
        // The endpoint of a profile belongs to its keys and has precedence.
        if let Some(url) = self.variable("HUAWEICLOUD_SDK_IAM_ENDPOINT") {
            builder.named_endpoints.entry(platform.iam.name).or_insert(url);
        }
        builder.lookups.entry(platform.project).or_insert_with(|| Arc::new(Projects { platform }));
        found
    }
}

impl fmt::Debug for SdkDefaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SdkDefaults").field("service", &self.platform.service).finish_non_exhaustive()
    }
}
