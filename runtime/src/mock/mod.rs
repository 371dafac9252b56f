//! [`MockServer`]: a mock server for tests of code that uses a client.
//!
//! It listens on a loopback port, so that tests send real HTTP requests and decode real responses. Generated crates wrap it in
//! a `mock::MockServer` with a method per operation.
//!
//! May use: `body`, `call`, `transport`, `wire`.

mod credentials;
mod error;
mod mapping;
mod mock_server;
mod operation_header;
mod received;
mod request_matcher;
mod server;
mod state;
mod stub;
mod template;
mod unmatched;

pub use crate::call::response::encode::{Encode, Encoded};
pub use crate::mock::error::StubError;
pub use crate::mock::mock_server::MockServer;
pub use crate::mock::received::ReceivedRequest;
pub use crate::mock::stub::Stub;
