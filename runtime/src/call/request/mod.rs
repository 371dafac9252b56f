//! [`Request`]: one call, while it is being filled in.

mod assemble;
mod attempt;
mod body;
pub(crate) mod exchange;
mod lookup;
mod page;
mod parameter;
mod poll;
#[cfg(feature = "mock")]
mod said;
mod security;
mod streamed;

use std::fmt::{self, Display};
use std::time::Duration;

use reqwest::Url;
use reqwest::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::HeaderMap;
use crate::body::Body;
use crate::body::BoxError;
use crate::call::client::Client;
use crate::call::description::{Idempotency, Operation};
use crate::call::future::Call;
use crate::call::request::streamed::Wanted;
use crate::call::response::Decode;
use crate::call::retry::Retry;
use crate::series::pages::{Items, Pages, Paging};
use crate::series::wait::{Wait, Waiting};
use crate::transport::HeaderNames;
use crate::transport::random;
use crate::wire::percent;

#[cfg(feature = "mock")]
pub(crate) use crate::call::request::said::Said;

/// One call of an operation, while it is being filled in.
///
/// What is wrong with it is kept, and comes out of [`send`](Self::send) as [`Error::InvalidRequest`](crate::Error). Its
/// `Debug` shows no header values and no query values.
#[derive(Clone)]
#[must_use = "a request does nothing until it is sent"]
pub struct Request(Box<Filled>);

/// What is filled in. It is behind a pointer, since builders hand requests on by value, and calls hold them.
#[derive(Clone)]
struct Filled {
    client: Client,
    operation: &'static Operation,
    path: Vec<PathValue>,
    /// Encoded.
    query: String,
    /// Encoded.
    cookies: String,
    headers: HeaderMap,
    /// What the body is, unless a header says otherwise.
    content_type: Option<HeaderValue>,
    body: Body,
    timeout: Option<Duration>,
    /// Where it goes in place of what path and query say.
    url: Option<Url>,
    attempt_timeout: Option<Duration>,
    retry: Option<Box<Retry>>,
    idempotent: Option<bool>,
    /// What the caller understands, unless a header says otherwise.
    accept: Option<&'static str>,
    /// What the response is, where it is not read here.
    wanted: Option<Wanted>,
    problem: Option<Problem>,
}

/// The value of a path parameter.
#[derive(Clone, Debug)]
struct PathValue {
    name: &'static str,
    value: String,
    is_encoded: bool,
}

/// The first thing that is wrong with a request.
#[derive(Clone, Debug)]
struct Problem {
    sentence: String,
    /// The text of the error that it comes from.
    source: Option<String>,
}

impl Request {
    pub(crate) fn new(client: Client, operation: &'static Operation) -> Self {
        Self(Box::new(Filled {
            client,
            operation,
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
            wanted: None,
            problem: None,
        }))
    }

    /// The value of a path parameter. It is percent-encoded as a whole: a `/` in it does not begin a new segment.
    ///
    /// Empty, `.` and `..` are refused: URLs drop such segments even where they are encoded (RFC 3986, section 5.2.4),
    /// and the call would reach another resource.
    pub fn path(mut self, name: &'static str, value: impl Display) -> Self {
        self.set_path(name, value.to_string());
        self
    }

    /// A parameter of the query, after those already there. Repeat it for a parameter with several values.
    pub fn query(mut self, name: &str, value: impl Display) -> Self {
        self.push_query(name, &value.to_string());
        self
    }

    /// A header, beside those of this name already there. An `Authorization` set here is sent as it is, and nothing is
    /// signed.
    pub fn header(mut self, name: &str, value: impl Display) -> Self {
        self.append_header(name, &value.to_string());
        self
    }

    /// A body of JSON, with `Content-Type: application/json` unless that header is set otherwise.
    pub fn json<T: Serialize + ?Sized>(mut self, body: &T) -> Self {
        self.set_json(serde_json::to_vec(body));
        self
    }

    /// A body of any bytes, or of a stream of them.
    pub fn bytes(mut self, content_type: &str, body: impl Into<Body>) -> Self {
        self.0.headers.remove(CONTENT_TYPE);
        self.set_body(content_type, body.into());
        self
    }

    /// What the body is, in place of what it usually is, unless the header `Content-Type` is set otherwise.
    pub fn content_type(mut self, content_type: &str) -> Self {
        self.set_content_type(content_type);
        self
    }

