//! How a request is sent and its response received: the trait [`Transport`], its default on `reqwest`, and the clock,
//! random numbers and background tasks of the platform.
//!
//! May use: `body`.

pub(crate) mod clock;
#[cfg_attr(all(target_family = "wasm", target_os = "unknown"), path = "fetch.rs")]
mod default;
mod message;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
mod metadata;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
mod outgoing;
pub(crate) mod random;
pub(crate) mod spawn;
#[cfg(all(feature = "rustls", not(all(target_family = "wasm", target_os = "unknown"))))]
mod tls;

pub use crate::body::{Body, TransportError};
pub(crate) use crate::transport::default::DefaultTransport;
pub use crate::transport::default::http_client_builder;
pub(crate) use crate::transport::message::HeaderNames;
pub use crate::transport::message::{BoxFuture, HttpRequest, HttpResponse, Transport};
