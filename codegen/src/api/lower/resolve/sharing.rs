//! Inline types that are equal become one: a schema that is written twice means one thing.

use std::collections::HashMap;

use indexmap::IndexMap;

use crate::api::model::{Annotation, Hint, Kind, Property, Test, TypeId, Types};

use super::common_name::{Group, groups};
use super::example::Validated;

/// Makes inline types that are equal, and have a name in common, one type. Components keep their names, and so their types.
pub(super) fn share(types: Validated) -> Types {
    let mut types = types.into_types();
    let mut sharing = Sharing { types: &types, known: HashMap::new(), canonical: HashMap::new() };
    let ids: Vec<TypeId> = types.iter().map(|(id, _)| id).collect();
    let mut equal: IndexMap<TypeId, Vec<TypeId>> = IndexMap::new();
    for id in ids {
        let first = sharing.canonical(id, 0);
        if types.resolve(id) == id {
            equal.entry(first).or_default().push(id);
        }
    }
    let equal: Vec<Vec<TypeId>> = equal.into_values().filter(|ids| ids.len() > 1).collect();
    for Group { hint, ids } in groups(&types, &equal) {
        let Some((&first, others)) = ids.split_first() else { continue };
        types[first].hint = hint;
        for &other in others {
            types[other].kind = Kind::Alias(first);
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
