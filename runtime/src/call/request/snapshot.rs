//! [`RequestSnapshot`]: the comparable parts of a request.

use reqwest::Method;
use reqwest::header::USER_AGENT;

use crate::HeaderMap;
use crate::body::Body;
use crate::call::description::Scheme;
use crate::call::request::Request;

/// The comparable parts of a request: without its server, credentials, and headers that the client always sends.
#[derive(Debug)]
pub(crate) struct RequestSnapshot {
    pub(crate) method: Method,
    /// The encoded path, without the prefix of the server.
    pub(crate) path: String,
    /// The encoded query.
    pub(crate) query: String,
    /// The headers, including cookies and the media type of the body.
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
    /// The API's security schemes, by which credentials are recognised.
    pub(crate) schemes: &'static [Scheme],
}

impl Request {
    /// Takes a snapshot of the request.
    ///
    /// # Errors
    ///
    /// Fails if the request is invalid.
    pub(crate) fn snapshot(&self) -> Result<RequestSnapshot, String> {
        let sent = self.assemble().map_err(|(sentence, _)| sentence)?;
        let base = self.0.client.inner.base(self.0.operation.servers)?;
        let path = sent.url.path();
        let path = path.strip_prefix(base.prefix()).unwrap_or(path).to_owned();
        let query = sent.url.query().unwrap_or_default().to_owned();
        let mut headers = sent.headers;
        if !self.0.headers.contains_key(USER_AGENT) {
            headers.remove(USER_AGENT);
        }
        let schemes = self.0.client.inner.api.schemes;
        Ok(RequestSnapshot { method: sent.method, path, query, headers, body: sent.body, schemes })
    }
}
