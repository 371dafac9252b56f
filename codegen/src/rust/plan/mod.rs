//! From an API and its names to a crate.
//!
//! [`plan`] assembles it. `context` holds what most files here read; `requests`, `responses`, `items` and `client` plan the
//! items of modules, `layout` divides them into modules and files; `readme`, `example`, `samples` and `mocks` plan the
//! documentation, the examples and the mock server.

mod assemble;
mod bodies;
mod client;
mod constant;
mod constructor;
mod context;
mod cycles;
mod definitions;
mod division;
mod encodings;
mod example;
mod exports;
mod features;
mod file_contents;
mod formats;
mod items;
mod kept_files;
mod layout;
mod links;
mod mocks;
mod operations;
mod own_servers;
mod paging;
mod readme;
mod recorded;
mod requests;
mod responses;
mod root;
mod samples;
mod sections;
mod streams;
mod stubs;
mod symbols;
mod types;
mod users;
mod uses;
mod waiting;
mod webhooks;
mod xml;

pub use assemble::plan;
pub use context::Options;
use context::Plan;
pub use recorded::layout;
use root::Root;
