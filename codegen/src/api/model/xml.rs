//! The XML form of objects.

use super::TypeId;

/// The XML form of an object (OpenAPI 3.0.4, §4.7.26 "XML Object").
#[derive(Clone, Debug, PartialEq)]
pub struct Xml {
    /// The element's name.
    pub name: String,
    /// Its prefix, which may be empty, and its namespace.
    pub namespace: Option<(String, String)>,
    /// Its properties.
    pub properties: Vec<XmlProperty>,
}

/// The XML form of a property.
#[derive(Clone, Debug, PartialEq)]
pub struct XmlProperty {
    /// The name in JSON.
    pub json: String,
    /// The name in XML; of an array, that of each element.
    pub name: String,
    /// The prefix, which may be empty, and the namespace.
    pub namespace: Option<(String, String)>,
    /// Its node type.
    pub place: XmlPlace,
    /// Whether it is an array, and the element around it if there is one.
    pub list: Option<Option<String>>,
    /// Its content.
    pub of: XmlOf,
}

/// The node type of a property in XML.
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

/// The content of an element or attribute.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum XmlOf {
    /// Text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// Anything.
    Any,
    /// An object.
    Object(TypeId),
}
