//! Operations with their parameters and responses.

use crate::report::Location;

use super::{Alternative, Body, Encoding, Paging, Servers, Stream, TypeId, Waiting};

/// The metadata of an API (OpenAPI 3.0.4, §4.7.2 "Info Object").
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Info {
    /// The API's title.
    pub title: String,
    /// The version of the document.
    pub version: String,
    /// What the API is for, in CommonMark.
    pub description: Option<String>,
    /// The URL of further documentation, and its description.
    pub external_docs: Option<(String, Option<String>)>,
}

/// A group of operations (OpenAPI 3.0.4, §4.7.22 "Tag Object").
#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    /// The name to which operations refer.
    pub name: String,
    /// What the group is for, in CommonMark.
    pub description: Option<String>,
}

/// A method of a path (OpenAPI 3.0.4, §4.7.10 "Operation Object").
#[derive(Clone, Debug)]
pub struct Operation {
    /// The `operationId`, if the document declares one.
    pub id: Option<String>,
    /// The HTTP method in upper case.
    pub method: String,
    /// The path template as it is in the document.
    pub path: String,
    /// Index into [`super::Api::tags`].
    pub tag: Option<usize>,
    /// One line, in CommonMark.
    pub summary: Option<String>,
    /// More lines, in CommonMark.
    pub description: Option<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Path, query, header and cookie parameters, in the order of the document.
    pub parameters: Vec<Parameter>,
    /// The request body, if there is one.
    pub body: Option<Body>,
    /// The successful response.
    pub success: Response,
    /// The error response.
    pub failure: Response,
    /// The security requirements, of which one must be met. None: the operation needs no credentials.
    pub security: Vec<Alternative>,
    /// The operation's own servers, if the document declares some.
    pub servers: Option<Servers>,
    /// How the next page is requested, if its responses are pages.
    pub paging: Option<Paging>,
    /// How its completion is polled, if it is long-running.
    pub waiting: Option<Waiting>,
    /// Whether it is idempotent, where its method does not decide that.
    pub idempotency: Option<Idempotency>,
    /// The position in the document.
    pub at: Location,
}

/// Whether sending an operation twice has the effect of sending it once (RFC 9110, §9.2.2).
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Idempotency {
    /// It has the same effect, whatever the method.
    Always,
    /// It has another effect, whatever the method.
    Never,
    /// It has the same effect if both requests have the same key in this header.
    Key(String),
}

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
    pub default: Option<super::Value>,
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

/// The responses of an operation that are successes, or those that are errors.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// The statuses of the first response, if the document declares one.
    pub statuses: Option<Statuses>,
    /// What it means, in CommonMark.
    pub description: Option<String>,
    /// The body.
    pub body: ResponseBody,
    /// The headers that the document declares.
    pub headers: Vec<Header>,
    /// The media types that are accepted, in the order of preference.
    pub media_types: Vec<String>,
    /// The media types that can be read as streams.
    pub streams: Vec<Stream>,
}

/// The body of a response.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum ResponseBody {
    /// No body.
    Empty,
    /// A body of one encoding.
    One(Encoding),
    /// A body for each of these statuses and, where they differ within one, media types.
    Several(Vec<Choice>),
}

impl Response {
    /// The types of its bodies and streams.
    pub fn types(&self) -> impl Iterator<Item = TypeId> {
        let streams = self.streams.iter().map(|stream| stream.of);
        self.body.encodings().into_iter().filter_map(Encoding::of).chain(streams)
    }
}

impl ResponseBody {
    /// Every encoding of the body.
    pub fn encodings(&self) -> Vec<Encoding> {
        match self {
            Self::Empty => Vec::new(),
            Self::One(encoding) => vec![*encoding],
            Self::Several(choices) => choices.iter().filter_map(|choice| choice.encoding).collect(),
        }
    }
}

/// The body of responses with certain statuses.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Choice {
    /// The statuses.
    pub statuses: Statuses,
    /// The media type, if there are several for these statuses.
    pub media_type: Option<String>,
    /// What it means, in CommonMark.
    pub description: Option<String>,
    /// The encoding; `None` if there is no body.
    pub encoding: Option<Encoding>,
}

/// The statuses to which a response applies (OpenAPI 3.0.4, §4.7.16.1).
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Statuses {
    /// Exactly one, such as `200`.
    Code(u16),
    /// A range such as `2XX`, by its first digit.
    Range(u8),
    /// All statuses that are not declared.
    Default,
}

impl Statuses {
    /// Parses the key of a response: `200`, `2XX` or `default`.
    pub fn parse(key: &str) -> Option<Self> {
        if key.eq_ignore_ascii_case("default") {
            return Some(Self::Default);
        }
        if let Ok(code) = key.parse::<u16>() {
            return (100..=599).contains(&code).then_some(Self::Code(code));
        }
        let mut letters = key.chars();
        let digit = letters.next().and_then(|c| c.to_digit(10))?;
        let rest = letters.as_str();
        ((1..=5).contains(&digit) && rest.eq_ignore_ascii_case("xx")).then_some(Self::Range(digit as u8))
    }

    /// Whether responses with these statuses are successes: 2xx.
    pub fn is_success(self) -> bool {
        matches!(self, Self::Code(200..=299) | Self::Range(2))
    }
}

/// A header of a response (OpenAPI 3.0.4, §4.7.21 "Header Object").
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// The name on the wire.
    pub name: String,
    /// Whether it is required.
    pub required: bool,
    /// What it means, in CommonMark.
    pub description: Option<String>,
    /// The type of its value.
    pub of: TypeId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_read_as_the_specification_writes_them() {
        fn check(key: &str, expected: Option<Statuses>) {
            assert_eq!(Statuses::parse(key), expected, "{key}");
        }
        check("200", Some(Statuses::Code(200)));
        check("2XX", Some(Statuses::Range(2)));
        check("4xx", Some(Statuses::Range(4)));
        check("default", Some(Statuses::Default));
        check("600", None);
        check("6XX", None);
        check("20X", None);
        check("", None);
    }
}
