//! For programs. Keys are added, but none is changed or removed.

use serde_json::{Value, json};

use super::super::change::Comparison;
use super::shown::Shown;

/// A comparison as a JSON object.
pub fn json(comparison: &Comparison, shown: &[Shown<'_>]) -> Value {
    let changes: Vec<Value> = shown.iter().map(change).collect();
    json!({
        "rust": comparison.rust().as_str(),
        "wire": comparison.wire().as_str(),
        "released": comparison.released().as_str(),
        "version": {"from": comparison.version.0, "to": comparison.version.1},
        "operations": {
            "total": comparison.operations,
            "wire_breaking": comparison.wire_breaking().len(),
            "released_breaking": comparison.released_breaking().len(),
        },
        "changes": changes,
        "unmatched": comparison.unmatched,
    })
}

fn change(Shown { change, at }: &Shown<'_>) -> Value {
    json!({
        "code": change.code.as_str(),
        "item": change.item,
        "operations": change.operations,
        "rust": change.rust.as_str(),
        "wire": change.wire.as_str(),
        "released": change.released.as_str(),
        "was": change.was,
        "now": change.now,
        "message": change.message(),
        "file": at.file,
        "line": at.position.map(|(line, _)| line),
        "column": at.position.map(|(_, column)| column),
        "pointer": at.pointer.as_ref().map(|pointer| pointer.as_str()),
        "from": change.from.as_str(),
        "accepted": change.accepted,
    })
}
