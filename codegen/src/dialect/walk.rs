//! The walk through a document, object by object: each is translated before what is in it is visited.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::report::{At, Diagnostics, FileId, Pointer};

use super::here::Here;
use super::kind::Kind;
use super::moved::Moved;
use super::reference::{Anchors, DYNAMIC, Reference, fragment};

/// The maximum depth of objects that are translated: several times the limit for files, since translation puts
/// objects around others. Deeper objects stay as they are written.
const DEEPEST: usize = 512;

/// What differs between a version and 3.0.
pub(super) trait Differences {
    /// Rewrites one object, not what is in it.
    fn object(&mut self, kind: Kind, value: &mut Value, here: &mut Here<'_>);

    /// The target of a reference, if it is known without looking at the document. `None` if it has to be looked up
    /// when all is translated.
    fn direct(&self, reference: &str, document: &Value) -> Option<String>;
}

/// A walk, and its results so far.
pub(super) struct Walk<'a, D> {
    document: &'a Value,
    differences: D,
    moved: Moved,
    diagnostics: Diagnostics,
    anchors: Anchors,
    references: Vec<Reference>,
    depth: usize,
}

impl<'a, D: Differences> Walk<'a, D> {
    /// Translates a document.
    pub fn run(document: &'a Value, at: &At<'_>, differences: D) -> (Value, Moved, Diagnostics) {
        let mut walk = Self {
            document,
            differences,
            moved: Moved::default(),
            diagnostics: Diagnostics::default(),
            anchors: Anchors::new(document),
            references: Vec::new(),
            depth: 0,
        };
        let mut translated = document.clone();
        walk.visit(Kind::Document, &mut translated, at);
        walk.visit_targets(&mut translated, at.file);
        walk.redirect(&mut translated);
        (translated, walk.moved, walk.diagnostics)
    }

    fn visit(&mut self, kind: Kind, value: &mut Value, at: &At<'_>) {
        if self.depth == DEEPEST {
            return;
        }
        self.depth += 1;
        let mut here = Here { at, moved: &mut self.moved, diagnostics: &mut self.diagnostics, document: self.document };
        self.differences.object(kind, value, &mut here);
        let outside = kind.is_schema().then(|| self.anchors.enter(value, at));
        match value {
            Value::Object(object) => {
                if kind.is_referable()
                    && let Some(text) = object.get_mut("$ref")
                {
                    self.refer(kind, text, &at.key("$ref"));
                }
                if kind.is_schema() {
                    self.refer_mapping(object.get_mut("discriminator"), at);
                }
                for (key, value) in object {
                    if let Some(child) = kind.child(key) {
                        self.visit(child, value, &at.key(key));
                    }
                }
            }
            Value::Array(elements) if kind.child("0").is_some() => {
                for (index, element) in elements.iter_mut().enumerate() {
                    if let Some(child) = kind.child("0") {
                        self.visit(child, element, &at.index(index));
                    }
                }
            }
            _ => {}
        }
        if let Some(outside) = outside {
            self.anchors.leave(outside);
        }
        self.depth -= 1;
    }

    /// Notes a reference, unless its target is known already.
    fn refer(&mut self, kind: Kind, value: &mut Value, at: &At<'_>) {
        let Value::String(text) = value else { return };
        match self.differences.direct(text, self.document) {
            Some(direct) if self.anchors.in_document() => *text = direct,
            _ => self.references.push(Reference {
                at: at.pointer(),
                kind: if kind == Kind::SchemaOrBoolean { Kind::Schema } else { kind },
                text: text.clone(),
                resource: self.anchors.current(),
            }),
        }
    }

    /// The values of a discriminator's mapping are references too (OpenAPI 3.0.4, §4.7.25.1, `mapping`), or names.
    fn refer_mapping(&mut self, discriminator: Option<&mut Value>, at: &At<'_>) {
        let Some(Value::Object(object)) = discriminator else { return };
        let discriminator = at.key("discriminator");
        if let Some(Value::Object(mapping)) = object.get_mut("mapping") {
            let at = discriminator.key("mapping");
            for (name, target) in mapping {
                if target.as_str().is_some_and(|target| target.contains('#')) {
                    self.refer(Kind::Schema, target, &at.key(name));
                }
            }
        }
    }

    /// Translates targets of references that are in no usual place, as the kind of object that the references require.
    fn visit_targets(&mut self, translated: &mut Value, file: FileId) {
        let mut done = 0;
        let mut roots: HashMap<Pointer, Kind> = HashMap::from([(Pointer::root(), Kind::Document)]);
        let mut tried: HashSet<Pointer> = HashSet::new();
        while done < self.references.len() {
            let batch = self.references.get(done..).unwrap_or_default();
            let mut targets: Vec<(Pointer, Kind)> =
                batch.iter().filter_map(|reference| Some((self.target(reference)?, reference.kind))).collect();
            done = self.references.len();
            // Outer places are visited before inner ones.
            targets.sort_by_key(|(pointer, _)| pointer.as_str().len());
            for (pointer, kind) in targets {
                if !tried.insert(pointer.clone()) || is_visited(&roots, &pointer) {
                    continue;
                }
                let Some(value) = translated.pointer_mut(pointer.as_str()) else { continue };
                let mut value = std::mem::take(value);
                self.visit(kind, &mut value, &At::under(file, &pointer));
                if let Some(place) = translated.pointer_mut(pointer.as_str()) {
                    *place = value;
                }
                roots.insert(pointer, kind);
            }
        }
    }

    /// The target of a reference in the translated document, if it is in it.
    fn target(&self, reference: &Reference) -> Option<Pointer> {
        self.anchors.resolve(reference, self.document, &self.moved)
    }

    /// Updates references to the new places of their targets. References without a target stay as they are written;
    /// dynamic ones become schemas that allow any value.
    fn redirect(&mut self, translated: &mut Value) {
        for reference in std::mem::take(&mut self.references) {
            let target = self.target(&reference).filter(|target| target.of(translated).is_some());
            let holder = reference.at.parent().and_then(|holder| translated.pointer_mut(holder.as_str()));
            let (Some(Value::Object(holder)), Some(key)) = (holder, reference.at.last()) else { continue };
            let is_dynamic = holder.shift_remove(DYNAMIC).is_some();
            let Some(text @ Value::String(_)) = holder.get_mut(key.as_ref()) else { continue };
            match target {
                Some(target) if *text == reference.text && !leads_to(&reference.text, &target) => {
                    *text = Value::String(fragment(&target));
                }
                None if is_dynamic => {
                    holder.shift_remove(key.as_ref());
                }
                _ => {}
            }
        }
    }
}

/// Whether a place was visited as part of something that was.
fn is_visited(roots: &HashMap<Pointer, Kind>, pointer: &Pointer) -> bool {
    let mut start = Some(pointer.clone());
    while let Some(root) = start {
        if let Some(kind) = roots.get(&root) {
            let rest = pointer.as_str().get(root.as_str().len()..).unwrap_or_default();
            let rest = Pointer::parse(rest).unwrap_or_default();
            if rest.tokens().try_fold(*kind, |kind, token| kind.child(&token)).is_some() {
                return true;
            }
        }
        start = root.parent();
    }
    false
}

fn leads_to(text: &str, target: &Pointer) -> bool {
    text.starts_with('#') && Pointer::parse_fragment(text).as_ref() == Some(target)
}
