//! Responses, and the decoders that turn them into values.

pub mod by_status;
mod charset;
#[cfg(feature = "mock")]
#[doc(hidden)]
pub mod encode;
#[cfg(feature = "mock")]
#[doc(hidden)]
pub mod encode_by_status;
pub(crate) mod media;
#[cfg(feature = "mock")]
pub(crate) mod statuses;

use std::fmt;
use std::marker::PhantomData;

use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::transport::HeaderNames;
use crate::wire::decode_error::DecodeError;
use crate::wire::headers::FromHeaders;
use crate::wire::json;
use crate::{HeaderMap, StatusCode};

/// A response whose body has been read but not decoded.
#[derive(Clone)]
pub struct RawResponse {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("status", &self.status)
            .field("headers", &HeaderNames(&self.headers))
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

/// Decodes responses into values.
pub trait Decode {
    /// The decoded type.
    type Value;

    /// The media type that it decodes, as the default of `Accept`; empty for any.
    const ACCEPT: &'static str = "";

    /// Decodes a response.
    ///
    /// # Errors
    ///
    /// Fails if the response does not match its declaration.
    fn decode(response: &RawResponse) -> Result<Self::Value, DecodeError>;

    /// Whether the type declares the property `name` of a JSON object; `true` if that is unknown. A 2xx response that is an
    /// error is recognised by having no declared property; see
    /// [`Errors::in_success`](crate::description::Errors::in_success).
    fn has_member(response: &RawResponse, name: &str) -> bool {
        let _ = (response, name);
        true
    }

    /// Whether the body of an error has any property that the type declares, so that the value says something. `true` for
    /// bodies that are no JSON objects.
    fn recognizes(response: &RawResponse) -> bool {
        let _ = response;
        true
    }
}

/// Decodes a JSON body. `null` is an empty list or map, and an empty body is `None`, if `T` is one.
#[derive(Debug)]
pub struct Json<T>(PhantomData<T>);

impl<T: DeserializeOwned> Decode for Json<T> {
    type Value = T;

    const ACCEPT: &'static str = media::JSON;

    fn decode(response: &RawResponse) -> Result<T, DecodeError> {
        json::decode_tolerantly(&response.body).map_err(|error| error.of_type(&response.headers))
    }

    fn has_member(_: &RawResponse, name: &str) -> bool {
        json::has_property::<T>(name)
    }

    fn recognizes(response: &RawResponse) -> bool {
        json::has_any_property::<T>(&response.body)
    }
}

/// Decodes a JSON body, which must be exactly as it is declared.
#[derive(Debug)]
pub struct StrictJson<T>(PhantomData<T>);

impl<T: DeserializeOwned> Decode for StrictJson<T> {
    type Value = T;

    const ACCEPT: &'static str = media::JSON;

    fn decode(response: &RawResponse) -> Result<T, DecodeError> {
        json::decode(&response.body).map_err(|error| error.of_type(&response.headers))
    }

    fn has_member(_: &RawResponse, name: &str) -> bool {
        json::has_property::<T>(name)
    }

    fn recognizes(response: &RawResponse) -> bool {
        json::has_any_property::<T>(&response.body)
    }
}

/// Decodes an XML body.
#[cfg(feature = "xml")]
#[derive(Debug)]
pub struct Xml<T>(PhantomData<T>);

#[cfg(feature = "xml")]
impl<T: DeserializeOwned + crate::wire::xml::Described> Decode for Xml<T> {
    type Value = T;

    const ACCEPT: &'static str = "application/xml";

    fn decode(response: &RawResponse) -> Result<T, DecodeError> {
        json::decode(&xml_as_json(response, T::element())?)
    }
}

#[cfg(feature = "xml")]
fn xml_as_json(response: &RawResponse, element: &'static crate::wire::xml::Element) -> Result<Vec<u8>, DecodeError> {
    let text = charset::decode(&response.headers, &response.body)?;
    match crate::wire::xml::read(&text, element) {
        Ok(value) => Ok(value.to_string().into_bytes()),
        Err(what) => Err(DecodeError::new(format!("the body is not the XML that is declared: {what}"))),
    }
}

/// Decodes a text body, in UTF-8 or in the charset of `Content-Type`.
#[derive(Debug)]
pub enum Text {}

impl Decode for Text {
    type Value = String;

    fn decode(response: &RawResponse) -> Result<String, DecodeError> {
        // A service that offers both may send the text as a JSON string.
        if media::of(&response.headers).is_some_and(|media_type| media::is_json(&media_type))
            && let Ok(text) = serde_json::from_slice(&response.body)
        {
            return Ok(text);
        }
        charset::decode(&response.headers, &response.body)
    }
}

/// Returns the bytes of the body.
#[derive(Debug)]
pub enum Binary {}

impl Decode for Binary {
    type Value = Bytes;

    fn decode(response: &RawResponse) -> Result<Bytes, DecodeError> {
        Ok(response.body.clone())
    }
}

/// Ignores the body.
#[derive(Debug)]
pub enum Empty {}

impl Decode for Empty {
    type Value = ();

    fn decode(_: &RawResponse) -> Result<(), DecodeError> {
        Ok(())
    }

    fn has_member(_: &RawResponse, _: &str) -> bool {
        false
    }
}

/// Decodes the body by `D`, and returns it with status and headers.
#[derive(Debug)]
pub struct Full<D, H = ()>(PhantomData<(D, H)>);

impl<D: Decode, H: FromHeaders> Decode for Full<D, H> {
    type Value = Response<D::Value, H>;

    const ACCEPT: &'static str = D::ACCEPT;

    fn decode(response: &RawResponse) -> Result<Self::Value, DecodeError> {
        Ok(Response {
            status: response.status,
            headers: response.headers.clone(),
            declared: H::from_headers(&response.headers)?,
            raw_body: response.body.clone(),
            body: D::decode(response)?,
        })
    }

    fn has_member(response: &RawResponse, name: &str) -> bool {
        D::has_member(response, name)
    }
}

/// A decoded response with its status and headers. Its `Debug` output contains the names of the headers, not their values.
#[derive(Clone)]
#[non_exhaustive]
pub struct Response<T, H = ()> {
    /// The status.
    pub status: StatusCode,
    /// All headers.
    pub headers: HeaderMap,
    /// The headers that the document declares, with their types.
    pub declared: H,
    /// The bytes of the body, also of what the decoded body lacks.
    pub raw_body: Bytes,
    /// The body.
    pub body: T,
}

impl<T: fmt::Debug, H> fmt::Debug for Response<T, H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("headers", &HeaderNames(&self.headers))
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}
