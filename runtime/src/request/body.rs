//! Bodies that are forms.

use reqwest::header::CONTENT_TYPE;
use serde::Serialize;

use crate::data::Data;
use crate::request::Request;
use crate::{Style, form, multipart};

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

    /// The same, with media types for some members (OpenAPI 3.0.4, *Encoding Object*, `contentType`). A type that a
    /// file has of its own comes before them.
    pub fn multipart_with<T: Serialize + ?Sized>(mut self, body: &T, types: &[(&str, &str)]) -> Self {
        self.set_multipart(Data::of(body), types);
        self
    }

    fn set_form(&mut self, body: Result<Data, String>, styles: &[(&str, Style)]) {
        let mut text = String::new();
        match body.and_then(|body| form::push(&mut text, &body, styles)) {
            Ok(()) => {
                self.content_type = Some("application/x-www-form-urlencoded");
                self.body = text.into();
            }
            Err(why) => self.refuse(format!("the body {why}"), None),
        }
    }

    fn set_multipart(&mut self, body: Result<Data, String>, types: &[(&str, &str)]) {
        match body.and_then(|body| multipart::write(&body, types)) {
            Ok((body, boundary)) => {
                self.headers.remove(CONTENT_TYPE);
                self.append_header(CONTENT_TYPE.as_str(), &format!("multipart/form-data; boundary={boundary}"));
                self.body = body.into();
            }
            Err(why) => self.refuse(format!("the body {why}"), None),
        }
    }
}
