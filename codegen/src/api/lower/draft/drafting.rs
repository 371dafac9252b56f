//! The state of drafting: the types so far, and what the later phases need to know about them.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::api::model::{Direction, Hint, Kind, Type, TypeId, Types};
use crate::report::{At, Code, Diagnostic, FileId, Location, Pointer};

use super::super::assumptions::{Assumption, Assumptions};
use super::super::reader::Reader;
use super::super::unions::Unions;
use super::extension::Extensions;
use super::subschema::{Selected, Subschema, SubschemaKey};
use super::target_name::{is_component, name_of_target};

/// How many schemas and properties `allOf` may combine in one component or operation, with all that is inline in it. A
/// document of a few lines can combine each schema with each of many others, and so without end.
const MAX_COMBINED: usize = 10_000;

/// How many they may combine in one document, so that generation ends. Real documents need some hundred thousand.
const MAX_COMBINED_IN_ALL: usize = 1_000_000;

/// The function that drafts a type for schemas that all apply to a value. It is the only way in which the files for
/// objects, arrays and unions get back to schemas.
pub(super) type DraftSchema = for<'a> fn(&mut Drafting<'a, '_>, &[Subschema<'a>], Hint, usize) -> TypeId;

/// One run of drafting. Types, and what is known about them, are only ever added.
pub(super) struct Drafting<'a, 'r> {
    reader: &'r mut Reader<'a>,
    draft_schema: DraftSchema,
    extensions: Extensions<'a>,
    types: Types,
    unions: Unions,
    assumptions: Assumptions,
    components: Components,
    inline: HashMap<Vec<SubschemaKey>, TypeId>,
    /// Those that have a type for each use, while one of them is drafted.
    separate: Option<HashMap<Vec<SubschemaKey>, TypeId>>,
    examples: Vec<Example<'a>>,
    mistyped: HashSet<TypeId>,
    untyped: usize,
    omitted_parameters: usize,
    /// How many schemas and properties the current schema may still combine; `None` after the limit has been exceeded.
    combinable: Option<usize>,
    /// How many schemas and properties have been combined.
    combined: usize,
    /// Schemas that are known to combine too many others.
    long: HashSet<Pointer>,
}

/// The types of schemas that are targets of references.
#[derive(Default)]
struct Components {
    ids: HashMap<Pointer, TypeId>,
    /// Types of components that others extend, without those, by the component's type.
    bases: HashMap<TypeId, TypeId>,
    /// Those that are not drafted yet.
    pending: Vec<(TypeId, Pointer)>,
}

/// An example of a type.
pub(in crate::api::lower) struct Example<'a> {
    /// The value.
    pub value: &'a Value,
    /// The type of the example.
    pub of: TypeId,
    /// Its position.
    pub at: Location,
}

/// The types of a document with what is known about them.
pub(in crate::api::lower) struct DraftedTypes<'a> {
    /// The document.
    pub document: &'a Value,
    /// The types. Unions are lists of branches, and aliases may refer to each other.
    pub types: Types,
    /// The unions among them.
    pub unions: Unions,
    /// What types assume.
    pub assumptions: Assumptions,
    /// The examples of the document.
    pub examples: Vec<Example<'a>>,
    /// Types with `enum` values of another JSON type than the schema declares.
    pub mistyped: HashSet<TypeId>,
    /// The number of types and bodies that are plain JSON although the document declares more.
    pub untyped: usize,
}

impl<'a, 'r> Drafting<'a, 'r> {
    /// Starts drafting.
    pub fn new(reader: &'r mut Reader<'a>, draft_schema: DraftSchema) -> Self {
        Self {
            extensions: Extensions::of(reader.document()),
            reader,
            draft_schema,
            types: Types::default(),
            unions: Unions::default(),
            assumptions: Assumptions::default(),
            components: Components::default(),
            inline: HashMap::new(),
            separate: None,
            examples: Vec::new(),
            mistyped: HashSet::new(),
            untyped: 0,
            omitted_parameters: 0,
            combinable: Some(MAX_COMBINED),
            combined: 0,
            long: HashSet::new(),
        }
    }

