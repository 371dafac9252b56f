//! How objects look in XML.

use super::TypeId;

/// How an object looks in XML (OpenAPI 3.0.4, §4.7.26 "XML Object").
#[derive(Clone, Debug, PartialEq)]
pub struct Xml {
    /// The element's name.
    pub name: String,
    /// Its prefix, which may be empty, and its namespace.
    pub namespace: Option<(String, String)>,
    /// Its members.
    pub members: Vec<XmlMember>,
}

/// How a member of an object looks in XML.
#[derive(Clone, Debug, PartialEq)]
pub struct XmlMember {
    /// The name in JSON.
    pub json: String,
    /// The name in XML; of a list, that of each element.
    pub name: String,
    /// The prefix, which may be empty, and the namespace.
    pub namespace: Option<(String, String)>,
    /// What it is in XML.
    pub place: XmlPlace,
    /// Whether it is a list, and the element around it if there is one.
    pub list: Option<Option<String>>,
    /// What is inside.
    pub of: XmlOf,
}

/// What a member of an object is in XML.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum XmlPlace {
    /// An element.
    #[default]
    Element,
    /// An attribute.
    Attribute,
    /// The text of the object's element.
    Text,
}

/// What is inside an element or an attribute.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum XmlOf {
    /// Text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// Whatever there is.
    Any,
    /// An object.
    Object(TypeId),
}
