//! Requests that the service sends.

use crate::report::Location;

use super::{Encoding, Header, Response, Value};

/// A request that the service sends: a webhook (OpenAPI 3.1.1, §4.8.1.1 "Fixed Fields", `webhooks`), or a callback of an
/// operation (§4.8.18 "Callback Object").
#[derive(Clone, Debug)]
pub struct Webhook {
    /// The name by which received requests are decoded; no two have the same.
    pub name: String,
    /// The operations whose callback it is, by their indices; none for a webhook.
    pub callback_of: Vec<usize>,
    /// The HTTP method in upper case.
    pub method: String,
    /// One line, in CommonMark.
    pub summary: Option<String>,
    /// More lines, in CommonMark.
    pub description: Option<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// The headers that the document declares for it.
    pub headers: Vec<Header>,
    /// Its body, if it has one.
    pub payload: Option<Payload>,
    /// The response that the service expects.
    pub success: Response,
    /// The response to a request that cannot be handled.
    pub failure: Response,
    /// The position in the document.
    pub at: Location,
}

/// The body of a request that the service sends.
#[derive(Clone, Debug)]
pub struct Payload {
    /// What it is, in CommonMark.
    pub description: Option<String>,
    /// Its media type.
    pub media_type: String,
    /// How it is encoded: JSON, XML, text or bytes.
    pub encoding: Encoding,
    /// The first example of the document.
    pub example: Option<Value>,
    /// The position of its declaration in the document.
    pub at: Location,
}
