//! [`Body`]: the bytes of a request or a response. Everything else in this crate is built on it.
//!
//! May use: nothing.

mod content;
mod error;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
mod incoming;

pub use crate::body::content::Body;
pub(crate) use crate::body::content::{Chunks, Collected};
pub use crate::body::error::{BoxError, TransportError};
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub(crate) use crate::body::incoming::from_reqwest;
