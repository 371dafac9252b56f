//! `specwright explain`.

use crate::report::Code;

use super::console::{Console, SUCCESS};

/// Prints the explanation of a diagnostic code.
pub(super) fn explain(code: Code, console: &mut Console<'_>) -> u8 {
    let _ = writeln!(console.stdout, "{code}: {}\n\n{}", code.title(), code.explain());
    SUCCESS
}
