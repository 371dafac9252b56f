//! Merges a value into another one (Overlay 1.1.0, §4.4.3.1 "Action Object").

use serde_json::Value;

use crate::report::Pointer;

use super::editor::{Editor, Origin};

/// Why a value cannot be merged.
pub(super) enum Unmerged {
    /// Values of different kinds are at a place.
    Incompatible {
        /// The place in the document.
        at: Pointer,
        /// What is there, and what is to be merged.
        kinds: (&'static str, &'static str),
    },
    /// The result would be too large.
    TooLarge,
}

/// Merges an update into the value at a place: objects by their properties, arrays by adding elements. Other values are replaced.
pub(super) fn merge(editor: &mut Editor, at: &Pointer, update: &Value, origin: &Origin) -> Result<(), Unmerged> {
    let put = |editor: &mut Editor, at: &Pointer, value, origin: &Origin| {
        if editor.put(at, value, origin) { Ok(()) } else { Err(Unmerged::TooLarge) }
    };
    let Some(target) = at.of(&editor.document) else { return put(editor, at, update, origin) };
    match (target, update) {
        // Nothing is to be merged: the specification's own example has such properties.
        (Value::Object(_) | Value::Array(_), Value::Null) => Ok(()),
        (Value::Object(_), Value::Object(properties)) => {
            for (key, value) in properties {
                merge(editor, &at.key(key), value, &origin.key(key))?;
            }
            Ok(())
        }
        (Value::Array(_), Value::Array(elements)) => {
            for (index, element) in elements.iter().enumerate() {
                put(editor, &at.key("-"), element, &origin.index(index))?;
            }
            Ok(())
        }
        (target, update) if is_primitive(target) && is_primitive(update) => put(editor, at, update, origin),
        (target, update) => Err(Unmerged::Incompatible { at: at.clone(), kinds: (kind(target), kind(update)) }),
    }
}

/// Merges an update into a value that an action selects. Into an array that may be a single element.
pub(super) fn update(editor: &mut Editor, at: &Pointer, update: &Value, origin: &Origin) -> Result<(), Unmerged> {
    let is_element = at.of(&editor.document).is_some_and(Value::is_array) && !update.is_array() && !update.is_null();
    if !is_element {
        return merge(editor, at, update, origin);
    }
    if editor.put(&at.key("-"), update, origin) { Ok(()) } else { Err(Unmerged::TooLarge) }
}

fn is_primitive(value: &Value) -> bool {
    !value.is_object() && !value.is_array()
}

/// What kind of node a value is.
pub(super) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Object(_) => "an object",
        Value::Array(_) => "an array",
        _ => "a primitive value",
    }
}
