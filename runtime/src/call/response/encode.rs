//! [`Encode`]: encodes values as responses, the inverse of [`Decode`].

use std::fmt;

use bytes::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::call::response::statuses::Statuses;
use crate::call::response::{Binary, Decode, Empty, Json, StrictJson, Text, media};
use crate::wire::number::OfNumbers;

/// Encodes a value as a response, the inverse of [`Decode`].
pub trait Encode: Decode {
    /// Encodes a value.
    ///
    /// # Errors
    ///
    /// Returns the reason why the value cannot be encoded, as a predicate to follow "the response".
    fn encode(value: &Self::Value) -> Result<Encoded, String>;
}

/// An encoded value: the statuses, the media type and the body of its response.
#[derive(Clone)]
pub struct Encoded {
    pub(crate) statuses: Statuses,
    pub(crate) content_type: Option<String>,
    pub(crate) body: Bytes,
}

impl Encoded {
    /// A response without a body, and its possible statuses.
    #[doc(hidden)]
    pub fn of(statuses: Statuses) -> Self {
        Self { statuses, content_type: None, body: Bytes::new() }
    }

    /// Sets the declared media type. A range (`image/*`) becomes `image/x-any`.
    #[doc(hidden)]
    #[must_use]
    pub fn typed(self, declared: &str) -> Self {
        let essence = declared.split(';').next().unwrap_or_default().trim();
        let content_type = match essence {
            "*" | "*/*" | "" => None,
            essence => Some(essence.replace('*', "x-any")),
        };
        Self { content_type, ..self }
    }

    /// Sets the body.
    ///
    /// # Errors
    ///
    /// Fails if the value cannot be encoded.
    #[doc(hidden)]
    pub fn with<E: Encode>(self, body: &E::Value) -> Result<Self, String> {
        let Self { content_type, body, .. } = E::encode(body)?;
        Ok(Self { statuses: self.statuses, content_type: self.content_type.or(content_type), body })
    }

    fn body(content_type: &str, body: impl Into<Bytes>) -> Self {
        Self { statuses: Statuses::Any(&[]), content_type: Some(content_type.to_owned()), body: body.into() }
    }
}

impl fmt::Debug for Encoded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Encoded")
            .field("statuses", &self.statuses)
            .field("content_type", &self.content_type)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

impl<T: DeserializeOwned + Serialize> Encode for Json<T> {
    fn encode(value: &T) -> Result<Encoded, String> {
        match serde_json::to_vec(&OfNumbers(value)) {
            Ok(body) => Ok(Encoded::body(media::JSON, body)),
            Err(error) => Err(format!("cannot be encoded as JSON: {error}")),
        }
    }
}

impl<T: DeserializeOwned + Serialize> Encode for StrictJson<T> {
    fn encode(value: &T) -> Result<Encoded, String> {
        Json::<T>::encode(value)
    }
}

#[cfg(feature = "xml")]
impl<T: DeserializeOwned + Serialize + crate::wire::xml::Described> Encode for crate::call::response::Xml<T> {
    fn encode(value: &T) -> Result<Encoded, String> {
        let value = serde_json::to_value(value).map_err(|error| error.to_string());
        let text = value.and_then(|value| crate::wire::xml::write(&value, T::element()));
        text.map(|text| Encoded::body("application/xml", text))
            .map_err(|why| format!("cannot be encoded as XML: {why}"))
    }
}

impl Encode for Text {
    fn encode(value: &String) -> Result<Encoded, String> {
        Ok(Encoded::body("text/plain", value.clone()))
    }
}

impl Encode for Binary {
    fn encode(value: &Bytes) -> Result<Encoded, String> {
        Ok(Encoded::body("application/octet-stream", value.clone()))
    }
}

impl Encode for Empty {
    fn encode((): &()) -> Result<Encoded, String> {
        Ok(Encoded::of(Statuses::Any(&[])))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::Encode;
    use crate::call::response::{Binary, Decode, Json, RawResponse, Text};
    use crate::{Bytes, HeaderMap, responses};

    #[derive(Clone, Debug, PartialEq)]
    enum ListOk {
        Ok(Vec<i64>),
        NoContent,
        Image(Bytes),
        Other(Box<str>),
    }

    responses! { ListOk {
        Ok: status(200) => Json<_>,
        NoContent: status(204),
        Image: range(2) of "image/*" => Binary,
        Other: any() => Json<_>,
    } }

    #[derive(Clone, Debug, PartialEq)]
    enum ListError {
        Missing(String),
        Many(i64),
        Any(i64),
    }

    responses! { ListError {
        Missing: status(404) of "text/x-reason; charset=utf-8" => Text,
        Many: range(5) => Json<_>,
        Any: any() => Json<_>,
    } }

    /// Encodes a value, and checks that decoding returns it.
    fn check<E: Encode<Value = E> + Clone + std::fmt::Debug + PartialEq>(
        value: E,
        default_status: u16,
        expected: (u16, &str),
    ) {
        let encoded = E::encode(&value).unwrap();
        let status = encoded.statuses.choose(default_status);
        let mut headers = HeaderMap::new();
        if let Some(content_type) = &encoded.content_type {
            headers.insert("content-type", content_type.parse().unwrap());
        }
        let content_type = encoded.content_type.as_deref().unwrap_or_default();
        assert_eq!((status.as_u16(), content_type), expected, "{value:?}");
        let response = RawResponse { status, headers, body: encoded.body };
        assert_eq!(<E as Decode>::decode(&response).unwrap(), value);
    }

    #[test]
    fn variants_have_their_status_and_media_type() {
        check(ListOk::Ok(vec![1]), 200, (200, "application/json"));
        check(ListOk::NoContent, 200, (204, ""));
        check(ListOk::Image(Bytes::from_static(b"1")), 200, (201, "image/x-any"));
        check(ListOk::Other("x".into()), 200, (500, "application/json"));
        check(ListError::Missing("no".into()), 500, (404, "text/x-reason"));
        check(ListError::Many(1), 500, (500, "application/json"));
        check(ListError::Any(1), 500, (400, "application/json"));
    }
}
