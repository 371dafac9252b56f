//! `specwright surface`.

use crate::generation::Generation;
use crate::report;
use crate::rust;

use super::console::{Console, REFUSED, SUCCESS};
use super::invocation::DocumentArguments;

/// Prints the public API of the crate that a document becomes.
pub(super) fn surface(arguments: &DocumentArguments, console: &mut Console<'_>) -> u8 {
    let DocumentArguments { spec, config, overlays, reach } = arguments;
    let (spec, config, overlays) = (spec.clone(), config.clone(), overlays.clone());
    let outcome = Generation { spec, config, overlays, reach: *reach, ..Generation::default() }.run();
    match &outcome.result {
        Ok(generated) => {
            let _ = write!(console.stdout, "{}", rust::surface(&generated.planned));
            SUCCESS
        }
        Err(_) => {
            for (diagnostic, resolved) in outcome.resolved() {
                let _ = writeln!(console.stderr, "{}", report::human(diagnostic, &resolved));
            }
            REFUSED
        }
    }
}
