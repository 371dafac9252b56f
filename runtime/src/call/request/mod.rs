//! [`Request`]: the builder of a request.

mod assemble;
mod attempt;
mod body;
mod custom;
pub(crate) mod exchange;
mod following;
mod framing;
mod lookup;
mod page;
mod parameter;
mod security;
mod send;
#[cfg(feature = "mock")]
pub(crate) mod snapshot;
mod streamed;
mod target;

use std::fmt::{self, Display};
use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use reqwest::{Method, Url};
use serde::Serialize;

use crate::HeaderMap;
use crate::body::Body;
use crate::body::BoxError;
use crate::call::client::Client;
use crate::call::description::{self, Idempotency, Operation};
use crate::call::retry::Retry;
use crate::transport::HeaderNames;
use crate::transport::random;
use crate::wire::number::OfNumbers;
use crate::wire::percent;

pub use crate::call::request::framing::Framing;
pub(crate) use crate::call::request::framing::ResponseMode;
pub(crate) use crate::call::request::target::{Target, shown};

/// The builder of a request for an operation. Generated crates wrap it in a type per operation.
///
/// Invalid values are reported by [`send`](Self::send) as [`Error::InvalidRequest`](crate::Error::InvalidRequest). The `Debug`
/// output contains no header values and no query values.
#[derive(Clone)]
#[must_use = "a request does nothing until it is sent"]
pub struct Request(Box<Filled>);

/// The contents of a request. They are boxed, since builders pass requests by value and calls store them.
#[derive(Clone)]
struct Filled {
    client: Client,
    operation: &'static Operation,
    /// What replaces method and path of the operation, for a request that the document does not have.
    custom: Option<Box<Custom>>,
    path: Vec<PathValue>,
    /// Encoded.
    query: String,
    /// Encoded.
    cookies: String,
    headers: HeaderMap,
    /// The media type of the body, unless the header is set.
    content_type: Option<HeaderValue>,
    body: Body,
    timeout: Option<Duration>,
    /// The URL, in place of path and query.
    url: Option<Url>,
    attempt_timeout: Option<Duration>,
    retry: Option<Box<Retry>>,
    idempotent: Option<bool>,
    /// The value of `Accept`, unless the header is set.
    accept: Option<&'static str>,
    /// Whether path parameters may be empty.
    allows_empty_path: bool,
    /// How a streamed response is read.
    mode: Option<ResponseMode>,
    problem: Option<Problem>,
}

/// Method and path of a request that the document does not have.
#[derive(Clone, Debug)]
struct Custom {
    method: Method,
    template: String,
}

/// The value of a path parameter.
#[derive(Clone, Debug)]
struct PathValue {
    name: &'static str,
    value: String,
    is_encoded: bool,
}

/// The first problem of a request.
#[derive(Clone, Debug)]
struct Problem {
    sentence: String,
    /// The message of the underlying error.
    source: Option<String>,
}

impl Client {
    /// Creates an empty request for `operation`.
    pub fn request(&self, operation: &'static Operation) -> Request {
        Request::new(self.clone(), operation)
    }
}

impl Request {
    fn new(client: Client, operation: &'static Operation) -> Self {
        Self(Box::new(Filled {
            client,
            operation,
            custom: None,
            path: Vec::new(),
            query: String::new(),
            cookies: String::new(),
            headers: HeaderMap::new(),
            content_type: None,
            body: Body::default(),
            timeout: None,
            url: None,
            attempt_timeout: None,
            retry: None,
            idempotent: None,
            accept: None,
            allows_empty_path: false,
            mode: None,
            problem: None,
        }))
    }

    /// Sets a path parameter. The value is percent-encoded, including `/`.
    ///
    /// Empty values, `.` and `..` are rejected: URLs drop such segments even if they are encoded (RFC 3986, section 5.2.4),
    /// and the request would reach another resource.
    pub fn path(mut self, name: &'static str, value: impl Display) -> Self {
        self.set_path(name, value.to_string());
        self
    }

    /// Appends a query parameter. Call it repeatedly for several values.
    pub fn query(mut self, name: &str, value: impl Display) -> Self {
        self.push_query(name, &value.to_string());
        self
    }

    /// Appends a header. If `Authorization` is set, it is sent as is, and the client's credentials are not applied.
    pub fn header(mut self, name: &str, value: impl Display) -> Self {
        self.append_header(name, &value.to_string());
        self
    }

    /// Sets a JSON body, with `Content-Type: application/json` unless that header is set.
    pub fn json<T: Serialize + ?Sized>(mut self, body: &T) -> Self {
        self.set_json(serde_json::to_vec(&OfNumbers(body)));
        self
    }

    /// Sets a body of bytes, or a stream of bytes.
    pub fn bytes(mut self, content_type: &str, body: impl Into<Body>) -> Self {
        self.0.headers.remove(CONTENT_TYPE);
        self.set_body(content_type, body.into());
        self
    }

    /// Sets the media type of the body, unless the header `Content-Type` is set.
    pub fn content_type(mut self, content_type: &str) -> Self {
        self.set_content_type(content_type);
        self
    }

