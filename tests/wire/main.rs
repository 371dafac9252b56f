//! Requests that the client for Cloud Data Migration sends, and how it decodes responses, over loopback sockets.
//! Each file tests one aspect that users of the client notice. [`verifier`] and [`sha256`] are the service's side of the
//!signature, implemented from its specification and independently of the client.

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
