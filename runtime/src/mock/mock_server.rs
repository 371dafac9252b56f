//! [`MockServer`]: a mock server for a service.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use reqwest::header::{HeaderName, HeaderValue};

use crate::HeaderMap;
use crate::call::client::ClientBuilder;
use crate::call::description::Operation;
use crate::call::request::Request;
use crate::mock::encode::Encode;
use crate::mock::expected::Expected;
use crate::mock::named::Named;
use crate::mock::received::Received;
use crate::mock::rule::{Reply, Rule};
use crate::mock::server::Server;
use crate::mock::stub::Stub;
use crate::mock::{credentials, missing};

/// A mock server for a service, on a port of this machine and a thread of its own, until it is dropped.
///
/// It responds what its stubs say, to requests of any client. What no stub is for is responded with 501, and a message that says
/// what came and which stubs there are.
pub struct MockServer {
    server: Server,
    state: Arc<State>,
}

/// What the server and those who ask about it share.
#[derive(Default)]
pub(super) struct State {
    rules: Mutex<Vec<Arc<Rule>>>,
    requests: Mutex<Vec<Received>>,
    /// How the API calls code and message of an error.
    pair: Mutex<Option<(&'static str, &'static str)>>,
    /// What every response has besides its own headers.
    headers: Mutex<HeaderMap>,
}

impl MockServer {
    /// Starts it.
    ///
    /// # Panics
    ///
    /// This machine has no port or no thread left.
    pub fn start() -> Self {
        let state = Arc::new(State::default());
        let server = Server::start(Arc::clone(&state)).expect("a port of 127.0.0.1 and a thread can be had");
        Self { server, state }
    }

    /// The same builder, of a client that calls it: in place of all servers, and of those with these names. It has credentials
    /// for every scheme, none of which is fetched anywhere, and values for what the client is asked for once. All of it may
    /// be set otherwise.
    pub fn direct(&self, builder: ClientBuilder, named: &[&'static str]) -> ClientBuilder {
        let (api, url) = (builder.api(), self.url());
        *self.state.pair.lock().unwrap_or_else(PoisonError::into_inner) = api.errors.pairs.first().copied();
        let builder = named.iter().fold(builder.endpoint(url), |builder, name| builder.named_endpoint(name, url));
        let builder = api.params.iter().fold(builder, |builder, param| builder.param(param.name, param.name));
        api.schemes.iter().fold(builder, credentials::given).interceptor(Named)
    }

    /// Responds requests of an operation: all of them, or those that are equal to `request`. A success usually has the status
    /// and, where it is not empty, the media type.
    ///
    /// Requests are equal that say the same by method, path, query, and body; and by the headers and cookies that `request` has.
    /// Bodies of JSON are compared by value, forms by their pairs. Credentials are passed over.
    pub fn stub<D: Encode, E: Encode>(
        &self,
        operation: &'static Operation,
        status: u16,
        media_type: &'static str,
        request: Option<Request>,
    ) -> Stub<D::Value, E::Value> {
        let rule = Arc::new(Rule::new(operation, request.map(|request| Expected::of(&request))));
        self.state.rules.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::clone(&rule));
        Stub::new::<D, E>(rule, status, media_type)
    }

    /// Gives every response this header, unless it has one of this name.
    ///
    /// # Panics
    ///
    /// It cannot be a header.
    pub fn header(&self, name: &'static str, value: &'static str) {
        let mut headers = self.state.headers.lock().unwrap_or_else(PoisonError::into_inner);
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }

    /// All requests that came, in order.
    pub fn requests(&self) -> Vec<Received> {
        self.state.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Where it is: `http://127.0.0.1:` and a port.
    pub fn url(&self) -> &str {
        self.server.url()
    }
}

impl State {
    /// What is responded to a request.
    pub(super) async fn reply(&self, received: Received) -> Reply {
        let mut reply = self.own_reply(received).await;
        for (name, value) in self.headers.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            reply.headers.entry(name).or_insert_with(|| value.clone());
        }
        reply
    }

    async fn own_reply(&self, received: Received) -> Reply {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).push(received.clone());
        let rules: Vec<Arc<Rule>> = self.rules.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let mut reasons = Vec::new();
        for rule in rules.iter().rev() {
            let why = match &rule.expected {
                _ if !rule.is_of(&received) => Some("of another operation".to_owned()),
                Some(Err(why)) => Some(format!("for a request that cannot be sent: {why}")),
                Some(Ok(expected)) => {
                    expected.difference(&received).await.map(|what| format!("for another request: {what} differs"))
                }
                None => None,
            };
            match why {
                Some(why) => reasons.push((rule.operation.id, why)),
                None if !rule.take() => reasons.push((rule.operation.id, "used up".to_owned())),
                None => return rule.reply(&received).unwrap_or_else(|why| missing::unusable(rule, &why, self.pair())),
            }
        }
        missing::reply(&received, &reasons, self.pair())
    }

    fn pair(&self) -> (&'static str, &'static str) {
        self.pair.lock().unwrap_or_else(PoisonError::into_inner).unwrap_or(("code", "message"))
    }
}

impl fmt::Debug for MockServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockServer")
            .field("url", &self.url())
            .field("requests", &self.requests())
            .finish_non_exhaustive()
    }
}
