//! The crate as it was at an earlier commit: what a regeneration is compared with.

use crate::diff::{Comparison, Level, is_older};
use crate::generation::{Generation, Outcome};
use crate::lock;
use crate::output;
use crate::report::{Code, Diagnostic, Place};
use crate::settings::Settings;
use crate::source::{Revision, Store, last_commit, last_commit_of_line, path_in_repository};

use super::diff::verdict;
use super::invocation::GenerateArguments;

/// What differs from the document and the configuration of the last commit that changed the crate. `None` if that is not known: the crate is
/// in no repository, or is new there.
pub(super) fn since_generation(
    arguments: &GenerateArguments,
    settings: &Settings,
    outcome: &Outcome,
) -> Option<Comparison> {
    let commit = last_commit(&arguments.out)?;
    let base = at(arguments, settings, &commit)?;
    let mut comparison = verdict(&base, outcome, settings)?;
    let files = &base.result.as_ref().ok()?.files;
    let differing = output::compare(files, &arguments.out).map_or(0, |differences| differences.len());
    if differing > 0 {
        comparison.add_generator(differing);
    }
    Some(comparison)
}

/// A warning if the version of the crate is below what the changes since it was set require.
pub(super) fn version(arguments: &GenerateArguments, settings: &Settings, outcome: &Outcome) -> Option<Diagnostic> {
    let commit = last_commit_of_line(&arguments.out.join("Cargo.toml"), "^version = ")?;
    let base = at(arguments, settings, &commit)?;
    let current = &outcome.result.as_ref().ok()?.planned.package.version;
    let comparison = verdict(&base, outcome, settings)?;
    let (from, to) = &comparison.version;
    if comparison.rust() == Level::Patch || !is_older(current, to) {
        return None;
    }
    let level = comparison.rust().as_str();
    let message = format!("the version {current} is below {to}, which {level} changes since {from} require");
    let help = format!("set `version = \"{to}\"` in `[crate]` of the configuration");
    let config = outcome.config.as_ref().and_then(|config| config.place(current));
    let place = config.map_or_else(|| Place::File(arguments.spec.display().to_string()), Place::from);
    Some(Diagnostic::new(Code::VersionTooLow, place, message).help(help))
}

/// The crate that the document of a commit becomes.
fn at(arguments: &GenerateArguments, settings: &Settings, commit: &str) -> Option<Outcome> {
    let (folder, spec) = path_in_repository(&arguments.spec)?;
    let store = Store::Git(Revision::find(&folder, commit).ok()?);
    if !store.is_file(&spec) {
        return None;
    }
    let config = match &arguments.config {
        Some(path) => Some(path_in_repository(path)?.1),
        None => None,
    };
    let overlays = arguments.overlays.iter().map(|path| Some(path_in_repository(path)?.1)).collect::<Option<_>>()?;
    let settings = Settings { strict: false, ..settings.clone() };
    let lock = path_in_repository(&arguments.out.join(lock::FILE)).map(|(_, path)| path);
    Some(
        Generation {
            spec,
            config,
            overlays,
            lock,
            settings,
            store: store.clone(),
            config_store: store,
            reach: arguments.reach,
        }
        .run(),
    )
}
