//! Bodies that are forms.

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
    /// A form as body, with `Content-Type: application/x-www-form-urlencoded` unless that header is set otherwise.
    ///
    /// Members come in order, a list under its name once for each element, what is nested with names in brackets
    /// (`a[b]=c`); what is `None` is left out. Numbers and booleans are written as JSON has them.
    pub fn form<T: Serialize + ?Sized>(self, body: &T) -> Self {
        self.form_with(body, &[])
    }

    /// The same, with styles for some members (OpenAPI 3.0.4, *Encoding Object*).
    pub fn form_with<T: Serialize + ?Sized>(mut self, body: &T, styles: &[(&str, Style)]) -> Self {
        self.set_form(Data::of(body), styles);
        self
    }

    /// A form with files as body, of type `multipart/form-data` (RFC 7578).
    ///
    /// Each member is a part, a list is a part for each element. Single values are text, a [`File`](crate::File) is its
    /// bytes with its name and type, anything else is JSON. What is `None` is left out.
    pub fn multipart<T: Serialize + ?Sized>(self, body: &T) -> Self {
        self.multipart_with(body, &[])
    }

    /// The same, with what a document says of some members (OpenAPI 3.0.4, *Encoding Object*).
    pub fn multipart_with<T: Serialize + ?Sized>(mut self, body: &T, parts: &[Part]) -> Self {
        self.set_multipart("multipart/form-data", Data::of_parts(body), parts);
        self
    }

    /// The same as a body of another type of those that have parts, such as `multipart/related` (RFC 2387). Its parts
    /// have no names; they come in the order of the members.
    pub fn multipart_as<T: Serialize + ?Sized>(mut self, content_type: &str, body: &T, parts: &[Part]) -> Self {
        self.set_multipart(content_type, Data::of_parts(body), parts);
        self
    }

    /// JSON values as body, a line each, with `Content-Type: application/x-ndjson` unless that header is set otherwise.
    pub fn json_lines<T>(mut self, items: impl Into<JsonItems<T>>) -> Self {
        self.set_items("application/x-ndjson", items.into().into_body(false));
        self
    }

    /// JSON values as body, each behind a record separator (RFC 7464), with `Content-Type: application/json-seq` unless
    /// that header is set otherwise.
    pub fn json_seq<T>(mut self, items: impl Into<JsonItems<T>>) -> Self {
        self.set_items("application/json-seq", items.into().into_body(true));
        self
    }

    /// A body of XML, with `Content-Type: application/xml` unless that header is set otherwise.
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
            Err(why) => self.refuse("the body cannot be written as JSON".into(), Some(why)),
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
                // Another type would have another boundary.
                self.0.headers.remove(CONTENT_TYPE);
                self.set_body(&format!("{content_type}; boundary={boundary}"), body);
            }
            Err(why) => self.refuse(format!("the body {why}"), None),
        }
    }
}
