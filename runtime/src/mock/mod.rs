//! A mock server for a service, for tests of code that uses a client: [`MockServer`].
//!
//! It listens on a port of this machine, so that a test sends what the program would send, and reads what comes back in the
//! same way. Generated crates have a `mock::MockServer` with a method for each operation, in front of the one here.

pub mod by_status;
mod credentials;
mod encode;
mod error;
mod expected;
mod missing;
mod mock_server;
mod named;
mod received;
mod rule;
mod server;
mod stub;
mod template;

pub use crate::mock::encode::{Encode, Encoded};
pub use crate::mock::error::StubError;
pub use crate::mock::mock_server::MockServer;
pub use crate::mock::received::Received;
pub use crate::mock::stub::Stub;
