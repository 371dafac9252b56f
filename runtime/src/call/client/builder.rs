//! [`ClientBuilder`]: the settings of a client.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use crate::call::auth::Credential;
#[cfg(feature = "huaweicloud")]
use crate::call::client::Completion;
use crate::call::client::Lookup;
use crate::call::description::{Api, Server};
use crate::call::interceptor::Interceptor;
use crate::call::retry::Retry;
#[cfg(feature = "huaweicloud")]
use crate::call::server;
use crate::call::server::Chosen;
use crate::transport::Transport;

/// The most that is read of a response, unless the caller says otherwise: 64 MiB.
const MAX_RESPONSE_BYTES: usize = 64 * 1024 * 1024;

/// Collects the settings of a [`Client`](crate::Client). Nothing is checked before [`build`](Self::build), which
/// reports everything that is wrong at once.
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder {
    pub(crate) api: &'static Api,
    pub(crate) params: BTreeMap<&'static str, String>,
    pub(crate) lookups: BTreeMap<&'static str, Arc<dyn Lookup>>,
    #[cfg(feature = "huaweicloud")]
    pub(super) completions: Vec<Arc<dyn Completion>>,
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

impl ClientBuilder {
    pub(super) fn new(api: &'static Api) -> Self {
        Self {
            api,
            params: BTreeMap::new(),
            lookups: BTreeMap::new(),
            #[cfg(feature = "huaweicloud")]
            completions: Vec::new(),
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
    pub(crate) fn completion(mut self, completion: impl Completion + 'static) -> Self {
        self.completions.push(Arc::new(completion));
        self
    }

    /// The endpoint that the environment has, unless the program chose another place.
    pub(crate) fn endpoint_of_environment(&self) -> Option<&String> {
        self.environment.first(self.api.endpoint_env).filter(|_| self.variables.is_empty())
    }

    /// The value of a parameter of the client, as it stands now.
    #[cfg(feature = "huaweicloud")]
    pub(crate) fn param_value(&self, name: &str) -> Option<&String> {
        let declared = || self.api.params.iter().find(|param| param.name == name);
        self.params.get(name).or_else(|| self.environment.first(declared()?.env))
    }

    /// The value of a variable of the servers' URLs, as it stands now.
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

    /// The value of a parameter of the client, such as `project_id`.
    pub fn param(mut self, name: &'static str, value: &str) -> Self {
        self.params.insert(name, value.to_owned());
        self
    }

    /// Finds the value of a parameter of the client by the first call that needs it, where it is not given.
    pub fn lookup(mut self, name: &'static str, lookup: impl Lookup + 'static) -> Self {
        self.lookups.insert(name, Arc::new(lookup));
        self
    }

    /// The value of a variable of the servers' URLs, such as `region`.
    pub fn server_variable(mut self, name: &'static str, value: &str) -> Self {
        self.variables.insert(name, value.to_owned());
        self
    }

    /// The URL of the service, in place of the document's servers. `https://` is put before it if it has no scheme; a
    /// path is kept and comes before that of each operation.
    pub fn endpoint(mut self, url: &str) -> Self {
        self.endpoint = Some(url.to_owned());
        self
    }

    /// The URL in place of the servers that some operations have for themselves, by the name of these servers.
    pub fn named_endpoint(mut self, name: &'static str, url: &str) -> Self {
        self.named_endpoints.insert(name, url.to_owned());
        self
    }

    /// A credential for a security scheme.
    pub fn credential(mut self, scheme: &'static str, credential: impl Credential + 'static) -> Self {
        self.credentials.insert(scheme, Arc::new(credential));
        self
    }

    /// How long a call may take in all: its attempts, the waits between them, and the response's body. Without: as long
    /// as the service keeps sending.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How long one attempt of a call may take, the response's body included. After that it is tried again, where the
    /// call may be repeated.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// Which failures are tried again, and how often: those and as often as [`Retry`] says unless set.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// How long a connection may take to be made: 60 seconds unless set.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// How long the service may send nothing: 120 seconds unless set.
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.read_timeout = Some(timeout);
        self
    }

    /// A `reqwest` client in place of the built-in one, with its proxies, certificates and timeouts. One that is made by
    /// [`http_client_builder`](crate::http_client_builder) has TLS and follows no redirects; another one should not either
    /// (`reqwest::redirect::Policy::none()`): a signed request is valid for one place only, and a key is not for another.
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http_client = Some(client);
        self
    }

    /// Another way to carry requests, in place of `reqwest`.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Something that looks at every attempt of every call, after those already given. See [`Interceptor`] for the order.
    pub fn interceptor(mut self, interceptor: impl Interceptor + 'static) -> Self {
        self.interceptors.push(Arc::new(interceptor));
        self
    }

    /// The value of the header `User-Agent`; empty for none.
    pub fn user_agent(mut self, user_agent: &str) -> Self {
        self.user_agent = Some(user_agent.to_owned());
        self
    }

    /// What comes after the value of the header `User-Agent`, such as the program's own name and version: `backup/1.2`
    /// (RFC 9110, section 10.1.5).
    pub fn user_agent_suffix(mut self, product: &str) -> Self {
        self.user_agent_suffix = Some(product.to_owned());
        self
    }

    /// The most that is read of a response's body: 64 MiB unless set. A longer one is an error.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = bytes;
        self
    }

    /// Takes what is not set from the environment. Which variables are read is said in the docs of the API's client. An
    /// empty variable, or one that is not UTF-8, counts as not set.
    ///
    /// What the program sets wins, before or after this: an endpoint from the environment is not used if the program
    /// chose a server, and a credential from the environment only where those of the program do not do.
    pub fn from_env(self) -> Self {
        self.from_variables(|name| std::env::var(name).ok())
    }

    /// The same with variables that come from elsewhere.
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

/// Variables that were read from the environment. Some are secrets: `Debug` shows the names.
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

/// The names of all variables that an API reads.
fn names(api: &'static Api) -> impl Iterator<Item = &'static str> {
    let params = api.params.iter().flat_map(|param| param.env);
    let variables = api.servers.iter().flat_map(|server: &Server| server.variables).flat_map(|variable| variable.env);
    let schemes = api.schemes.iter().flat_map(|scheme| scheme.env).flat_map(|names| *names);
    params.chain(variables).chain(api.endpoint_env).chain(schemes).copied()
}
