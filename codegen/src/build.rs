//! Generation in a build script: a document becomes a module in `OUT_DIR`.
//!
//! May use: `emit`, `generation`, `names`, `output`, `report`.

use std::path::Path;

use crate::generation::{Generation, Outcome};
use crate::names::snake;
use crate::report::{Severity, human};
use crate::{emit, output};

/// Generates a client from a document into `OUT_DIR`, in a build script. Two lines add it to a crate:
///
/// ```no_run
/// // build.rs
/// specwright::build("spec/jobs-api.yaml");
/// ```
/// ```ignore
/// // src/lib.rs
/// pub mod jobs_api {
///     include!(concat!(env!("OUT_DIR"), "/jobs_api.rs"));
/// }
/// ```
///
/// Names are kept if there is a lock beside the document, `jobs-api.lock`, which `specwright lock spec/jobs-api.yaml` writes.
///
/// The crate needs `specwright-runtime` as a dependency. Cargo runs the script again when the document, one of its files or
/// the configuration changes. Diagnostics become warnings and errors of the build.
///
/// With `mocks = true` in the configuration the module has a mock server for tests. It is compiled under the feature `mock` of
/// the crate that includes the module; declare it as `mock = ["specwright-runtime/mock"]`.
pub fn build(spec: impl AsRef<Path>) {
    let spec = spec.as_ref();
    let stem = spec.file_stem().unwrap_or_default().to_string_lossy();
    build_as(spec, &snake(&stem));
}

/// As [`build`], into the file `<name>.rs` of `OUT_DIR`.
pub fn build_as(spec: impl AsRef<Path>, name: &str) {
    let spec = spec.as_ref();
    let lock = Some(spec.with_extension("lock"));
    let generation = Generation { spec: spec.to_owned(), lock, ..Generation::default() };
    let outcome = generation.run();
    for path in &outcome.read {
        println!("cargo::rerun-if-changed={}", path.display());
    }
    // A configuration that is created later must run the script again, too.
    println!("cargo::rerun-if-changed={}", generation.spec.with_extension("toml").display());
    report(&outcome);
    let Ok(generated) = outcome.result else { return };
    let Some(folder) = std::env::var_os("OUT_DIR") else {
        println!("cargo::error=OUT_DIR is not set: call `specwright::build` from a build script");
        return;
    };
    let path = Path::new(&folder).join(format!("{name}.rs"));
    let text = emit::single(&generated.planned);
    if let Err(refused) = output::write_text(&path, &text) {
        println!("cargo::error={refused}");
    }
}

/// Prints diagnostics as Cargo directives, one per line of a diagnostic.
fn report(outcome: &Outcome) {
    for (diagnostic, resolved) in outcome.resolved() {
        let kind = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        for line in human(diagnostic, &resolved).lines() {
            println!("cargo::{kind}={line}");
        }
    }
}
