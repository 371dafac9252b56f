//! Identical types that stand in several places become one: whoever writes the same schema out twice means one thing.

use std::collections::HashMap;

use crate::api::model::{Annotation, Hint, Kind, Property, Test, TypeId};

use super::context::Context;

/// Makes every inline type that says the same as an earlier one an alias of it. Components keep their names, and with
/// them their types. To be called when all types are decided.
pub(super) fn share(cx: &mut Context<'_>) {
    let ids: Vec<TypeId> = cx.types.iter().map(|(id, _)| id).collect();
    let mut sharing = Sharing { known: HashMap::new(), done: HashMap::new() };
    for id in ids {
        sharing.canonical(cx, id, 0);
    }
}

/// How deep inline types may be in each other. What is deeper is left as it is.
const DEEPEST: usize = 128;

struct Sharing {
    /// The first type of each content.
    known: HashMap<Content, TypeId>,
    /// The type that stands for each that was looked at.
    done: HashMap<TypeId, TypeId>,
}

/// All that a type says.
#[derive(Eq, Hash, PartialEq)]
struct Content {
    title: Option<String>,
    description: Option<String>,
    deprecated: bool,
    kind: Said,
}

#[derive(Eq, Hash, PartialEq)]
enum Said {
    Enum(Vec<String>, Vec<Annotation>),
    IntegerEnum(Vec<i64>, Vec<Annotation>),
    Object(Vec<Member>, Option<TypeId>),
    Union(Vec<(TypeId, String)>),
}

#[derive(Eq, Hash, PartialEq)]
struct Member {
    name: String,
    aliases: Vec<String>,
    flags: [bool; 6],
    default: Option<String>,
    description: Option<String>,
    of: Leaf,
}

/// A member's type: what it is, or which one.
#[derive(Eq, Hash, PartialEq)]
enum Leaf {
    Text(String),
    Of(TypeId),
    Wrapped(&'static str, Box<Leaf>),
    Several(Vec<Leaf>),
}

impl Sharing {
    /// The type that stands for this one.
    fn canonical(&mut self, cx: &mut Context<'_>, id: TypeId, depth: usize) -> TypeId {
        let id = cx.types.resolve(id);
        if let Some(&known) = self.done.get(&id) {
            return known;
        }
        let component = matches!(cx.types[id].hint, Hint::Component(_));
        // A component is itself, whatever else says the same; so is what is being looked at further up.
        self.done.insert(id, id);
        if component || depth > DEEPEST {
            return id;
        }
        let Some(kind) = self.said(cx, id, depth) else { return id };
        let of = &cx.types[id];
        let content =
            Content { title: of.title.clone(), description: of.description.clone(), deprecated: of.deprecated, kind };
        let first = *self.known.entry(content).or_insert(id);
        if first != id {
            cx.types[id].kind = Kind::Alias(first);
            self.done.insert(id, first);
        }
        first
    }

    fn said(&mut self, cx: &mut Context<'_>, id: TypeId, depth: usize) -> Option<Said> {
        match cx.types[id].kind.clone() {
            Kind::StringEnum(values) => Some(Said::Enum(values.values, values.annotations)),
            Kind::IntegerEnum(values) => Some(Said::IntegerEnum(values.values, values.annotations)),
            Kind::Object(object) => {
                let members = object.properties.iter().map(|property| self.member(cx, property, depth)).collect();
                let additional = object.additional.map(|of| self.canonical(cx, of, depth + 1));
                Some(Said::Object(members, additional))
            }
            Kind::Union(union) => {
                let variant = |(of, test): (TypeId, &Test)| (of, format!("{test:?}"));
                let ofs: Vec<TypeId> =
                    union.variants.iter().map(|variant| self.canonical(cx, variant.of, depth + 1)).collect();
                let tests = union.variants.iter().map(|variant| &variant.test);
                Some(Said::Union(ofs.into_iter().zip(tests).map(variant).collect()))
            }
            _ => None,
        }
    }

    fn member(&mut self, cx: &mut Context<'_>, property: &Property, depth: usize) -> Member {
        Member {
            name: property.name.clone(),
            aliases: property.aliases.clone(),
            flags: [
                property.required,
                property.lenient,
                property.list,
                property.deprecated,
                property.read_only,
                property.write_only,
            ],
            default: property.default.as_ref().map(ToString::to_string),
            description: property.description.clone(),
            of: self.leaf(cx, property.of, depth + 1),
        }
    }

    fn leaf(&mut self, cx: &mut Context<'_>, id: TypeId, depth: usize) -> Leaf {
        let id = self.canonical(cx, id, depth);
        if depth > DEEPEST {
            return Leaf::Of(id);
        }
        match cx.types[id].kind.clone() {
            Kind::Array(of) => Leaf::Wrapped("array", Box::new(self.leaf(cx, of, depth + 1))),
            Kind::Tuple(of) => Leaf::Several(of.into_iter().map(|of| self.leaf(cx, of, depth + 1)).collect()),
            Kind::Map(of) => Leaf::Wrapped("map", Box::new(self.leaf(cx, of, depth + 1))),
            Kind::Nullable(of) => Leaf::Wrapped("nullable", Box::new(self.leaf(cx, of, depth + 1))),
            kind @ (Kind::Any | Kind::Boolean | Kind::Integer(_) | Kind::Number | Kind::String(_)) => {
                Leaf::Text(format!("{kind:?}"))
            }
            Kind::StringEnum(_) | Kind::IntegerEnum(_) | Kind::Object(_) | Kind::Union(_) | Kind::Alias(_) => {
                Leaf::Of(id)
            }
        }
    }
}
