//! Types: what schemas have become.

use crate::report::Location;

/// A JSON value, as documents give them for enums, defaults and examples.
pub type Value = serde_json::Value;

/// The place of a [`Type`] in [`Types`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct TypeId(u32);

/// All types of an API. Types name each other by [`TypeId`], so that recursion costs nothing.
#[derive(Clone, Debug, Default)]
pub struct Types(Vec<Type>);

impl Types {
    /// Adds a type and says where it is.
    pub fn add(&mut self, of: Type) -> TypeId {
        let id = TypeId(u32::try_from(self.0.len()).expect("the size limit of sources keeps schemas below 2^32"));
        self.0.push(of);
        id
    }

    /// All types with their places, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (TypeId, &Type)> {
        self.0.iter().enumerate().map(|(index, of)| (TypeId(index as u32), of))
    }

    /// Follows aliases to the type that they stand for.
    pub fn resolve(&self, mut id: TypeId) -> TypeId {
        // An alias of itself ends by the number of types.
        for _ in 0..self.0.len() {
            match self[id].kind {
                Kind::Alias(of) => id = of,
                _ => break,
            }
        }
        id
    }

    /// The name of the component that a type is, or whose own values it has.
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
        &self.0[id.0 as usize]
    }
}

impl std::ops::IndexMut<TypeId> for Types {
    fn index_mut(&mut self, id: TypeId) -> &mut Type {
        &mut self.0[id.0 as usize]
    }
}

/// What a schema means.
#[derive(Clone, Debug)]
pub struct Type {
    /// Where the schema stands.
    pub at: Location,
    /// What the type may be called after.
    pub hint: Hint,
    /// The schema's title.
    pub title: Option<String>,
    /// What values mean, in CommonMark.
    pub description: Option<String>,
    /// Whether users should move away from it.
    pub deprecated: bool,
    /// Which values there are.
    pub kind: Kind,
    /// Whether operations send it, receive it, or both.
    pub direction: Direction,
}

/// What a type may be called after.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Hint {
    /// A component of this name.
    Component(String),
    /// Own values of a component that other types extend.
    Base(TypeId),
    /// A member of this name inside another type.
    Member(TypeId, String),
    /// An element of another type, an array or a map.
    Element(TypeId),
    /// One of the types of a union, by its place or by what it is.
    Branch(TypeId, String),
    /// What the operation at this place in the list sends as its body.
    RequestBody(usize),
    /// What the operation at this place in the list responses with.
    ResponseBody(usize),
    /// One of several values that the operation at this place in the list sends or responses one after the other.
    Item(usize),
    /// What the operation at this place in the list responses errors with.
    ErrorBody(usize),
    /// The value of the named parameter of the operation at this place in the list.
    Parameter(usize, String),
    /// The value of the named header of responses.
    Header(usize, String),
}

/// Whether operations send a type, receive it, or both.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
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
    /// A whole number.
    Integer(Integer),
    /// A number.
    Number,
    /// Text.
    String(StringFormat),
    /// Text, of which these values are known; a service may send others.
    StringEnum(StringEnum),
    /// A whole number, of which these values are known; a service may send others.
    IntegerEnum(IntegerEnum),
    /// A list.
    Array(TypeId),
    /// A list of which each element has a type of its own.
    Tuple(Vec<TypeId>),
    /// An object whose member names are data.
    Map(TypeId),
    /// An object whose member names are known.
    Object(Object),
    /// The other type, or `null`.
    Nullable(TypeId),
    /// One of several types.
    Union(Union),
    /// The same as the other type.
    Alias(TypeId),
}

impl Kind {
    /// The types that values of this kind hold, or that it stands for.
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
            | Self::IntegerEnum(_) => Vec::new(),
        }
    }
}

/// One of several types, and how to tell which.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Union {
    /// The types, each with what tells it from the others.
    pub variants: Vec<Variant>,
}

/// One type of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// The type.
    pub of: TypeId,
    /// What tells it from the others.
    pub test: Test,
}

/// What tells a type of a union from the others, by looking at the JSON.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// `true` or `false`.
    Boolean,
    /// A number without a fraction.
    Integer,
    /// A number.
    Number,
    /// Text.
    String,
    /// A list.
    Array,
    /// An object, of which the union has no other.
    Object,
    /// An object in which a member has one of these values.
    Tag {
        /// The member.
        property: String,
        /// Its values: texts as they are, booleans and numbers as JSON writes them.
        values: Vec<String>,
        /// What there is to know of the member.
        tagging: Tagging,
    },
    /// The object whose members these are more than those of the others.
    Members {
        /// Members that it must have.
        required: Vec<String>,
        /// Members that it may have.
        known: Vec<String>,
        /// Members that other objects of the union have with other kinds of JSON, and the kinds that they are of here.
        kinds: Vec<(String, Vec<JsonKind>)>,
        /// What an object in it holds, where others of the union have the same members.
        within: Option<Within>,
    },
}

