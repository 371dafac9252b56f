//! Strings and integers: formats, and `enum` values with what the document annotates them with.

/// The width of an integer, by its `format`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Integer {
    /// `int32`.
    I32,
    /// `int64`, or no format.
    I64,
}

/// What a string stands for, by its `format`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum StringFormat {
    /// Any string.
    Plain,
    /// `password`: must not be shown.
    Secret,
    /// `binary`, in a multipart body: a file.
    File,
    /// `date-time`: an instant.
    DateTime,
    /// `date`: a day.
    Date,
    /// `time`: a time of day.
    Time,
    /// `duration`: a length of time.
    Duration,
    /// `uuid`, `guid`.
    Uuid,
    /// `uri`, `url`, `iri`: one that is not relative.
    Uri,
    /// `decimal`: a number.
    Decimal,
    /// `ipv4`: an address.
    Ipv4,
    /// `ipv6`: an address.
    Ipv6,
    /// `ip`: an address of either version.
    Ip,
    /// `byte`: bytes in base64.
    Base64,
    /// `base64url`: bytes in base64 for URLs.
    Base64Url,
}

impl StringFormat {
    /// The format of this name (OpenAPI 3.0.4, §4.4.1 "Data Type Format", and the registry that it refers to,
    /// <https://spec.openapis.org/registry/format/>). Unknown formats are [`Plain`](Self::Plain).
    pub fn of(format: &str) -> Self {
        match format {
            "password" => Self::Secret,
            "binary" => Self::File,
            "date-time" => Self::DateTime,
            "date" => Self::Date,
            "time" => Self::Time,
            "duration" => Self::Duration,
            "uuid" | "guid" => Self::Uuid,
            "uri" | "url" | "iri" => Self::Uri,
            "decimal" => Self::Decimal,
            "ipv4" => Self::Ipv4,
            "ipv6" => Self::Ipv6,
            "ip" => Self::Ip,
            "byte" => Self::Base64,
            "base64url" => Self::Base64Url,
            _ => Self::Plain,
        }
    }
}

/// A string with known values; a service may send others.
#[derive(Clone, Debug, PartialEq)]
pub struct StringEnum {
    /// The values in the order of the document, each once.
    pub values: Vec<String>,
    /// The annotation of each value.
    pub annotations: Vec<Annotation>,
}

/// An integer with known values; a service may send others.
#[derive(Clone, Debug, PartialEq)]
pub struct IntegerEnum {
    /// The values in the order of the document, each once.
    pub values: Vec<i64>,
    /// The annotation of each value.
    pub annotations: Vec<Annotation>,
}

/// What the document adds to a value of an `enum`.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub struct Annotation {
    /// A name for it in code.
    pub name: Option<String>,
    /// What it means, in CommonMark.
    pub description: Option<String>,
}
