//! Parameters: their location and serialization.

use crate::report::Location;

use super::{Constraints, TypeId, Value};

/// One parameter (OpenAPI 3.0.4, §4.7.12 "Parameter Object").
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// The name on the wire.
    pub name: String,
    /// Its location.
    pub place: Place,
    /// Whether it is required.
    pub required: bool,
    /// Whether it is a parameter of the client, so that calls do not pass it.
    pub of_client: bool,
    /// What it is for, in CommonMark.
    pub description: Option<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// The value that the service assumes where it is absent.
    pub default: Option<Value>,
    /// What its value must be besides its type.
    pub constraints: Constraints,
    /// The type of its value.
    pub of: TypeId,
    /// How its value is serialized.
    pub writing: Writing,
    /// The position in the document.
    pub at: Location,
}

/// How a parameter's value is serialized.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Writing {
    /// As a plain string, encoded for its location.
    Plain,
    /// In a style for arrays and objects (OpenAPI 3.0.4, §4.7.12.3 "Style Values").
    Styled(Style),
    /// As JSON (`content`).
    Json,
    /// As the whole query (OpenAPI 3.2.0, §4.12.1 "Parameter Locations", `querystring`).
    QueryString(QueryString),
}

/// The format of a whole query.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum QueryString {
    /// A form.
    Form,
    /// JSON.
    Json,
    /// Plain text.
    Text,
}

/// A style for arrays and objects.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Style {
    /// Which one.
    pub kind: StyleKind,
    /// Whether elements and properties are serialized separately.
    pub explode: bool,
    /// Whether reserved characters are not percent-encoded.
    pub allow_reserved: bool,
}

/// The styles of OpenAPI.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum StyleKind {
    /// `form`.
    Form,
    /// `spaceDelimited`.
    Space,
    /// `pipeDelimited`.
    Pipe,
    /// `tsv` of Swagger 2.0.
    Tab,
    /// `deepObject`.
    DeepObject,
    /// `simple`.
    Simple,
    /// `label`.
    Label,
    /// `matrix`.
    Matrix,
    /// `cookie` of OpenAPI 3.2.
    Cookie,
}

/// The location of a parameter (`in`).
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Place {
    /// The path.
    Path,
    /// The query.
    Query,
    /// A header of its own.
    Header,
    /// The `Cookie` header.
    Cookie,
}
