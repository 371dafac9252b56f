//! The diagnostic for names that clash.

use crate::report::{Code, Diagnostic, Diagnostics, Fix, Location, On};

/// Reports a name that is not the document's, at these steps below a location.
pub(super) fn report(diagnostics: &mut Diagnostics, above: &Location, steps: &[&str], message: String) {
    let pointer = steps.iter().fold(above.pointer.clone(), |pointer, step| pointer.key(step));
    let place = Location { file: above.file, pointer, on: On::Key };
    let mut diagnostic = Diagnostic::new(Code::NameClash, place.clone(), message);
    // Only components and their properties have names in the configuration by their places.
    let tokens: Vec<_> = place.pointer.tokens().map(|token| token.into_owned()).collect();
    let steps: Vec<&str> = tokens.iter().map(String::as_str).collect();
    let is_named =
        matches!(steps.as_slice(), ["components", "schemas", _] | ["components", "schemas", _, "properties", _]);
    if is_named {
        let name = format!("other_{}", tokens.last().map_or("name", String::as_str));
        diagnostic = diagnostic.fix(Fix::Place(place, format!("rename = {}", serde_json::Value::from(name))));
    }
    diagnostics.push(diagnostic.help("choose another name with `rename` in the configuration"));
}

/// Reports the name of an `enum` value that is not the document's. The configuration has no names for values.
pub(super) fn report_value(diagnostics: &mut Diagnostics, of: &Location, message: String) {
    let diagnostic = Diagnostic::new(Code::NameClash, of.clone(), message);
    diagnostics.push(diagnostic.help("name the values by `x-enum-varnames`"));
}
