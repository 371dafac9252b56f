//! What the client of Cloud Data Migration sends and what it makes of responses, on sockets of the loopback device.
//!
//! Each file is about one thing that users of the client notice. [`verifier`] and [`sha256`] are the service's side of
//! the signature, written from its description and without a line of the client's own.

mod bodies;
mod breaks;
mod builders;
mod cancellation;
mod capture;
mod clients;
mod detours;
mod environment;
mod error_responses;
mod every_operation;
mod facts;
mod iam;
mod known_signatures;
mod login;
mod many;
mod odd_responses;
mod page;
mod projects;
mod requests;
mod responses;
mod sdk_defaults;
mod sdk_requests;
mod sdk_responses;
mod sdk_signatures;
mod secrets;
mod segments;
#[path = "../server/mod.rs"]
mod server;
mod sha256;
mod signatures;
mod timeouts;
mod tokens;
mod traps;
mod verifier;
