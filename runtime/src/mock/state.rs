//! [`State`]: the stubs of a mock server, the requests it received, and how it responds.

use std::sync::{Arc, Mutex, PoisonError};

use crate::HeaderMap;
use crate::mock::mapping::{MockResponse, StubMapping};
use crate::mock::received::ReceivedRequest;
use crate::mock::unmatched;

/// The state shared by the server's thread and the handle.
#[derive(Default)]
pub(super) struct State {
    pub(super) mappings: Mutex<Vec<Arc<StubMapping>>>,
    pub(super) requests: Mutex<Vec<ReceivedRequest>>,
    /// The API's property names for code and message of an error.
    pub(super) pair: Mutex<Option<(&'static str, &'static str)>>,
    /// Headers of every response.
    pub(super) headers: Mutex<HeaderMap>,
}

impl State {
    /// The response to a request, with the headers of every response.
    pub(super) async fn reply(&self, received: ReceivedRequest) -> MockResponse {
        let mut reply = self.own_reply(received).await;
        for (name, value) in self.headers.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            reply.headers.entry(name).or_insert_with(|| value.clone());
        }
        reply
    }

    async fn own_reply(&self, received: ReceivedRequest) -> MockResponse {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).push(received.clone());
        let mappings: Vec<Arc<StubMapping>> = self.mappings.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let mut reasons = Vec::new();
        for mapping in mappings.iter().rev() {
            let why = match &mapping.expected {
                _ if !mapping.is_of(&received) => Some("other operation".to_owned()),
                Some(Err(why)) => Some(format!("invalid expected request: {why}")),
                Some(Ok(expected)) => {
                    expected.mismatch(&received).await.map(|what| format!("other request: {what} differs"))
                }
                None => None,
            };
            match why {
                Some(why) => reasons.push((mapping.operation.id, why)),
                None if !mapping.take() => reasons.push((mapping.operation.id, "used up".to_owned())),
                None => {
                    return mapping
                        .reply(&received)
                        .unwrap_or_else(|why| unmatched::unusable(mapping, &why, self.pair()));
                }
            }
        }
        unmatched::response(&received, &reasons, self.pair())
    }

    fn pair(&self) -> (&'static str, &'static str) {
        self.pair.lock().unwrap_or_else(PoisonError::into_inner).unwrap_or(("code", "message"))
    }
}
