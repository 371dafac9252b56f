//! Types of the runtime for string formats.

use crate::api::StringFormat;
use crate::rust::model::{Symbol, Type};

/// A type of the runtime for a string format.
pub(super) struct Format {
    /// The format.
    format: StringFormat,
    /// The type's path.
    pub path: &'static str,
    /// The feature of the runtime that it requires.
    pub feature: Option<&'static str>,
    /// A string of this format.
    pub sample: &'static str,
}

const FORMATS: [Format; 12] = [
    format(StringFormat::DateTime, "specwright_runtime::DateTime", Some("date-time"), "2024-02-29T12:00:00Z"),
    format(StringFormat::Date, "specwright_runtime::Date", Some("date-time"), "2024-02-29"),
    format(StringFormat::Time, "specwright_runtime::Time", Some("date-time"), "12:00:00Z"),
    format(StringFormat::Duration, "specwright_runtime::Duration", Some("date-time"), "PT1H"),
    format(StringFormat::Uuid, "specwright_runtime::Uuid", Some("uuid"), "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
    format(StringFormat::Uri, "specwright_runtime::Uri", None, "https://example.com"),
    format(StringFormat::Decimal, "specwright_runtime::Decimal", Some("decimal"), "1.00"),
    format(StringFormat::Ipv4, "specwright_runtime::Ipv4", None, "192.0.2.1"),
    format(StringFormat::Ipv6, "specwright_runtime::Ipv6", None, "2001:db8::1"),
    format(StringFormat::Ip, "specwright_runtime::Ip", None, "192.0.2.1"),
    format(StringFormat::Base64, "specwright_runtime::Base64", None, "aGVsbG8="),
    format(StringFormat::Base64Url, "specwright_runtime::Base64Url", None, "aGVsbG8"),
];

const fn format(
    format: StringFormat,
    path: &'static str,
    feature: Option<&'static str>,
    sample: &'static str,
) -> Format {
    Format { format, path, feature, sample }
}

/// The type for a format; `None` if it has none.
pub(super) fn of(format: StringFormat) -> Option<&'static Format> {
    FORMATS.iter().find(|known| known.format == format)
}

/// The format of a type, if it is one of these.
pub(super) fn of_type(of: &Type) -> Option<&'static Format> {
    match of {
        Type::Runtime(Symbol { path, .. }) => FORMATS.iter().find(|known| known.path == *path),
        _ => None,
    }
}

/// The formats whose types are among these paths.
pub(super) fn among(symbols: &[&str]) -> Vec<&'static Format> {
    FORMATS.iter().filter(|format| symbols.contains(&format.path)).collect()
}

#[cfg(test)]
mod tests {
    use crate::api::StringFormat;

    #[test]
    fn formats_have_types() {
        fn check(format: &str, expected: Option<&str>) {
            let found = super::of(StringFormat::of(format));
            let path = found.map(|found| found.path.trim_start_matches("specwright_runtime::"));
            assert_eq!(path, expected, "{format}");
        }
        check("date-time", Some("DateTime"));
        check("date", Some("Date"));
        check("time", Some("Time"));
        check("duration", Some("Duration"));
        check("uuid", Some("Uuid"));
        check("guid", Some("Uuid"));
        for format in ["uri", "url", "iri"] {
            check(format, Some("Uri"));
        }
        check("decimal", Some("Decimal"));
        check("ipv4", Some("Ipv4"));
        check("ipv6", Some("Ipv6"));
        check("ip", Some("Ip"));
        check("byte", Some("Base64"));
        check("base64url", Some("Base64Url"));
        for format in ["", "password", "binary", "uri-reference", "uri-template", "int64", "double", "x-date", "Date"] {
            check(format, None);
        }
    }
}
