//! Decodes text by the `charset` of `Content-Type` (RFC 9110, section 8.3.2).

use reqwest::header::CONTENT_TYPE;

use crate::HeaderMap;
use crate::wire::decode_error::DecodeError;

/// Decodes the body as text. A byte order mark is skipped.
///
/// # Errors
///
/// Fails if the body is not valid UTF-8, or if its charset is neither UTF-8 nor ISO 8859-1, unless the body is pure ASCII.
pub(super) fn decode(headers: &HeaderMap, body: &[u8]) -> Result<String, DecodeError> {
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    match charset(content_type).as_deref() {
        None | Some("utf-8" | "utf8" | "us-ascii") => {
            let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
            match std::str::from_utf8(body) {
                Ok(text) => Ok(text.to_owned()),
                Err(error) => Err(DecodeError::new("the body is not valid UTF-8").with_source(error)),
            }
        }
        // ISO 8859-1 is the first 256 code points of Unicode.
        Some("iso-8859-1" | "latin1") => Ok(body.iter().copied().map(char::from).collect()),
        // Charsets with wider code units contain NUL bytes.
        Some(_) if body.iter().all(|byte| matches!(byte, 1..=0x7F)) => Ok(String::from_utf8_lossy(body).into_owned()),
        Some(other) => Err(DecodeError::new(format!("the charset {other} is not supported"))),
    }
}

/// The parameter `charset` of a media type, in lower case.
fn charset(content_type: &str) -> Option<String> {
    let mut parameters = content_type.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let (_, value) = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    Some(value.trim().trim_matches('"').to_ascii_lowercase())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use bytes::Bytes;
    use reqwest::header::{CONTENT_TYPE, HeaderValue};

    use crate::call::response::{Decode, RawResponse, Text};
    use crate::{HeaderMap, StatusCode};

    fn decode(content_type: Option<&'static str>, body: &'static [u8]) -> Result<String, String> {
        let mut headers = HeaderMap::new();
        if let Some(content_type) = content_type {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        }
        let response = RawResponse { status: StatusCode::OK, headers, body: Bytes::from_static(body) };
        Text::decode(&response).map_err(|error| error.to_string())
    }

    #[test]
    fn text_is_decoded_by_charset() {
        let check = |content_type: Option<&'static str>, body: &'static [u8], expected: &str| {
            assert_eq!(decode(content_type, body).unwrap(), expected, "{content_type:?}");
        };
        check(None, "é作".as_bytes(), "é作");
        check(None, b"\xEF\xBB\xBFa", "a");
        check(None, b"", "");
        check(Some("text/plain"), "é".as_bytes(), "é");
        check(Some("text/plain; charset=utf-8"), "é".as_bytes(), "é");
        check(Some("text/plain;format=flowed;Charset=\"UTF-8\""), "é".as_bytes(), "é");
        check(Some("text/plain; charset=ISO-8859-1"), b"\xE9\xFF", "éÿ");
        check(Some("text/plain; charset = latin1"), b"\xE9", "é");
        check(Some("text/plain; charset=gb2312"), b"plain\r\n", "plain\r\n");
    }

    #[test]
    fn unsupported_charsets_are_errors() {
        let check = |content_type: Option<&'static str>, body: &'static [u8], expected: &str| {
            let error = decode(content_type, body).unwrap_err();
            assert!(error.starts_with(expected), "{error}");
        };
        check(None, b"\xE9", "the body is not valid UTF-8");
        check(Some("text/plain; charset=us-ascii"), b"\xE9", "the body is not valid UTF-8");
        check(Some("text/plain; charset=utf-16le"), b"a\0b\0", "the charset utf-16le is not supported");
        check(Some("text/plain; charset=gb2312"), b"\xD7\xF7", "the charset gb2312 is not supported");
    }
}
