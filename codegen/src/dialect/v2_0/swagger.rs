//! What a Swagger document declares for all its operations.

use serde_json::Value;

use super::content::media_types;
use super::server::Servers;

/// The defaults of the operations of a document.
pub(in crate::dialect) struct Swagger {
    /// The media types of requests, for operations that declare none.
    pub(super) consumes: Vec<String>,
    /// The media types of responses, for operations that declare none.
    pub(super) produces: Vec<String>,
    /// The URLs of the API.
    pub(super) servers: Servers,
}

impl Swagger {
    /// The defaults of a document.
    pub fn new(document: &Value) -> Self {
        Self {
            consumes: media_types(document, "consumes").unwrap_or_default(),
            produces: media_types(document, "produces").unwrap_or_default(),
            servers: Servers::new(document),
        }
    }
}
