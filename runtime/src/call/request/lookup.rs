//! Looks up client parameters that are not set, before a request is assembled.

use std::sync::Arc;

use crate::body::TransportError;
use crate::call::client::{CachedLookup, Lookup};
use crate::call::error::Failure;
use crate::call::request::Request;
use crate::transport::BoxFuture;
use crate::transport::clock::Deadline;

impl Request {
    /// Whether a parameter has to be looked up.
    pub(super) fn lacks_params(&self) -> bool {
        self.pending_lookups().next().is_some()
    }

    /// Looks up the parameters that the path needs.
    ///
    /// # Errors
    ///
    /// Fails if a lookup fails or times out; nothing was sent.
    pub(super) async fn look_up_params(&self, deadline: Deadline) -> Result<(), Failure> {
        for (name, lookup) in self.pending_lookups() {
            let look_up = |lookup: Arc<dyn Lookup>| -> BoxFuture<'static, _> {
                let client = self.0.client.clone();
                Box::pin(async move { lookup.look_up(&client).await })
            };
            match deadline.hold(lookup.resolve(look_up)).await {
                Some(Ok(())) => {}
                Some(Err(error)) => {
                    let sentence = format!("the parameter `{name}` cannot be looked up: {error}");
                    return Err(Failure::invalid_request(self.0.operation.id, sentence, Some(error.into())));
                }
                None => {
                    let sentence = format!("the parameter `{name}` was not looked up in time");
                    let error = TransportError::new(sentence).while_connecting(true).by_timeout(true);
                    let errors = &self.0.client.inner.api.errors;
                    return Err(Failure::transport(self.0.operation.id, errors, error, None));
                }
            }
        }
        Ok(())
    }

    /// The lookups to run: for parameters of the path without a value.
    fn pending_lookups(&self) -> impl Iterator<Item = (&'static str, &CachedLookup<Arc<dyn Lookup>>)> {
        let all = self.0.client.inner.lookups.iter().filter(|_| self.0.url.is_none() && self.0.problem.is_none());
        let pending = all.filter(|(name, lookup)| lookup.found().is_none() && self.needs(name));
        pending.map(|(name, lookup)| (*name, lookup))
    }

    fn needs(&self, name: &str) -> bool {
        let places = self.template().split('{').skip(1).filter_map(|rest| rest.split('}').next());
        places.into_iter().any(|place| place == name) && !self.0.path.iter().any(|own| own.name == name)
    }
}
