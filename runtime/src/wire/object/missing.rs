//! The required properties that an object lacked, for an error that names all of them: serde passes on a message only.

use std::cell::RefCell;

thread_local! {
    /// Those of the last object that lacked some.
    static LAST: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

/// Notes the properties that an object lacks, and returns the message about them.
pub(super) fn note(names: Vec<&'static str>) -> String {
    let message = message(&names);
    LAST.set(names);
    message
}

/// The properties that the last object lacked.
pub(crate) fn take() -> Vec<&'static str> {
    LAST.take()
}

/// The message about properties that an object lacks.
pub(crate) fn message(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    format!("missing field{} {}", if names.len() == 1 { "" } else { "s" }, quoted.join(", "))
}
