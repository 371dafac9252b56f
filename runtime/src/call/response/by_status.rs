//! [`responses!`](crate::responses!): decodes responses that differ by status.

use crate::StatusCode;
use crate::call::response::{Decode, RawResponse, media};
use crate::wire::decode_error::DecodeError;

/// Implements [`Decode`](crate::Decode) for an enum with a variant per declared response (OpenAPI 3.0.4, *Responses Object*).
///
/// A row is `Variant: test => Decoder,` for a variant that holds the decoded body, or `Variant: test,` for one without data,
/// which ignores the body. The first row whose test matches is used. `of "media/type"` after a test restricts it to a media
/// type: it matches this type, the types of a range (`image/*`), all JSON types if it is `application/json`, and responses
/// without `Content-Type`.
///
/// | test | matches |
/// |---|---|
/// | `status(404)` | this status |
/// | `range(4)` | `4XX` |
/// | `any()` | every status (`default`) |
///
/// A response that no row matches is a [`DecodeError`](crate::DecodeError).
///
/// ```
/// use specwright_runtime::response::{Json, Text};
/// use specwright_runtime::responses;
///
/// enum ListJobsOk {
///     Ok(Vec<i64>),
///     NoContent,
///     Other(String),
/// }
///
/// responses! { ListJobsOk {
///     Ok: status(200) => Json<_>,
///     NoContent: status(204),
///     Other: range(2) of "text/plain" => Text,
/// } }
/// ```
#[macro_export]
macro_rules! responses {
    ($Type:ident { $($Variant:ident : $test:ident ($($argument:expr)?) $(of $media:literal)? $(=> $Decoder:ty)?),* $(,)? }) => {
        impl $crate::Decode for $Type {
            type Value = Self;

            fn decode(response: &$crate::response::RawResponse) -> Result<Self, $crate::DecodeError> {
                $(if $crate::response::by_status::$test(response $(, $argument)?) $(&& $crate::response::by_status::of(response, $media))? {
                    return Ok(Self::$Variant $((<$Decoder as $crate::Decode>::decode(response)?))?);
                })*
                Err($crate::response::by_status::undeclared(response))
            }

            fn recognizes(response: &$crate::response::RawResponse) -> bool {
                $(if $crate::response::by_status::$test(response $(, $argument)?) $(&& $crate::response::by_status::of(response, $media))? {
                    return true $(&& $crate::response::by_status::recognizes::<$Decoder, _>(Self::$Variant, response))?;
                })*
                true
            }
        }

        $crate::__encode_by_status! {
            $Type { $($Variant: $test($($argument)?) $(of $media)? $(=> $Decoder)?),* }
        }
    };
}

/// Without the feature `mock`, responses are only decoded.
#[cfg(not(feature = "mock"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __encode_by_status {
    ($($table:tt)*) => {};
}

/// Whether a response has this status.
#[doc(hidden)]
pub fn status(response: &RawResponse, status: u16) -> bool {
    response.status.as_u16() == status
}

/// Whether the status of a response begins with this digit.
#[doc(hidden)]
pub fn range(response: &RawResponse, digit: u16) -> bool {
    response.status.as_u16() / 100 == digit
}

/// Whether the decoder of a variant recognizes the body of a response.
#[doc(hidden)]
pub fn recognizes<D: Decode, T>(_: fn(D::Value) -> T, response: &RawResponse) -> bool {
    D::recognizes(response)
}

/// Matches every response.
#[doc(hidden)]
pub fn any(_: &RawResponse) -> bool {
    true
}

/// Whether a response has this media type.
#[doc(hidden)]
pub fn of(response: &RawResponse, declared: &str) -> bool {
    media::of(&response.headers).is_none_or(|media_type| {
        media::matches(&media_type, declared) || (declared == media::JSON && media::is_json(&media_type))
    })
}

