//! [`Client`]: the configuration shared by all calls, and [`Credential`] and [`Lookup`], which it holds and which refer to it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{self, Debug};
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{HeaderName, HeaderValue};

use crate::HeaderMap;
use crate::body::BoxError;
use crate::call::auth::Fetcher;
use crate::call::client::base::Base;
use crate::call::client::config::ClientConfig;
use crate::call::client::lookup::CachedLookup;
use crate::call::description::{Api, NamedServers, Scheme};
use crate::call::interceptor::Interceptor;
use crate::call::retry::{Budget, Retry};
use crate::call::server::Chosen;
use crate::transport::{BoxFuture, HttpRequest, Transport};

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
    pub(crate) lookups: BTreeMap<&'static str, CachedLookup<Arc<dyn Lookup>>>,
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
    pub(crate) budget: Arc<Budget>,
    /// For credentials; it has the settings above.
    pub(crate) fetcher: Fetcher,
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
        ClientConfig {
            api: self.api,
            base_url: Some(&self.base),
            params: &self.params,
            variables: &self.variables,
            named: &self.named,
        }
    }
}

impl Debug for Client {
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

/// A credential for a security scheme. Its `Debug` output must not contain secrets.
pub trait Credential: Debug + Send + Sync {
    /// Applies the credential to a request, as `scheme` declares. Headers that the caller has set are kept.
    ///
    /// # Errors
    ///
    /// Fails if the credential is not available or does not fit the scheme. The request is not sent.
    fn apply<'a>(
        &'a self,
        scheme: &'static Scheme,
        request: &'a mut HttpRequest,
    ) -> BoxFuture<'a, Result<(), BoxError>>;

    /// Fetches what [`apply`](Self::apply) needs, such as a token, through the client's transport. The future is dropped with
    /// the call.
    ///
    /// Returns `None` if nothing needs to be fetched.
    ///
    /// # Errors
    ///
    /// Fails if the credential cannot be fetched. The request is not sent.
    fn prepare<'a>(
        &'a self,
        _scheme: &'static Scheme,
        _fetcher: &'a Fetcher,
    ) -> Option<BoxFuture<'a, Result<(), BoxError>>> {
        None
    }

    /// The header, if the credential only adds one header that never changes.
    ///
    /// The client calls this once, when it is built, and then adds the header itself in place of calling
    /// [`apply`](Self::apply). Return `None` if there is more to do, or if the value may change.
    fn static_header(&self, _scheme: &'static Scheme) -> Option<(HeaderName, HeaderValue)> {
        None
    }

    /// Whether a new credential can be fetched after the service rejects this one.
    fn is_renewable(&self) -> bool {
        false
    }

    /// Discards the credential that was sent with these headers, because the service responded with 401 (RFC 9110, section
    /// 15.5.2).
    ///
    /// Returns whether to retry, which the client does once. The credential is prepared again before the next attempt.
    fn invalidate(&self, _rejected: &HeaderMap) -> bool {
        false
    }

    /// Whether the credential signs the request and must be applied last.
    fn is_signer(&self) -> bool {
        false
    }

    /// Binds the credential to a client, if it depends on the client's settings. Called once, when the client is built.
    ///
    /// Returns `None` if the credential does not depend on them.
    ///
    /// # Errors
    ///
    /// Returns a sentence about the setting that is missing.
    fn bind(&self, _scheme: &'static Scheme, _config: ClientConfig<'_>) -> Option<Result<Arc<dyn Credential>, String>> {
        None
    }

    /// The lookup of a client parameter whose value comes with the credential.
    fn lookup(&self, _param: &str) -> Option<Arc<dyn Lookup>> {
        None
    }

    /// Validates the credential when the client is built.
    ///
    /// # Errors
    ///
    /// Returns the problem as a predicate to follow "The credential", such as "is empty".
    fn check(&self, _scheme: &'static Scheme) -> Result<(), String> {
        Ok(())
    }
}

/// Looks up a client parameter that is not set, such as a project ID.
///
/// The first call that needs the value looks it up before its request is sent; concurrent calls wait for the result. The
/// value is cached by the client. See [`ClientBuilder::lookup`](crate::ClientBuilder::lookup).
pub trait Lookup: Debug + Send + Sync {
    /// Returns the value.
    ///
    /// # Errors
    ///
    /// Fails if there is no value. The call fails without being sent, and the next call retries.
    fn look_up<'a>(&'a self, client: &'a Client) -> BoxFuture<'a, Result<String, BoxError>>;
}
