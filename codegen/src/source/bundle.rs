//! Bundling: the files of a document become one value.

use std::collections::{BTreeSet, HashSet};
use std::path::PathBuf;

use serde_json::{Map, Value};

use super::file::File;
use super::gather::{DocumentFile, Gathered, NOTHING};
use super::homes::{FILES, Homes, Written, extended};
use super::limits;
use super::survey::Role;
use super::target::Target;
use crate::report::{At, Code, Diagnostic, Diagnostics, FileId, Pointer, Severity};

/// The bundled document.
pub(super) struct Bundle {
    pub(super) root: Value,
    pub(super) files: Vec<File>,
    pub(super) opened: Vec<PathBuf>,
    pub(super) absent: BTreeSet<PathBuf>,
    pub(super) homes: Homes,
}

/// Bundles files.
///
/// References without a target are reported.
pub(super) fn bundle(gathered: Gathered, diagnostics: &mut Diagnostics) -> Bundle {
    let references = references(&gathered, diagnostics);
    let Gathered { files: parts, opened, absent, .. } = gathered;
    let homes = Homes::new(parts.iter().map(|part| part.key.clone()).collect());
    let mut files = Vec::with_capacity(parts.len());
    let mut values = Vec::with_capacity(parts.len());
    for DocumentFile { file, value, key, .. } in parts {
        files.push(file);
        values.push((key, value));
    }
    let mut values = values.into_iter();
    let (_, root) = values.next().unwrap_or_default();
    if references.is_empty() || !root.is_object() {
        return Bundle { root, files, opened, absent, homes };
    }

    let (moved, copied) = (limits::VALUES, limits::COPIED_VALUES);
    let mut bundler = Bundler { root, homes, references, emptied: HashSet::new(), moved, copied };
    bundler.add(values.collect());
    bundler.move_in();
    bundler.redirect();
    bundler.copy_in(diagnostics);
    bundler.finish();
    Bundle { root: bundler.root, files, opened, absent, homes: bundler.homes }
}

/// A reference that is rewritten, or replaced by its target.
struct ResolvedReference {
    /// Where its string is written.
    at: Written,
    /// The object with the key `$ref`, except for mappings.
    holder: Written,
    role: Role,
    /// Its target; `None` if it does not exist.
    target: Option<Written>,
    /// Whether its target replaces it.
    is_replaced: bool,
}

fn references(gathered: &Gathered, diagnostics: &mut Diagnostics) -> Vec<ResolvedReference> {
    let mut references = Vec::new();
    for (id, part) in (0..).map(FileId).zip(&gathered.files) {
        for reference in &part.survey.references {
            let target = match gathered.target(id, reference) {
                Target::AsWritten => continue,
                Target::At(place) => Some(place),
                Target::Nowhere(why) => {
                    if let Some(why) = why
                        && diagnostics.len() < limits::NOTICES
                    {
                        diagnostics.push(nowhere(&At::under(id, &reference.at), &reference.text, &why));
                    }
                    if reference.role == Role::Mapping {
                        continue;
                    }
                    None
                }
            };
            let holder = reference.at.parent().unwrap_or_default();
            references.push(ResolvedReference {
                at: (id, reference.at.clone()),
                holder: (id, holder),
                role: reference.role,
                target,
                is_replaced: false,
            });
        }
    }
    references
}

fn nowhere(at: &At<'_>, text: &str, why: &str) -> Diagnostic {
    Gathered::missing(at, format!("`{text}` cannot be resolved: {why}"))
}

/// A document during bundling.
struct Bundler {
    root: Value,
    homes: Homes,
    references: Vec<ResolvedReference>,
    /// The files that were moved as a whole.
    emptied: HashSet<FileId>,
    /// How many values may still be moved.
    moved: u64,
    /// How many values may still be copied.
    copied: u64,
}

impl Bundler {
    /// Adds the other files to the value of the first.
    fn add(&mut self, files: Vec<(String, Value)>) {
        let mut properties: Map<String, Value> = files.into_iter().collect();
        if self.references.iter().any(|reference| reference.target.is_none()) {
            properties.insert(NOTHING.to_owned(), Value::Null);
        }
        if let Value::Object(root) = &mut self.root
            && !properties.is_empty()
        {
            root.shift_remove(FILES);
            root.insert(FILES.to_owned(), Value::Object(properties));
        }
    }

    /// Moves parts of other files to where they are named, or where references are not allowed.
    fn move_in(&mut self) {
        for index in 0..self.references.len() {
            let is_replaced = self.move_one(index).is_some();
            if let Some(reference) = self.references.get_mut(index) {
                reference.is_replaced = is_replaced;
            }
        }
    }

