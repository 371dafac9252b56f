//! [`responses!`](crate::responses!): the table of answers that differ by status.

use crate::StatusCode;
use crate::response::{DecodeError, RawResponse};

/// Implements [`Decode`](crate::Decode) for an enum that has a variant for each answer, from a table of which is which
/// (OpenAPI 3.0.4, *Responses Object*).
///
/// A row is `Variant: test => Decoder,` where the variant holds what the decoder makes, or `Variant: test,` where it
/// holds nothing, and the body is passed over. The first row whose test holds is taken:
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
///     Other: range(2) => Text,
/// } }
/// ```
#[macro_export]
macro_rules! responses {
    ($Type:ident { $($Variant:ident : $test:ident ($($argument:expr)?) $(=> $Decoder:ty)?),* $(,)? }) => {
        impl $crate::Decode for $Type {
            type Value = Self;

            fn decode(response: &$crate::response::RawResponse) -> Result<Self, $crate::DecodeError> {
                $(if $crate::response::by_status::$test(response $(, $argument)?) {
                    return Ok(Self::$Variant $((<$Decoder as $crate::Decode>::decode(response)?))?);
                })*
                Err($crate::response::by_status::undeclared(response))
            }
        }
    };
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

/// The error for a status that no row is for.
#[doc(hidden)]
#[cold]
pub fn undeclared(response: &RawResponse) -> DecodeError {
    let status: StatusCode = response.status;
    DecodeError::new(format!("no answer with the status {} is declared", status.as_str()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::response::{Binary, Decode, Json, RawResponse, Text};
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
        let status = StatusCode::from_u16(status).unwrap();
        let response = RawResponse { status, headers: HeaderMap::new(), body: Bytes::from_static(body.as_bytes()) };
        D::decode(&response).map_err(|error| error.to_string())
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
        check(302, "", "no answer with the status 302 is declared");
        check(100, "", "no answer with the status 100 is declared");
        check(200, "[true]", "the body is not the JSON that is declared, at [0]");
        check(200, "", "the body is empty");
    }
}
