//! The status request of a long-running operation.

use serde_json::Value;

use crate::call::request::Request;
use crate::call::response::RawResponse;
use crate::series::wait::Polling;
use crate::wire::json;

impl Request {
    /// The request that polls the status of the operation started by this one, given the response. Problems are reported when it
    /// is sent.
    pub(crate) fn poll_request(&self, polling: &Polling, begun: &RawResponse) -> Self {
        let mut poll = Self::new(self.0.client.clone(), polling.poll);
        let (timeout, retry) = (self.0.attempt_timeout, self.0.retry.clone());
        (poll.0.attempt_timeout, poll.0.retry) = (timeout, retry);
        poll.0.path = self.0.path.iter().filter(|value| poll.has_path_parameter(value.name)).cloned().collect();
        for &(name, pointer) in polling.params {
            let value = match json::at::<Value>(&begun.body, pointer).ok().flatten() {
                Some(Value::String(text)) => text,
                Some(other @ (Value::Bool(_) | Value::Number(_))) => other.to_string(),
                _ => {
                    poll.refuse(format!("the response has no value at `{pointer}` for the parameter `{name}`"), None);
                    continue;
                }
            };
            match poll.has_path_parameter(name) {
                true => poll.set_path(name, value),
                false => poll = poll.replace_query(name, &value),
            }
        }
        if let Some(header) = polling.url_header {
            let url = begun.headers.get(header).and_then(|url| url.to_str().ok());
            poll = match url {
                Some(url) => poll.at_of(self, url),
                None => poll.refused(&format!("the response has no header `{header}` with the URL to poll")),
            };
        }
        poll
    }

    /// Whether the path contains a parameter.
    fn has_path_parameter(&self, name: &str) -> bool {
        self.0.operation.path.split('{').skip(1).any(|rest| rest.split('}').next() == Some(name))
    }
}
