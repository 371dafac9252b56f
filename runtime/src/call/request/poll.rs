//! The request that asks about what another began.

use serde_json::Value;

use crate::call::request::Request;
use crate::call::response::RawResponse;
use crate::series::wait::Waiting;
use crate::wire::json;

impl Request {
    /// The request that asks about what this one began, by the response to it. What is wrong with it is kept in it.
    pub(crate) fn polling(&self, waiting: &Waiting, begun: &RawResponse) -> Self {
        let mut poll = Self::new(self.0.client.clone(), waiting.poll);
        let (timeout, retry) = (self.0.attempt_timeout, self.0.retry.clone());
        (poll.0.attempt_timeout, poll.0.retry) = (timeout, retry);
        poll.0.path = self.0.path.iter().filter(|value| poll.asks_for(value.name)).cloned().collect();
        for &(name, pointer) in waiting.given {
            let value = match json::at::<Value>(&begun.body, pointer).ok().flatten() {
                Some(Value::String(text)) => text,
                Some(other @ (Value::Bool(_) | Value::Number(_))) => other.to_string(),
                _ => {
                    poll.refuse(format!("the response does not say at `{pointer}` what `{name}` is to be"), None);
                    continue;
                }
            };
            match poll.asks_for(name) {
                true => poll.set_path(name, value),
                false => poll = poll.replace_query(name, &value),
            }
        }
        if let Some(header) = waiting.url {
            let url = begun.headers.get(header).and_then(|url| url.to_str().ok());
            poll = match url {
                Some(url) => poll.at_of(self, url),
                None => poll.refused(&format!("the response does not say where to ask: it has no header `{header}`")),
            };
        }
        poll
    }

    /// Whether the path has a place for a parameter.
    fn asks_for(&self, name: &str) -> bool {
        self.0.operation.path.split('{').skip(1).any(|rest| rest.split('}').next() == Some(name))
    }
}
