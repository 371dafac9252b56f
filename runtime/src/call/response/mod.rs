//! What came back: a raw response, and how a value is made of it.

pub mod by_status;
mod charset;
pub(crate) mod media;

use std::fmt;
use std::marker::PhantomData;

use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::transport::HeaderNames;
use crate::wire::decode_error::DecodeError;
use crate::wire::headers::FromHeaders;
use crate::wire::json;
use crate::{HeaderMap, StatusCode};

/// A response whose body has been read, before anything is made of it.
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

/// A way to make a value of a response.
pub trait Decode {
    /// What is made.
    type Value;

    /// The media type of which it is made, if there is one: what `Accept` says unless something else is set.
    const ACCEPT: &'static str = "";

    /// Makes it.
    ///
    /// # Errors
    ///
    /// A response that is not what was declared.
    fn decode(response: &RawResponse) -> Result<Self::Value, DecodeError>;

    /// Whether the value has a place for the member `name` of a body that is a JSON object; `true` where that cannot be
    /// told. A response with status 2xx that is an error nevertheless is known by having no member that the value has;
    /// see [`Errors::in_success`](crate::description::Errors::in_success).
    fn has_member(response: &RawResponse, name: &str) -> bool {
        let _ = (response, name);
        true
    }
}

/// A body of JSON.
#[derive(Debug)]
pub struct Json<T>(PhantomData<T>);

impl<T: DeserializeOwned> Decode for Json<T> {
    type Value = T;

    const ACCEPT: &'static str = media::JSON;

    fn decode(response: &RawResponse) -> Result<T, DecodeError> {
        json::decode(&response.body).map_err(|error| error.of_type(&response.headers))
    }

    fn has_member(_: &RawResponse, name: &str) -> bool {
        json::has_property::<T>(name)
    }
}

/// A body of XML.
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
    let text = charset::decode(response)?;
    match crate::wire::xml::read(&text, element) {
        Ok(value) => Ok(value.to_string().into_bytes()),
        Err(what) => Err(DecodeError::new(format!("the body is not the XML that is declared: {what}"))),
    }
}

/// A body of text, in UTF-8 unless `Content-Type` says that it is in ISO 8859-1.
#[derive(Debug)]
pub enum Text {}

impl Decode for Text {
    type Value = String;

    fn decode(response: &RawResponse) -> Result<String, DecodeError> {
        charset::decode(response)
    }
}

/// A body of any bytes.
#[derive(Debug)]
pub enum Binary {}

impl Decode for Binary {
    type Value = Bytes;

    fn decode(response: &RawResponse) -> Result<Bytes, DecodeError> {
        Ok(response.body.clone())
    }
}

/// A body that says nothing: whatever is in it is passed over.
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

/// The body by `D`, and the status and headers with it.
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
            body: D::decode(response)?,
        })
    }

    fn has_member(response: &RawResponse, name: &str) -> bool {
        D::has_member(response, name)
    }
}

/// A response with all that belongs to it. Its `Debug` shows the names of the headers, not their values.
#[derive(Clone)]
#[non_exhaustive]
pub struct Response<T, H = ()> {
    /// The status.
    pub status: StatusCode,
    /// All headers.
    pub headers: HeaderMap,
    /// The headers that the document declares, as it declares them.
    pub declared: H,
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
