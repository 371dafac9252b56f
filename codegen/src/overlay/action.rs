//! The actions of an overlay (Overlay 1.1.0, §4.4).

use serde_json::{Map, Value};

use crate::report::{At, Code, Diagnostic, Pointer, Severity};

use super::editor::{Editor, Origin};
use super::merge::{Unmerged, kind, update};
use super::selection::{hint, parse, select};

/// The keys of an action.
const KEYS: [&str; 5] = ["target", "description", "update", "remove", "copy"];

/// The keys of an overlay.
const ROOT_KEYS: [&str; 4] = ["overlay", "info", "extends", "actions"];

/// Applies the actions of an overlay to the value at a place of the document.
pub(super) fn apply(editor: &mut Editor, overlay: &Value, at: &At<'_>, root: &Pointer) {
    let Some(properties) = overlay.as_object() else {
        editor.report(Code::OverlaySyntax, at, "an overlay is an object with `overlay`, `info` and `actions`");
        return;
    };
    let Some(has_copy) = version(editor, properties, at) else { return };
    unknown(editor, properties, &ROOT_KEYS, at);
    if !properties.get("info").is_some_and(Value::is_object) {
        let message = "an overlay has an `info` object with `title` and `version`; it is applied all the same";
        let diagnostic = Diagnostic::new(Code::OverlaySyntax, at.value(), message);
        editor.diagnostics.push(diagnostic.severity(Severity::Warning));
    }
    if properties.get("extends").is_some_and(|extends| !extends.is_string()) {
        editor.report(Code::OverlaySyntax, &at.key("extends"), "`extends` is the path or the URL of a document");
    }
    let actions = at.key("actions");
    match properties.get("actions") {
        Some(Value::Array(list)) if !list.is_empty() => {
            for (index, value) in list.iter().enumerate() {
                let at = actions.index(index);
                if let Some(action) = Action::read(editor, value, &at, has_copy) {
                    action.apply(editor, &at, root);
                }
            }
        }
        Some(_) => editor.report(Code::OverlaySyntax, &actions, "`actions` is an array with at least one action"),
        None => editor.report(Code::OverlaySyntax, at, "an overlay has an array `actions`"),
    }
}

/// Whether the version of an overlay has `copy`; `None` if it is not supported.
fn version(editor: &mut Editor, overlay: &Map<String, Value>, at: &At<'_>) -> Option<bool> {
    let Some(written) = overlay.get("overlay") else {
        let message = "this is not an overlay: it has no `overlay` with the version of the specification";
        let message = match overlay.contains_key("openapi") || overlay.contains_key("swagger") {
            true => "this is an OpenAPI document, and not an overlay",
            false => message,
        };
        editor.report(Code::OverlaySyntax, at, message);
        return None;
    };
    // YAML reads `1.0` as a number.
    let text = written.as_str().map_or_else(|| written.to_string(), str::to_owned);
    let mut parts = text.split('.');
    match (parts.next(), parts.next()) {
        (Some("1"), Some("0")) => Some(false),
        (Some("1"), Some("1")) => Some(true),
        _ => {
            let message = format!("the version `{text}` of `overlay` is not supported");
            let diagnostic = Diagnostic::new(Code::OverlayVersion, at.key("overlay").value(), message);
            editor.diagnostics.push(diagnostic.help("write the overlay in version `1.0.0` or `1.1.0`"));
            None
        }
    }
}

/// Reports keys that are not known, and no extensions.
fn unknown(editor: &mut Editor, object: &Map<String, Value>, known: &[&str], at: &At<'_>) {
    for key in object.keys().filter(|key| !key.starts_with("x-") && !known.contains(&key.as_str())) {
        let message = format!("there is no `{key}` here; the keys are `{}`", known.join("`, `"));
        editor.diagnostics.push(Diagnostic::new(Code::OverlaySyntax, at.key(key).name(), message));
    }
}

/// An action.
struct Action<'v> {
    target: &'v str,
    change: Change<'v>,
}

