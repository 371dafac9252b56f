//! Parameters with a style, or with JSON content.

use std::fmt::Display;

use reqwest::header::{COOKIE, HeaderValue};
use serde::Serialize;

use crate::HeaderMap;
use crate::call::request::{PathValue, Request};
use crate::wire::data::Data;
use crate::wire::style::Style;
use crate::wire::{form, percent};

impl Request {
    /// Appends a query parameter in a style.
    pub fn query_styled<T: Serialize + ?Sized>(mut self, name: &str, value: &T, style: Style) -> Self {
        self.push_styled_query(name, Data::of(value), style);
        self
    }

    /// Sets a path parameter in a style. The result is validated as by [`path`](Self::path).
    pub fn path_styled<T: Serialize + ?Sized>(mut self, name: &'static str, value: &T, style: Style) -> Self {
        self.set_styled_path(name, Data::of(value), style);
        self
    }

    /// Appends a header in a style.
    pub fn header_styled<T: Serialize + ?Sized>(mut self, name: &str, value: &T, style: Style) -> Self {
        self.append_styled_header(name, Data::of(value), style);
        self
    }

    /// Appends a cookie, encoded in the style `form`.
    pub fn cookie(mut self, name: &str, value: impl Display) -> Self {
        self.push_cookie(name, &value.to_string());
        self
    }

    /// Appends one or several cookies in a style.
    pub fn cookie_styled<T: Serialize + ?Sized>(mut self, name: &str, value: &T, style: Style) -> Self {
        self.push_styled_cookies(name, Data::of(value), style);
        self
    }

    /// Appends a query parameter with JSON content.
    pub fn query_json<T: Serialize + ?Sized>(mut self, name: &str, value: &T) -> Self {
        match serde_json::to_string(value) {
            Ok(json) => self.push_query(name, &json),
            Err(error) => self.refuse_json("query parameter", name, &error),
        }
        self
    }

    /// Sets a path parameter with JSON content.
    pub fn path_json<T: Serialize + ?Sized>(mut self, name: &'static str, value: &T) -> Self {
        match serde_json::to_string(value) {
            Ok(json) => self.set_path(name, json),
            Err(error) => self.refuse_json("path parameter", name, &error),
        }
        self
    }

    /// Appends a header with JSON content. Non-ASCII characters are written as JSON escapes, since their encoding in a header
    /// is not defined (RFC 9110, section 5.5).
    pub fn header_json<T: Serialize + ?Sized>(mut self, name: &str, value: &T) -> Self {
        match serde_json::to_string(value) {
            Ok(json) => self.append_header(name, &ascii(&json)),
            Err(error) => self.refuse_json("header", name, &error),
        }
        self
    }

    /// Appends a cookie with JSON content. It is percent-encoded, since cookies must not contain quotes and commas (RFC 6265,
    /// section 4.1.1).
    pub fn cookie_json<T: Serialize + ?Sized>(mut self, name: &str, value: &T) -> Self {
        match serde_json::to_string(value) {
            Ok(json) => self.push_cookie(name, &json),
            Err(error) => self.refuse_json("cookie", name, &error),
        }
        self
    }

    /// Sets the whole query, for a parameter `in: querystring` (OpenAPI 3.2) whose content is a form, written as by
    /// [`form`](Self::form).
    pub fn query_string<T: Serialize + ?Sized>(mut self, value: &T) -> Self {
        self.push_query_string(Data::of(value));
        self
    }

    /// Sets the whole query, for a parameter `in: querystring` whose content is percent-encoded JSON.
    pub fn query_string_json<T: Serialize + ?Sized>(mut self, value: &T) -> Self {
        match serde_json::to_string(value) {
            Ok(json) => self.push_raw_query(&json),
            Err(error) => self.refuse("the query cannot be encoded as JSON".into(), Some(error.to_string())),
        }
        self
    }

    /// Sets the whole query, for a parameter `in: querystring` whose content is percent-encoded text.
    pub fn query_string_text(mut self, value: &str) -> Self {
        self.push_raw_query(value);
        self
    }

    fn push_raw_query(&mut self, text: &str) {
        if !self.0.query.is_empty() {
            self.0.query.push('&');
        }
        percent::encode_into(&mut self.0.query, text.as_bytes());
    }

    fn push_styled_query(&mut self, name: &str, value: Result<Data, String>, style: Style) {
        if let Err(why) = value.and_then(|value| style.query(&mut self.0.query, name, &value)) {
            self.refuse(format!("the query parameter `{name}` {why}"), None);
        }
    }

    fn set_styled_path(&mut self, name: &'static str, value: Result<Data, String>, style: Style) {
        let segment = value.and_then(|value| style.path(name, &value));
        match segment.and_then(|segment| self.check_segment(&segment).map(|()| segment)) {
            Ok(value) => self.replace_path(PathValue { name, value, is_encoded: true }),
            Err(why) => self.refuse(format!("the path parameter `{name}` {why}"), None),
        }
    }

    fn append_styled_header(&mut self, name: &str, value: Result<Data, String>, style: Style) {
        match value.and_then(|value| style.header(&value)) {
            Ok(Some(value)) => self.append_header(name, &value),
            Ok(None) => {}
            Err(why) => self.refuse(format!("the header `{name}` {why}"), None),
        }
    }

    fn push_cookie(&mut self, name: &str, value: &str) {
        if !self.0.cookies.is_empty() {
            self.0.cookies.push_str("; ");
        }
        percent::encode_into(&mut self.0.cookies, name.as_bytes());
        self.0.cookies.push('=');
        percent::encode_into(&mut self.0.cookies, value.as_bytes());
    }

    fn push_styled_cookies(&mut self, name: &str, value: Result<Data, String>, style: Style) {
        if let Err(why) = value.and_then(|value| style.cookies(&mut self.0.cookies, name, &value)) {
            self.refuse(format!("the cookie `{name}` {why}"), None);
        }
    }

    fn push_query_string(&mut self, value: Result<Data, String>) {
        if let Err(why) = value.and_then(|value| form::push(&mut self.0.query, &value, &[])) {
            self.refuse(format!("the query {why}"), None);
        }
    }

    fn refuse_json(&mut self, place: &str, name: &str, error: &serde_json::Error) {
        self.refuse(format!("the {place} `{name}` cannot be encoded as JSON"), Some(error.to_string()));
    }

    /// Adds the cookies to those of the `Cookie` header, if it is set.
    ///
    /// # Errors
    ///
    /// Fails if a cookie contains a character that is not allowed in a header.
    pub(super) fn add_cookies(&self, headers: &mut HeaderMap) -> Result<(), String> {
        if self.0.cookies.is_empty() {
            return Ok(());
        }
        // All cookies are in one header (RFC 6265, section 5.4).
        let mut cookies = Vec::new();
        for others in headers.get_all(COOKIE) {
            cookies.extend_from_slice(others.as_bytes());
            cookies.extend_from_slice(b"; ");
        }
        cookies.extend_from_slice(self.0.cookies.as_bytes());
        let mut cookies = HeaderValue::from_bytes(&cookies)
            .map_err(|_| "a cookie contains a control character, such as a line break".to_owned())?;
        cookies.set_sensitive(true);
        headers.insert(COOKIE, cookies);
        Ok(())
    }
}

/// Escapes all characters of a JSON text but visible ASCII. Others only occur in strings.
fn ascii(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            ' '..='~' => out.push(c),
            c => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}"))),
        }
    }
    out
}
