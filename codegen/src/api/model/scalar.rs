//! Strings and integers: formats, and `enum` values with what the document annotates them with.

/// The width of an integer, by its `format` or its bounds.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Integer {
    /// `int8`.
    I8,
    /// `int16`.
    I16,
    /// `int32`.
    I32,
    /// `int64`, or neither a format nor bounds that are those of a type.
    I64,
    /// `uint8`.
    U8,
    /// `uint16`.
    U16,
    /// `uint32`.
    U32,
    /// `uint64`, `uint`.
    U64,
}

impl Integer {
    /// The width that a format names, if it is one of integers (<https://spec.openapis.org/registry/format/>).
    pub fn of_format(format: &str) -> Option<Self> {
        Some(match format {
            "int8" => Self::I8,
            "int16" => Self::I16,
            "int32" => Self::I32,
            "int" | "int64" | "long" => Self::I64,
            "uint8" => Self::U8,
            "uint16" => Self::U16,
            "uint32" => Self::U32,
            "uint" | "uint64" => Self::U64,
            _ => return None,
        })
    }

    /// The narrowest width that has exactly these bounds. Other bounds are limits of a service, which may change; only an
    /// upper bound that no signed integer reaches determines the width.
    pub fn of_bounds(least: f64, most: f64) -> Option<Self> {
        // As floats, so that bounds that are written as such, and rounded, count.
        let bounds = |bits: i32| (2_f64.powi(bits - 1), 2_f64.powi(bits));
        let all = [(8, Self::I8, Self::U8), (16, Self::I16, Self::U16), (32, Self::I32, Self::U32)];
        let exact = all.into_iter().find_map(|(bits, signed, unsigned)| {
            let (half, whole) = bounds(bits);
            let is_signed = (least, most) == (-half, half - 1.0);
            let is_unsigned = (least, most) == (0.0, whole - 1.0);
            is_signed.then_some(signed).or(is_unsigned.then_some(unsigned))
        });
        let (half, whole) = bounds(64);
        exact.or((least >= 0.0 && most > half && most <= whole).then_some(Self::U64))
    }

    /// Whether negative values are among its values.
    pub fn is_signed(self) -> bool {
        matches!(self, Self::I8 | Self::I16 | Self::I32 | Self::I64)
    }

    /// The type's name in Rust.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::I8 => "i8",
            Self::I16 => "i16",
            Self::I32 => "i32",
            Self::I64 => "i64",
            Self::U8 => "u8",
            Self::U16 => "u16",
            Self::U32 => "u32",
            Self::U64 => "u64",
        }
    }

    /// Whether a value is one of its values.
    pub fn contains(self, value: i128) -> bool {
        match self {
            Self::I8 => i8::try_from(value).is_ok(),
            Self::I16 => i16::try_from(value).is_ok(),
            Self::I32 => i32::try_from(value).is_ok(),
            Self::I64 => i64::try_from(value).is_ok(),
            Self::U8 => u8::try_from(value).is_ok(),
            Self::U16 => u16::try_from(value).is_ok(),
            Self::U32 => u32::try_from(value).is_ok(),
            Self::U64 => u64::try_from(value).is_ok(),
        }
    }

    /// The narrowest width with the values of both; 64 bits if there is none.
    pub fn union(self, other: Self) -> Self {
        let bits = |of: Self| match of {
            Self::I8 | Self::U8 => 8,
            Self::I16 | Self::U16 => 16,
            Self::I32 | Self::U32 => 32,
            Self::I64 | Self::U64 => 64,
        };
        let (narrow, wide) = if bits(self) <= bits(other) { (self, other) } else { (other, self) };
        match (wide.is_signed(), narrow.is_signed()) {
            _ if narrow == wide => wide,
            (true, true) | (false, false) => wide,
            (true, false) if bits(narrow) < bits(wide) => wide,
            _ => Self::I64,
        }
    }
}

/// The meaning of a string, by its `format`.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
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
