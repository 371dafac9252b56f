//! The status request of a long-running operation.

use serde_json::Value;

use crate::call::request::Request;
use crate::call::response::RawResponse;
use crate::series::wait::polling::Polling;
use crate::wire::json;

/// The request that polls the status of the operation that `start` started, given the response. Problems are reported when it
/// is sent.
pub(super) fn poll_request(start: &Request, polling: &Polling, started: &RawResponse) -> Request {
    let mut poll = start.following(polling.poll);
    for &(name, pointer) in polling.params {
        poll = match json::at::<Value>(&started.body, pointer).ok().flatten() {
            Some(Value::String(text)) => poll.replace_parameter(name, text),
            Some(other @ (Value::Bool(_) | Value::Number(_))) => poll.replace_parameter(name, other.to_string()),
            _ => poll.refused(&format!("the response has no value at `{pointer}` for the parameter `{name}`")),
        };
    }
    match polling.url_header {
        None => poll,
        Some(header) => match started.headers.get(header).and_then(|url| url.to_str().ok()) {
            Some(url) => poll.at_of(start, url),
            None => poll.refused(&format!("the response has no header `{header}` with the URL to poll")),
        },
    }
}
