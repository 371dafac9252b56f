//! Types: schemas with their references followed and their keywords interpreted.

use crate::report::Location;

use super::{Constraints, Integer, IntegerEnum, Owner, StringEnum, StringFormat, TypeId, Union, Value};

/// All types of an API. Types refer to each other by [`TypeId`], so that they may be recursive.
#[derive(Clone, Debug, Default)]
pub struct Types(Vec<Type>);

impl Types {
    /// Adds a type and returns its id.
    pub fn add(&mut self, of: Type) -> TypeId {
        let id = TypeId::new(self.0.len());
        self.0.push(of);
        id
    }

    /// All types with their ids, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (TypeId, &Type)> {
        self.0.iter().enumerate().map(|(index, of)| (TypeId::new(index), of))
    }

    /// Follows aliases to a type that is not an alias.
    pub fn resolve(&self, mut id: TypeId) -> TypeId {
        // The number of types bounds the chain: an alias may be its own.
        for _ in 0..self.0.len() {
            match self[id].kind {
                Kind::Alias(of) => id = of,
                _ => break,
            }
        }
        id
    }

    /// A type without aliases and `null`.
    pub fn non_null(&self, id: TypeId) -> TypeId {
        let id = self.resolve(id);
        match self[id].kind {
            Kind::Nullable(inner) => self.resolve(inner),
            _ => id,
        }
    }

    /// A type, and those that it refers to through aliases and `null`.
    pub fn aliases(&self, id: TypeId) -> impl Iterator<Item = TypeId> {
        let next = |id: &TypeId| match self[*id].kind {
            Kind::Alias(of) | Kind::Nullable(of) => Some(of),
            _ => None,
        };
        std::iter::successors(Some(id), next).take(self.0.len())
    }

    /// The properties of an object; none of another type.
    pub fn properties(&self, id: TypeId) -> &[Property] {
        match &self[id].kind {
            Kind::Object(object) => &object.properties,
            _ => &[],
        }
    }

    /// The property of this name of an object.
    pub fn property(&self, id: TypeId, name: &str) -> Option<&Property> {
        self.properties(id).iter().find(|property| property.name == name)
    }

    /// The name of the component that a type is, or that it is the base of.
    pub fn component(&self, id: TypeId) -> Option<&str> {
        match &self[id].hint {
            Hint::Component(name) => Some(name),
            Hint::Base(component) => match &self[*component].hint {
                Hint::Component(name) => Some(name),
                _ => None,
            },
            _ => None,
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl std::ops::Index<TypeId> for Types {
    type Output = Type;

    fn index(&self, id: TypeId) -> &Type {
        &self.0[id.index()]
    }
}

impl std::ops::IndexMut<TypeId> for Types {
    fn index_mut(&mut self, id: TypeId) -> &mut Type {
        &mut self.0[id.index()]
    }
}

/// A schema, interpreted.
#[derive(Clone, Debug)]
pub struct Type {
    /// The position of the schema.
    pub at: Location,
    /// What the type is named after.
    pub hint: Hint,
    /// The schema's title.
    pub title: Option<String>,
    /// What values mean, in CommonMark.
    pub description: Option<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// The kind of its values.
    pub kind: Kind,
    /// What its values must be besides, if there is anything.
    pub constraints: Option<Box<Constraints>>,
    /// Whether operations send it, receive it, or both.
    pub direction: Direction,
    /// The first inline type of the same content, of types that have the same content as others.
    pub equal_to: Option<TypeId>,
}

/// The field of a document that contains other files, by their names.
const FILES: &str = "x-specwright-files";

impl Type {
    /// The name of the file that the schema is in, unless that is the main document.
    pub fn other_file(&self) -> Option<String> {
        let mut tokens = self.at.pointer.tokens();
        let is_other = tokens.next().as_deref() == Some(FILES);
        tokens.next().filter(|_| is_other).map(|name| name.into_owned())
    }
}

/// What a type is named after.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Hint {
    /// A component of this name.
    Component(String),
    /// A component that other types extend, without those.
    Base(TypeId),
    /// The schema of a component of another kind, and its name.
    Reusable(Reusable, String),
    /// A property of this name of another type.
    Property(TypeId, String),
    /// An element of another type, an array or a map.
    Element(TypeId),
    /// A branch of a union, by its title, position or kind.
    Branch(TypeId, String),
    /// The body of requests.
    RequestBody(Owner),
    /// The body of successful responses.
    ResponseBody(Owner),
    /// An item of a sequence that is sent or received.
    Item(Owner),
    /// The body of error responses.
    ErrorBody(Owner),
    /// The named parameter.
    Parameter(Owner, String),
    /// The named header of responses.
    Header(Owner, String),
}

/// The kinds of components that have a schema.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Reusable {
    /// A parameter.
    Parameter,
    /// A response.
    Response,
    /// A request body.
    RequestBody,
    /// A response header.
    Header,
}

