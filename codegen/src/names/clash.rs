//! The diagnostic for names that clash.

use crate::report::{Code, Diagnostic, Diagnostics, Location, On};

/// Reports a name that is not the document's, at these steps below a location.
pub(super) fn report(diagnostics: &mut Diagnostics, above: &Location, steps: &[&str], message: String) {
    let pointer = steps.iter().fold(above.pointer.clone(), |pointer, step| pointer.key(step));
    let place = Location { file: above.file, pointer, on: On::Key };
    let diagnostic = Diagnostic::new(Code::NameClash, place, message);
    diagnostics.push(diagnostic.help("choose another name with `rename` in the configuration"));
}

/// Reports the name of an `enum` value that is not the document's. The configuration has no names for values.
pub(super) fn report_value(diagnostics: &mut Diagnostics, of: &Location, message: String) {
    let diagnostic = Diagnostic::new(Code::NameClash, of.clone(), message);
    diagnostics.push(diagnostic.help("name the values by `x-enum-varnames`"));
}
