//! Inline types that are equal, and types of one place that are.
//!
//! What the document declares twice is two types: each place has a name of its own, and a change of one place never changes
//! the type of another. Types that are equal are noted, so that they can share one definition as long as they are. Only
//! equal types that are named after the same place become one.

use std::collections::HashMap;

use indexmap::IndexMap;

use crate::api::model::{Annotation, Hint, Kind, Property, Test, TypeId, Types};

/// Makes equal types of one place one type, and notes which others are equal. Components are equal to no other type.
pub(super) fn share(mut types: Types) -> Types {
    let mut sharing = Sharing { types: &types, known: HashMap::new(), canonical: HashMap::new() };
    let mut equal: IndexMap<TypeId, Vec<TypeId>> = IndexMap::new();
    for (id, _) in types.iter() {
        let first = sharing.canonical(id, 0);
        if types.resolve(id) == id {
            equal.entry(first).or_default().push(id);
        }
    }
    for (first, ids) in equal.into_iter().filter(|(_, ids)| ids.len() > 1) {
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

/// How deep inline types may be in each other. Deeper ones are left as they are.
const MAX_DEPTH: usize = 128;

struct Sharing<'t> {
    types: &'t Types,
    /// The first type of each content.
    known: HashMap<Content, TypeId>,
    /// The first type that is equal to each visited type.
    canonical: HashMap<TypeId, TypeId>,
}

/// The content of a type.
#[derive(Eq, Hash, PartialEq)]
struct Content {
    title: Option<String>,
    description: Option<String>,
    deprecated: bool,
    kind: KindContent,
}

#[derive(Eq, Hash, PartialEq)]
enum KindContent {
    Enum(Vec<String>, Vec<Annotation>),
    IntegerEnum(Vec<i64>, Vec<Annotation>),
    Object(Vec<PropertyContent>, Option<TypeId>),
    Union(Vec<(TypeId, String)>),
}

#[derive(Eq, Hash, PartialEq)]
struct PropertyContent {
    name: String,
    aliases: Vec<String>,
    flags: [bool; 7],
    default: Option<String>,
    constant: Option<String>,
    constraints: String,
    description: Option<String>,
    of: TypeContent,
}

/// A property's type: its kind, or its id if it has a name.
#[derive(Eq, Hash, PartialEq)]
enum TypeContent {
    Scalar(String),
    Named(TypeId),
    Generic(&'static str, Box<TypeContent>),
    Tuple(Vec<TypeContent>),
}

impl Sharing<'_> {
    /// The first type that is equal to this one.
    fn canonical(&mut self, id: TypeId, depth: usize) -> TypeId {
        let types = self.types;
        let id = types.resolve(id);
        if let Some(&known) = self.canonical.get(&id) {
            return known;
        }
        let component = matches!(types[id].hint, Hint::Component(_));
        // A component stays itself, whatever is equal to it; so does a type that is being visited.
        self.canonical.insert(id, id);
        if component || depth > MAX_DEPTH {
            return id;
        }
        let Some(kind) = self.kind_content(id, depth) else { return id };
        let of = &types[id];
        let content =
            Content { title: of.title.clone(), description: of.description.clone(), deprecated: of.deprecated, kind };
        let first = *self.known.entry(content).or_insert(id);
        self.canonical.insert(id, first);
        first
    }

    fn kind_content(&mut self, id: TypeId, depth: usize) -> Option<KindContent> {
        match self.types[id].kind.clone() {
            Kind::StringEnum(values) => Some(KindContent::Enum(values.values, values.annotations)),
            Kind::IntegerEnum(values) => Some(KindContent::IntegerEnum(values.values, values.annotations)),
            Kind::Object(object) => {
                let properties =
                    object.properties.iter().map(|property| self.property_content(property, depth)).collect();
                let additional = object.additional.map(|of| self.canonical(of, depth + 1));
                Some(KindContent::Object(properties, additional))
            }
            Kind::Union(union) => {
                let variant = |(of, test): (TypeId, &Test)| (of, format!("{test:?}"));
                let ofs: Vec<TypeId> =
                    union.variants.iter().map(|variant| self.canonical(variant.of, depth + 1)).collect();
                let tests = union.variants.iter().map(|variant| &variant.test);
                Some(KindContent::Union(ofs.into_iter().zip(tests).map(variant).collect()))
            }
            _ => None,
        }
    }

    fn property_content(&mut self, property: &Property, depth: usize) -> PropertyContent {
        PropertyContent {
            name: property.name.clone(),
            aliases: property.aliases.clone(),
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
            constraints: format!("{:?}", property.constraints),
            description: property.description.clone(),
            of: self.type_content(property.of, depth + 1),
        }
    }

    fn type_content(&mut self, id: TypeId, depth: usize) -> TypeContent {
        let types = self.types;
        let id = self.canonical(id, depth);
        if depth > MAX_DEPTH {
            return TypeContent::Named(id);
        }
        match types[id].kind.clone() {
            Kind::Array(of) => TypeContent::Generic("array", Box::new(self.type_content(of, depth + 1))),
            Kind::Tuple(of) => TypeContent::Tuple(of.into_iter().map(|of| self.type_content(of, depth + 1)).collect()),
            Kind::Map(of) => TypeContent::Generic("map", Box::new(self.type_content(of, depth + 1))),
            Kind::Nullable(of) => TypeContent::Generic("nullable", Box::new(self.type_content(of, depth + 1))),
            kind @ (Kind::Any | Kind::Boolean | Kind::Integer(_) | Kind::Number | Kind::String(_)) => {
                TypeContent::Scalar(format!("{kind:?}"))
            }
            Kind::StringEnum(_) | Kind::IntegerEnum(_) | Kind::Object(_) | Kind::Union(_) | Kind::Alias(_) => {
                TypeContent::Named(id)
            }
        }
    }
}
