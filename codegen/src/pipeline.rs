//! The stages in the order in which a document passes through them.
//!
//! May use: `api`, `config`, `dialect`, `emit`, `lock`, `names`, `package`, `report`, `rust`, `settings`, `source`, `workers`.

use crate::api;
use crate::config::Config;
use crate::dialect::{self, Translated};
use crate::emit::{self, Files};
use crate::lock::{self, Lock};
use crate::names;
use crate::package;
use crate::report::{At, Diagnostics, FileId, Location};
use crate::rust;
use crate::settings::Settings;
use crate::source::Tree;
use crate::workers::Workers;

/// A generated crate.
#[derive(Clone, Debug)]
pub struct Generated {
    /// The files of the crate by path.
    pub files: Files,
    /// The plan from which the files were printed.
    pub planned: rust::Crate,
    /// Warnings about the document. There are no errors.
    pub diagnostics: Diagnostics,
    /// What the next generation is to keep.
    pub lock: Lock,
    /// The size of the crate.
    pub counts: Counts,
}

/// The size of a generated crate.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Counts {
    /// Operations with a method.
    pub operations: usize,
    /// Operations that were left out.
    pub operations_omitted: usize,
    /// Parameters that were left out.
    pub parameters_omitted: usize,
    /// Types.
    pub types: usize,
    /// Fields and bodies that are plain JSON although the document declares more.
    pub untyped: usize,
}

/// Generates a crate from a document.
///
/// Pure: it reads and writes no file, and equal input gives equal bytes.
///
/// # Errors
///
/// All diagnostics, if at least one of them is an error. With [`Settings::strict`] every diagnostic is an error.
pub fn generate(tree: &Tree, config: &Config, settings: &Settings) -> Result<Generated, Diagnostics> {
    let mut diagnostics = tree.diagnostics().clone();

    let document = dialect::to_3_0(tree.root(), &At::root(FileId::MAIN));
    let Translated { document, moved } = barrier(document, &mut diagnostics, settings)?;
    // The later stages see the translated document. Their diagnostics point to the document as it was written.
    let written = |place: &Location| moved.written(place);

    let (api, reported) = api::lower(&document, config);
    let api = barrier((api, reported.relocate(written)), &mut diagnostics, settings)?;

    let (names, reported) = names::names(&api, config, settings.lock.as_ref());
    let names = barrier((names, reported.relocate(written)), &mut diagnostics, settings)?;

    // From here on nothing can fail.
    let workers = Workers::new(settings.threads);
    let samples = (settings.samples || config.package.samples) && !api.operations.is_empty();
    let samples = samples.then(|| api::samples(&document, &api));
    let mocks = settings.mocks || config.package.mocks;
    let example = api.shown.and_then(|index| Some((index, api::sample(&document, api.operations.get(index)?))));
    let options = rust::Options { samples, example, mocks, ..package::options(tree, &api, config, settings) };
    let planned = rust::plan(&api, &names, options, workers);
    let mut files = emit::emit(&planned, workers);
    let lock = names::record(&api, &names, &rust::layout(&planned), &planned.package.version, settings.lock.as_ref());
    files.insert(lock::FILE.to_owned(), lock.to_string());
    let counts = Counts {
        operations: api.operations.len(),
        operations_omitted: api.omitted_operations,
        parameters_omitted: api.omitted_parameters,
        types: names.types.len(),
        untyped: api.untyped,
    };
    Ok(Generated { files, planned, diagnostics, lock, counts })
}

/// Adds the diagnostics of a stage, and passes its result on if no diagnostic so far is an error.
fn barrier<T>(
    (result, reported): (T, Diagnostics),
    diagnostics: &mut Diagnostics,
    settings: &Settings,
) -> Result<T, Diagnostics> {
    diagnostics.extend(reported);
    if settings.strict {
        diagnostics.strict();
    }
    if diagnostics.has_errors() { Err(std::mem::take(diagnostics)) } else { Ok(result) }
}
