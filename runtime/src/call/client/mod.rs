//! [`Client`]: what all calls share.

mod base;
mod build;
mod builder;
#[cfg(feature = "huaweicloud")]
mod completion;
mod error;
mod lookup;
mod surroundings;

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
pub use crate::call::client::builder::ClientBuilder;
#[cfg(feature = "huaweicloud")]
pub(crate) use crate::call::client::completion::Completion;
pub use crate::call::client::error::BuildError;
pub use crate::call::client::lookup::Lookup;
pub(crate) use crate::call::client::lookup::Sought;
pub use crate::call::client::surroundings::Surroundings;

/// What all calls share: where the service is, who calls, how requests travel. A clone is the same client.
#[derive(Clone)]
pub struct Client {
    pub(crate) inner: Arc<Inner>,
}

/// What a client holds.
pub(crate) struct Inner {
    pub(crate) api: &'static Api,
    pub(crate) base: Base,
    pub(crate) params: BTreeMap<&'static str, String>,
    /// Parameters that are looked up, since they were not given.
    pub(crate) lookups: BTreeMap<&'static str, Sought>,
    pub(crate) variables: Chosen,
    /// URLs that replace servers with a name.
    pub(crate) named: BTreeMap<&'static str, Base>,
    pub(crate) credentials: BTreeMap<&'static str, Held>,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) interceptors: Vec<Arc<dyn Interceptor>>,
    pub(crate) user_agent: Option<HeaderValue>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) retry: Retry,
    pub(crate) budget: Budget,
    pub(crate) max_response_bytes: usize,
}

/// A credential of the client.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    /// The scheme that it is for.
    pub(crate) scheme: &'static Scheme,
    pub(crate) credential: Arc<dyn Credential>,
    /// Whether the program gave it; otherwise it is from the environment, and counts after those that the program gave.
    pub(crate) given: bool,
    /// All that it puts onto requests, where that never changes.
    pub(crate) fixed: Option<(HeaderName, HeaderValue)>,
}

impl Held {
    pub(crate) fn new(scheme: &'static Scheme, credential: Arc<dyn Credential>, given: bool) -> Self {
        let fixed = credential.fixed(scheme);
        Self { scheme, credential, given, fixed }
    }
}

impl Client {
    /// A builder of a client for `api`.
    pub fn builder(api: &'static Api) -> ClientBuilder {
        ClientBuilder::new(api)
    }

    /// A request for `operation`, with nothing filled in.
    pub fn request(&self, operation: &'static Operation) -> Request {
        Request::new(self.clone(), operation)
    }

    /// What carries its requests.
    pub fn transport(&self) -> &dyn Transport {
        &*self.inner.transport
    }
}

impl Inner {
    /// The URL before the path for an operation on these servers.
    ///
    /// # Errors
    ///
    /// A sentence that says what to set.
    pub(crate) fn base(&self, servers: Option<&NamedServers>) -> Result<Cow<'_, Base>, String> {
        let Some(servers) = servers else {
            return Ok(Cow::Borrowed(&self.base));
        };
        self.surroundings().base(servers)
    }

    /// The value of a parameter of the client: it was given, or has been found.
    pub(crate) fn param(&self, name: &str) -> Option<&String> {
        self.params.get(name).or_else(|| self.lookups.get(name)?.found())
    }

    pub(crate) fn surroundings(&self) -> Surroundings<'_> {
        Surroundings { api: self.api, params: &self.params, variables: &self.variables, named: &self.named }
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
