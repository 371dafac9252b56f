//! Checks that the tests of JSON and YAML share.

use super::tree::Tree;
use crate::report::{Code, Place};

/// Checks that a text is refused: the code, line and column, and a part of the help.
pub(super) fn check_refused(name: &str, text: &str, code: Code, position: (usize, usize), help: Option<&str>) {
    let diagnostics = Tree::from_text(name, text).expect_err("the text is refused");
    let diagnostic = diagnostics.iter().next().expect("there is a diagnostic");
    let Place::Text(place) = &diagnostic.place else { unreachable!("errors have a line") };
    let short: String = text.chars().take(40).collect();
    assert_eq!((diagnostic.code, (place.line, place.column)), (code, position), "{short}: {diagnostic:?}");
    assert!(!diagnostic.message.contains(" line "), "{}", diagnostic.message);
    match help {
        Some(help) => assert!(diagnostic.help.as_deref().unwrap_or_default().contains(help), "{diagnostic:?}"),
        None => assert_eq!(diagnostic.help, None),
    }
}
