//! [`ClientBuilder`]: the settings of a client.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use crate::call::client::handle::{Client, Credential, Lookup};
use crate::call::description::{Api, Server};
use crate::call::interceptor::Interceptor;
use crate::call::retry::Retry;
#[cfg(feature = "huaweicloud")]
use crate::call::server;
use crate::call::server::Chosen;
use crate::transport::Transport;

/// The default limit for response bodies: 64 MiB.
const MAX_RESPONSE_BYTES: usize = 64 * 1024 * 1024;

/// Builds a [`Client`].
///
/// Settings are validated by [`build`](Self::build), which reports all problems at once.
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder {
    pub(crate) api: &'static Api,
    pub(crate) params: BTreeMap<&'static str, String>,
    pub(crate) lookups: BTreeMap<&'static str, Arc<dyn Lookup>>,
    #[cfg(feature = "huaweicloud")]
    pub(super) build_hooks: Vec<Arc<dyn BuildHook>>,
    pub(super) variables: Chosen,
    pub(crate) endpoint: Option<String>,
    pub(crate) named_endpoints: BTreeMap<&'static str, String>,
    pub(crate) credentials: BTreeMap<&'static str, Arc<dyn Credential>>,
    pub(crate) environment: Environment,
    pub(super) timeout: Option<Duration>,
    pub(super) attempt_timeout: Option<Duration>,
    pub(super) retry: Retry,
    pub(super) connect_timeout: Option<Duration>,
    pub(super) read_timeout: Option<Duration>,
    pub(super) http_client: Option<reqwest::Client>,
    pub(super) transport: Option<Arc<dyn Transport>>,
    pub(super) interceptors: Vec<Arc<dyn Interceptor>>,
    pub(super) user_agent: Option<String>,
    pub(super) user_agent_suffix: Option<String>,
    pub(super) max_response_bytes: usize,
}

/// Completes the settings of a builder when the client is built and all settings in code are known.
#[cfg(feature = "huaweicloud")]
pub(crate) trait BuildHook: std::fmt::Debug + Send + Sync {
    /// Sets what is not set yet.
    ///
    /// # Errors
    ///
    /// Returns a sentence about an invalid setting that was found.
    fn before_build(&self, builder: &mut ClientBuilder) -> Result<(), String>;
}

impl Client {
    /// Creates a builder for a client of `api`.
    pub fn builder(api: &'static Api) -> ClientBuilder {
        ClientBuilder::new(api)
    }
}

impl ClientBuilder {
    fn new(api: &'static Api) -> Self {
        Self {
            api,
            params: BTreeMap::new(),
            lookups: BTreeMap::new(),
            #[cfg(feature = "huaweicloud")]
            build_hooks: Vec::new(),
            variables: Chosen::new(),
            endpoint: None,
            named_endpoints: BTreeMap::new(),
            credentials: BTreeMap::new(),
            environment: Environment::default(),
            timeout: None,
            attempt_timeout: None,
            retry: Retry::default(),
            connect_timeout: None,
            read_timeout: None,
            http_client: None,
            transport: None,
            interceptors: Vec::new(),
            user_agent: None,
            user_agent_suffix: None,
            max_response_bytes: MAX_RESPONSE_BYTES,
        }
    }

    #[cfg(feature = "huaweicloud")]
    pub(crate) fn build_hook(mut self, hook: impl BuildHook + 'static) -> Self {
        self.build_hooks.push(Arc::new(hook));
        self
    }

    /// The endpoint from the environment, unless server variables are set in code.
    pub(crate) fn endpoint_of_environment(&self) -> Option<&String> {
        self.environment.first(self.api.endpoint_env).filter(|_| self.variables.is_empty())
    }

    /// The current value of a client parameter.
    #[cfg(feature = "huaweicloud")]
    pub(crate) fn param_value(&self, name: &str) -> Option<&String> {
        let declared = || self.api.params.iter().find(|param| param.name == name);
        self.params.get(name).or_else(|| self.environment.first(declared()?.env))
    }

    /// The current value of a server variable.
    #[cfg(feature = "huaweicloud")]
    pub(crate) fn server_variable_value(&self, name: &str) -> Option<&str> {
        let declared = server::declared(self.api.servers, name);
        let chosen = self.variables.get(name).or_else(|| self.environment.first(declared?.env));
        chosen.map(String::as_str).or_else(|| declared?.default)
    }

