//! `specwright lock`.

use crate::generation::Generation;
use crate::output;
use crate::report;

use super::console::{Console, REFUSED, SUCCESS};
use super::invocation::DocumentArguments;

/// Writes the lock of a document beside it.
pub(super) fn lock(arguments: DocumentArguments, console: &mut Console<'_>) -> u8 {
    let DocumentArguments { spec, config, overlays, reach } = arguments;
    let path = spec.with_extension("lock");
    let outcome = Generation { spec, config, overlays, lock: Some(path.clone()), reach, ..Generation::default() }.run();
    for (diagnostic, resolved) in outcome.resolved() {
        let _ = writeln!(console.stderr, "{}", report::human(diagnostic, &resolved));
    }
    let Ok(generated) = &outcome.result else { return REFUSED };
    match output::write_generated(&path, &generated.lock.to_string()) {
        Ok(written) => {
            let what = if written { "was written" } else { "is up to date" };
            let _ = writeln!(console.stdout, "{}: {what}", path.display());
            SUCCESS
        }
        Err(refused) => {
            let _ = writeln!(console.stderr, "error: {refused}");
            REFUSED
        }
    }
}
