//! Settings of one generation, beyond the configuration file.
//!
//! May use: `lock`, `rust`.

use std::num::NonZeroUsize;

use crate::lock::Lock;
use crate::rust::Runtime;

/// What the caller sets for one generation. Each setting takes precedence over the configuration.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The package name. Default: the name in the configuration, or one derived from the file name of the document.
    pub crate_name: Option<String>,
    /// Where Cargo finds the runtime. Default: what the configuration says, or `default_runtime`.
    pub runtime: Option<Runtime>,
    /// Where Cargo finds the runtime, if nothing else says so. Default: crates.io.
    pub default_runtime: Option<Runtime>,
    /// Write example programs that call the operations, even if the configuration does not request them.
    pub samples: bool,
    /// Write a mock server of the service for tests, even if the configuration does not request one.
    pub mocks: bool,
    /// The names of an earlier generation, which are kept.
    pub lock: Option<Lock>,
    /// Treat warnings as errors.
    pub strict: bool,
    /// The number of threads. Default: as many as the machine has, if the document is large enough. The output does not
    /// depend on it.
    pub threads: Option<NonZeroUsize>,
}
