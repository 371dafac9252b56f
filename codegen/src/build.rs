//! For build scripts: a document in, a module in `OUT_DIR` out.

use std::path::Path;

use crate::names::snake;
use crate::report::{Severity, human};
use crate::session::{Outcome, Session};
use crate::{emit, output};

/// Generates a client from a document into `OUT_DIR`, for a build script. Two lines make it part of a crate:
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
/// The crate needs `specwright-runtime` among its dependencies. Cargo is told to run the script again when the
/// document or its configuration change; diagnostics become warnings and errors of the build.
///
/// A mock server for tests (`mocks = true` in the configuration) is compiled under the feature `mock` of the crate that includes
/// the module, which is to be declared as `mock = ["specwright-runtime/mock"]`.
pub fn build(spec: impl AsRef<Path>) {
    let spec = spec.as_ref();
    let stem = spec.file_stem().unwrap_or_default().to_string_lossy();
    build_as(spec, &snake(&stem));
}

/// As [`build`], into a file of another name: `name` without the ending.
pub fn build_as(spec: impl AsRef<Path>, name: &str) {
    let session = Session { spec: spec.as_ref().to_owned(), ..Session::default() };
    let outcome = session.run();
    for path in &outcome.read {
        println!("cargo::rerun-if-changed={}", path.display());
    }
    // A configuration that comes into being later counts too.
    println!("cargo::rerun-if-changed={}", session.spec.with_extension("toml").display());
    report(&outcome);
    let Ok(generated) = outcome.result else { return };
    let Some(folder) = std::env::var_os("OUT_DIR") else {
        println!("cargo::error=OUT_DIR is not set: `specwright::build` is for build scripts");
        return;
    };
    let path = Path::new(&folder).join(format!("{name}.rs"));
    let text = emit::single(&generated.planned);
    if let Err(refused) = output::write_text(&path, &text) {
        println!("cargo::error={refused}");
    }
}

/// Prints diagnostics as cargo takes them, a line of output for each line of a diagnostic.
fn report(outcome: &Outcome) {
    let diagnostics = match &outcome.result {
        Ok(generated) => &generated.diagnostics,
        Err(diagnostics) => diagnostics,
    };
    let resolved = match &outcome.tree {
        Some(tree) => diagnostics.resolve(tree),
        None => diagnostics.resolve(&()),
    };
    for (diagnostic, resolved) in resolved {
        let kind = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        for line in human(diagnostic, &resolved).lines() {
            println!("cargo::{kind}={line}");
        }
    }
}
