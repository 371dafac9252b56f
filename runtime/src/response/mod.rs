//! What came back: a raw response, and how a value is made of it.

pub mod by_status;
mod charset;
pub(crate) mod media;

use std::fmt;
use std::marker::PhantomData;

use bytes::Bytes;
use reqwest::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;

use crate::error::BoxError;
use crate::headers::FromHeaders;
use crate::{HeaderMap, StatusCode, json};

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
        json::has_member::<T>(name)
    }
}

/// A body of XML.
#[cfg(feature = "xml")]
#[derive(Debug)]
pub struct Xml<T>(PhantomData<T>);

#[cfg(feature = "xml")]
impl<T: DeserializeOwned + crate::xml::Described> Decode for Xml<T> {
    type Value = T;

    const ACCEPT: &'static str = "application/xml";

    fn decode(response: &RawResponse) -> Result<T, DecodeError> {
        json::decode(&xml_as_json(response, T::element())?)
    }
}

#[cfg(feature = "xml")]
fn xml_as_json(response: &RawResponse, element: &'static crate::xml::Element) -> Result<Vec<u8>, DecodeError> {
    let text = charset::decode(response)?;
    match crate::xml::read(&text, element) {
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

/// The names of headers, for `Debug`: values may be secrets.
pub(crate) struct HeaderNames<'a>(pub(crate) &'a HeaderMap);

impl fmt::Debug for HeaderNames<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.keys().map(|name| name.as_str())).finish()
    }
}

/// Why no value could be made of a response.
#[derive(Debug)]
pub struct DecodeError {
    message: String,
    path: Option<String>,
    source: Option<BoxError>,
}

impl DecodeError {
    /// An error that says `message`.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), path: None, source: None }
    }

    /// The same, at a place in the JSON body.
    #[must_use]
    pub fn at(self, path: String) -> Self {
        Self { path: Some(path), ..self }
    }

    /// The same, with the error that it comes from.
    #[must_use]
    pub fn with_source(self, source: impl Into<BoxError>) -> Self {
        Self { source: Some(source.into()), ..self }
    }

    /// Where in the JSON body: `submissions[0].creation-date`, or `$` for the whole of it.
    pub fn path(&self) -> Option<&str> {
        self.path.as_deref()
    }

    /// The same, saying what the body claims to be where that is not JSON.
    fn of_type(mut self, headers: &HeaderMap) -> Self {
        let declared = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let declared = declared.split(';').next().unwrap_or_default().trim();
        if !declared.is_empty() && !declared.to_ascii_lowercase().contains("json") {
            self.message.push_str(&format!(" (Content-Type: {declared})"));
        }
        self
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if let Some(path) = &self.path {
            write!(f, ", at {path}")?;
        }
        match &self.source {
            Some(source) => write!(f, ": {source}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for DecodeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| &**source as _)
    }
}