/// What an action does with what it selects.
enum Change<'v> {
    Remove,
    Update(&'v Value),
    /// A query for the value that is merged.
    Copy(&'v str),
}

impl<'v> Action<'v> {
    /// Reads an action. `None` if it is wrong, which is reported.
    fn read(editor: &mut Editor, value: &'v Value, at: &At<'_>, has_copy: bool) -> Option<Self> {
        let wrong = |editor: &mut Editor, at: &At<'_>, message: &str| {
            editor.report(Code::OverlaySyntax, at, message);
            None
        };
        let Some(action) = value.as_object() else {
            return wrong(editor, at, "an action is an object with `target`, and `update`, `remove` or `copy`");
        };
        unknown(editor, action, &KEYS, at);
        let target = match action.get("target") {
            Some(Value::String(target)) => target.as_str(),
            Some(_) => return wrong(editor, &at.key("target"), "`target` is a JSONPath, a string"),
            None => return wrong(editor, at, "an action has a `target`, a JSONPath"),
        };
        let removes = match action.get("remove") {
            None => false,
            Some(Value::Bool(removes)) => *removes,
            Some(_) => return wrong(editor, &at.key("remove"), "`remove` is `true` or `false`"),
        };
        let copy = match action.get("copy") {
            None => None,
            Some(_) if !has_copy => return wrong(editor, &at.key("copy"), "`copy` needs `overlay: 1.1.0`"),
            Some(Value::String(copy)) => Some(copy.as_str()),
            Some(_) => return wrong(editor, &at.key("copy"), "`copy` is a JSONPath, a string"),
        };
        let change = match (removes, action.get("update"), copy) {
            (true, ..) => Change::Remove,
            (false, Some(update), None) => Change::Update(update),
            (false, None, Some(copy)) => Change::Copy(copy),
            (false, Some(_), Some(_)) => {
                return wrong(
                    editor,
                    at,
                    "an action has either `update` or `copy`: each has no effect beside the other",
                );
            }
            (false, None, None) => {
                return wrong(
                    editor,
                    at,
                    "this action changes nothing: it has none of `update`, `remove: true` and `copy`",
                );
            }
        };
        Some(Self { target, change })
    }

    fn apply(&self, editor: &mut Editor, at: &At<'_>, root: &Pointer) {
        let Some(places) = selected(editor, self.target, &at.key("target"), root) else { return };
        if places.is_empty() {
            return;
        }
        match self.change {
            Change::Remove => remove(editor, places, &at.key("target")),
            Change::Update(value) => {
                let at = at.key("update");
                merge_into(editor, &places, value, &Origin::Written(at.value()), &at);
            }
            Change::Copy(query) => {
                let at = at.key("copy");
                let Some(sources) = selected(editor, query, &at, root) else { return };
                match sources.as_slice() {
                    [] => {}
                    [source] => {
                        let value = source.of(&editor.document).cloned().unwrap_or_default();
                        merge_into(editor, &places, &value, &Origin::Copied(source.clone()), &at);
                    }
                    several => {
                        let message = format!("`{query}` selects {} values; `copy` takes a single one", several.len());
                        editor.report(Code::OverlaySyntax, &at, message);
                    }
                }
            }
        }
    }
}

/// The places that a query selects. A query that is wrong, or selects nothing, is reported.
fn selected(editor: &mut Editor, query: &str, at: &At<'_>, root: &Pointer) -> Option<Vec<Pointer>> {
    let parsed = match parse(query) {
        Ok(parsed) => parsed,
        Err(why) => {
            let message = format!("`{query}` is not a JSONPath of RFC 9535: {why}");
            let diagnostic = Diagnostic::new(Code::OverlaySyntax, at.value(), message);
            editor.diagnostics.push(
                diagnostic
                    .help("write names with other characters than letters, digits and `_` as in `$.paths['/pets']`"),
            );
            return None;
        }
    };
    let places = select(&parsed, &editor.document, root);
    if places.is_empty() {
        let message = format!("`{query}` selects nothing in the document, so this action has no effect");
        let mut diagnostic = Diagnostic::new(Code::OverlayUnmatched, at.value(), message);
        diagnostic.help = hint(query, &editor.document, root);
        editor.diagnostics.push(diagnostic);
    }
    Some(places)
}

/// Merges a value into all selected ones, which are of one kind.
fn merge_into(editor: &mut Editor, places: &[Pointer], value: &Value, origin: &Origin, at: &At<'_>) {
    let kinds: Vec<&str> = places.iter().filter_map(|place| place.of(&editor.document)).map(kind).collect();
    if let [first, ..] = kinds.as_slice()
        && let Some(other) = kinds.iter().find(|kind| *kind != first)
    {
        let message = format!("the target selects {first} and {other}; an action updates values of one kind");
        editor.report(Code::OverlaySyntax, at, message);
        return;
    }
    for place in places {
        match update(editor, place, value, origin) {
            Ok(()) => {}
            Err(Unmerged::Incompatible { at: place, kinds: (there, here) }) => {
                editor.report(Code::OverlaySyntax, at, format!("{here} cannot be merged with {there} at {place}"));
                return;
            }
            Err(Unmerged::TooLarge) => {
                editor.report(
                    Code::TooLarge,
                    at,
                    "the document becomes too large, or nested too deeply, by this action",
                );
                return;
            }
        }
    }
}

/// Removes the selected values.
fn remove(editor: &mut Editor, places: Vec<Pointer>, at: &At<'_>) {
    if places.iter().any(Pointer::is_root) {
        editor.report(Code::OverlaySyntax, at, "the whole document cannot be removed");
        return;
    }
    editor.remove_all(places);
}