    /// Limits the total time of this call, in place of the client's setting.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.0.timeout = Some(timeout);
        self
    }

    /// Limits the time of an attempt of this call, in place of the client's setting.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.0.attempt_timeout = Some(timeout);
        self
    }

    /// Sets how this call is retried, in place of the client's setting.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.0.retry = Some(Box::new(retry));
        self
    }

    /// Sets whether this call is idempotent and can be retried after it may have reached the service. The default is that of
    /// the operation, or of its method.
    pub fn idempotent(mut self, idempotent: bool) -> Self {
        self.0.idempotent = Some(idempotent);
        self
    }

    /// Sets the accepted media types (RFC 9110, section 12.5.1), unless the header `Accept` is set.
    pub fn accept(mut self, media_types: &'static str) -> Self {
        self.0.accept = Some(media_types);
        self
    }

    /// Allows path parameters to be empty: for a service that distinguishes such a path from that of another resource.
    pub fn allow_empty_path(mut self) -> Self {
        self.0.allows_empty_path = true;
        self
    }

    /// Whether the call is idempotent.
    fn is_idempotent(&self) -> bool {
        self.0.idempotent.unwrap_or_else(|| match &self.0.custom {
            Some(custom) => description::is_idempotent(custom.method.as_str()),
            None => self.0.operation.is_idempotent(),
        })
    }

    /// Whether the body can be sent again.
    fn is_replayable(&self) -> bool {
        self.0.body.is_replayable()
    }

    /// The `operationId`.
    pub(crate) fn operation_id(&self) -> &'static str {
        self.0.operation.id
    }

    /// Sets a random idempotency key, if the operation has a header for one that the caller has not set.
    fn add_idempotency_key(&mut self) {
        if let Some(Idempotency::Key(name)) = self.0.operation.idempotency
            && !self.0.headers.contains_key(name)
        {
            self.append_header(name, &random::uuid());
        }
    }

    fn set_path(&mut self, name: &'static str, value: String) {
        if let Err(why) = self.check_segment(&value) {
            self.refuse(format!("the path parameter `{name}` {why}"), None);
        }
        self.replace_path(PathValue { name, value, is_encoded: false });
    }

    fn replace_path(&mut self, value: PathValue) {
        self.0.path.retain(|other| other.name != value.name);
        self.0.path.push(value);
    }

    fn push_query(&mut self, name: &str, value: &str) {
        if !self.0.query.is_empty() {
            self.0.query.push('&');
        }
        percent::encode_into(&mut self.0.query, name.as_bytes());
        self.0.query.push('=');
        percent::encode_into(&mut self.0.query, value.as_bytes());
    }

    fn append_header(&mut self, name: &str, value: &str) {
        let Ok(header) = HeaderName::from_bytes(name.as_bytes()) else {
            return self.refuse(format!("`{name}` is not a valid header name"), None);
        };
        match HeaderValue::from_bytes(value.as_bytes()) {
            Ok(value) => _ = self.0.headers.append(header, value),
            // The value is not shown, since it may be a secret.
            Err(_) => {
                self.refuse(format!("the header `{name}` contains a control character, such as a line break"), None)
            }
        }
    }

    fn set_body(&mut self, content_type: &str, body: Body) {
        self.0.body = body;
        self.set_content_type(content_type);
    }

    fn set_content_type(&mut self, content_type: &str) {
        match HeaderValue::from_bytes(content_type.as_bytes()) {
            Ok(content_type) => self.0.content_type = Some(content_type),
            Err(_) => {
                self.refuse("the header `Content-Type` contains a control character, such as a line break".into(), None)
            }
        }
    }

    fn set_json(&mut self, body: serde_json::Result<Vec<u8>>) {
        match body {
            Ok(body) => {
                self.0.content_type = Some(HeaderValue::from_static("application/json"));
                self.0.body = body.into();
            }
            Err(error) => self.refuse("the body cannot be encoded as JSON".into(), Some(error.to_string())),
        }
    }

    /// Validates a path segment.
    ///
    /// # Errors
    ///
    /// Returns the problem, as a predicate to follow the parameter's name.
    fn check_segment(&self, value: &str) -> Result<(), String> {
        match value {
            "" if !self.0.allows_empty_path => Err("is empty, so the request would reach another resource".into()),
            "." | ".." => {
                Err(format!("is `{value}`, which URLs resolve away, so the request would reach another resource"))
            }
            _ => Ok(()),
        }
    }

    /// Records a problem, unless there is one already.
    fn refuse(&mut self, sentence: String, source: Option<String>) {
        self.0.problem.get_or_insert(Problem { sentence, source });
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let query = self.0.query.split('&').map(|pair| pair.split('=').next().unwrap_or_default());
        f.debug_struct("Request")
            .field("operation", &self.0.operation.id)
            .field("path", &self.0.path.iter().map(|path| (path.name, &path.value)).collect::<Vec<_>>())
            .field("query", &query.filter(|name| !name.is_empty()).collect::<Vec<_>>())
            .field("headers", &HeaderNames(&self.0.headers))
            .field("body", &self.0.body)
            .field("timeout", &self.0.timeout)
            .field("problem", &self.0.problem)
            .finish_non_exhaustive()
    }
}

impl Problem {
    fn into_source(self) -> (String, Option<BoxError>) {
        (self.sentence, self.source.map(BoxError::from))
    }
}
