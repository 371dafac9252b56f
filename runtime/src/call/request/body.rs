//! Request bodies: forms, multipart, sequences of JSON values, and XML.

use reqwest::header::{CONTENT_TYPE, HeaderValue};
use serde::Serialize;

use crate::body::Body;
use crate::call::request::Request;
use crate::transport::random;
use crate::wire::data::Data;
use crate::wire::json_items::JsonItems;
use crate::wire::multipart::Part;
use crate::wire::style::Style;
use crate::wire::{form, multipart};

impl Request {
    /// Sets a form as body, with `Content-Type: application/x-www-form-urlencoded` unless that header is set.
    ///
    /// Fields are written in order, a list as one pair per element, and nested fields with names in brackets (`a[b]=c`).
    /// `None` is omitted. Numbers and booleans are written as in JSON.
    pub fn form<T: Serialize + ?Sized>(self, body: &T) -> Self {
        self.form_with(body, &[])
    }

    /// Sets a form as body, with styles for some fields (OpenAPI 3.0.4, *Encoding Object*).
    pub fn form_with<T: Serialize + ?Sized>(mut self, body: &T, styles: &[(&str, Style)]) -> Self {
        self.set_form(Data::of(body), styles);
        self
    }

    /// Sets a multipart form as body (`multipart/form-data`, RFC 7578).
    ///
    /// Each field is a part, a list is one part per element. Scalars are text, a [`File`](crate::File) is its bytes with its
    /// name and media type, anything else is JSON. `None` is omitted.
    pub fn multipart<T: Serialize + ?Sized>(self, body: &T) -> Self {
        self.multipart_with(body, &[])
    }

    /// Sets a multipart form as body, with the declared encoding of some fields (OpenAPI 3.0.4, *Encoding Object*).
    pub fn multipart_with<T: Serialize + ?Sized>(mut self, body: &T, parts: &[Part]) -> Self {
        self.set_multipart("multipart/form-data", Data::of_parts(body), parts);
        self
    }

    /// Sets a body of another multipart type, such as `multipart/related` (RFC 2387). Its parts have no names; they are in
    /// the order of the fields.
    pub fn multipart_as<T: Serialize + ?Sized>(mut self, content_type: &str, body: &T, parts: &[Part]) -> Self {
        self.set_multipart(content_type, Data::of_parts(body), parts);
        self
    }

    /// Sets JSON values as body, one per line, with `Content-Type: application/x-ndjson` unless that header is set.
    pub fn json_lines<T>(mut self, items: impl Into<JsonItems<T>>) -> Self {
        self.set_items("application/x-ndjson", items.into().into_body(false));
        self
    }

    /// Sets JSON values as body, each preceded by a record separator (RFC 7464), with `Content-Type: application/json-seq`
    /// unless that header is set.
    pub fn json_seq<T>(mut self, items: impl Into<JsonItems<T>>) -> Self {
        self.set_items("application/json-seq", items.into().into_body(true));
        self
    }

    /// Sets an XML body, with `Content-Type: application/xml` unless that header is set.
    #[cfg(feature = "xml")]
    pub fn xml<T: Serialize + crate::wire::xml::Described>(mut self, body: &T) -> Self {
        self.set_xml(serde_json::to_value(body), T::element());
        self
    }

    #[cfg(feature = "xml")]
    fn set_xml(&mut self, body: serde_json::Result<crate::Value>, element: &'static crate::wire::xml::Element) {
        match body.map_err(|error| error.to_string()).and_then(|body| crate::wire::xml::write(&body, element)) {
            Ok(text) => {
                self.0.content_type = Some(HeaderValue::from_static("application/xml"));
                self.0.body = text.into();
            }
            Err(why) => self.refuse(format!("the body {why}"), None),
        }
    }

    fn set_items(&mut self, content_type: &'static str, body: Result<Body, String>) {
        match body {
            Ok(body) => {
                self.0.content_type = Some(HeaderValue::from_static(content_type));
                self.0.body = body;
            }
            Err(why) => self.refuse("the body cannot be encoded as JSON".into(), Some(why)),
        }
    }

    fn set_form(&mut self, body: Result<Data, String>, styles: &[(&str, Style)]) {
        let mut text = String::new();
        match body.and_then(|body| form::push(&mut text, &body, styles)) {
            Ok(()) => {
                self.0.content_type = Some(HeaderValue::from_static("application/x-www-form-urlencoded"));
                self.0.body = text.into();
            }
            Err(why) => self.refuse(format!("the body {why}"), None),
        }
    }

    fn set_multipart(&mut self, content_type: &str, body: Result<Data, String>, parts: &[Part]) {
        let named = content_type == "multipart/form-data";
        match body.and_then(|body| multipart::write(&body, parts, named, random::number)) {
            Ok((body, boundary)) => {
                // A media type set earlier would have another boundary.
                self.0.headers.remove(CONTENT_TYPE);
                self.set_body(&format!("{content_type}; boundary={boundary}"), body);
            }
            Err(why) => self.refuse(format!("the body {why}"), None),
        }
    }
}
