//! Overrides of the configuration, each as a change of the document.

use std::ops::Range;

use serde_json::Value;

use crate::config::{Config, Place, suggestion};
use crate::report::{FileId, Location, On, Pointer, key, nearest};
use crate::source::Tree;

use super::change::{self, Kind};
use super::editor::Editor;
use super::find::{self, Holders};

/// An entry of the configuration that names a place.
struct Entry<'c> {
    config: &'c Config,
    /// Where it is in the text.
    span: Range<usize>,
}

impl Entry<'_> {
    fn report(&self, editor: &mut Editor, message: impl Into<String>, help: Option<String>) {
        self.config.report_entry(self.span.clone(), message, help, &mut editor.diagnostics);
    }
}

/// Whether the configuration has overrides, or names that the document must have.
pub(super) fn is_needed(config: &Config) -> bool {
    !config.schemas.is_empty()
        || !config.places.is_empty()
        || config.operations.iter().any(|(_, operation)| operation.omit || !operation.parameters.is_empty())
}

/// Makes the changes. What is omitted is removed at the end, so that places are as they are written.
pub(super) fn apply(editor: &mut Editor, tree: &Tree, config: &Config) {
    let mut omitted = Vec::new();
    let components = find::components(&editor.document);
    for (name, span, schema) in config.schemas.spanned() {
        let entry = Entry { config, span };
        let Some((_, at)) = components.iter().find(|(known, _)| known == name) else {
            let known = nearest(name, components.iter().map(|(known, _)| known.as_str()));
            let message = format!("the document has no component schema `{name}`");
            entry.report(editor, message, Some(suggestion(known)));
            continue;
        };
        for (property, span, configured) in schema.properties.spanned() {
            let entry = Entry { config, span };
            for at in properties(editor, &entry, (name, at), property, &configured.place()) {
                override_place(editor, &entry, &at, &configured.place(), &mut omitted);
            }
        }
        let place = schema.place();
        if place.omit {
            // What refers to it stays.
            editor.set(at, Value::Object(serde_json::Map::new()));
        } else {
            override_place(editor, &entry, at, &place, &mut omitted);
        }
    }
    of_operations(editor, config, &mut omitted);
    for (name, span, place) in config.places.spanned() {
        let entry = Entry { config, span };
        if let Some(at) = find_place(editor, &entry, tree, name) {
            override_place(editor, &entry, &at, place, &mut omitted);
        }
    }
    for at in &omitted {
        change::not_required(editor, at);
    }
    editor.remove_all(omitted);
}

/// The places of a property of a component. What is declared by another component is overridden there.
fn properties(
    editor: &mut Editor,
    entry: &Entry<'_>,
    (component, at): (&str, &Pointer),
    name: &str,
    place: &Place,
) -> Vec<Pointer> {
    let found = find::property(&editor.document, at, name);
    if found.own.is_empty() && found.inherited.is_empty() {
        let known = nearest(name, found.names.iter().map(String::as_str));
        entry.report(editor, format!("`{component}` has no property `{name}`"), Some(suggestion(known)));
    } else if found.own.is_empty() && !place.is_empty() {
        let bases: Vec<String> = found.inherited.iter().filter_map(|base| Some(base.last()?.into_owned())).collect();
        let base = bases.first().cloned().unwrap_or_default();
        let message = format!("`{component}` inherits the property `{name}` from `{base}`, which others may share");
        entry.report(editor, message, Some(format!("write `[schemas.{}.properties.{}]`", key(&base), key(name))));
    }
    if place.required == Some(false)
        && let Some(base) = find::requiring_base(&editor.document, at, name)
        && !found.own.is_empty()
    {
        let base = base.last().unwrap_or_default().into_owned();
        let message = format!("`{name}` of `{component}` is also required by `{base}`, so it stays required");
        entry.report(editor, message, Some(format!("write `[schemas.{}.properties.{}]` too", key(&base), key(name))));
    }
    found.own
}

fn of_operations(editor: &mut Editor, config: &Config, omitted: &mut Vec<Pointer>) {
    if !config.operations.iter().any(|(_, of)| of.omit || !of.parameters.is_empty()) {
        return;
    }
    let operations = find::operations(&editor.document);
    for (id, span, configured) in config.operations.spanned() {
        // The stage that lowers operations reports the others that do not exist.
        if configured.omit && operations.iter().all(|(known, _)| known != id) {
            let known = nearest(id, operations.iter().map(|(known, _)| known.as_str()));
            let entry = Entry { config, span };
            entry.report(editor, format!("the document has no operation `{id}`"), Some(suggestion(known)));
        }
        for (_, holders) in operations.iter().filter(|(known, _)| known == id) {
            for (name, span, place) in configured.parameters.spanned() {
                let entry = Entry { config, span };
                if place.omit {
                    omitted.extend(shared_parameter(editor, &entry, id, holders, name));
                } else if let Some(at) = own_parameter(editor, &entry, id, holders, name) {
                    override_place(editor, &entry, &at, place, omitted);
                }
            }
            if configured.omit {
                omitted.extend(holders.first().cloned());
            }
        }
    }
}

