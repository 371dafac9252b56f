//! Items of a module.

use super::{Client, Decoding, Operation, Type};

/// An item of a module, and what is written with it.
#[derive(Clone, Debug)]
pub enum Item {
    /// The client, its builder and the description of the API.
    Client(Box<Client>),
    /// An operation: the client's method, the request builder and the operation's description.
    Operation(Box<Operation>),
    /// An object.
    Struct(Box<Struct>),
    /// A string or an integer with known values.
    Enum(Enum),
    /// A value of one of several types.
    Union(Union),
    /// Another name for a type.
    Alias(Alias),
    /// Declared response headers.
    Headers(Headers),
    /// Response bodies that differ by status.
    Choices(Choices),
    /// Payloads of webhooks.
    Webhooks(Webhooks),
}

/// Another name for a type: `type Name = Of;`.
#[derive(Clone, Debug)]
pub struct Alias {
    /// The name.
    pub name: String,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// The type.
    pub of: Type,
}

/// An object.
#[derive(Clone, Debug)]
pub struct Struct {
    /// Its name.
    pub name: String,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// The derived traits.
    pub derives: Vec<&'static str>,
    /// The traits derived under the feature `mock`.
    pub mock_derives: Vec<&'static str>,
    /// Its fields. More may be added without breaking users, who create it by its constructor.
    pub fields: Vec<Field>,
    /// The field for additional properties: its name and the type of their values.
    pub extra: Option<(String, Type)>,
    /// How users create it, unless only the service does.
    pub constructor: Option<Constructor>,
    /// The macro that reads and writes it.
    pub object_macro: super::Symbol,
    /// Its XML form, if it is part of XML bodies.
    pub xml: Option<Xml>,
}

/// The function `new` of an object, and its setters.
#[derive(Clone, Debug, PartialEq)]
pub struct Constructor {
    /// The doc lines of `new`.
    pub docs: Vec<String>,
    /// The parameters of `new`: the required fields.
    pub parameters: Vec<FieldParameter>,
    /// The fields that can have one value only, and that value.
    pub constants: Vec<(String, Constant)>,
    /// The setters of the other fields.
    pub setters: Vec<FieldSetter>,
    /// The setter of the additional properties.
    pub extra: Option<FieldParameter>,
    /// Whether `Default`, which is not derived, calls `new`.
    pub is_default: bool,
    /// Whether it exists under the feature `mock` only, since otherwise only the service creates the object.
    pub for_mocks: bool,
    /// The macro that implements it, by its path if it may not be compiled: an import could be unused.
    pub constructor_macro: super::Symbol,
}

/// A field, as a parameter of the function that sets it.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldParameter {
    /// The field.
    pub field: String,
    /// The type of the value: that of the field, or what is in its `Option`.
    pub of: Type,
    /// Whether other types that convert to it are accepted.
    pub converts: bool,
}

/// The setter of a field.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldSetter {
    /// Its name.
    pub name: String,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// Its parameter.
    pub parameter: FieldParameter,
}

/// The only value of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    /// `true` or `false`.
    Bool(bool),
    /// An integer.
    Integer(i64),
    /// A floating-point number.
    Float(f64),
    /// A string.
    Text(String),
    /// A variant of an enum.
    Variant(String, String),
    /// `null`, of the type of JSON values.
    Null(super::Symbol),
}

/// The XML form of an object.
#[derive(Clone, Debug)]
pub struct Xml {
    /// The element's name.
    pub name: String,
    /// Its prefix, which may be empty, and its namespace.
    pub namespace: Option<(String, String)>,
    /// Its fields.
    pub rows: Vec<XmlRow>,
    /// The macro that declares it.
    pub xml_macro: super::Symbol,
}

/// The XML form of a field.
#[derive(Clone, Debug)]
pub struct XmlRow {
    /// The runtime's function for its content: `text`, `number`, `boolean`, `any`, `element`.
    pub kind: &'static str,
    /// The name of its JSON property.
    pub json: String,
    /// The type of an element.
    pub of: Option<Type>,
    /// What differs from JSON.
    pub steps: Vec<XmlStep>,
}

/// A method of the runtime that declares a difference from JSON, and its arguments.
pub type XmlStep = (&'static str, Vec<String>);

/// A field of a struct.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name in Rust.
    pub name: String,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Its type, `Option` included.
    pub of: Type,
    /// Its names on the wire: the one that is written, then aliases that are read too.
    pub wire: Vec<String>,
    /// How it is read and written.
    pub mode: Mode,
    /// What its value has to be besides its type, in one sentence.
    pub limits: Option<String>,
}