/// The error for a response that no row matches.
#[doc(hidden)]
#[cold]
pub fn undeclared(response: &RawResponse) -> DecodeError {
    let status: StatusCode = response.status;
    let of =
        media::of(&response.headers).map(|media_type| format!(" and media type `{media_type}`")).unwrap_or_default();
    DecodeError::new(format!("a response with status {}{of} is not declared", status.as_str()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use reqwest::header::{CONTENT_TYPE, HeaderValue};

    use crate::call::response::{Binary, Decode, Json, RawResponse, Text};
    use crate::{Bytes, HeaderMap, StatusCode};

    #[derive(Debug, PartialEq)]
    enum ListOk {
        Ok(Vec<i64>),
        NoContent,
        Other(String),
    }

    responses! { ListOk {
        Ok: status(200) => Json<_>,
        NoContent: status(204),
        Other: range(2) => Text,
    } }

    #[derive(Debug, PartialEq)]
    enum ListError {
        Missing,
        Any(Bytes),
    }

    responses! { ListError {
        Missing: status(404),
        Any: any() => Binary
    } }

    fn decode<D: Decode>(status: u16, body: &'static str) -> Result<D::Value, String> {
        decode_of::<D>(status, HeaderMap::new(), body)
    }

    fn decode_of<D: Decode>(status: u16, headers: HeaderMap, body: &'static str) -> Result<D::Value, String> {
        let status = StatusCode::from_u16(status).unwrap();
        let response = RawResponse { status, headers, body: Bytes::from_static(body.as_bytes()) };
        D::decode(&response).map_err(|error| error.to_string())
    }

    #[derive(Debug, PartialEq)]
    enum ReportOk {
        Json(i64),
        Csv(String),
        Image(Bytes),
    }

    responses! { ReportOk {
        Json: status(200) of "application/json" => Json<_>,
        Csv: status(200) of "text/csv; header=present" => Text,
        Image: range(2) of "image/*" => Binary,
    } }

    #[test]
    fn rows_match_by_media_type() {
        let check = |content_type: &'static str, body, expected: Result<ReportOk, &str>| {
            let mut headers = HeaderMap::new();
            if !content_type.is_empty() {
                headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
            }
            let found = decode_of::<ReportOk>(200, headers, body);
            assert_eq!(found, expected.map_err(str::to_owned), "{content_type}");
        };
        check("", "1", Ok(ReportOk::Json(1)));
        check("application/vnd.report+JSON; v=2", "1", Ok(ReportOk::Json(1)));
        check("TEXT/csv;charset=iso-8859-1", "1", Ok(ReportOk::Csv("1".into())));
        check("image/png", "1", Ok(ReportOk::Image(Bytes::from_static(b"1"))));
        let refused = "a response with status 200 and media type `text/html` is not declared";
        check("text/html; charset=utf-8", "1", Err(refused));
    }

    #[test]
    fn the_first_matching_row_is_used() {
        let check = |status, body, expected: ListOk| assert_eq!(decode::<ListOk>(status, body).unwrap(), expected);
        check(200, "[1,2]", ListOk::Ok(vec![1, 2]));
        check(204, "", ListOk::NoContent);
        check(201, "made", ListOk::Other("made".into()));
        check(299, "", ListOk::Other(String::new()));
        assert_eq!(decode::<ListError>(404, "x"), Ok(ListError::Missing));
        assert_eq!(decode::<ListError>(599, "x"), Ok(ListError::Any(Bytes::from_static(b"x"))));
    }

    #[test]
    fn undeclared_responses_are_errors() {
        let check = |status, body, expected: &str| {
            let error = decode::<ListOk>(status, body).unwrap_err();
            assert!(error.starts_with(expected), "{error}");
        };
        check(302, "", "a response with status 302 is not declared");
        check(100, "", "a response with status 100 is not declared");
        check(200, "[true]", "the body is not the JSON that is declared, at [0]");
        check(200, "", "the body is empty");
    }
}
