//! Changes a document before it is read: overlays, then overrides of the configuration.
//!
//! May use: `config`, `report`, `source`.
//!
//! An [overlay](https://spec.openapis.org/overlay/v1.1.0.html) is a list of actions that select values by JSONPath (RFC 9535) and update
//! or remove them, or copy others into them. Each change is noted in [`Edits`], by which places of the changed document are
//! traced back to where they were written: in the document, or in an overlay.

mod action;
mod change;
mod editor;
mod edits;
mod find;
mod merge;
mod overrides;
mod selection;

use std::borrow::Cow;

use serde_json::Value;

use crate::config::Config;
use crate::report::{At, Diagnostics};
use crate::source::Tree;

pub use edits::Edits;

use editor::Editor;

/// A document with the changes of its user.
#[derive(Clone, Debug)]
pub struct Overlaid<'a> {
    /// The document, borrowed if there are no changes.
    pub document: Cow<'a, Value>,
    /// The changes.
    pub edits: Edits,
    /// Entries of the configuration that match nothing. They are reported together with those that later stages find.
    pub unmatched: Diagnostics,
}

/// Applies the overlays of a document, in their order, and the overrides of the configuration.
///
/// Actions and overrides that fail are reported, and the others are applied.
pub fn overlay<'a>(tree: &'a Tree, config: &Config) -> (Overlaid<'a>, Diagnostics) {
    if tree.overlays().next().is_none() && !overrides::is_needed(config) {
        let document = Cow::Borrowed(tree.root());
        let overlaid = Overlaid { document, edits: Edits::default(), unmatched: Diagnostics::new() };
        return (overlaid, Diagnostics::new());
    }
    let mut editor = Editor::new(tree.root());
    for (id, overlay) in tree.overlays() {
        let root = tree.home(&At::root(overlay.target).value());
        action::apply(&mut editor, &overlay.value, &At::root(id), &root);
    }
    let diagnostics = std::mem::take(&mut editor.diagnostics);
    overrides::apply(&mut editor, tree, config);
    let Editor { document, edits, diagnostics: unmatched, .. } = editor;
    (Overlaid { document: Cow::Owned(document), edits, unmatched }, diagnostics)
}
