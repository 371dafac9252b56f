//! [`ClientConfig`]: a view of a client's settings, for credentials that depend on them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use reqwest::Url;

use crate::call::client::Base;
use crate::call::description::{Api, NamedServers};
use crate::call::server::{self, Chosen};

/// The settings of a client, for credentials that depend on them; see
/// [`Credential::bind`](crate::auth::Credential::bind).
#[derive(Clone, Copy, Debug)]
pub struct ClientConfig<'a> {
    pub(crate) api: &'static Api,
    /// The base URL of the client, if it has a valid one.
    pub(crate) base_url: Option<&'a Base>,
    pub(crate) params: &'a BTreeMap<&'static str, String>,
    pub(crate) variables: &'a Chosen,
    pub(crate) named: &'a BTreeMap<&'static str, Base>,
}

impl<'a> ClientConfig<'a> {
    /// The value of a client parameter, if it is set.
    pub fn param(&self, name: &str) -> Option<&'a str> {
        self.params.get(name).map(String::as_str)
    }

    /// The value of a server variable, or its default.
    pub fn server_variable(&self, name: &str) -> Option<&'a str> {
        let chosen = self.variables.get(name).map(String::as_str);
        chosen.or_else(|| server::declared(self.api.servers, name)?.default)
    }

    /// The base URL for operations on these servers.
    ///
    /// # Errors
    ///
    /// Returns a sentence that says what to set.
    pub fn server(&self, servers: &NamedServers) -> Result<String, String> {
        self.base(servers).map(|base| base.to_string())
    }

    /// The URL of a reference relative to the client's base URL, which counts as a folder; `None` for an absolute URL.
    pub(crate) fn resolve(&self, reference: &str) -> Option<Url> {
        if Url::parse(reference).is_ok() {
            return None;
        }
        Url::parse(&format!("{}/", self.base_url?)).and_then(|base| base.join(reference)).ok()
    }

    /// The parsed base URL for operations on these servers.
    pub(crate) fn base(&self, servers: &NamedServers) -> Result<Cow<'a, Base>, String> {
        match self.named.get(servers.name) {
            Some(base) => Ok(Cow::Borrowed(base)),
            None => server::resolve(servers.servers, self.variables)
                .map_err(|error| error.sentence(&format!("{}_endpoint", servers.name)))
                .and_then(|url| Base::of(&url))
                .map(Cow::Owned),
        }
    }
}
