//! [`webhooks!`](crate::webhooks!): decodes the bodies of requests that a service sends.

use bytes::Bytes;

use crate::call::response::{Decode, RawResponse};
use crate::wire::decode_error::DecodeError;
use crate::{HeaderMap, StatusCode};

/// Implements `decode` and `name` for an enum with a variant per request that a service sends (OpenAPI 3.1.1, `webhooks` and
/// *Callback Object*).
///
/// A row is `Variant: "name" => Decoder,` for a variant that holds the decoded body, or `Variant: "name",` for one without
/// data, which ignores the body. Names are those of the document, by which the receiver of a request knows what it is.
///
/// ```
/// use specwright_runtime::response::Json;
/// use specwright_runtime::webhooks;
///
/// enum WebhookPayload {
///     Count(i64),
///     Ping,
/// }
///
/// webhooks! { WebhookPayload {
///     Count: "count" => Json<_>,
///     Ping: "ping",
/// } }
///
/// let payload = WebhookPayload::decode("count", b"7")?;
/// assert!(matches!(payload, WebhookPayload::Count(7)));
/// assert_eq!(payload.name(), "count");
/// # Ok::<(), specwright_runtime::DecodeError>(())
/// ```
#[macro_export]
macro_rules! webhooks {
    ($Type:ident { $($Variant:ident : $name:literal $(=> $Decoder:ty)?),* $(,)? }) => {
        impl $Type {
            /// The names of all webhooks and callbacks.
            pub const NAMES: &'static [&'static str] = &[$($name),*];

            /// Decodes the body of a received request, by the name of its webhook or callback.
            ///
            /// # Errors
            ///
            /// There is no webhook of this name, or the body is not what the document declares for it.
            pub fn decode(name: &str, body: &[u8]) -> ::std::result::Result<Self, $crate::DecodeError> {
                match name {
                    $($name => ::std::result::Result::Ok(Self::$Variant $(($crate::webhooks::decode::<$Decoder>(body)?))?),)*
                    _ => ::std::result::Result::Err($crate::webhooks::undeclared(name)),
                }
            }

            /// The name of its webhook or callback.
            pub fn name(&self) -> &'static str {
                match self {
                    $(Self::$Variant { .. } => $name,)*
                }
            }
        }
    };
}

/// Decodes a body by the decoder of responses with the same media type.
#[doc(hidden)]
pub fn decode<D: Decode>(body: &[u8]) -> Result<D::Value, DecodeError> {
    let body = Bytes::copy_from_slice(body);
    D::decode(&RawResponse { status: StatusCode::OK, headers: HeaderMap::new(), body })
}

/// The error for a name that the document does not declare.
#[doc(hidden)]
#[cold]
pub fn undeclared(name: &str) -> DecodeError {
    DecodeError::new(format!("a webhook `{name}` is not declared"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::call::response::{Json, Text};

    #[derive(Debug, PartialEq)]
    enum Payload {
        Counts(Vec<i64>),
        Note(String),
        Ping,
    }

    webhooks! { Payload {
        Counts: "counts" => Json<_>,
        Note: "a note" => Text,
        Ping: "ping",
    } }

    #[test]
    fn bodies_are_decoded_by_name() {
        let check = |name: &str, body: &str, expected: Payload| {
            let payload = Payload::decode(name, body.as_bytes()).unwrap();
            assert_eq!((payload.name(), &payload), (name, &expected));
        };
        check("counts", "[1,2]", Payload::Counts(vec![1, 2]));
        check("a note", "hello", Payload::Note("hello".to_owned()));
        check("ping", "anything", Payload::Ping);
        assert_eq!(Payload::NAMES, ["counts", "a note", "ping"]);
    }

    #[test]
    fn errors_say_what_is_wrong() {
        let check = |name: &str, body: &str, expected: &str| {
            let error = Payload::decode(name, body.as_bytes()).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        };
        check("other", "", "a webhook `other` is not declared");
        check("counts", "[true]", "the body is not the JSON that is declared, at [0]");
    }
}
