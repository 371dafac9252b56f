//! Builds a client from the settings of its builder, and reports all problems at once.

use std::collections::BTreeMap;
use std::sync::Arc;

use reqwest::header::HeaderValue;

use crate::call::auth::{self, Fetcher};
use crate::call::client::builder::ClientBuilder;
use crate::call::client::{Base, BuildError, CachedLookup, Client, ClientConfig, Inner, Lookup, SchemeCredential};
use crate::call::description::SchemeKind;
use crate::call::server;
use crate::transport::{DefaultTransport, Transport};

impl ClientBuilder {
    /// Builds the client.
    ///
    /// # Errors
    ///
    /// Returns all problems with the settings.
    pub fn build(mut self) -> Result<Client, BuildError> {
        let mut problems = Vec::new();
        #[cfg(feature = "huaweicloud")]
        for hook in std::mem::take(&mut self.build_hooks) {
            problems.extend(hook.before_build(&mut self).err());
        }
        let base = self.take_base(&mut problems);
        let named = self.take_named(&mut problems);
        let params = self.take_params(&mut problems);
        let config = ClientConfig {
            api: self.api,
            base_url: base.as_ref(),
            params: &params,
            variables: &self.variables,
            named: &named,
        };
        let credentials = self.take_credentials(config, &mut problems);
        let lookups = self.take_lookups(&params, &credentials, &mut problems);
        let user_agent = self.take_user_agent(&mut problems);
        let transport = self.take_transport(&mut problems);
        match (base, transport) {
            (Some(base), Some(transport)) if problems.is_empty() => {
                let budget = Arc::default();
                let fetcher = Fetcher::new(
                    Arc::clone(&transport),
                    self.retry.clone(),
                    Arc::clone(&budget),
                    self.timeout,
                    self.attempt_timeout,
                );
                Ok(Client {
                    inner: Arc::new(Inner {
                        api: self.api,
                        base,
                        params,
                        lookups,
                        variables: self.variables,
                        named,
                        credentials,
                        transport,
                        interceptors: self.interceptors,
                        user_agent,
                        timeout: self.timeout,
                        attempt_timeout: self.attempt_timeout,
                        retry: self.retry,
                        budget,
                        fetcher,
                        max_response_bytes: self.max_response_bytes,
                    }),
                })
            }
            _ => Err(BuildError::new(self.api.name, problems)),
        }
    }

    /// The base URL. Server variables that are not set are read from the environment.
    fn take_base(&mut self, problems: &mut Vec<String>) -> Option<Base> {
        let from_environment = self.endpoint_of_environment().cloned();
        for variable in self.api.servers.iter().flat_map(|server| server.variables) {
            if let Some(value) = self.environment.first(variable.env) {
                self.variables.entry(variable.name).or_insert_with(|| value.clone());
            }
        }
        let found = match self.endpoint.as_ref().or(from_environment.as_ref()) {
            Some(url) => {
                server::base(url).map_err(|why| format!("The endpoint `{}` cannot be used: {why}.", server::shown(url)))
            }
            None => server::resolve(self.api.servers, &self.variables).map_err(|error| error.sentence("endpoint")),
        };
        found.and_then(|url| Base::of(&url)).map_err(|problem| problems.push(problem)).ok()
    }

