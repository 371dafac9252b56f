//! Several calls, or several values of one response: pages, long-running operations, and streams of events and items, which
//! reconnect.
//!
//! May use: `body`, `call`, `transport`, `wire`.

pub mod pages;
pub(crate) mod send_as;
pub mod stream;
pub mod wait;
