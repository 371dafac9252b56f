//! Helpers for the tests of all versions: they translate a document and check the result.

use serde_json::Value;

use super::{Translated, to_3_0};
use crate::report::{At, FileId, Location, On, Pointer};

/// The document in 3.0, and where its parts were written.
pub(super) fn translated(document: &Value) -> (Value, super::Moved) {
    let (Translated { document, moved }, diagnostics) = to_3_0(document, &At::root(FileId::MAIN));
    assert!(!diagnostics.has_errors(), "{diagnostics:?}");
    (document.into_owned(), moved)
}

/// Checks where a part of a translated document was written.
pub(super) fn check_written(document: &Value, now: &str, expected: &str) {
    let (translated, moved) = translated(document);
    let pointer = Pointer::parse(now).expect("it is a pointer");
    assert!(pointer.of(&translated).is_some(), "there is no {now} in {translated:#}");
    let written = moved.written(&Location { file: FileId::MAIN, pointer, on: On::Value });
    assert_eq!(written.pointer.as_str(), expected, "{now}");
}
