//! Servers that attack their clients. Every call ends, in bounded time and memory, and its error says what happened.

#![allow(clippy::unwrap_used, reason = "tests")]

mod attacker;
mod bodies;
mod bounds;
mod heads;
mod repetition;
mod streams;
mod values;
