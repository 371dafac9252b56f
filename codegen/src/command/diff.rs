//! `specwright diff`.

use std::path::{Path, PathBuf};

use crate::diff::{Comparison, Level, compare, render, shown};
use crate::generation::{Generation, Outcome};
use crate::lock::Lock;
use crate::pipeline::generate;
use crate::report;
use crate::settings::Settings;
use crate::source::{Revision, Store};

use super::console::{Console, REFUSED, SUCCESS, USAGE};
use super::invocation::{DiffArguments, FailOn};

/// A document, or why it cannot be found.
type Found = Result<Document, String>;

/// A document and where it is.
struct Document {
    store: Store,
    path: PathBuf,
}

/// Compares two versions of a document and prints what the difference means.
pub(super) fn diff(arguments: &DiffArguments, console: &mut Console<'_>) -> u8 {
    let (old, new) = match documents(arguments) {
        Ok(documents) => documents,
        Err(message) => {
            let _ = writeln!(console.stderr, "error: {message}");
            return USAGE;
        }
    };
    let (old_config, new_config) = match arguments.config.as_slice() {
        [] => (None, None),
        [both] => (Some(both.clone()), Some(both.clone())),
        [old, new, ..] => (Some(old.clone()), Some(new.clone())),
    };
    let old = run(old, old_config, arguments, None);
    // Where the new document has no lock, names are kept as a regeneration keeps them.
    let lock = old.result.as_ref().ok().map(|generated| generated.lock.clone());
    let new = run(new, new_config, arguments, lock);
    if !reported(&old, console) | !reported(&new, console) {
        return REFUSED;
    }
    let Some(comparison) = verdict(&old, &new, &Settings::default()) else { return REFUSED };
    let text = render(&comparison, &shown(&comparison, positions(&old), positions(&new)), arguments.format);
    let _ = write!(console.stdout, "{text}");
    if fails(&comparison, arguments.fail_on) { REFUSED } else { SUCCESS }
}

/// Where places of a document are looked up.
pub(super) fn positions(outcome: &Outcome) -> &dyn report::Positions {
    match &outcome.tree {
        Some(tree) => tree,
        None => &(),
    }
}

/// Whether a comparison has what the command is to fail on. Accepted changes do not count.
fn fails(comparison: &Comparison, fail_on: FailOn) -> bool {
    comparison.has(|change| match fail_on {
        FailOn::None => false,
        FailOn::Rust => change.rust == Level::Major,
        FailOn::Wire => change.wire.is_breaking(),
        FailOn::Released => change.released.is_breaking(),
    })
}

/// The comparison of two crates, with what comes from the configuration told apart, and what it accepts.
pub(super) fn verdict(old: &Outcome, new: &Outcome, settings: &Settings) -> Option<Comparison> {
    let (Ok(one), Ok(other)) = (&old.result, &new.result) else { return None };
    let config = new.config.as_ref()?;
    let mut other = other.clone();
    // A package that the configuration does not name is named after the file, which may be called anything.
    if config.package.name.is_none() {
        other.planned.package.name.clone_from(&one.planned.package.name);
    }
    let mut comparison = compare(one, &other);
    if let (Some(tree), Some(new_tree), Some(old_config)) = (&old.tree, &new.tree, &old.config)
        && (!old_config.is_written_like(config) || !tree.has_overlays_of(new_tree))
        && let Ok(tree) = tree.with_overlays_of(new_tree)
        && let Ok(configured) = generate(&tree, config, &Settings { lock: Some(one.lock.clone()), ..settings.clone() })
    {
        comparison.tell_configuration(&compare(one, &configured));
    }
    comparison.accept(&config.diff.accept);
    Some(comparison)
}

/// Generates a crate with the lock beside the document or, if there is none, with another.
fn run(document: Document, config: Option<PathBuf>, arguments: &DiffArguments, lock: Option<Lock>) -> Outcome {
    let Document { store, path } = document;
    let settings = Settings { lock, ..Settings::default() };
    let lock = Some(path.with_extension("lock"));
    let (overlays, reach) = (arguments.overlays.clone(), arguments.reach);
    Generation { spec: path, config, overlays, lock, settings, store, reach, ..Generation::default() }.run()
}

/// Prints the diagnostics of a document that was refused. Whether it was not.
fn reported(outcome: &Outcome, console: &mut Console<'_>) -> bool {
    if outcome.result.is_ok() {
        return true;
    }
    for (diagnostic, resolved) in outcome.resolved() {
        let _ = writeln!(console.stderr, "{}", report::human(diagnostic, &resolved));
    }
    false
}

fn documents(arguments: &DiffArguments) -> Result<(Document, Document), String> {
    let old = found(&arguments.old)?;
    let new = match (&arguments.new, &old.store) {
        (Some(new), _) => found(new)?,
        (None, Store::Git(revision)) => Document { store: Store::Disk, path: revision.in_working_tree(&old.path) },
        (None, Store::Disk) => return Err("pass NEW as well, unless OLD is REV:PATH".to_owned()),
    };
    Ok((old, new))
}

/// A file, or a path in a revision.
fn found(operand: &str) -> Found {
    let path = Path::new(operand);
    if path.exists() {
        return Ok(Document { store: Store::Disk, path: path.to_owned() });
    }
    let Some((revision, file)) = operand.split_once(':') else {
        return Ok(Document { store: Store::Disk, path: path.to_owned() });
    };
    let store = Revision::find(Path::new("."), revision).map_err(|error| format!("`{operand}`: {error}"))?;
    Ok(Document { store: Store::Git(store), path: PathBuf::from(file) })
}
