//! The state of deciding unions.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use crate::api::model::{Hint, JsonKind, Kind, Type, TypeId, Types};
use crate::report::{Code, Diagnostic, Diagnostics};

use super::super::unions::Unions;
use super::alias::Acyclic;

/// How many types unions may have in one document that are those of unions inside them, since each chain of unions has as
/// many as the square of its length. Real documents need some thousands.
const MAX_INHERITED: usize = 20_000;

/// One run of deciding unions.
pub(super) struct Deciding<'u> {
    types: Types,
    unions: &'u Unions,
    diagnostics: &'u mut Diagnostics,
    /// Unions of the elements of merged arrays, and how deep in other merged arrays they are.
    merged: HashMap<TypeId, usize>,
    /// Unions that were added and are not decided.
    pending: Vec<TypeId>,
    /// Unions without any type, and whether they allow `null`.
    empty: HashMap<TypeId, bool>,
    /// Unions that are decided.
    decided: HashSet<TypeId>,
    /// The kinds of JSON of types that do not change any more.
    json_kinds: RefCell<HashMap<TypeId, Vec<JsonKind>>>,
    /// How many types of unions inside they may still have.
    inheritable: usize,
    /// The number of unions that are plain JSON although the document declares more.
    untyped: usize,
}

impl<'u> Deciding<'u> {
    /// Starts deciding.
    pub fn new(types: Acyclic, unions: &'u Unions, diagnostics: &'u mut Diagnostics) -> Self {
        let types = types.into_types();
        Self {
            types,
            unions,
            diagnostics,
            merged: HashMap::new(),
            pending: Vec::new(),
            empty: HashMap::new(),
            decided: HashSet::new(),
            json_kinds: RefCell::default(),
            inheritable: MAX_INHERITED,
            untyped: 0,
        }
    }

    /// Ends deciding. Returns the types, and the number of unions that are plain JSON although the document declares more.
    pub fn finish(self) -> (Types, usize) {
        (self.types, self.untyped)
    }

    /// Sets what a union is.
    pub fn decide(&mut self, union: TypeId, kind: Kind) {
        self.types[union].kind = kind;
        self.decided.insert(union);
    }

    /// The kinds of JSON of a type, which `find` finds. Those of a type that does not change any more are kept.
    pub fn json_kinds(&self, of: TypeId, find: impl Fn() -> Vec<JsonKind>) -> Vec<JsonKind> {
        let of = self.types.non_null(of);
        if !self.decided.contains(&of) {
            return find();
        }
        if let Some(known) = self.json_kinds.borrow().get(&of) {
            return known.clone();
        }
        let kinds = find();
        self.json_kinds.borrow_mut().insert(of, kinds.clone());
        kinds
    }

    /// Counts types that a union has from unions inside it; `false` after the limit of the document, which is reported.
    pub fn inherit(&mut self, union: TypeId, count: usize) -> bool {
        if let Some(left) = self.inheritable.checked_sub(count) {
            self.inheritable = left;
            return true;
        }
        let message = format!(
            "unions inside unions have more than {MAX_INHERITED} types in this document; this one is read as plain JSON"
        );
        self.untyped += 1;
        self.report(Diagnostic::new(Code::UnsupportedSchema, self.types[union].at.clone(), message));
        false
    }

    /// Adds a diagnostic.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The types so far.
    pub fn types(&self) -> &Types {
        &self.types
    }

    /// A type, to be changed.
    pub fn edit(&mut self, id: TypeId) -> &mut Type {
        &mut self.types[id]
    }

    /// The unions as they are declared.
    pub fn unions(&self) -> &'u Unions {
        self.unions
    }

    /// Adds a type at the position of another.
    pub fn add_at(&mut self, of: TypeId, hint: Hint, kind: Kind) -> TypeId {
        let this = &self.types[of];
        let added = Type {
            at: this.at.clone(),
            hint,
            title: None,
            description: None,
            deprecated: false,
            kind,
            constraints: None,
            direction: this.direction,
            equal_to: None,
        };
        self.types.add(added)
    }

    /// How deep a union of elements is in merged arrays.
    pub fn merge_depth(&self, union: TypeId) -> usize {
        self.merged.get(&union).copied().unwrap_or(0)
    }

    /// Adds a union of elements of merged arrays, to be decided next.
    pub fn add_merged(&mut self, union: TypeId, depth: usize) {
        self.merged.insert(union, depth);
        self.pending.push(union);
    }

    /// The next union that was added.
    pub fn pending(&mut self) -> Option<TypeId> {
        self.pending.pop()
    }

    /// Notes that a union has no types, and whether it allows `null`.
    pub fn note_empty(&mut self, union: TypeId, allows_null: bool) {
        self.empty.insert(union, allows_null);
    }

    /// Whether a union without types allows `null`; `None` if it is not known to be without types.
    pub fn empty(&self, union: TypeId) -> Option<bool> {
        self.empty.get(&union).copied()
    }
}