    fn move_one(&mut self, index: usize) -> Option<()> {
        let reference = self.references.get(index)?;
        let target = reference.target.clone().filter(|target| target.0 != FileId::MAIN)?;
        let here = self.homes.home(reference.holder.0, &reference.holder.1);
        let may_stand_here = match reference.role {
            Role::Plain => true,
            Role::Reference => is_component(&here),
            Role::Mapping => false,
        };
        let there = self.homes.home(target.0, &target.1);
        let stands_alone = here.of(&self.root)?.as_object().is_some_and(|properties| properties.len() == 1);
        let may_move = !self.homes.is_moved(&target) && self.homes.is_settled(&reference.holder);
        if !may_stand_here || !stands_alone || !may_move || is_within(&here, &there) {
            return None;
        }
        let value = there.of(&self.root)?;
        if reference.role == Role::Reference && !value.is_object() {
            return None;
        }
        let depth = limits::weigh(value, &mut self.moved)?;
        if here.tokens().count() + depth > limits::BUNDLED_DEPTH {
            return None;
        }
        let holder = reference.holder.clone();
        let value = self.root.pointer_mut(there.as_str()).map(Value::take)?;
        *self.root.pointer_mut(here.as_str())? = value;
        if target.1.is_root() {
            self.emptied.insert(target.0);
        }
        self.homes.relocate(target, holder);
        Some(())
    }

    /// Rewrites references to the places of their targets.
    fn redirect(&mut self) {
        let nothing = Pointer::root().key(FILES).key(NOTHING);
        for reference in &self.references {
            let home = match &reference.target {
                Some((file, pointer)) => self.homes.home(*file, pointer),
                None => nothing.clone(),
            };
            let text = Value::String(fragment(&home));
            if !reference.is_replaced {
                let (file, pointer) = &reference.at;
                if let Some(place) = self.root.pointer_mut(self.homes.home(*file, pointer).as_str()) {
                    *place = text;
                }
            } else if let Some((file, pointer)) = &reference.target
                && let Some(parent) = pointer.parent()
            {
                // Where it was written, a reference to it is left.
                let rest = pointer.as_str().get(parent.as_str().len()..).unwrap_or_default();
                let hole = extended(&self.homes.home(*file, &parent), rest);
                if let Some(place) = self.root.pointer_mut(hole.as_str()) {
                    *place = Value::Object(Map::from_iter([("$ref".to_owned(), text)]));
                }
            }
        }
    }

    /// Copies targets that are needed in several places.
    fn copy_in(&mut self, diagnostics: &mut Diagnostics) {
        // What is referred to comes after what refers to it, and has to be complete when it is copied.
        for index in (0..self.references.len()).rev() {
            let Some((from, to, target)) = self.copy(index) else { continue };
            if self.copy_to(&from, &to, target).is_none()
                && let Some(ResolvedReference { at: (file, at), .. }) = self.references.get(index)
                && diagnostics.len() < limits::NOTICES
            {
                let message = "the target of this reference is too large, or nested too deeply, to be copied here";
                let diagnostic = Diagnostic::new(Code::TooLarge, At::under(*file, at).value(), message);
                diagnostics.push(diagnostic.severity(Severity::Warning));
            }
        }
    }

    /// The source and the destination of the copy that a reference requires, if it requires one.
    fn copy(&self, index: usize) -> Option<(Pointer, Pointer, Written)> {
        let reference = self.references.get(index)?;
        let target = reference.target.clone()?;
        if reference.role != Role::Plain || reference.is_replaced {
            return None;
        }
        let to = self.homes.home(reference.holder.0, &reference.holder.1);
        let from = self.homes.home(target.0, &target.1);
        (!is_within(&to, &from) && !is_within(&from, &to)).then_some((from, to, target))
    }

    fn copy_to(&mut self, from: &Pointer, to: &Pointer, target: Written) -> Option<()> {
        let value = from.of(&self.root)?;
        let depth = limits::weigh(value, &mut self.copied)?;
        if to.tokens().count() + depth > limits::BUNDLED_DEPTH {
            return None;
        }
        let value = value.clone();
        let holder = self.root.pointer_mut(to.as_str())?;
        let properties = holder.as_object_mut()?;
        if properties.len() == 1 {
            *holder = value;
            self.homes.copied(to, target);
        } else if let Value::Object(added) = value {
            properties.shift_remove("$ref");
            for (key, value) in added {
                properties.entry(key).or_insert(value);
            }
        }
        Some(())
    }

    /// Removes files that were moved as a whole.
    fn finish(&mut self) {
        let emptied: HashSet<&str> = self.emptied.iter().filter_map(|file| self.homes.key(*file)).collect();
        if let Some(Value::Object(files)) = self.root.get_mut(FILES) {
            files.retain(|key, _| !emptied.contains(key.as_str()));
            if files.is_empty()
                && let Value::Object(root) = &mut self.root
            {
                root.shift_remove(FILES);
            }
        }
        self.homes.settle();
    }
}

/// Whether the value at a place is named by its key: a component, or a path.
fn is_component(home: &Pointer) -> bool {
    let tokens: Vec<_> = home.tokens().collect();
    match tokens.iter().map(AsRef::as_ref).collect::<Vec<&str>>().as_slice() {
        ["components", _, _] => true,
        [kind, _] => ["definitions", "parameters", "paths", "responses"].contains(kind),
        _ => false,
    }
}

/// Whether a place is another, or in it.
fn is_within(place: &Pointer, other: &Pointer) -> bool {
    place.as_str().strip_prefix(other.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A pointer as the text of a reference (RFC 6901 §6).
pub(super) fn fragment(pointer: &Pointer) -> String {
    format!("#{}", pointer.as_str().replace('%', "%25"))
}

#[cfg(test)]
mod tests;