/// How a field is read and written.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Mode {
    /// It has to be present.
    pub required: bool,
    /// `null` is accepted.
    pub nullable: bool,
    /// `null` is no empty list or map.
    pub strict: bool,
    /// Other JSON forms of the same value are accepted.
    pub lenient: bool,
    /// A single element is accepted in place of a list.
    pub list: bool,
    /// The value of a header is kept as a string, whether it matches its format or not.
    pub formatted: bool,
}

impl Mode {
    /// The keywords of the field mapping, in order.
    pub fn words(self) -> Vec<&'static str> {
        let words = [
            (self.required, "required"),
            (self.nullable, "nullable"),
            (self.strict, "strict"),
            (self.lenient && !self.list, "lenient"),
            (self.list, "list"),
            (self.formatted, "formatted"),
        ];
        words.into_iter().filter_map(|(on, word)| on.then_some(word)).collect()
    }
}

/// A string or an integer with known values.
#[derive(Clone, Debug)]
pub struct Enum {
    /// Its name.
    pub name: String,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// The known values.
    pub variants: Vec<Variant>,
    /// The variant for other values.
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
    /// A string.
    Text(String),
    /// An integer.
    Integer(i64),
}

impl Wire {
    /// The value as a string.
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Integer(value) => value.to_string(),
        }
    }
}

/// A value of one of several types.
#[derive(Clone, Debug)]
pub struct Union {
    /// Its name.
    pub name: String,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// Its variants, one per type.
    pub variants: Vec<UnionVariant>,
    /// The variant for values of none of these types.
    pub open: String,
    /// The macro that reads and writes it.
    pub union_macro: super::Symbol,
    /// The type of JSON values, which that variant holds.
    pub value: super::Symbol,
}

/// A variant of a union.
#[derive(Clone, Debug)]
pub struct UnionVariant {
    /// Its name in Rust.
    pub name: String,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// The type.
    pub of: Type,
    /// The type, if no other variant has it, so that its values become values of the union.
    pub from: Option<Type>,
    /// How it is recognized.
    pub case: Case,
}

/// How the JSON of one type of a union differs from that of the others.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Case {
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
    /// An object.
    Object,
    /// An object in which a property has one of these values.
    Tag(String, Vec<String>),
    /// Likewise, but the type itself does not have the property.
    Implied(String, Vec<String>),
    /// An object in which a property has one of these values, or is absent.
    Untagged(String, Vec<String>),
    /// An object with some properties.
    Properties(Shape),
    /// No value.
    Undecided,
}

/// The properties of an object, and the forms of their values as the runtime writes them.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Shape {
    /// Properties that it must have.
    pub required: Vec<String>,
    /// Properties that it may have.
    pub known: Vec<String>,
    /// The forms of some of them.
    pub forms: Vec<(String, Vec<String>)>,
    /// The kinds of JSON of properties that are not declared, if the type keeps them; none of them stands for all.
    pub others: Option<Vec<&'static str>>,
    /// An object inside it with properties of its own.
    pub inner: Option<Inner>,
}

/// An object inside another: the path to it, its required properties, and all declared ones.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Inner {
    /// The names of the properties on the path to it.
    pub path: Vec<String>,
    /// Properties that it must have.
    pub required: Vec<String>,
    /// Properties that it may have.
    pub known: Vec<String>,
    /// The forms of some of them.
    pub forms: Vec<(String, Vec<String>)>,
}

/// Declared response headers.
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

/// Payloads of the requests that the service sends.
#[derive(Clone, Debug)]
pub struct Webhooks {
    /// The type's name.
    pub name: String,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// An example of its use, which follows them.
    pub example: Vec<String>,
    /// The payloads.
    pub variants: Vec<WebhookVariant>,
    /// The macro that decodes them.
    pub webhooks_macro: super::Symbol,
}

/// The payload of a webhook.
#[derive(Clone, Debug)]
pub struct WebhookVariant {
    /// Its name in Rust.
    pub name: String,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// The name of the webhook.
    pub wire: String,
    /// How it is decoded; nothing where there is no body.
    pub decoding: Option<Decoding>,
}

/// The body of responses with certain statuses.
#[derive(Clone, Debug)]
pub struct ChoiceVariant {
    /// Its name in Rust.
    pub name: String,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// The runtime's test: `status`, `range` or `any`, and its argument.
    pub test: (&'static str, Option<u16>),
    /// The media type, where others have the same status.
    pub media_type: Option<String>,
    /// How it is read; nothing where there is no body.
    pub decoding: Option<Decoding>,
}
