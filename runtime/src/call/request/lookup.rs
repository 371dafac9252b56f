//! Diagnostic parameters of the client that nobody has given, before a request is put together.

use crate::body::TransportError;
use crate::call::client::Sought;
use crate::call::error::Failure;
use crate::call::request::Request;
use crate::transport::clock::Deadline;

impl Request {
    /// Whether a parameter is still to be looked up.
    pub(super) fn lacks_params(&self) -> bool {
        self.sought().next().is_some()
    }

    /// Looks up the parameters that the path needs.
    ///
    /// # Errors
    ///
    /// One cannot be found, or not in time: nothing was sent.
    pub(super) async fn find_params(&self, deadline: Deadline) -> Result<(), Failure> {
        for (name, sought) in self.sought() {
            match deadline.hold(sought.find(&self.0.client)).await {
                Some(Ok(())) => {}
                Some(Err(error)) => {
                    let sentence = format!("the parameter `{name}` cannot be looked up: {error}");
                    return Err(Failure::invalid_request(self.0.operation.id, sentence, Some(error.into())));
                }
                None => {
                    let sentence = format!("the parameter `{name}` was not found in time");
                    let error = TransportError::new(sentence).while_connecting(true).by_timeout(true);
                    let errors = &self.0.client.inner.api.errors;
                    return Err(Failure::interrupted(self.0.operation.id, errors, error, None));
                }
            }
        }
        Ok(())
    }

    /// What is to be looked up: it stands in the path, and neither the caller nor a call before has a value for it.
    fn sought(&self) -> impl Iterator<Item = (&'static str, &Sought)> {
        let all = self.0.client.inner.lookups.iter().filter(|_| self.0.url.is_none() && self.0.problem.is_none());
        let open = all.filter(|(name, sought)| sought.found().is_none() && self.needs(name));
        open.map(|(name, sought)| (*name, sought))
    }

    fn needs(&self, name: &str) -> bool {
        let places = self.0.operation.path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
        places.into_iter().any(|place| place == name) && !self.0.path.iter().any(|own| own.name == name)
    }
}
