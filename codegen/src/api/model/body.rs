//! Request bodies, and how bodies are encoded.

use crate::report::Location;

use super::{Style, TypeId, Value};

/// A request body (OpenAPI 3.0.4, §4.7.13 "Request Body Object").
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// Whether it is required.
    pub required: bool,
    /// What it is, in CommonMark.
    pub description: Option<String>,
    /// Its media types, one or more, of which callers choose one.
    pub contents: Vec<Content>,
    /// The position in the document.
    pub at: Location,
}

impl Body {
    /// The types of its contents.
    pub fn types(&self) -> impl Iterator<Item = TypeId> {
        self.contents.iter().filter_map(|content| content.encoding.of())
    }
}

/// A body of a media type (OpenAPI 3.0.4, §4.7.14 "Media Type Object").
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// The media type. If it is a range, callers pass the exact type.
    pub media_type: String,
    /// How it is encoded.
    pub encoding: Encoding,
    /// The encoding of properties for which the document declares one.
    pub property_encodings: Vec<PropertyEncoding>,
    /// The first example of the document.
    pub example: Option<Value>,
}

/// The encoding of a property of a form (OpenAPI 3.0.4, §4.7.15 "Encoding Object").
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PropertyEncoding {
    /// The property.
    pub name: String,
    /// Its media types.
    pub content_type: Option<String>,
    /// Headers whose value is constant.
    pub headers: Vec<(String, String)>,
    /// Its style, instead of media types.
    pub style: Option<Style>,
}

/// How a body is encoded.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Encoding {
    /// JSON of a value of this type.
    Json(TypeId),
    /// A URL-encoded form of this type's properties.
    Form(TypeId),
    /// A multipart body with a part for each of this type's properties.
    Multipart(TypeId),
    /// A sequence of JSON values of this type.
    Items(TypeId, Framing),
    /// XML of an object of this type.
    Xml(TypeId),
    /// Plain text.
    Text,
    /// Bytes as they are.
    Binary,
}

impl Encoding {
    /// The type that is encoded, unless it is plain text or bytes.
    pub fn of(self) -> Option<TypeId> {
        match self {
            Self::Json(of) | Self::Form(of) | Self::Multipart(of) | Self::Items(of, _) | Self::Xml(of) => Some(of),
            Self::Text | Self::Binary => None,
        }
    }
}

/// How the values of a sequence are separated.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Framing {
    /// Each is a server-sent event.
    Events,
    /// Each is a line.
    Lines,
    /// Each follows a record separator (RFC 7464).
    Sequence,
}

/// A media type of a response that can be read as a stream.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Stream {
    /// The media type.
    pub media_type: String,
    /// How values are separated.
    pub framing: Framing,
    /// Whether `of` is the data of events, not the whole event.
    pub is_data: bool,
    /// Whether that data may be in an object of its own, as its property `data`: the document does not say whether its schema
    /// is that of the event or of the data.
    pub is_wrapped: bool,
    /// The type of each value.
    pub of: TypeId,
}
