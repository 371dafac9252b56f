//! `specwright surface`.

use crate::generation::Generation;
use crate::report;
use crate::rust;

use super::console::{Console, REFUSED, SUCCESS};
use super::invocation::SurfaceArguments;

/// Prints the public API of the crate that a document becomes.
pub(super) fn surface(arguments: &SurfaceArguments, console: &mut Console<'_>) -> u8 {
    let SurfaceArguments { spec, config, reach } = arguments;
    let outcome =
        Generation { spec: spec.clone(), config: config.clone(), reach: *reach, ..Generation::default() }.run();
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
