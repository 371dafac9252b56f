//! [`Client`]: the configuration shared by all calls.

mod base;
mod build;
#[cfg(feature = "huaweicloud")]
mod build_hook;
mod builder;
mod config;
mod error;
mod lookup;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{HeaderName, HeaderValue};

use crate::call::auth::Credential;
use crate::call::description::{Api, NamedServers, Operation, Scheme};
use crate::call::interceptor::Interceptor;
use crate::call::request::Request;
use crate::call::retry::{Budget, Retry};
use crate::call::server::Chosen;
use crate::transport::Transport;

pub(crate) use crate::call::client::base::Base;
#[cfg(feature = "huaweicloud")]
pub(crate) use crate::call::client::build_hook::BuildHook;
pub use crate::call::client::builder::ClientBuilder;
pub use crate::call::client::config::ClientConfig;
pub use crate::call::client::error::BuildError;
pub(crate) use crate::call::client::lookup::CachedLookup;
pub use crate::call::client::lookup::Lookup;

/// A client of an API: its base URL, credentials, transport and other settings.
///
/// Generated crates wrap it in a type with a method per operation. Cloning is cheap; clones share connections, tokens and the
/// retry budget.
#[derive(Clone)]
pub struct Client {
    pub(crate) inner: Arc<Inner>,
}

/// The shared state of a client and its clones.
pub(crate) struct Inner {
    pub(crate) api: &'static Api,
    pub(crate) base: Base,
    pub(crate) params: BTreeMap<&'static str, String>,
    /// Lookups of parameters that are not set.
    pub(crate) lookups: BTreeMap<&'static str, CachedLookup>,
    pub(crate) variables: Chosen,
    /// Base URLs that replace named servers.
    pub(crate) named: BTreeMap<&'static str, Base>,
    pub(crate) credentials: BTreeMap<&'static str, SchemeCredential>,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) interceptors: Vec<Arc<dyn Interceptor>>,
    pub(crate) user_agent: Option<HeaderValue>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) retry: Retry,
    pub(crate) budget: Budget,
    pub(crate) max_response_bytes: usize,
}

/// A credential of the client for a security scheme.
#[derive(Clone, Debug)]
pub(crate) struct SchemeCredential {
    /// The scheme.
    pub(crate) scheme: &'static Scheme,
    pub(crate) credential: Arc<dyn Credential>,
    /// Whether it was set in code. Credentials from the environment have lower precedence.
    pub(crate) is_explicit: bool,
    /// The header that the credential adds, if it is always the same.
    pub(crate) static_header: Option<(HeaderName, HeaderValue)>,
}

impl SchemeCredential {
    pub(crate) fn new(scheme: &'static Scheme, credential: Arc<dyn Credential>, is_explicit: bool) -> Self {
        let static_header = credential.static_header(scheme);
        Self { scheme, credential, is_explicit, static_header }
    }
}

impl Client {
    /// Creates a builder for a client of `api`.
    pub fn builder(api: &'static Api) -> ClientBuilder {
        ClientBuilder::new(api)
    }

    /// Creates an empty request for `operation`.
    pub fn request(&self, operation: &'static Operation) -> Request {
        Request::new(self.clone(), operation)
    }

    /// The transport that sends the requests.
    pub fn transport(&self) -> &dyn Transport {
        &*self.inner.transport
    }
}

impl Inner {
    /// The base URL for an operation on these servers.
    ///
    /// # Errors
    ///
    /// Returns a sentence that says what to set.
    pub(crate) fn base(&self, servers: Option<&NamedServers>) -> Result<Cow<'_, Base>, String> {
        let Some(servers) = servers else {
            return Ok(Cow::Borrowed(&self.base));
        };
        self.config().base(servers)
    }

    /// The value of a client parameter, as set or looked up.
    pub(crate) fn param(&self, name: &str) -> Option<&String> {
        self.params.get(name).or_else(|| self.lookups.get(name)?.found())
    }

    pub(crate) fn config(&self) -> ClientConfig<'_> {
        ClientConfig { api: self.api, params: &self.params, variables: &self.variables, named: &self.named }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("api", &self.inner.api.name)
            .field("base", &self.inner.base)
            .field("params", &self.inner.params)
            .field("named_endpoints", &self.inner.named)
            .field("credentials", &self.inner.credentials.keys())
            .field("transport", &self.inner.transport)
            .field("interceptors", &self.inner.interceptors)
            .field("timeout", &self.inner.timeout)
            .field("attempt_timeout", &self.inner.attempt_timeout)
            .field("retry", &self.inner.retry)
            .finish_non_exhaustive()
    }
}
