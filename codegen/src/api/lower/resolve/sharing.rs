//! Inline types that are equal, and types of one place that are.
//!
//! What the document declares twice is two types: each place has a name of its own, and a change of one place never changes
//! the type of another. Types that are equal are noted, so that they can share one definition as long as they are. Only
//! equal types that are named after the same place become one.

use std::collections::HashMap;

use indexmap::IndexMap;

use crate::api::model::{Annotation, Constraints, Hint, Integer, Kind, Property, StringFormat, TypeId, Types};

/// Makes equal types of one place one type, and notes which others are equal. Components are equal to no other type.
pub(super) fn share(mut types: Types) -> Types {
    let equal = equal_types(&types);
    for (first, ids) in equal {
        let mut of_places: HashMap<Hint, TypeId> = HashMap::new();
        for id in ids {
            let of_place = *of_places.entry(types[id].hint.clone()).or_insert(id);
            if of_place != id {
                types[id].kind = Kind::Alias(of_place);
            }
            types[id].equal_to = Some(first);
        }
    }
    types
}

/// The types that are equal to others, by the first of them.
fn equal_types(types: &Types) -> IndexMap<TypeId, Vec<TypeId>> {
    let mut sharing = Sharing { types, known: HashMap::new(), canonical: HashMap::new() };
    let mut equal: IndexMap<TypeId, Vec<TypeId>> = IndexMap::new();
    for (id, _) in types.iter() {
        let first = sharing.canonical(id, 0);
        if types.resolve(id) == id {
            equal.entry(first).or_default().push(id);
        }
    }
    equal.retain(|_, ids| ids.len() > 1);
    equal
}

/// How deep inline types may be in each other. Deeper ones are left as they are.
const MAX_DEPTH: usize = 128;

struct Sharing<'t> {
    types: &'t Types,
    /// The first type of each content.
    known: HashMap<Content<'t>, TypeId>,
    /// The first type that is equal to each visited type.
    canonical: HashMap<TypeId, TypeId>,
}

/// The content of a type.
#[derive(Eq, Hash, PartialEq)]
struct Content<'t> {
    title: Option<&'t str>,
    description: Option<&'t str>,
    deprecated: bool,
    kind: KindContent<'t>,
}

#[derive(Eq, Hash, PartialEq)]
enum KindContent<'t> {
    Enum(&'t [String], &'t [Annotation]),
    IntegerEnum(&'t [i64], &'t [Annotation]),
    Object(Vec<PropertyContent<'t>>, Option<TypeId>),
    Union(Vec<(TypeId, String)>),
}

#[derive(Eq, Hash, PartialEq)]
struct PropertyContent<'t> {
    name: &'t str,
    aliases: &'t [String],
    flags: [bool; 7],
    default: Option<String>,
    constant: Option<String>,
    /// If there are any.
    constraints: Option<String>,
    description: Option<&'t str>,
    of: TypeContent,
}

/// A property's type: its kind, or its id if it has a name.
#[derive(Eq, Hash, PartialEq)]
enum TypeContent {
    Any,
    Boolean,
    Integer(Integer),
    Number,
    String(StringFormat),
    External(String),
    Named(TypeId),
    Array(Box<TypeContent>),
    Map(Box<TypeContent>),
    Nullable(Box<TypeContent>),
    Tuple(Vec<TypeContent>),
}

impl<'t> Sharing<'t> {
    /// The first type that is equal to this one.
    fn canonical(&mut self, id: TypeId, depth: usize) -> TypeId {
        let types = self.types;
        let id = types.resolve(id);
        if let Some(&known) = self.canonical.get(&id) {
            return known;
        }
        let of = &types[id];
        // A component stays itself, whatever is equal to it; so does a type that is being visited.
        self.canonical.insert(id, id);
        if matches!(of.hint, Hint::Component(_)) || depth > MAX_DEPTH {
            return id;
        }
        let Some(kind) = self.kind_content(&of.kind, depth) else { return id };
        let (title, description) = (of.title.as_deref(), of.description.as_deref());
        let content = Content { title, description, deprecated: of.deprecated, kind };
        let first = *self.known.entry(content).or_insert(id);
        self.canonical.insert(id, first);
        first
    }

    fn kind_content(&mut self, kind: &'t Kind, depth: usize) -> Option<KindContent<'t>> {
        match kind {
            Kind::StringEnum(values) => Some(KindContent::Enum(&values.values, &values.annotations)),
            Kind::IntegerEnum(values) => Some(KindContent::IntegerEnum(&values.values, &values.annotations)),
            Kind::Object(object) => {
                let properties =
                    object.properties.iter().map(|property| self.property_content(property, depth)).collect();
                let additional = object.additional.map(|of| self.canonical(of, depth + 1));
                Some(KindContent::Object(properties, additional))
            }
            Kind::Union(union) => {
                let variants = union.variants.iter();
                let contents = variants
                    .map(|variant| (self.canonical(variant.of, depth + 1), format!("{:?}", variant.test)))
                    .collect();
                Some(KindContent::Union(contents))
            }
            _ => None,
        }
    }

    fn property_content(&mut self, property: &'t Property, depth: usize) -> PropertyContent<'t> {
        let is_constrained = property.constraints != Constraints::default();
        PropertyContent {
            name: &property.name,
            aliases: &property.aliases,
            flags: [
                property.required,
                property.lenient,
                property.list,
                property.deprecated,
                property.read_only,
                property.write_only,
                property.null_is_absent,
            ],
            default: property.default.as_ref().map(ToString::to_string),
            constant: property.constant.as_ref().map(ToString::to_string),
            constraints: is_constrained.then(|| format!("{:?}", property.constraints)),
            description: property.description.as_deref(),
            of: self.type_content(property.of, depth + 1),
        }
    }

    fn type_content(&mut self, id: TypeId, depth: usize) -> TypeContent {
        let types = self.types;
        let id = self.canonical(id, depth);
        if depth > MAX_DEPTH {
            return TypeContent::Named(id);
        }
        let mut inside = |of: TypeId| Box::new(self.type_content(of, depth + 1));
        match &types[id].kind {
            Kind::Array(of) => TypeContent::Array(inside(*of)),
            Kind::Map(of) => TypeContent::Map(inside(*of)),
            Kind::Nullable(of) => TypeContent::Nullable(inside(*of)),
            Kind::Tuple(of) => TypeContent::Tuple(of.iter().map(|of| self.type_content(*of, depth + 1)).collect()),
            Kind::Any => TypeContent::Any,
            Kind::Boolean => TypeContent::Boolean,
            Kind::Integer(width) => TypeContent::Integer(*width),
            Kind::Number => TypeContent::Number,
            Kind::External(path) => TypeContent::External(path.clone()),
            Kind::String(format) => TypeContent::String(*format),
            Kind::StringEnum(_) | Kind::IntegerEnum(_) | Kind::Object(_) | Kind::Union(_) | Kind::Alias(_) => {
                TypeContent::Named(id)
            }
        }
    }
}
