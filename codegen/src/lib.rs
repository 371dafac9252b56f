//! specwright writes Rust clients of HTTP APIs from OpenAPI documents.
//!
//! There are three ways to use it. The command, `specwright generate api.yaml --out client`, writes a crate. In a
//! build script, [`build`] writes a module that one `include!` brings in. And [`generate`] is both without files: a
//! pure function from a document to texts.
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
//! let tree = Tree::from_text("jobs.yaml", document).expect("it is YAML");
//! let generated = generate(&tree, &Config::default(), &Settings::default()).expect("it is OpenAPI");
//! assert!(generated.files["src/operations.rs"].contains("pub fn start_job(&self, name: &str) -> StartJob"));
//! ```
//!
//! The stages are modules, in the order in which a document passes through them: [`config`], [`source`],
//! [`dialect`], [`api`], [`names`], [`rust`], [`emit`], [`output`]; all but the last two report what they find as
//! [`report::Diagnostics`].

pub mod api;
mod build;
pub mod command;
pub mod config;
pub mod dialect;
pub mod emit;
pub mod names;
pub mod output;
mod package;
pub mod report;
pub mod rust;
pub mod session;
pub mod source;
pub mod workers;

pub use build::{build, build_as};

use std::num::NonZeroUsize;

use config::Config;
use report::{At, Diagnostics, FileId};
use source::Tree;
use workers::Workers;

/// What the caller decides about the crate, beyond the configuration.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The package's name. Default: the configuration's, or one made from the document's file name.
    pub crate_name: Option<String>,
    /// The folder of the runtime, as `Cargo.toml` is to name it. Default: the configuration's, or the registry.
    pub runtime_path: Option<String>,
    /// Whether to write programs that call the operations, beside the configuration's decision.
    pub samples: bool,
    /// Whether to write a mock server for the service, for tests, beside the configuration's decision.
    pub mocks: bool,
    /// Whether warnings are errors.
    pub strict: bool,
    /// On how many threads to generate; the bytes are the same. Default: as many as the machine has, for documents
    /// large enough.
    pub threads: Option<NonZeroUsize>,
}

/// What came of a document.
#[derive(Clone, Debug)]
pub struct Generated {
    /// The crate's files by path.
    pub files: emit::Files,
    /// The crate as it was planned.
    pub planned: rust::Crate,
    /// What there is to say: warnings only.
    pub diagnostics: Diagnostics,
    /// How much is in it.
    pub counts: Counts,
}

/// How much is in a crate.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Counts {
    /// Operations that can be called.
    pub operations: usize,
    /// Operations that were left out.
    pub operations_omitted: usize,
    /// Types.
    pub types: usize,
    /// Fields and bodies that are plain JSON although the document says more.
    pub untyped: usize,
}

/// Generates a crate from a document.
///
/// Pure: it reads and writes no file, and equal input gives equal bytes.
///
/// # Errors
///
/// All diagnostics, where at least one of them is an error; under [`Settings::strict`] every diagnostic is.
pub fn generate(tree: &Tree, config: &Config, settings: &Settings) -> Result<Generated, Diagnostics> {
    let mut diagnostics = tree.diagnostics().clone();

    let document = dialect::to_3_0(tree.root(), &At::root(FileId::MAIN));
    let dialect::Translated { document, moved } = barrier(document, &mut diagnostics, settings)?;
    // From here on places are those of the translated document, and are told as they were written.
    let written = |place: &report::Location| moved.written(place);

    let (api, found) = api::lower(&document, config);
    let api = barrier((api, found.relocate(written)), &mut diagnostics, settings)?;

    let (names, found) = names::names(&api, config);
    let names = barrier((names, found.relocate(written)), &mut diagnostics, settings)?;

    // From here on nothing can fail.
    let workers = Workers::new(settings.threads);
    let samples = (settings.samples || config.package.samples).then(|| api::samples(&document, &api));
    let mocks = settings.mocks || config.package.mocks;
    let shown = api.shown.and_then(|index| Some((index, api::sample(&document, api.operations.get(index)?))));
    let options = rust::Options { samples, example: shown, mocks, ..package::options(tree, &api, config, settings) };
    let planned = rust::plan(&api, &names, options, workers);
    let files = emit::emit(&planned, workers);
    let counts = Counts {
        operations: api.operations.len(),
        operations_omitted: api.omitted_operations,
        types: names.types.len(),
        untyped: api.untyped,
    };
    Ok(Generated { files, planned, diagnostics, counts })
}

/// Collects what a stage found, and lets its result through if nothing so far is an error.
fn barrier<T>(
    (result, found): (T, Diagnostics),
    diagnostics: &mut Diagnostics,
    settings: &Settings,
) -> Result<T, Diagnostics> {
    diagnostics.extend(found);
    if settings.strict {
        diagnostics.strict();
    }
    if diagnostics.has_errors() { Err(std::mem::take(diagnostics)) } else { Ok(result) }
}
