//! What a request says by itself: without its server, without credentials, without what every request says.

use reqwest::Method;
use reqwest::header::USER_AGENT;

use crate::HeaderMap;
use crate::body::Body;
use crate::call::description::Scheme;
use crate::call::request::Request;

/// What a request says by itself.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) method: Method,
    /// Encoded, without the path of the server.
    pub(crate) path: String,
    /// The query, encoded.
    pub(crate) query: String,
    /// The headers, with cookies and the type of the body.
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
    /// The schemes of the API, by which credentials are told.
    pub(crate) schemes: &'static [Scheme],
}

impl Request {
    /// What it says.
    ///
    /// # Errors
    ///
    /// A sentence about what is wrong with the request.
    pub(crate) fn said(&self) -> Result<Said, String> {
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
        Ok(Said { method: sent.method, path, query, headers, body: sent.body, schemes })
    }
}