/// An object inside another, and what it holds.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Within {
    /// The members that lead to it.
    pub path: Vec<String>,
    /// Members that it must have.
    pub required: Vec<String>,
    /// Members that it may have.
    pub known: Vec<String>,
}

/// A kind of JSON. `null` is none, since it says nothing about what would be in its place.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum JsonKind {
    /// A list.
    Array,
    /// `true` or `false`.
    Boolean,
    /// A number without a fraction.
    Integer,
    /// A number.
    Number,
    /// An object.
    Object,
    /// Text.
    String,
}

impl JsonKind {
    /// The kind's name, as JSON Schema has it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Array => "array",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Object => "object",
            Self::String => "string",
        }
    }
}

/// What there is to know of the member that tells an object from others.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Tagging {
    /// The type has it.
    Member,
    /// The type has it, and an object without it is of the type too.
    OrAbsent,
    /// The type does not have it, or need not: it is there where the type is one of several.
    Implied,
}

/// The width of a whole number, by its `format`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Integer {
    /// `int32`.
    I32,
    /// `int64`, or no format.
    I64,
}

/// What text means, by its `format`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum StringFormat {
    /// Anything.
    Plain,
    /// `password`: must not be shown.
    Secret,
    /// `binary`, in a form of parts: a file.
    File,
    /// `date-time`: an instant.
    DateTime,
    /// `date`: a day.
    Date,
    /// `time`: a time of a day.
    Time,
    /// `duration`: a length of time.
    Duration,
    /// `uuid`, `guid`.
    Uuid,
    /// `uri`, `url`, `iri`: one that is not relative.
    Uri,
    /// `decimal`: a number.
    Decimal,
    /// `ipv4`: an address.
    Ipv4,
    /// `ipv6`: an address.
    Ipv6,
    /// `ip`: an address of either version.
    Ip,
    /// `byte`: bytes in base64.
    Base64,
    /// `base64url`: bytes in base64 for URLs.
    Base64Url,
}

impl StringFormat {
    /// What a `format` says of text (OpenAPI 3.0.4, §4.4.1 "Data Type Format", and the registry that it names,
    /// <https://spec.openapis.org/registry/format/>). Formats that are not known say nothing.
    pub fn of(format: &str) -> Self {
        match format {
            "password" => Self::Secret,
            "binary" => Self::File,
            "date-time" => Self::DateTime,
            "date" => Self::Date,
            "time" => Self::Time,
            "duration" => Self::Duration,
            "uuid" | "guid" => Self::Uuid,
            "uri" | "url" | "iri" => Self::Uri,
            "decimal" => Self::Decimal,
            "ipv4" => Self::Ipv4,
            "ipv6" => Self::Ipv6,
            "ip" => Self::Ip,
            "byte" => Self::Base64,
            "base64url" => Self::Base64Url,
            _ => Self::Plain,
        }
    }
}

/// Known values of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct StringEnum {
    /// The values in the order of the document, each once.
    pub values: Vec<String>,
    /// What the document says of each of them.
    pub words: Vec<Word>,
}

/// Known values of a whole number.
#[derive(Clone, Debug, PartialEq)]
pub struct IntegerEnum {
    /// The values in the order of the document, each once.
    pub values: Vec<i64>,
    /// What the document says of each of them.
    pub words: Vec<Word>,
}

/// What the document says of a known value.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub struct Word {
    /// What it is called in code.
    pub name: Option<String>,
    /// What it means, in CommonMark.
    pub text: Option<String>,
}

/// An object whose member names are known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object {
    /// The members in the order of the document.
    pub properties: Vec<Property>,
    /// What all further members are, where the document declares it.
    pub additional: Option<TypeId>,
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    /// The name on the wire.
    pub name: String,
    /// Further names that are read as this member.
    pub aliases: Vec<String>,
    /// Whether an object without it is wrong.
    pub required: bool,
    /// Whether values are also read from other JSON forms (a number from text), since the document or the
    /// configuration shows that the service sends them.
    pub lenient: bool,
    /// Whether a single element is also read as a list of it, and `{}` as one without elements.
    pub list: bool,
    /// What it means, in CommonMark; where this is empty, its type's description speaks.
    pub description: Option<String>,
    /// Whether users should move away from it.
    pub deprecated: bool,
    /// Whether only responses have it (`readOnly`).
    pub read_only: bool,
    /// Whether only requests have it (`writeOnly`).
    pub write_only: bool,
    /// What the service takes for it where it is absent.
    pub default: Option<Value>,
    /// The type of its value.
    pub of: TypeId,
}
