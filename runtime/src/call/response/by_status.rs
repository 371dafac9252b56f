//! [`responses!`](crate::responses!): the table of responses that differ by status.

use crate::StatusCode;
use crate::call::response::{RawResponse, media};
use crate::wire::decode_error::DecodeError;

/// Implements [`Decode`](crate::Decode) for an enum that has a variant for each response, from a table of which is which
/// (OpenAPI 3.0.4, *Responses Object*).
///
/// A row is `Variant: test => Decoder,` where the variant holds what the decoder makes, or `Variant: test,` where it
/// holds nothing, and the body is passed over. The first row whose test holds is taken. Behind a test may stand
/// `of "media/type"`, where responses of one status differ by that: it holds for this type, for those of a range
/// (`image/*`), for all that are JSON where it is `application/json`, and for responses that do not say their type.
///
/// | test | holds for |
/// |---|---|
/// | `status(404)` | this status |
/// | `range(4)` | `4XX` |
/// | `any()` | every status (`default`) |
///
/// A status for which no test holds is an error that says so.
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
        }

        $crate::__encode_by_status! {
            $Type { $($Variant: $test($($argument)?) $(of $media)? $(=> $Decoder)?),* }
        }
    };
}

/// Without the feature `mock`, responses are only read.
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

/// Whether a response has a status that begins with this digit.
#[doc(hidden)]
pub fn range(response: &RawResponse, digit: u16) -> bool {
    response.status.as_u16() / 100 == digit
}

/// Every response.
#[doc(hidden)]
pub fn any(_: &RawResponse) -> bool {
    true
}

/// Whether a response is of this media type.
#[doc(hidden)]
pub fn of(response: &RawResponse, declared: &str) -> bool {
    media::of(&response.headers).is_none_or(|media_type| {
        media::matches(&media_type, declared) || (declared == media::JSON && media::is_json(&media_type))
    })
}

/// The error for a response that no row is for.
#[doc(hidden)]
#[cold]
pub fn undeclared(response: &RawResponse) -> DecodeError {
    let status: StatusCode = response.status;
    let of = media::of(&response.headers).map(|media_type| format!(" and the type `{media_type}`")).unwrap_or_default();
    DecodeError::new(format!("no response with the status {}{of} is declared", status.as_str()))
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
    fn rows_may_ask_for_a_media_type() {
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
        let refused = "no response with the status 200 and the type `text/html` is declared";
        check("text/html; charset=utf-8", "1", Err(refused));
    }

    #[test]
    fn the_first_row_that_holds_is_taken() {
        let check = |status, body, expected: ListOk| assert_eq!(decode::<ListOk>(status, body).unwrap(), expected);
        check(200, "[1,2]", ListOk::Ok(vec![1, 2]));
        check(204, "", ListOk::NoContent);
        check(201, "made", ListOk::Other("made".into()));
        check(299, "", ListOk::Other(String::new()));
        assert_eq!(decode::<ListError>(404, "x"), Ok(ListError::Missing));
        assert_eq!(decode::<ListError>(599, "x"), Ok(ListError::Any(Bytes::from_static(b"x"))));
    }

    #[test]
    fn what_is_not_declared_is_an_error() {
        let check = |status, body, expected: &str| {
            let error = decode::<ListOk>(status, body).unwrap_err();
            assert!(error.starts_with(expected), "{error}");
        };
        check(302, "", "no response with the status 302 is declared");
        check(100, "", "no response with the status 100 is declared");
        check(200, "[true]", "the body is not the JSON that is declared, at [0]");
        check(200, "", "the body is empty");
    }
}
