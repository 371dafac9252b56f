//! [`Received`]: a request as it came.

use std::fmt;

use bytes::Bytes;
use reqwest::Method;
use serde::de::DeserializeOwned;

use crate::HeaderMap;
use crate::transport::HeaderNames;
use crate::wire::decode_error::DecodeError;
use crate::wire::{json, percent};

/// A request as it came. Its `Debug` shows neither values of headers, nor those of the query, nor the body: they may be secrets.
#[derive(Clone)]
#[non_exhaustive]
pub struct Received {
    /// The `operationId`, where the client told it: that of [`MockServer::direct`](crate::mock::MockServer::direct) does.
    pub operation: Option<String>,
    /// The method.
    pub method: Method,
    /// The path, as it was on the wire.
    pub path: String,
    /// The query, decoded.
    pub query: Vec<(String, String)>,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl Received {
    /// The segments of the path, decoded, from the first slash on.
    pub fn segments(&self) -> Vec<String> {
        let decoded = |segment: &str| String::from_utf8_lossy(&percent::decode(segment)).into_owned();
        self.path.split('/').skip(1).map(decoded).collect()
    }

    /// The first value that the query has under this name.
    pub fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The first header of this name, where it is ASCII.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The body, read as JSON.
    ///
    /// # Errors
    ///
    /// A body that is not JSON, or not that of a `T`.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        json::decode(&self.body)
    }
}

impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Received")
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("path", &self.path)
            .field("query", &self.query.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("headers", &HeaderNames(&self.headers))
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}
