//! [`ReceivedRequest`]: a request received by the mock server.

use std::fmt;

use bytes::Bytes;
use reqwest::Method;
use serde::de::DeserializeOwned;

use crate::HeaderMap;
use crate::transport::HeaderNames;
use crate::wire::decode_error::DecodeError;
use crate::wire::{json, percent};

/// A request received by the mock server. Its `Debug` output contains no header values, query values or bodies, since they may
/// be secrets.
#[derive(Clone)]
#[non_exhaustive]
pub struct ReceivedRequest {
    /// The `operationId`, if the client sent it, as clients of [`MockServer::direct`](crate::mock::MockServer::direct) do.
    pub operation: Option<String>,
    /// The method.
    pub method: Method,
    /// The path, percent-encoded.
    pub path: String,
    /// The decoded pairs of the query.
    pub query: Vec<(String, String)>,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl ReceivedRequest {
    /// The decoded segments of the path.
    pub fn segments(&self) -> Vec<String> {
        let decoded = |segment: &str| String::from_utf8_lossy(&percent::decode(segment)).into_owned();
        self.path.split('/').skip(1).map(decoded).collect()
    }

    /// The first query parameter of this name.
    pub fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The first header of this name, if its value is ASCII.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// Decodes the body as JSON.
    ///
    /// # Errors
    ///
    /// Fails if the body is not JSON, or not a `T`.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        json::decode(&self.body)
    }
}

impl fmt::Debug for ReceivedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReceivedRequest")
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("path", &self.path)
            .field("query", &self.query.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("headers", &HeaderNames(&self.headers))
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}
