//! A request that follows from another one.

use crate::body::TransportError;
use crate::call::description::Operation;
use crate::call::error::Failure;
use crate::call::request::Request;

impl Request {
    /// A request for another operation, with the client, the timeout of an attempt and the retries of this one, and its path
    /// parameters that the other operation has, too.
    pub(crate) fn following(&self, operation: &'static Operation) -> Self {
        let mut next = Self::new(self.0.client.clone(), operation);
        let (timeout, retry) = (self.0.attempt_timeout, self.0.retry.clone());
        (next.0.attempt_timeout, next.0.retry) = (timeout, retry);
        next.0.path = self.0.path.iter().filter(|value| next.has_path_parameter(value.name)).cloned().collect();
        next
    }

    /// Sets a parameter: in the path if that contains it, else in the query.
    pub(crate) fn replace_parameter(mut self, name: &'static str, value: String) -> Self {
        if self.has_path_parameter(name) {
            self.set_path(name, value);
            return self;
        }
        self.replace_query(name, &value)
    }

    /// The failure of a call that did not end before the deadline of a series of calls.
    pub(crate) fn timed_out(&self, what: &str) -> Failure {
        let error = TransportError::new(what).by_timeout(true);
        Failure::transport(self.0.operation.id, &self.0.client.inner.api.errors, error, None)
    }

    /// Whether the path contains a parameter.
    fn has_path_parameter(&self, name: &str) -> bool {
        self.template().split('{').skip(1).any(|rest| rest.split('}').next() == Some(name))
    }
}
