//! Text by the `charset` that `Content-Type` says (RFC 9110, section 8.3.2).

use reqwest::header::CONTENT_TYPE;

use crate::call::response::RawResponse;
use crate::wire::decode_error::DecodeError;

/// The body as text. A byte order mark is passed over.
///
/// # Errors
///
/// A body that is not in UTF-8, or in another charset than this and ISO 8859-1; in those that begin with ASCII, a body
/// of nothing but ASCII is text all the same.
pub(super) fn decode(response: &RawResponse) -> Result<String, DecodeError> {
    let body: &[u8] = &response.body;
    let content_type = response.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    match charset(content_type).as_deref() {
        None | Some("utf-8" | "utf8" | "us-ascii") => {
            let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
            match std::str::from_utf8(body) {
                Ok(text) => Ok(text.to_owned()),
                Err(error) => Err(DecodeError::new("the body is not UTF-8 text").with_source(error)),
            }
        }
        // The first 256 characters of Unicode are those of this charset.
        Some("iso-8859-1" | "latin1") => Ok(body.iter().copied().map(char::from).collect()),
        // Charsets with wider units have NULs here.
        Some(_) if body.iter().all(|byte| matches!(byte, 1..=0x7F)) => Ok(String::from_utf8_lossy(body).into_owned()),
        Some(other) => Err(DecodeError::new(format!("the body is text in {other}, which is not known here"))),
    }
}

/// The parameter `charset` of a media type, in small letters.
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
    fn text_is_read_in_its_charset() {
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
    fn what_is_not_known_to_be_text_is_refused() {
        let check = |content_type: Option<&'static str>, body: &'static [u8], expected: &str| {
            let error = decode(content_type, body).unwrap_err();
            assert!(error.starts_with(expected), "{error}");
        };
        check(None, b"\xE9", "the body is not UTF-8 text");
        check(Some("text/plain; charset=us-ascii"), b"\xE9", "the body is not UTF-8 text");
        check(Some("text/plain; charset=utf-16le"), b"a\0b\0", "the body is text in utf-16le, which is not known here");
        check(Some("text/plain; charset=gb2312"), b"\xD7\xF7", "the body is text in gb2312, which is not known here");
    }
}
