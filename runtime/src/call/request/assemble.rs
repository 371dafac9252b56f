//! Assembles the [`HttpRequest`] of a [`Request`], before credentials are applied.

use reqwest::header::{CONTENT_TYPE, USER_AGENT};
use reqwest::{Method, Url};

use crate::body::BoxError;
use crate::call::request::target::{Target, without_values};
use crate::call::request::{PathValue, Request};
use crate::transport::HttpRequest;
use crate::wire::percent;

impl Request {
    /// Assembles URL, headers and body.
    ///
    /// # Errors
    ///
    /// Returns what is wrong with the request, and the source of the error.
    pub(super) fn assemble(&self) -> Result<HttpRequest, (String, Option<BoxError>)> {
        if let Some(problem) = &self.0.problem {
            return Err(problem.clone().into_source());
        }
        let url = self.full_url().map_err(|sentence| (sentence, None))?;
        let method = Method::from_bytes(self.method().as_bytes())
            .map_err(|error| (format!("`{}` is not a method", self.method()), Some(error.into())))?;
        let mut headers = self.0.headers.clone();
        if let Some(content_type) = &self.0.content_type {
            headers.entry(CONTENT_TYPE).or_insert_with(|| content_type.clone());
        }
        if let Some(user_agent) = &self.0.client.inner.user_agent {
            headers.entry(USER_AGENT).or_insert_with(|| user_agent.clone());
        }
        self.add_cookies(&mut headers).map_err(|sentence| (sentence, None))?;
        Ok(HttpRequest { method, url, headers, body: self.0.body.clone(), timeout: None })
    }

    /// Method and URL for messages; the template in place of a URL that cannot be built.
    pub(crate) fn target(&self) -> Target {
        let url = self.full_url().map(|url| without_values(&url));
        Target { method: self.method().to_owned(), url: url.unwrap_or_else(|_| self.template().to_owned()) }
    }

    /// The value of a path parameter: the request's own, or the client's.
    pub(super) fn param(&self, name: &str) -> Option<&str> {
        let own = self.0.path.iter().find(|path| path.name == name).map(|path| &path.value);
        own.or_else(|| self.0.client.inner.param(name)).map(String::as_str)
    }

    /// The URL of the request.
    ///
    /// # Errors
    ///
    /// Returns what is wrong with the URL.
    pub(super) fn full_url(&self) -> Result<Url, String> {
        if let Some(url) = &self.0.url {
            return Ok(url.clone());
        }
        let base = self.0.client.inner.base(self.0.operation.servers)?;
        let values: usize = self.0.path.iter().map(|path| path.value.len()).sum();
        let length = base.prefix().len() + self.template().len() + values + self.0.query.len() + 1;
        let mut target = String::with_capacity(length);
        target.push_str(base.prefix());
        let (path, fixed) = split_query(self.template());
        self.expand(path, &mut target)?;
        let mut mark = '?';
        for pair in fixed.into_iter().flat_map(|fixed| fixed.split('&')).filter(|pair| !self.sets(pair)) {
            target.push(std::mem::replace(&mut mark, '&'));
            self.expand(pair, &mut target)?;
        }
        if !self.0.query.is_empty() {
            target.push(mark);
            target.push_str(&self.0.query);
        }
        base.url(&target)
    }

    /// Whether the query sets the parameter of a pair of the template's query.
    fn sets(&self, pair: &str) -> bool {
        let name = |pair: &str| percent::decode(pair.split('=').next().unwrap_or_default());
        let fixed = name(pair);
        self.0.query.split('&').any(|own| !own.is_empty() && name(own) == fixed)
    }

    /// Appends a part of the template with the values of its parameters.
    fn expand(&self, template: &str, built: &mut String) -> Result<(), String> {
        let mut rest = template;
        while let Some((literal, name, tail)) = placeholder(rest) {
            built.push_str(literal);
            let own = self.0.path.iter().find(|path| path.name == name);
            let value = own.map(|path| &path.value).or_else(|| self.0.client.inner.param(name));
            let value = value.ok_or_else(|| self.missing(name))?;
            self.check_segment(value).map_err(|why| format!("the path parameter `{name}` {why}"))?;
            match own {
                Some(PathValue { is_encoded: true, .. }) => built.push_str(value),
                _ => percent::encode_into(built, value.as_bytes()),
            }
            rest = tail;
        }
        built.push_str(rest);
        Ok(())
    }

    fn missing(&self, name: &str) -> String {
        match self.0.client.inner.api.params.iter().find(|param| param.name == name) {
            Some(param) => {
                let variable = param.env.first().map(|name| format!(" (environment: {name})")).unwrap_or_default();
                format!(
                    "the path parameter `{name}` has no value: call `{name}` on the client's builder{variable} or on the request"
                )
            }
            None => format!("the path parameter `{name}` has no value"),
        }
    }
}

/// Splits a template at the `?` before its query, which is not one in braces.
fn split_query(template: &str) -> (&str, Option<&str>) {
    let mut in_name = false;
    let query = template.bytes().position(|byte| {
        in_name = (in_name || byte == b'{') && byte != b'}';
        byte == b'?' && !in_name
    });
    match query.and_then(|query| template.split_at_checked(query)) {
        Some((path, query)) => (path, query.get(1..)),
        None => (template, None),
    }
}

/// Splits a template at its first `{name}`: the text before it, the name, and the text after it.
fn placeholder(template: &str) -> Option<(&str, &str, &str)> {
    // Templates are short, so a byte-wise search is faster than a searcher with setup costs.
    let open = template.bytes().position(|byte| byte == b'{')?;
    let (literal, behind) = template.split_at_checked(open)?;
    let close = behind.bytes().position(|byte| byte == b'}')?;
    Some((literal, behind.get(1..close)?, behind.get(close + 1..)?))
}