    /// How long this call may take in all, in place of what the client says.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.0.timeout = Some(timeout);
        self
    }

    /// How long one attempt of this call may take, in place of what the client says.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.0.attempt_timeout = Some(timeout);
        self
    }

    /// How this call is tried again, in place of what the client says.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.0.retry = Some(Box::new(retry));
        self
    }

    /// Whether this call may be repeated: whether sending it twice has the effect of sending it once. Without, the
    /// operation or else its method says so.
    pub fn idempotent(mut self, idempotent: bool) -> Self {
        self.0.idempotent = Some(idempotent);
        self
    }

    /// What the caller understands (RFC 9110, section 12.5.1), unless the header `Accept` is set otherwise.
    pub fn accept(mut self, media_types: &'static str) -> Self {
        self.0.accept = Some(media_types);
        self
    }

    /// Sends the request when the call is awaited. A response with status 2xx is decoded by `D`, any other by `E`.
    ///
    /// `Accept` is what they understand, unless it is set.
    pub fn send<D: Decode, E: Decode>(self) -> Call<D::Value, E::Value> {
        Call::new::<D, E>(self.0.operation.id, Box::pin(exchange::exchange(self.accepting::<D, E>())))
    }

    fn accepting<D: Decode, E: Decode>(mut self) -> Self {
        self.0.accept = self.0.accept.or([D::ACCEPT, E::ACCEPT].into_iter().find(|accept| !accept.is_empty()));
        self
    }

    /// Sends the request for one page after another, as they are wanted. Each is decoded as by [`send`](Self::send).
    pub fn pages<D: Decode, E: Decode>(self, paging: &'static Paging) -> Pages<D::Value, E::Value> {
        Pages::new::<D, E>(self.accepting::<D, E>(), paging)
    }

    /// Sends the request for one page after another, as what is on them is wanted.
    pub fn items<I: DeserializeOwned, E: Decode>(self, paging: &'static Paging) -> Items<I, E::Value> {
        Items::new::<E>(self, paging)
    }

    /// Sends the request, and asks about what it has begun until that has come to its end. What is told is decoded by `D`;
    /// a response that says why it was not begun by `E`, and one that says why it cannot be told by `F`.
    pub fn wait<D: Decode, E: Decode, F: Decode>(
        self,
        waiting: &'static Waiting,
    ) -> Wait<D::Value, E::Value, F::Value> {
        Wait::new::<D, E, F>(self, waiting)
    }

    /// Whether sending it twice has the effect of sending it once.
    fn is_idempotent(&self) -> bool {
        self.0.idempotent.unwrap_or_else(|| self.0.operation.is_idempotent())
    }

    /// Whether the body can be had again for another attempt.
    fn is_replayable(&self) -> bool {
        self.0.body.is_replayable()
    }

    /// The `operationId`.
    #[cfg(feature = "blocking")]
    pub(crate) fn operation_id(&self) -> &'static str {
        self.0.operation.id
    }

    /// Puts a random key into the header that the operation has for one, unless the caller has given one.
    fn add_idempotency_key(&mut self) {
        if let Some(Idempotency::Key(name)) = self.0.operation.idempotency
            && !self.0.headers.contains_key(name)
        {
            self.append_header(name, &random::uuid());
        }
    }

    fn set_path(&mut self, name: &'static str, value: String) {
        if let Err(why) = check_segment(&value) {
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
            return self.refuse(format!("`{name}` is not a name that a header can have"), None);
        };
        match HeaderValue::from_bytes(value.as_bytes()) {
            Ok(value) => _ = self.0.headers.append(header, value),
            // The value is not shown: it may be a secret.
            Err(_) => self.refuse(
                format!("the header `{name}` has a control character in its value, such as a line break"),
                None,
            ),
        }
    }

    fn set_body(&mut self, content_type: &str, body: Body) {
        self.0.body = body;
        self.set_content_type(content_type);
    }

    fn set_content_type(&mut self, content_type: &str) {
        match HeaderValue::from_bytes(content_type.as_bytes()) {
            Ok(content_type) => self.0.content_type = Some(content_type),
            Err(_) => self.refuse(
                "the header `Content-Type` has a control character in its value, such as a line break".into(),
                None,
            ),
        }
    }

    fn set_json(&mut self, body: serde_json::Result<Vec<u8>>) {
        match body {
            Ok(body) => {
                self.0.content_type = Some(HeaderValue::from_static("application/json"));
                self.0.body = body.into();
            }
            Err(error) => self.refuse("the body cannot be written as JSON".into(), Some(error.to_string())),
        }
    }

    /// Keeps what is wrong, unless something is already.
    fn refuse(&mut self, sentence: String, source: Option<String>) {
        self.0.problem.get_or_insert(Problem { sentence, source });
    }
}

/// Whether `value` can be a segment of a path.
///
/// # Errors
///
/// Why not, to follow the parameter's name.
fn check_segment(value: &str) -> Result<(), String> {
    match value {
        "" => Err("is empty, which would address another resource".into()),
        "." | ".." => Err(format!("is `{value}`, which URLs drop, so that another resource would be addressed")),
        _ => Ok(()),
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
