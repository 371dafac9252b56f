//! Items: what stands in a module.

use super::{Client, Decoding, Operation, Type};

/// What stands in a module.
#[derive(Clone, Debug)]
pub enum Item {
    /// The client, its builder and what describes the API.
    Client(Box<Client>),
    /// An operation: the client's method, the request and what describes it.
    Operation(Box<Operation>),
    /// An object.
    Struct(Box<Struct>),
    /// Text or a whole number with known values.
    Enum(Enum),
    /// One of several types.
    Union(Union),
    /// Declared headers of a response.
    Headers(Headers),
    /// Bodies of responses that differ by status.
    Choices(Choices),
}

/// An object.
#[derive(Clone, Debug)]
pub struct Struct {
    /// Its name.
    pub name: String,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// Whether users should move away from it.
    pub deprecated: bool,
    /// The traits that are derived.
    pub derives: Vec<&'static str>,
    /// Whether only the service makes it, so that members may be added without breaking users.
    pub non_exhaustive: bool,
    /// Whether tests make it too, under the feature `mock`, where only the service does otherwise.
    pub mocked: bool,
    /// The traits that are derived under the feature `mock`.
    pub mock_derives: Vec<&'static str>,
    /// Its members.
    pub fields: Vec<Field>,
    /// The field for all further members: its name and the type of their values.
    pub extra: Option<(String, Type)>,
    /// How it is made of what is required, where users make it.
    pub constructor: Option<Constructor>,
    /// The symbol under which maps are written, for [`Struct::extra`].
    pub object_macro: super::Symbol,
    /// How it looks in XML, where it is part of bodies of XML.
    pub xml: Option<Xml>,
}

/// The function `new` of an object.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Constructor {
    /// Its doc lines.
    pub docs: Vec<String>,
    /// What it takes: the names of fields and their types.
    pub arguments: Vec<(String, Type)>,
    /// All fields in order, and what each holds at first.
    pub fields: Vec<(String, Initial)>,
}

/// What a field holds at first.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Initial {
    /// The argument of its name.
    Argument,
    /// `None`.
    None,
    /// A map without members.
    Map(super::Symbol),
}

/// How an object looks in XML.
#[derive(Clone, Debug)]
pub struct Xml {
    /// The element's name.
    pub name: String,
    /// Its prefix, which may be empty, and its namespace.
    pub namespace: Option<(String, String)>,
    /// Its members.
    pub rows: Vec<XmlRow>,
    /// The macro that says so.
    pub xml_macro: super::Symbol,
}

/// How a member of an object looks in XML.
#[derive(Clone, Debug)]
pub struct XmlRow {
    /// The runtime's word for what is inside: `text`, `number`, `boolean`, `any`, `element`.
    pub kind: &'static str,
    /// The name in JSON.
    pub json: String,
    /// The type of an element.
    pub of: Option<Type>,
    /// What is otherwise than in JSON.
    pub steps: Vec<XmlStep>,
}

/// A method of the runtime that says what is otherwise, and what it is given.
pub type XmlStep = (&'static str, Vec<String>);

/// A member of an object.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name in Rust.
    pub name: String,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// Whether users should move away from it.
    pub deprecated: bool,
    /// Its type, with `Option` where the mode has it.
    pub of: Type,
    /// Its names on the wire: the one that is written, and those that are read as well.
    pub wire: Vec<String>,
    /// How it is read and written.
    pub mode: Mode,
}

/// How a member is read and written.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Mode {
    /// An object without it is wrong.
    pub required: bool,
    /// `null` is a value of its own.
    pub nullable: bool,
    /// Other JSON forms of the same value are read too.
    pub lenient: bool,
    /// A single element stands for a list of it.
    pub list: bool,
    /// Text of a header is kept as it is, whether it is of its format or not.
    pub formatted: bool,
}

impl Mode {
    /// The words of the table, in order.
    pub fn words(self) -> Vec<&'static str> {
        let words = [
            (self.required, "required"),
            (self.nullable, "nullable"),
            (self.lenient && !self.list, "lenient"),
            (self.list, "list"),
            (self.formatted, "formatted"),
        ];
        words.into_iter().filter_map(|(on, word)| on.then_some(word)).collect()
    }
}

/// Text or a whole number with known values.
#[derive(Clone, Debug)]
pub struct Enum {
    /// Its name.
    pub name: String,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// Whether users should move away from it.
    pub deprecated: bool,
    /// The known values.
    pub variants: Vec<Variant>,
    /// The variant for values that are not known.
    pub open: String,
    /// The macro that reads and writes it.
    pub table_macro: super::Symbol,
}

/// A known value.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Its name in Rust.
    pub name: String,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// The value on the wire.
    pub wire: Wire,
}

/// A known value on the wire.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Wire {
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i64),
}

impl Wire {
    /// The value as text.
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Integer(value) => value.to_string(),
        }
    }
}

/// One of several types.
#[derive(Clone, Debug)]
pub struct Union {
    /// Its name.
    pub name: String,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// The types.
    pub variants: Vec<UnionVariant>,
    /// The variant for values that are of none of them.
    pub open: String,
    /// The macro that reads and writes it.
    pub union_macro: super::Symbol,
    /// Any JSON, which the open variant holds.
    pub value: super::Symbol,
}

/// One type of a union.
#[derive(Clone, Debug)]
pub struct UnionVariant {
    /// Its name in Rust.
    pub name: String,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// The type.
    pub of: Type,
    /// What tells it from the others.
    pub case: Case,
}

/// What tells a type of a union from the others, by looking at the JSON.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Case {
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
    /// An object.
    Object,
    /// An object in which a member has one of these values.
    Tag(String, Vec<String>),
    /// Likewise, where the type itself does not have the member.
    Implied(String, Vec<String>),
    /// An object in which a member has one of these values, or is absent.
    Untagged(String, Vec<String>),
    /// An object that has the first members and may have the second.
    Members(Vec<String>, Vec<String>),
    /// Likewise, where members are of one of these kinds of JSON.
    Shaped(Vec<String>, Vec<String>, Vec<(String, Vec<&'static str>)>),
    /// Likewise, where an object inside it has members of its own.
    Within(Vec<String>, Vec<String>, Vec<(String, Vec<&'static str>)>, Inner),
}

/// An object inside another: the path to it, the members that it has, and those that it may have.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Inner {
    /// The members that lead to it.
    pub path: Vec<String>,
    /// Members that it must have.
    pub required: Vec<String>,
    /// Members that it may have.
    pub known: Vec<String>,
}

/// Declared headers of a response.
#[derive(Clone, Debug)]
pub struct Headers {
    /// The type's name.
    pub name: String,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// The headers.
    pub fields: Vec<Field>,
    /// The macro that reads them.
    pub headers_macro: super::Symbol,
}

/// Bodies of responses that differ by status.
#[derive(Clone, Debug)]
pub struct Choices {
    /// The type's name.
    pub name: String,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// The bodies.
    pub variants: Vec<ChoiceVariant>,
    /// The macro that reads them.
    pub responses_macro: super::Symbol,
}

/// The body of responses with certain statuses.
#[derive(Clone, Debug)]
pub struct ChoiceVariant {
    /// Its name in Rust.
    pub name: String,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// The runtime's test: `status`, `range` or `any`, and what it is given.
    pub test: (&'static str, Option<u16>),
    /// The media type, where others have the same status.
    pub media_type: Option<String>,
    /// How it is read; nothing where there is no body.
    pub decoding: Option<Decoding>,
}
