//! [`Surroundings`]: what else a client is made of, for what depends on it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::call::client::Base;
use crate::call::description::{Api, NamedServers};
use crate::call::server::{self, Chosen};

/// What else a client is made of, for a credential that depends on it; see
/// [`Credential::bound`](crate::auth::Credential::bound).
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'a> {
    pub(crate) api: &'static Api,
    pub(crate) params: &'a BTreeMap<&'static str, String>,
    pub(crate) variables: &'a Chosen,
    pub(crate) named: &'a BTreeMap<&'static str, Base>,
}

impl<'a> Surroundings<'a> {
    /// The value of a parameter of the client, if it was given one.
    pub fn param(&self, name: &str) -> Option<&'a str> {
        self.params.get(name).map(String::as_str)
    }

    /// The value of a variable of the servers' URLs: the one that was chosen, or else the default.
    pub fn server_variable(&self, name: &str) -> Option<&'a str> {
        let chosen = self.variables.get(name).map(String::as_str);
        chosen.or_else(|| server::declared(self.api.servers, name)?.default)
    }

    /// The URL before the path for operations on these servers.
    ///
    /// # Errors
    ///
    /// A sentence that says what to set.
    pub fn server(&self, servers: &NamedServers) -> Result<String, String> {
        self.base(servers).map(|base| base.to_string())
    }

    /// The same, parsed.
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
