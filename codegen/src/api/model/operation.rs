//! Operations, and what they send and understand.

use crate::report::Location;

use super::{Alternative, Body, Encoding, Paging, Servers, Stream, TypeId, Waiting};

/// What the document says of itself (OpenAPI 3.0.4, §4.7.2 "Info Object").
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Info {
    /// The API's title.
    pub title: String,
    /// The version of the document.
    pub version: String,
    /// What the API is for, in CommonMark.
    pub description: Option<String>,
    /// A page with more, and what it is.
    pub external_docs: Option<(String, Option<String>)>,
}

/// A group of operations (OpenAPI 3.0.4, §4.7.22 "Tag Object").
#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    /// The name, as operations use it.
    pub name: String,
    /// What the group is for, in CommonMark.
    pub description: Option<String>,
}

/// One method on one path (OpenAPI 3.0.4, §4.7.10 "Operation Object").
#[derive(Clone, Debug)]
pub struct Operation {
    /// The `operationId`, or nothing where the document gives none.
    pub id: Option<String>,
    /// The HTTP method in upper case.
    pub method: String,
    /// The path template as the document has it.
    pub path: String,
    /// Index into [`super::Api::tags`].
    pub tag: Option<usize>,
    /// One line, in CommonMark.
    pub summary: Option<String>,
    /// More lines, in CommonMark.
    pub description: Option<String>,
    /// Whether callers should move away from it.
    pub deprecated: bool,
    /// Path, query, header and cookie parameters, in the order of the document.
    pub parameters: Vec<Parameter>,
    /// The request body, if there is one.
    pub body: Option<Body>,
    /// What a success carries.
    pub success: Response,
    /// What an error carries.
    pub failure: Response,
    /// Which credentials will do: any one of the alternatives. None: the operation needs none.
    pub security: Vec<Alternative>,
    /// The operation's own servers, where the document gives it some.
    pub servers: Option<Servers>,
    /// How its pages follow each other, if its responses come in pages.
    pub paging: Option<Paging>,
    /// How it is seen that what it began has come to its end, if that is waited for.
    pub waiting: Option<Waiting>,
    /// Whether it may be sent again, where that is not as its method says.
    pub idempotency: Option<Idempotency>,
    /// Where it stands.
    pub at: Location,
}

/// Whether sending an operation twice has the effect of sending it once (RFC 9110, §9.2.2).
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Idempotency {
    /// It has, whatever the method.
    Always,
    /// It has not, whatever the method.
    Never,
    /// It has where both carry the same key in this header.
    Key(String),
}

/// One parameter (OpenAPI 3.0.4, §4.7.12 "Parameter Object").
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// The name on the wire.
    pub name: String,
    /// Where it is sent.
    pub place: Place,
    /// Whether a request without it is wrong.
    pub required: bool,
    /// Whether the client keeps it, so that a call need not give it.
    pub of_client: bool,
    /// What it is for, in CommonMark.
    pub description: Option<String>,
    /// Whether callers should move away from it.
    pub deprecated: bool,
    /// What the service takes for it where it is absent.
    pub default: Option<super::Value>,
    /// The type of its value.
    pub of: TypeId,
    /// How its value is written.
    pub writing: Writing,
    /// Where it stands.
    pub at: Location,
}

/// How a parameter's value is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Writing {
    /// As text, encoded for its place.
    Plain,
    /// In a style of lists and objects (OpenAPI 3.0.4, §4.7.12.3 "Style Values").
    Styled(Style),
    /// As JSON text (`content`).
    Json,
    /// As the whole query (OpenAPI 3.2.0, §4.12.1 "Parameter Locations", `querystring`).
    QueryString(QueryString),
}

/// What a whole query is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum QueryString {
    /// A form.
    Form,
    /// JSON text.
    Json,
    /// Text.
    Text,
}

/// A style of lists and objects.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Style {
    /// Which one.
    pub kind: StyleKind,
    /// Whether elements and members are written each by itself.
    pub explode: bool,
    /// Whether reserved characters stay as they are.
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

/// Where a parameter is sent (the Parameter Object's `in`).
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Place {
    /// In the path.
    Path,
    /// After the question mark.
    Query,
    /// In a header of its own.
    Header,
    /// In the `Cookie` header.
    Cookie,
}

/// What the responses of one side, success or error, carry.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// The statuses of the first response that is declared, if there is one.
    pub statuses: Option<Statuses>,
    /// What it means, in CommonMark.
    pub description: Option<String>,
    /// The body.
    pub body: ResponseBody,
    /// The headers that the document declares.
    pub headers: Vec<Header>,
    /// The media types that are understood, in the order of preference.
    pub media_types: Vec<String>,
    /// What may be read while it comes.
    pub streams: Vec<Stream>,
}

/// The body of a response.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum ResponseBody {
    /// None is declared.
    Empty,
    /// One, written so.
    One(Encoding),
    /// Another for each of these statuses, and media types where they differ within one.
    Several(Vec<Choice>),
}

impl Response {
    /// The types of the document that responds are of.
    pub fn types(&self) -> impl Iterator<Item = TypeId> {
        let streams = self.streams.iter().map(|stream| stream.of);
        self.body.encodings().into_iter().filter_map(Encoding::of).chain(streams)
    }
}

impl ResponseBody {
    /// Every way in which the body may be written.
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
    /// The media type, where others are declared for these statuses.
    pub media_type: Option<String>,
    /// What it means, in CommonMark.
    pub description: Option<String>,
    /// How it is written; nothing where there is none.
    pub encoding: Option<Encoding>,
}

/// The statuses to which a response applies (OpenAPI 3.0.4, §4.7.16.1).
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Statuses {
    /// Exactly one, such as `200`.
    Code(u16),
    /// A hundred, such as `2XX`, by its first digit.
    Range(u8),
    /// All that are not declared otherwise.
    Default,
}

impl Statuses {
    /// Reads the key of a response: `200`, `2XX` or `default`.
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
    /// Whether a response without it is wrong.
    pub required: bool,
    /// What it says, in CommonMark.
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