    /// Ends drafting.
    pub fn finish(self) -> DraftedTypes<'a> {
        let document = self.reader.document();
        let Self { types, unions, assumptions, examples, mistyped, untyped, .. } = self;
        DraftedTypes { document, types, unions, assumptions, examples, mistyped, untyped }
    }

    /// The reader of the document.
    pub fn reader(&mut self) -> &mut Reader<'a> {
        self.reader
    }

    /// The document.
    pub fn document(&self) -> &'a Value {
        self.reader.document()
    }

    /// The configuration.
    pub fn config(&self) -> &'a crate::config::Config {
        self.reader.config()
    }

    /// Adds a diagnostic.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.reader.report(diagnostic);
    }

    /// Adds a diagnostic about something that is read as plain JSON although the document declares more.
    pub fn report_untyped(&mut self, diagnostic: Diagnostic) {
        self.count_untyped();
        self.report(diagnostic);
    }

    /// Counts something that is plain JSON although the document declares more.
    pub fn count_untyped(&mut self) {
        self.untyped += 1;
    }

    /// Counts a parameter that is omitted.
    pub fn count_omitted_parameter(&mut self) {
        self.omitted_parameters += 1;
    }

    /// The number of parameters that were omitted so far.
    pub fn omitted_parameters(&self) -> usize {
        self.omitted_parameters
    }

    /// Drafts a type for schemas that all apply to a value. `depth` is the nesting of the schemas without references.
    pub fn schema(&mut self, schemas: &[Subschema<'a>], hint: Hint, depth: usize) -> TypeId {
        (self.draft_schema)(self, schemas, hint, depth)
    }

    /// The types so far.
    pub fn types(&self) -> &Types {
        &self.types
    }

    /// A type.
    pub fn of(&self, id: TypeId) -> &Type {
        &self.types[id]
    }

    /// A type, to be changed.
    pub fn edit(&mut self, id: TypeId) -> &mut Type {
        &mut self.types[id]
    }

    /// The kind of a type, without aliases.
    pub fn resolved(&self, id: TypeId) -> &Kind {
        &self.types[self.types.resolve(id)].kind
    }

    /// Adds a type of which only the kind is known.
    pub fn add(&mut self, at: Location, hint: Hint, kind: Kind) -> TypeId {
        self.types.add(Type {
            at,
            hint,
            title: None,
            description: None,
            deprecated: false,
            kind,
            constraints: None,
            direction: Direction::default(),
            equal_to: None,
        })
    }

    /// Adds a type at the position of another.
    pub fn add_at(&mut self, of: TypeId, hint: Hint, kind: Kind) -> TypeId {
        let at = self.types[of].at.clone();
        self.add(at, hint, kind)
    }

    /// Adds a type that is any JSON although the document declares more.
    pub fn add_untyped(&mut self, at: &At<'_>, hint: Hint) -> TypeId {
        self.count_untyped();
        self.add(at.value(), hint, Kind::Any)
    }

    /// The type of inline schemas that was drafted before.
    pub fn inline(&self, key: &[SubschemaKey]) -> Option<TypeId> {
        self.separate.as_ref().unwrap_or(&self.inline).get(key).copied()
    }

    /// Notes the type of inline schemas: there may be very many ways through the document to them.
    pub fn note_inline(&mut self, key: Vec<SubschemaKey>, id: TypeId) {
        self.separate.as_mut().unwrap_or(&mut self.inline).insert(key, id);
    }

    /// Starts drafting inline schemas that are drafted again for each use.
    pub fn start_separate(&mut self) {
        self.separate = Some(HashMap::new());
    }

    /// Ends it.
    pub fn end_separate(&mut self) {
        self.separate = None;
    }

    /// The type of the schema at a pointer, which is not a reference. It is drafted by [`pending`](Self::pending) if this
    /// is the first use.
    pub fn component(&mut self, pointer: Pointer) -> TypeId {
        if let Some(&id) = self.components.ids.get(&pointer) {
            return id;
        }
        // A schema inside another has the type that is drafted there.
        if let Some(id) = self.inline(&[(pointer.clone(), Selected::default())]) {
            return id;
        }
        let name = name_of_target(&pointer);
        let id = self.add(At::under(FileId::MAIN, &pointer).value(), Hint::Component(name), Kind::Any);
        self.components.ids.insert(pointer.clone(), id);
        if !self.extensions.of_component(self.document(), &pointer).is_empty() {
            let base = self.add_at(id, Hint::Base(id), Kind::Any);
            self.components.bases.insert(id, base);
        }
        self.components.pending.push((id, pointer));
        id
    }

    /// The type that a reference to a schema inside another has made of it, if it is not a component: the schema gets this
    /// type, and the type the name of the place.
    pub fn take_referenced(&mut self, at: &Pointer, hint: &Hint) -> Option<TypeId> {
        let id = self.components.ids.get(at).copied().filter(|_| !is_component(at))?;
        self.types[id].hint = hint.clone();
        Some(id)
    }

    /// The next component that is used and not drafted.
    pub fn pending(&mut self) -> Option<(TypeId, Pointer)> {
        self.components.pending.pop()
    }

    /// The type of a component's own values, if other components extend it.
    pub fn base(&self, component: TypeId) -> Option<TypeId> {
        self.components.bases.get(&component).copied()
    }

    /// The components that extend the component at a pointer.
    pub fn extensions(&self, pointer: &Pointer) -> Vec<&'a str> {
        self.extensions.of_component(self.document(), pointer)
    }

    /// The unions so far.
    pub fn unions(&mut self) -> &mut Unions {
        &mut self.unions
    }

    /// Notes an assumption about a type.
    pub fn assume(&mut self, id: TypeId, assumption: Assumption) {
        self.assumptions.add(id, assumption);
    }

    /// Adds an example.
    pub fn add_example(&mut self, value: &'a Value, of: TypeId, at: Location) {
        self.examples.push(Example { value, of, at });
    }

    /// Notes that a type has `enum` values of another JSON type than its schema declares.
    pub fn note_mistyped(&mut self, id: TypeId) {
        self.mistyped.insert(id);
    }

    /// Notes that a schema combines too many others. Whether it was not known.
    pub fn is_first_long(&mut self, at: &Pointer) -> bool {
        self.long.insert(at.clone())
    }

    /// Takes back what was counted for a schema that combines nothing after all.
    pub fn uncombine(&mut self, count: usize) {
        self.combined = self.combined.saturating_sub(count);
        self.combinable = self.combinable.map(|left| left.saturating_add(count));
    }

    /// Starts the count of what the next component or operation combines.
    pub fn start_combining(&mut self) {
        self.combinable = Some(MAX_COMBINED_IN_ALL.saturating_sub(self.combined).min(MAX_COMBINED));
    }

    /// Counts schemas or properties that `allOf` combines; `false` after the limit of the current component or operation,
    /// which is reported once.
    pub fn combine(&mut self, count: usize, at: &Pointer) -> bool {
        self.combined = self.combined.saturating_add(count);
        let left = self.combinable.and_then(|left| left.checked_sub(count));
        if left.is_none() && self.combinable.is_some() {
            let message =
                format!("`allOf` combines more than {MAX_COMBINED} schemas and properties; the rest is omitted");
            let at = At::under(FileId::MAIN, at).value();
            self.report(Diagnostic::new(Code::UnsupportedSchema, at, message));
        }
        self.combinable = left;
        left.is_some()
    }
}