    fn take_named(&self, problems: &mut Vec<String>) -> BTreeMap<&'static str, Base> {
        let mut named = BTreeMap::new();
        for (name, url) in &self.named_endpoints {
            match server::base(url).and_then(|url| Base::of(&url)) {
                Ok(url) => _ = named.insert(*name, url),
                Err(why) => {
                    problems.push(format!("The {name} endpoint `{}` cannot be used: {why}.", server::shown(url)))
                }
            }
        }
        named
    }

    fn take_params(&mut self, problems: &mut Vec<String>) -> BTreeMap<&'static str, String> {
        let mut params = std::mem::take(&mut self.params);
        for (name, value) in &params {
            if !self.api.params.iter().any(|param| param.name == *name) {
                problems.push(format!("There is no parameter `{name}`."));
            } else if value.is_empty() {
                problems.push(format!("The value of `{name}` is empty."));
            }
        }
        for param in self.api.params {
            if let Some(value) = self.environment.first(param.env) {
                params.entry(param.name).or_insert_with(|| value.clone());
            }
        }
        params
    }

    fn take_credentials(
        &self,
        config: ClientConfig<'_>,
        problems: &mut Vec<String>,
    ) -> BTreeMap<&'static str, SchemeCredential> {
        let mut credentials = BTreeMap::new();
        let own = self.transport.is_some() || self.http_client.is_some();
        for name in self.credentials.keys() {
            if !self.api.schemes.iter().any(|scheme| scheme.name == *name) {
                problems.push(format!("There is no security scheme `{name}`."));
            }
        }
        for scheme in self.api.schemes {
            let held = match self.credentials.get(scheme.name) {
                Some(credential) => Some(SchemeCredential::new(scheme, Arc::clone(credential), true)),
                None => auth::from_environment(scheme, &self.environment.0)
                    .map_err(|problem| problems.push(problem))
                    .ok()
                    .flatten()
                    .map(|credential| SchemeCredential::new(scheme, credential, false)),
            };
            let Some(mut held) = held else {
                continue;
            };
            match held.credential.bind(scheme, config) {
                Some(Ok(bound)) => held = SchemeCredential::new(scheme, bound, held.is_explicit),
                Some(Err(problem)) => {
                    problems.push(problem);
                    continue;
                }
                None => {}
            }
            if let Err(why) = held.credential.check(scheme) {
                problems.push(format!("The credential set by `{}` {why}.", scheme.method));
            }
            if scheme.kind == SchemeKind::MutualTls && !own {
                problems.push(format!(
                    "`{}` needs a client certificate: call `http_client` with a client that has one.",
                    scheme.method
                ));
            }
            credentials.insert(scheme.name, held);
        }
        credentials
    }

    /// The lookups of parameters that are not set: those of credentials, then those of the builder.
    fn take_lookups(
        &mut self,
        params: &BTreeMap<&'static str, String>,
        credentials: &BTreeMap<&'static str, SchemeCredential>,
        problems: &mut Vec<String>,
    ) -> BTreeMap<&'static str, CachedLookup<Arc<dyn Lookup>>> {
        let mut lookups = std::mem::take(&mut self.lookups);
        for name in lookups.keys().filter(|name| !self.api.params.iter().any(|param| param.name == **name)) {
            problems.push(format!("There is no parameter `{name}`."));
        }
        let missing = self.api.params.iter().map(|param| param.name).filter(|name| !params.contains_key(name));
        let lookup = |name: &'static str| -> Option<(&'static str, CachedLookup<Arc<dyn Lookup>>)> {
            let by_credential = credentials.values().find_map(|held| held.credential.lookup(name));
            let lookup: Arc<dyn Lookup> = by_credential.or_else(|| lookups.remove(name))?;
            Some((name, CachedLookup::new(lookup)))
        };
        missing.filter_map(lookup).collect()
    }

    fn take_user_agent(&self, problems: &mut Vec<String>) -> Option<HeaderValue> {
        let products =
            [Some(self.user_agent.as_deref().unwrap_or(self.api.user_agent)), self.user_agent_suffix.as_deref()];
        let products: Vec<&str> = products.into_iter().flatten().filter(|product| !product.is_empty()).collect();
        let value = HeaderValue::from_str(&products.join(" "));
        if value.is_err() {
            problems.push("The user agent contains a character that is not allowed in a header.".into());
        }
        value.ok().filter(|value| !value.is_empty())
    }

    fn take_transport(&mut self, problems: &mut Vec<String>) -> Option<Arc<dyn Transport>> {
        let own = self.transport.is_some() || self.http_client.is_some();
        if own && (self.connect_timeout.is_some() || self.read_timeout.is_some()) {
            problems.push(
                "`connect_timeout` and `read_timeout` have no effect on a custom HTTP client: set them on that client."
                    .into(),
            );
        }
        match (self.transport.take(), self.http_client.take()) {
            (Some(_), Some(_)) => {
                problems.push("`http_client` and `transport` exclude each other: call one of them.".into());
                None
            }
            (Some(transport), None) => Some(transport),
            (None, Some(client)) => Some(Arc::new(DefaultTransport::of(client))),
            (None, None) => match DefaultTransport::new(self.connect_timeout, self.read_timeout) {
                Ok(transport) => Some(Arc::new(transport)),
                Err(error) => {
                    problems.push(format!("The HTTP client cannot be built: {error}."));
                    None
                }
            },
        }
    }
}
