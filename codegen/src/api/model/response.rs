//! Responses, and the statuses to which they apply.

use super::{Encoding, Stream, TypeId};

/// The responses of an operation that are successes, or those that are errors.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// The statuses of the first response, if the document declares one.
    pub statuses: Option<Statuses>,
    /// All statuses that it applies to, in the order of the document.
    pub declared: Vec<Statuses>,
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

    /// Whether every response with one of the other statuses has one of these.
    pub fn covers(self, other: Self) -> bool {
        match (self, other) {
            (Self::Range(digit), Self::Code(code)) => code / 100 == u16::from(digit),
            (Self::Default, _) => true,
            _ => self == other,
        }
    }

    /// Whether responses with these statuses are successes: 2xx.
    pub fn is_success(self) -> bool {
        matches!(self, Self::Code(200..=299) | Self::Range(2))
    }
}

/// A header of a response (OpenAPI 3.0.4, §4.7.21 "Header Object"), or of a request that the service sends.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// The name on the wire.
    pub name: String,
    /// Whether it is required.
    pub required: bool,
    /// What it means, in CommonMark.
    pub description: Option<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
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
