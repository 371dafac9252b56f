//! A stand-in for a service, for tests of code that uses a client: [`Service`].
//!
//! It listens on a port of this machine, so that a test sends what the program would send, and reads what comes back in the
//! same way. Generated crates have a `mock::Service` with a method for each operation, in front of the one here.

pub mod by_status;
mod credentials;
mod encode;
mod expected;
mod missing;
mod named;
mod received;
mod refusal;
mod rule;
mod server;
mod service;
mod stub;
mod template;

pub use crate::mock::encode::{Encode, Encoded};
pub use crate::mock::received::Received;
pub use crate::mock::refusal::Refusal;
pub use crate::mock::service::Service;
pub use crate::mock::stub::Stub;
