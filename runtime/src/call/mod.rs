//! One call of an operation: the client and its settings, the request, authentication, retries, the response, and errors.
//!
//! May use: `body`, `transport`, `wire`.

pub mod auth;
#[cfg(feature = "blocking")]
pub mod blocking;
pub(crate) mod client;
pub mod description;
pub(crate) mod error;
pub(crate) mod future;
pub(crate) mod interceptor;
pub(crate) mod request;
pub mod response;
pub(crate) mod retry;
mod server;
mod span;
pub mod webhooks;
