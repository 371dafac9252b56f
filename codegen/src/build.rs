//! Generation in a build script: a document becomes a module in `OUT_DIR`.
//!
//! May use: `emit`, `generation`, `names`, `output`, `report`.

use std::path::{Path, PathBuf};

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
/// the configuration changes, or one of those is created. Diagnostics become warnings and errors of the build.
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
    build_with(&Generation { spec: spec.as_ref().to_owned(), ..Generation::default() }, name);
}

/// As [`build_as`], with other files or settings, such as references that lead out of the folder of the document:
///
/// ```no_run
/// use specwright::generation::Generation;
/// use specwright::source::Reach;
///
/// let generation = Generation { spec: "spec/jobs-api.yaml".into(), reach: Reach::Anywhere, ..Generation::default() };
/// specwright::build_with(&generation, "jobs_api");
/// ```
pub fn build_with(generation: &Generation, name: &str) {
    let lock = generation.lock.clone().or_else(|| Some(generation.spec.with_extension("lock")));
    let outcome = Generation { lock, ..generation.clone() }.run();
    let Some(folder) = std::env::var_os("OUT_DIR").map(PathBuf::from) else {
        directive("error", "OUT_DIR is not set: call `specwright::build` from a build script");
        return;
    };
    for path in &outcome.read {
        watch(path);
    }
    // Cargo runs a script at each build if it watches a file that does not exist.
    let absent = folder.join(format!("{name}-absent"));
    if output::watch_absent(&absent, &outcome.absent) {
        watch(&absent);
    }
    report(&outcome);
    let Ok(generated) = outcome.result else { return };
    let path = folder.join(format!("{name}.rs"));
    let text = emit::single(&generated.planned);
    if let Err(refused) = output::write_text(&path, &text) {
        directive("error", &refused.to_string());
    }
}

/// Has Cargo run the script again when a file changes.
fn watch(path: &Path) {
    match path.to_str() {
        // A line feed would end the directive, and begin another.
        Some(name) if !name.contains(char::is_control) => directive("rerun-if-changed", name),
        _ => {
            directive("warning", &format!("changes of {path:?} are not seen: Cargo cannot watch a file of such a name"))
        }
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
            directive(kind, line);
        }
    }
}

/// Prints a directive. Control characters in its value are replaced: names of files may have them.
fn directive(kind: &str, value: &str) {
    println!("cargo::{kind}={}", value.replace(char::is_control, "\u{fffd}"));
}