    #[cfg(feature = "mock")]
    pub(crate) fn api(&self) -> &'static Api {
        self.api
    }

    /// Sets a client parameter, such as `project_id`, which is used by every operation whose path contains it.
    pub fn param(mut self, name: &'static str, value: &str) -> Self {
        self.params.insert(name, value.to_owned());
        self
    }

    /// Looks up a client parameter with the first call that needs it, if it is not set.
    pub fn lookup(mut self, name: &'static str, lookup: impl Lookup + 'static) -> Self {
        self.lookups.insert(name, Arc::new(lookup));
        self
    }

    /// Sets a server variable, such as `region`.
    pub fn server_variable(mut self, name: &'static str, value: &str) -> Self {
        self.variables.insert(name, value.to_owned());
        self
    }

    /// Sets the base URL of the service, in place of the document's servers. The default scheme is `https://`. A path is
    /// kept as a prefix of the operations' paths.
    pub fn endpoint(mut self, url: &str) -> Self {
        self.endpoint = Some(url.to_owned());
        self
    }

    /// Sets the base URL of a named group of servers, which some operations use in place of the document's servers.
    pub fn named_endpoint(mut self, name: &'static str, url: &str) -> Self {
        self.named_endpoints.insert(name, url.to_owned());
        self
    }

    /// Sets the credential for a security scheme, by the name of the scheme in the document.
    pub fn credential(mut self, scheme: &'static str, credential: impl Credential + 'static) -> Self {
        self.credentials.insert(scheme, Arc::new(credential));
        self
    }

    /// Limits the total time of a call: all attempts, the waits between them, and reading the body. By default there is no
    /// limit.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Limits the time of an attempt, including reading the body. An attempt that times out is retried if the call is
    /// idempotent. By default there is no limit.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// Sets which failures are retried, how often and when. The default is [`Retry::default`].
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// Limits the time to establish a connection. The default is 60 seconds.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// Limits the time between two reads from the service. The default is 120 seconds.
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.read_timeout = Some(timeout);
        self
    }

    /// Uses this `reqwest` client, with its proxies, certificates and timeouts, in place of the default one.
    ///
    /// Start from [`http_client_builder`](crate::http_client_builder), which configures TLS and disables redirects. Other
    /// clients should disable redirects, too (`reqwest::redirect::Policy::none()`): a signature is only valid for one URL, and
    /// credentials must not be sent to another host. Requests to the metadata service of a cloud server, such as
    /// `http://169.254.169.254`, are sent without it, since they must not use a proxy.
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http_client = Some(client);
        self
    }

    /// Sends requests through this transport, in place of `reqwest`.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Adds an interceptor, which runs on every attempt of every call. See [`Interceptor`] for the order.
    pub fn interceptor(mut self, interceptor: impl Interceptor + 'static) -> Self {
        self.interceptors.push(Arc::new(interceptor));
        self
    }

    /// Sets the `User-Agent` header. An empty string omits it.
    pub fn user_agent(mut self, user_agent: &str) -> Self {
        self.user_agent = Some(user_agent.to_owned());
        self
    }

    /// Appends a product to the `User-Agent` header, such as the program's name and version: `backup/1.2` (RFC 9110, section
    /// 10.1.5).
    pub fn user_agent_suffix(mut self, product: &str) -> Self {
        self.user_agent_suffix = Some(product.to_owned());
        self
    }

    /// Limits the size of response bodies that are read into memory, in bytes. The default is 64 MiB. A longer body is an
    /// [`Error::Decode`](crate::Error::Decode). Streams have no limit.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = bytes;
        self
    }

    /// Reads settings that are not set in code from environment variables. The docs of the API's client list them. An empty
    /// variable, or one that is not UTF-8, counts as not set.
    ///
    /// Settings in code take precedence, before or after this call: an endpoint from the environment is not used if a server
    /// is selected in code, and a credential from the environment only if no credential in code fits an operation.
    pub fn from_env(self) -> Self {
        self.from_variables(|name| std::env::var(name).ok())
    }

    /// Reads settings as [`from_env`](Self::from_env) does, with variables from another source.
    pub fn from_variables(mut self, variable: impl Fn(&str) -> Option<String>) -> Self {
        self.read(&variable);
        self
    }

    pub(crate) fn read(&mut self, variable: &dyn Fn(&str) -> Option<String>) {
        for name in names(self.api) {
            if let Some(value) = variable(name).filter(|value| !value.is_empty()) {
                self.environment.0.insert(name, value);
            }
        }
    }
}

/// Environment variables that were read. Values may be secrets, so `Debug` only shows the names.
#[derive(Clone, Default)]
pub(crate) struct Environment(pub(crate) BTreeMap<&'static str, String>);

impl Environment {
    /// The first of the variables that is set.
    pub(super) fn first(&self, names: &[&'static str]) -> Option<&String> {
        names.iter().find_map(|name| self.0.get(name))
    }
}

impl std::fmt::Debug for Environment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.0.keys()).finish()
    }
}

/// The names of all environment variables of an API.
fn names(api: &'static Api) -> impl Iterator<Item = &'static str> {
    let params = api.params.iter().flat_map(|param| param.env);
    let variables = api.servers.iter().flat_map(|server: &Server| server.variables).flat_map(|variable| variable.env);
    let schemes = api.schemes.iter().flat_map(|scheme| scheme.env).flat_map(|names| *names);
    params.chain(variables).chain(api.endpoint_env).chain(schemes).copied()
}
