//! Bodies: what is sent, and how bodies are written and read.

use crate::report::Location;

use super::{Style, TypeId, Value};

/// A request body (OpenAPI 3.0.4, §4.7.13 "Request Body Object").
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// Whether a request without it is wrong.
    pub required: bool,
    /// What it is, in CommonMark.
    pub description: Option<String>,
    /// What it may be: one or more, of which callers choose.
    pub contents: Vec<Content>,
    /// Where it stands.
    pub at: Location,
}

impl Body {
    /// The types of the document that it may be of.
    pub fn types(&self) -> impl Iterator<Item = TypeId> {
        self.contents.iter().filter_map(|content| content.encoding.of())
    }
}

/// A body of a media type (OpenAPI 3.0.4, §4.7.14 "Media Type Object").
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// The media type that is sent. Where it is a range, callers say the type.
    pub media_type: String,
    /// How it is written.
    pub encoding: Encoding,
    /// How members are written of which the document says so.
    pub members: Vec<MemberEncoding>,
    /// The first example that the document gives.
    pub example: Option<Value>,
}

/// How a member of a form is written (OpenAPI 3.0.4, §4.7.15 "Encoding Object").
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MemberEncoding {
    /// The member.
    pub name: String,
    /// Its media types.
    pub content_type: Option<String>,
    /// Headers that have one value.
    pub headers: Vec<(String, String)>,
    /// Its style, in place of the media types.
    pub style: Option<Style>,
}

/// How a body is written or read.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Encoding {
    /// JSON text of a value of this type.
    Json(TypeId),
    /// A form of this type's members, URL-encoded.
    Form(TypeId),
    /// A form of this type's members, a part each.
    Multipart(TypeId),
    /// JSON values of this type one after the other.
    Items(TypeId, Framing),
    /// XML of an object of this type.
    Xml(TypeId),
    /// Plain text.
    Text,
    /// Bytes as they are.
    Binary,
}

impl Encoding {
    /// The type of the document that is written, if it is one.
    pub fn of(self) -> Option<TypeId> {
        match self {
            Self::Json(of) | Self::Form(of) | Self::Multipart(of) | Self::Items(of, _) | Self::Xml(of) => Some(of),
            Self::Text | Self::Binary => None,
        }
    }
}

/// How values that follow each other are told from each other.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Framing {
    /// Each is an event.
    Events,
    /// Each is a line.
    Lines,
    /// Each is behind a record separator (RFC 7464).
    Sequence,
}

/// What of a response may be read while it comes.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Stream {
    /// The media type.
    pub media_type: String,
    /// How values are told from each other.
    pub framing: Framing,
    /// Whether `of` is the data of events, and not the whole of what comes.
    pub is_data: bool,
    /// The type of what comes.
    pub of: TypeId,
}
