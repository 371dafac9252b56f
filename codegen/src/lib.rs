//! specwright generates Rust clients of HTTP APIs from OpenAPI documents.
//!
//! There are three ways to use it:
//!
//! - The command: `specwright generate api.yaml --out client` writes a crate.
//! - A build script: [`build`] writes a module to `OUT_DIR`, which one `include!` adds to a crate.
//! - A pure function: [`generate`] takes a document and returns the files of a crate.
//!
//! ```
//! use specwright::config::Config;
//! use specwright::source::Tree;
//! use specwright::{Settings, generate};
//!
//! let document = "
//! openapi: 3.0.3
//! info: { title: Jobs, version: '1' }
//! paths:
//!   /jobs/{name}/start:
//!     put:
//!       operationId: StartJob
//!       parameters: [{ name: name, in: path, required: true, schema: { type: string } }]
//!       responses: { '204': { description: Started. } }
//! ";
//! let tree = Tree::from_text("jobs.yaml", document).expect("valid YAML");
//! let generated = generate(&tree, &Config::default(), &Settings::default()).expect("valid OpenAPI");
//! assert!(generated.files["src/operations.rs"].contains("pub fn start_job(&self, name: &str) -> StartJob"));
//! ```
//!
//! The stages are modules, in the order in which a document passes through them: [`config`], [`source`],
//! [`overlay`], [`dialect`], [`api`], [`names`], [`rust`], [`emit`], [`output`]. All but the last two report
//! [`report::Diagnostics`]. [`generate`] shows all of them on one screen (`pipeline.rs`).
//!
//! # Features
//!
//! - `command` (default): the command `specwright` with its command line, in the module `command`. Build scripts do without
//!   it by `default-features = false`.
//! - `mimalloc` (default): the command allocates with mimalloc, which needs a C compiler to build.

pub mod api;
mod build;
#[cfg(feature = "command")]
pub mod command;
pub mod config;
pub mod dialect;
pub mod diff;
pub mod emit;
mod entries;
pub mod generation;
pub mod lock;
pub mod names;
pub mod output;
pub mod overlay;
mod package;
mod pipeline;
pub mod report;
pub mod rust;
mod settings;
pub mod source;
#[cfg(feature = "command")]
mod vendor;
pub mod workers;

pub use build::{build, build_as, build_with};
pub use pipeline::{Counts, Generated, generate};
pub use settings::Settings;
