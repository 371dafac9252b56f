//! Unions: values of one of several types, and the tests that select the type.

use super::TypeId;

/// One of several types, selected by the content of the JSON value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Union {
    /// The types, each with the test that selects it.
    pub variants: Vec<Variant>,
}

/// One type of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// The type.
    pub of: TypeId,
    /// The test that selects it.
    pub test: Test,
}

/// What distinguishes a type of a union from the others, by the content of the JSON value.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Test {
    /// `true` or `false`.
    Boolean,
    /// A number without a fraction.
    Integer,
    /// A number without a fraction that is not negative.
    Unsigned,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object. The union has only one type for objects.
    Object,
    /// An object in which a property has one of these values.
    Tag {
        /// The property.
        property: String,
        /// Its values: strings as they are, booleans and numbers as JSON writes them.
        values: Vec<String>,
        /// How the type relates to the property.
        tagging: Tagging,
    },
    /// The object of whose properties more are there than of those of the other types.
    Properties(Shape),
    /// Nothing: no value is read as this type, since nothing distinguishes it from another one.
    Undecided,
}

/// The properties that distinguish an object.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub struct Shape {
    /// Properties that it must have.
    pub required: Vec<String>,
    /// Properties that it may have.
    pub known: Vec<String>,
    /// The forms of properties that other types of the union declare with other forms.
    pub forms: Vec<(String, Vec<Form>)>,
    /// The kinds of properties that are not declared, if the type keeps them; none of them stands for all.
    pub others: Option<Vec<JsonKind>>,
    /// The properties of an object inside, where they distinguish the types.
    pub within: Option<Within>,
}

/// An object inside another, and its properties. On the path an array stands for its first element.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Within {
    /// The names of the properties on the path to the object.
    pub path: Vec<String>,
    /// Properties that it must have.
    pub required: Vec<String>,
    /// Properties that it may have.
    pub known: Vec<String>,
    /// The forms of properties that other types of the union declare there with other forms.
    pub forms: Vec<(String, Vec<Form>)>,
}

/// What the value of a property may be.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Form {
    /// A value of a kind.
    Kind(JsonKind),
    /// An array whose elements are of a kind, or of that of another of the forms.
    Elements(JsonKind),
    /// An object whose values are of a kind, or of that of another of the forms.
    Values(JsonKind),
    /// A constant: a string as it is, a boolean or a number as JSON writes it.
    Constant(String),
}

impl Form {
    /// The form as the runtime writes it.
    pub fn text(&self) -> String {
        match self {
            Self::Kind(kind) => kind.as_str().to_owned(),
            Self::Elements(kind) => format!("[{}]", kind.as_str()),
            Self::Values(kind) => format!("{{{}}}", kind.as_str()),
            Self::Constant(value) => format!("={value}"),
        }
    }
}

/// A kind of JSON. Of a declared property there is none for `null`, which does not show what would be in its place.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum JsonKind {
    /// An array.
    Array,
    /// `true` or `false`.
    Boolean,
    /// A number without a fraction.
    Integer,
    /// Nothing.
    Null,
    /// A number.
    Number,
    /// An object.
    Object,
    /// A string.
    String,
}

impl JsonKind {
    /// The kind's name in JSON Schema.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Array => "array",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Null => "null",
            Self::Number => "number",
            Self::Object => "object",
            Self::String => "string",
        }
    }
}

/// How a type relates to the property that selects it.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Tagging {
    /// Every value of the type has the property.
    Declared,
    /// The type declares the property, and an object without it is of the type too.
    OrAbsent,
    /// The type does not declare or not require the property: it is written where the type is one of several.
    Implied,
}
