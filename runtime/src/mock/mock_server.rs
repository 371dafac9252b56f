//! [`MockServer`]: a mock server for a service.

use std::fmt;
use std::sync::{Arc, PoisonError};

use reqwest::header::{HeaderName, HeaderValue};

use crate::call::client::ClientBuilder;
use crate::call::description::Operation;
use crate::call::request::Request;
use crate::call::response::encode::Encode;
use crate::mock::credentials;
use crate::mock::mapping::StubMapping;
use crate::mock::operation_header::OperationHeader;
use crate::mock::received::ReceivedRequest;
use crate::mock::request_matcher::RequestMatcher;
use crate::mock::server::Server;
use crate::mock::state::State;
use crate::mock::stub::Stub;

/// A mock server that listens on a loopback port, on its own thread, until it is dropped.
///
/// It responds to requests of any client with the configured stubs. Unmatched requests get status 501 and a description of the
/// request and the stubs.
pub struct MockServer {
    server: Server,
    state: Arc<State>,
}

impl MockServer {
    /// Starts a mock server.
    ///
    /// # Panics
    ///
    /// Panics if no loopback port can be bound or no thread can be started.
    pub fn start() -> Self {
        let state = Arc::new(State::default());
        let server = Server::start(Arc::clone(&state)).expect("a loopback port can be bound and a thread started");
        Self { server, state }
    }

    /// Configures a builder for a client of this mock server: its base URL, also in place of the named servers, placeholder
    /// credentials for every security scheme, and placeholder client parameters. All of these can be overridden.
    pub fn direct(&self, builder: ClientBuilder, named: &[&'static str]) -> ClientBuilder {
        let (api, url) = (builder.api(), self.url());
        *self.state.pair.lock().unwrap_or_else(PoisonError::into_inner) = api.errors.pairs.first().copied();
        let builder = named.iter().fold(builder.endpoint(url), |builder, name| builder.named_endpoint(name, url));
        let builder = api.params.iter().fold(builder, |builder, param| builder.param(param.name, param.name));
        api.schemes.iter().fold(builder, credentials::placeholder).interceptor(OperationHeader)
    }

    /// Adds a stub for requests of an operation: all of them, or only those equal to `request`. `status` and `media_type` are
    /// the defaults of successful responses.
    ///
    /// Requests are equal if method, path, query and body are equal, and if the received one has the headers and cookies of
    /// `request`. JSON bodies are compared by value, forms by their pairs. Credentials are ignored.
    pub fn stub<D: Encode, E: Encode>(
        &self,
        operation: &'static Operation,
        status: u16,
        media_type: &'static str,
        request: Option<Request>,
    ) -> Stub<D::Value, E::Value> {
        let mapping = Arc::new(StubMapping::new(operation, request.map(|request| RequestMatcher::of(&request))));
        self.state.mappings.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::clone(&mapping));
        Stub::new::<D, E>(mapping, status, media_type)
    }

    /// Adds a header to every response that does not have one of this name.
    ///
    /// # Panics
    ///
    /// Panics if the name or the value is not valid in a header.
    pub fn header(&self, name: &'static str, value: &'static str) {
        let mut headers = self.state.headers.lock().unwrap_or_else(PoisonError::into_inner);
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }

    /// All received requests, in order.
    pub fn requests(&self) -> Vec<ReceivedRequest> {
        self.state.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The base URL: `http://127.0.0.1:<port>`.
    pub fn url(&self) -> &str {
        self.server.url()
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
