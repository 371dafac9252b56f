//! [`Defaults`]: where the SDKs look for what a program does not set.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use crate::call::auth::{self, AccessKey};
use crate::call::client::{ClientBuilder, Completion};
use crate::platform::huaweicloud::Platform;
use crate::platform::huaweicloud::metadata::{ADDRESS, Metadata};
use crate::platform::huaweicloud::profile::Profile;
use crate::platform::huaweicloud::project::Projects;

/// Where environment variables come from.
type Variables = Box<dyn Fn(&str) -> Option<String> + Send + Sync>;

/// Looks where the SDKs look; see [`Platform::sdk_defaults`].
pub(super) struct Defaults {
    platform: &'static Platform,
    variables: Variables,
}

impl Defaults {
    pub(super) fn new(platform: &'static Platform, variables: Variables) -> Self {
        Self { platform, variables }
    }

    /// The value of an environment variable; an empty one counts as not set.
    fn variable(&self, name: &str) -> Option<String> {
        (self.variables)(name).filter(|value| !value.is_empty())
    }

    /// The endpoint that the environment has for the region.
    fn find_endpoint(&self, builder: &mut ClientBuilder) {
        if builder.endpoint.is_some() || builder.endpoint_of_environment().is_some() {
            return;
        }
        let Some(region) = builder.server_variable_value(self.platform.region) else { return };
        // What is none must not make a name that systems know no response to.
        if region.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-') {
            let id = region.to_ascii_uppercase().replace('-', "_");
            let endpoints = self.variable(&format!("HUAWEICLOUD_SDK_REGION_{}_{id}", self.platform.service));
            // Where there are several, the SDKs go on to the next when one cannot be reached.
            builder.endpoint = endpoints.and_then(|all| all.split(',').next().map(|first| first.trim().to_owned()));
        }
    }

    /// Keys from the profile, with what it says beside them, or from the metadata service.
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
            return Err(format!("The profile `{path}` does not exist, which HUAWEICLOUD_SDK_CREDENTIALS_FILE names."));
        }
        let schemes =
            builder.api.schemes.iter().filter(|scheme| [platform.token, platform.keys].contains(&scheme.name));
        let first = schemes.flat_map(|scheme| scheme.env).filter_map(|names| names.first().copied());
        let variables: Vec<&str> = first.collect();
        let looked = format!("the environment ({}) or the profile {path}", variables.join(", "));
        if cfg!(all(target_family = "wasm", target_os = "unknown")) {
            return Err(format!("No keys are in {looked}: call `{}`.", platform.keys));
        }
        let address = self.variable("HUAWEICLOUD_METADATA_ENDPOINT").unwrap_or_else(|| ADDRESS.to_owned());
        let address = address.trim_end_matches('/').to_owned();
        builder.credentials.insert(platform.keys, Arc::new(Metadata::new(address, looked)));
        Ok(())
    }

    /// Whether there is a credential: the program's, or one of the environment.
    fn has_credential(&self, builder: &ClientBuilder) -> bool {
        let names = [self.platform.token, self.platform.keys];
        let mut schemes = builder.api.schemes.iter().filter(|scheme| names.contains(&scheme.name));
        schemes.any(|scheme| {
            builder.credentials.contains_key(scheme.name)
                // One that is wrong is told when the client is built.
                || !matches!(auth::from_environment(scheme, &builder.environment.0), Ok(None))
        })
    }
}

impl Completion for Defaults {
    fn complete(&self, builder: &mut ClientBuilder) -> Result<(), String> {
        let platform = self.platform;
        builder.read(&*self.variables);
        self.find_endpoint(builder);
        let found = if self.has_credential(builder) { Ok(()) } else { self.find_keys(builder) };
        // The endpoint of a profile belongs to its keys, and comes first.
        if let Some(url) = self.variable("HUAWEICLOUD_SDK_IAM_ENDPOINT") {
            builder.named_endpoints.entry(platform.iam.name).or_insert(url);
        }
        builder.lookups.entry(platform.project).or_insert_with(|| Arc::new(Projects { platform }));
        found
    }
}

impl fmt::Debug for Defaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Defaults").field("service", &self.platform.service).finish_non_exhaustive()
    }
}