/// The place of a parameter, and of what it refers to.
fn parameter(
    editor: &mut Editor,
    entry: &Entry<'_>,
    id: &str,
    holders: &Holders,
    name: &str,
) -> Option<(Pointer, Pointer)> {
    let found = find::parameter(&editor.document, holders, name);
    if found.is_none() {
        let names = find::parameter_names(&editor.document, holders);
        let known = nearest(name, names.iter().map(String::as_str));
        entry.report(editor, format!("`{id}` has no parameter `{name}`"), Some(suggestion(known)));
    }
    found
}

/// The place of a parameter that an operation is to have no longer. One of its path item is copied to the other operations before.
fn shared_parameter(
    editor: &mut Editor,
    entry: &Entry<'_>,
    id: &str,
    holders: &Holders,
    name: &str,
) -> Option<Pointer> {
    let (at, target) = parameter(editor, entry, id, holders, name)?;
    let (this, holder) = (holders.first()?, at.parent()?.parent()?);
    if *this != holder {
        for other in find::siblings(&editor.document, &holder) {
            if other != *this && find::parameter(&editor.document, &vec![other.clone()], name).is_none() {
                add_parameter(editor, &target, &other);
            }
        }
    }
    Some(at)
}

/// Copies a parameter to an operation.
fn add_parameter(editor: &mut Editor, from: &Pointer, operation: &Pointer) -> Option<Pointer> {
    let list = operation.key("parameters");
    if list.of(&editor.document).is_none() {
        editor.set(&list, Value::Array(Vec::new()));
    }
    let to = list.index(list.of(&editor.document)?.as_array()?.len());
    editor.copy(from, &to);
    Some(to)
}

/// The place of a parameter in the operation itself. One that others share is copied there.
fn own_parameter(editor: &mut Editor, entry: &Entry<'_>, id: &str, holders: &Holders, name: &str) -> Option<Pointer> {
    let (at, target) = parameter(editor, entry, id, holders, name)?;
    let this = holders.first()?;
    if at.parent() != Some(this.key("parameters")) {
        return add_parameter(editor, &target, this);
    }
    if at != target {
        editor.copy(&target, &at);
    }
    Some(at)
}

/// The place that a pointer names.
fn find_place(editor: &mut Editor, entry: &Entry<'_>, tree: &Tree, written: &str) -> Option<Pointer> {
    let (file, fragment) = written.split_once('#').unwrap_or(("", written));
    let Some(pointer) = Pointer::parse(fragment) else {
        let help =
            "write it as in `/components/schemas/Pet/properties/name`, with `~1` for `/` in a name and `~0` for `~`";
        entry.report(editor, format!("`{written}` is not a JSON pointer"), Some(help.to_owned()));
        return None;
    };
    let named = |name: &str| file.is_empty() || name == file || name.ends_with(&format!("/{file}"));
    let Some(id) = tree.files().iter().position(|known| named(&known.name)) else {
        let names = tree.files().iter().map(|file| file.name.as_str());
        let known = nearest(file, names.filter_map(|name| name.rsplit('/').next()));
        entry.report(editor, format!("the document has no file `{file}`"), Some(suggestion(known)));
        return None;
    };
    let location = Location { file: FileId(u32::try_from(id).ok()?), pointer, on: On::Value };
    let at = tree.home(&location);
    if at.of(&editor.document).is_some() {
        return Some(at);
    }
    // The first step that leads nowhere.
    let mut there = Pointer::root();
    for token in at.tokens() {
        let next = there.key(&token);
        if next.of(&editor.document).is_some() {
            there = next;
            continue;
        }
        let help = match find::reference(&editor.document, &there) {
            Some(target) => {
                let rest = at.as_str().get(there.as_str().len()..).unwrap_or_default();
                format!("`{}` is a reference: write `{}{rest}`", there.as_str(), target.as_str())
            }
            None => {
                let keys = there.of(&editor.document).and_then(Value::as_object);
                match nearest(&token, keys.into_iter().flat_map(|keys| keys.keys().map(String::as_str))) {
                    Some(known) => format!("did you mean `{}`?", there.key(known).as_str()),
                    None => format!("`{}` is there, and has no `{token}`", there.as_str()),
                }
            }
        };
        entry.report(editor, format!("the document has no place `{written}`"), Some(help));
        break;
    }
    None
}

fn override_place(editor: &mut Editor, entry: &Entry<'_>, at: &Pointer, place: &Place, omitted: &mut Vec<Pointer>) {
    if place.is_empty() {
        return;
    }
    if place.omit {
        if at.is_root() {
            entry.report(editor, "the whole document cannot be omitted", None);
        } else {
            omitted.push(at.clone());
        }
        return;
    }
    let kind = Kind::of(&editor.document, at);
    if let Some(required) = place.required
        && let Err(message) = change::required(editor, at, kind, required)
    {
        entry.report(editor, message, None);
    }
    if place.of.is_none() && place.rust_type.is_none() && place.nullable.is_none() {
        return;
    }
    let at = match change::schema(editor, at, kind) {
        Ok(at) => at,
        Err(message) => return entry.report(editor, message, None),
    };
    let changed = match (&place.of, &place.rust_type) {
        (Some(_), Some(_)) => Err("use only one of `type` and `rust_type`".to_owned()),
        (Some(of), None) => change::replace(editor, &at, kind, of),
        (None, Some(path)) => change::rust_type(editor, &at, path),
        (None, None) => Ok(()),
    };
    if let Err(message) = changed {
        entry.report(editor, message, None);
    }
    if let Some(nullable) = place.nullable {
        change::nullable(editor, &at, nullable);
    }
}