/// Whether operations send a type, receive it, or both.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub struct Direction {
    /// Part of a request.
    pub sent: bool,
    /// Part of a response.
    pub received: bool,
}

/// The kinds of values.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Any JSON value.
    Any,
    /// `true` or `false`.
    Boolean,
    /// An integer.
    Integer(Integer),
    /// A number.
    Number,
    /// A string.
    String(StringFormat),
    /// A string with known values; a service may send others.
    StringEnum(StringEnum),
    /// An integer with known values; a service may send others.
    IntegerEnum(IntegerEnum),
    /// An array.
    Array(TypeId),
    /// An array whose elements each have a type of their own.
    Tuple(Vec<TypeId>),
    /// An object whose property names are data.
    Map(TypeId),
    /// An object with declared properties.
    Object(Object),
    /// The other type, or `null`.
    Nullable(TypeId),
    /// One of several types.
    Union(Union),
    /// The same as the other type.
    Alias(TypeId),
    /// A type in Rust that the user has written, by its path.
    External(String),
}

impl Kind {
    /// The types that this kind refers to.
    pub fn children(&self) -> Vec<TypeId> {
        match self {
            Self::Array(of) | Self::Map(of) | Self::Nullable(of) | Self::Alias(of) => vec![*of],
            Self::Tuple(of) => of.clone(),
            Self::Union(union) => union.variants.iter().map(|variant| variant.of).collect(),
            Self::Object(object) => {
                object.properties.iter().map(|property| property.of).chain(object.additional).collect()
            }
            Self::Any
            | Self::Boolean
            | Self::Integer(_)
            | Self::Number
            | Self::String(_)
            | Self::StringEnum(_)
            | Self::IntegerEnum(_)
            | Self::External(_) => Vec::new(),
        }
    }
}

/// An object with declared properties.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object {
    /// The properties in the order of the document.
    pub properties: Vec<Property>,
    /// The type of undeclared properties, if the document declares one.
    pub additional: Option<TypeId>,
    /// Whether undeclared properties are refused.
    pub closed: bool,
}

/// A property of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    /// The name on the wire.
    pub name: String,
    /// Further names under which it is read.
    pub aliases: Vec<String>,
    /// Whether it is required.
    pub required: bool,
    /// Whether values are also read from other JSON forms (a number from a string), because an example of the document or
    /// the configuration shows that the service sends them.
    pub lenient: bool,
    /// Whether a single element is also read as an array of it, and `{}` as an empty array.
    pub list: bool,
    /// What it means, in CommonMark. The description of its type applies where this is empty.
    pub description: Option<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Whether only responses have it (`readOnly`).
    pub read_only: bool,
    /// Whether only requests have it (`writeOnly`).
    pub write_only: bool,
    /// The value that the service assumes where it is absent.
    pub default: Option<Value>,
    /// The only value that it can have: a string, a number, a boolean or `null`.
    pub constant: Option<Value>,
    /// Whether `null` means the same as absence, of a property for which both are allowed.
    pub null_is_absent: bool,
    /// Whether an example shows that responses omit it, or have `null` in its place.
    pub omitted: bool,
    /// What its value must be besides its type.
    pub constraints: Constraints,
    /// The type of its value.
    pub of: TypeId,
}
