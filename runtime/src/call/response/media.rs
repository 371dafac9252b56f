//! Media types of responses (RFC 9110, section 8.3.1).

use reqwest::header::CONTENT_TYPE;

use crate::HeaderMap;
use crate::wire::decode_error::DecodeError;

/// The media type of JSON.
pub(crate) const JSON: &str = "application/json";

/// The media type of `Content-Type`, without parameters, in lower case.
pub(crate) fn of(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let essence = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    (!essence.is_empty()).then_some(essence)
}

/// Whether a media type matches a declared one: the same type, one of a range (`text/*`), or one with the same suffix
/// (`application/*+json`, RFC 6839).
pub(crate) fn matches(media_type: &str, declared: &str) -> bool {
    let declared = declared.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match declared.split_once('*') {
        Some((before, after)) => {
            let after = after.trim_start_matches("/*");
            media_type.len() >= before.len() + after.len()
                && media_type.starts_with(before)
                && media_type.ends_with(after)
        }
        None => media_type == declared,
    }
}

/// Whether a media type is JSON.
pub(crate) fn is_json(media_type: &str) -> bool {
    [JSON, "text/json"].contains(&media_type) || media_type.ends_with("+json")
}

/// The error for a response with an unexpected media type.
#[cold]
pub(crate) fn unexpected(headers: &HeaderMap) -> DecodeError {
    match of(headers) {
        Some(media_type) => DecodeError::new(format!("a response of media type `{media_type}` is not declared")),
        None => DecodeError::new("the response has no `Content-Type`"),
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn media_types_are_matched_by_type_and_range() {
        fn check(media_type: &str, declared: &str, expected: bool) {
            assert_eq!(matches(media_type, declared), expected, "{media_type} {declared}");
        }
        check("text/csv", "Text/CSV; charset=utf-8", true);
        check("text/csv", "text/*", true);
        check("text/csv", "*/*", true);
        check("text/csv", "*", true);
        check("text/csv", "text/plain", false);
        check("text/csv", "image/*", false);
        check("application/problem+json", "application/*+json", true);
        check("application/json", "application/*+json", false);
    }
}
