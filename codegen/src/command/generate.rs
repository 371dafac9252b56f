//! `specwright generate`.

use std::time::Instant;

use crate::Settings;
use crate::generation::{Generation, Step};
use crate::lock;
use crate::output::{self, Claim};
use crate::report::Severity;
use crate::rust::Runtime;
use crate::source::Store;

use super::base;
use super::console::{Console, REFUSED, SUCCESS, USAGE};
use super::invocation::GenerateArguments;
use super::progress::Progress;
use super::runtime;
use super::summary::{Done, Summary};

/// Generates a crate and writes it, or prints what writing would change.
pub(super) fn generate(arguments: &GenerateArguments, console: &mut Console<'_>) -> u8 {
    let start = Instant::now();
    let runtime = match runtime::passed(arguments) {
        Ok(runtime) => runtime,
        Err(message) => {
            let _ = writeln!(console.stderr, "error: {message}");
            return USAGE;
        }
    };
    let progress = Progress::start(console.progress && !arguments.json);
    let (spec, out) = (arguments.spec.display(), arguments.out.display());
    let generation = Generation {
        spec: arguments.spec.clone(),
        config: arguments.config.clone(),
        overlays: arguments.overlays.clone(),
        lock: Some(arguments.out.join(lock::FILE)),
        settings: Settings {
            lock: None,
            crate_name: arguments.crate_name.clone(),
            runtime,
            default_runtime: Some(Runtime::Vendored),
            samples: arguments.samples,
            mocks: arguments.mocks,
            strict: arguments.strict,
            threads: None,
        },
        store: Store::Disk,
        config_store: Store::Disk,
        reach: arguments.reach,
    };
    // The names of the earlier generation are read from the folder, too: two runs at once would not keep each other's.
    let waiting = || progress.show(format!("Waiting for another run that writes {out}"));
    let mut claim = (!arguments.check).then(|| Claim::of(&arguments.out, waiting));
    let mut outcome = generation.run_with_progress(&mut |step| match step {
        Step::Read => progress.show(format!("Reading {spec}")),
        Step::Generate => progress.show(format!("Generating a client from {spec}")),
    });
    if let Some(diagnostic) = runtime::configured(arguments, &outcome) {
        let mut diagnostics = match &mut outcome.result {
            Ok(generated) => std::mem::take(&mut generated.diagnostics),
            Err(diagnostics) => std::mem::take(diagnostics),
        };
        diagnostics.push(diagnostic);
        outcome.result = Err(diagnostics);
    }
    if let Ok(generated) = &mut outcome.result {
        runtime::carry(generated);
    }
    let done = outcome.result.as_ref().ok().map(|generated| match claim.take() {
        Some(claim) => {
            progress.show(format!("Writing {out}"));
            claim.and_then(|claim| claim.write(&generated.files)).map(Done::Written)
        }
        None => {
            progress.show(format!("Comparing with {out}"));
            output::compare(&generated.files, &arguments.out).map(Done::Compared)
        }
    });
    drop(claim);
    // Only a crate that differs from what is committed is compared with that.
    let is_out_of_date = matches!(&done, Some(Ok(Done::Compared(differences))) if !differences.is_empty());
    let verdict = is_out_of_date.then(|| base::since_generation(arguments, &generation.settings, &outcome)).flatten();
    let too_low = base::version(arguments, &generation.settings, &outcome);
    let is_too_low = too_low.is_some();
    if let (Some(diagnostic), Ok(generated)) = (too_low, &mut outcome.result) {
        let severity = if arguments.check && arguments.strict { Severity::Error } else { Severity::Warning };
        generated.diagnostics.push(diagnostic.severity(severity));
    }
    let summary = Summary {
        arguments,
        outcome: &outcome,
        done: &done,
        verdict: verdict.as_ref(),
        millis: start.elapsed().as_millis(),
    };
    progress.finish();
    if arguments.json {
        summary.json(console.stdout);
    } else {
        summary.human(console.stdout, console.stderr);
    }
    let code = match done {
        Some(Ok(Done::Written(_))) => SUCCESS,
        Some(Ok(Done::Compared(differences))) if differences.is_empty() => {
            if is_too_low && arguments.strict {
                REFUSED
            } else {
                SUCCESS
            }
        }
        _ => REFUSED,
    };
    // The process ends. Dropping all of a large document would take longer than most stages.
    std::mem::forget(outcome);
    code
}
