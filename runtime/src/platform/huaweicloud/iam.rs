//! Asking IAM, and [`IamError`]: what it refused.

use std::fmt;

use reqwest::header::{CONTENT_TYPE, HeaderValue};
use reqwest::{Method, Url};
use serde_json::Value;

use crate::call::auth::inquiry::{self, InquiryError, Reply, ask};
use crate::call::error::{Line, code_and_message};
use crate::call::retry::Retry;
use crate::transport::{HttpRequest, Transport};
use crate::{HeaderMap, StatusCode};

/// Members of IAM's errors that hold code and message: the gateway's, and, in an object, IAM's own.
const PAIRS: &[(&str, &str)] = &[("error_code", "error_msg"), ("code", "message")];

/// The headers that hold the id of a request: IAM's own, and the gateway's.
const REQUEST_ID: [&str; 2] = ["x-iam-trace-id", "x-request-id"];

/// What IAM refused.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct IamError {
    status: StatusCode,
    code: Option<String>,
    message: Option<String>,
    request_id: Option<String>,
}

impl IamError {
    fn of(reply: &Reply) -> Self {
        let (code, message) = code_and_message(PAIRS, &reply.body);
        let id = REQUEST_ID.iter().find_map(|name| reply.headers.get(*name));
        let request_id = id.map(|id| String::from_utf8_lossy(id.as_bytes()).into_owned());
        Self { status: reply.status, code, message, request_id }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// IAM's code, such as `IAM.0004`, or the status once more.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// What IAM says of it.
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// The id that IAM gave the request, from the header `X-IAM-Trace-Id`.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }
}

impl fmt::Display for IamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IAM responded {}", self.status)?;
        if let Some(id) = &self.request_id {
            write!(f, ", request id {}", Line(id))?;
        }
        // Some codes are the status, which was said.
        let code = self.code.as_deref().filter(|code| *code != self.status.as_str());
        for said in [code, self.message.as_deref()].into_iter().flatten() {
            write!(f, ": {}", Line(said))?;
        }
        Ok(())
    }
}

impl std::error::Error for IamError {}

/// The URL of a path of IAM's.
///
/// # Errors
///
/// A sentence: it is none.
pub(super) fn url(base: &str, path: &str) -> Result<Url, String> {
    let url = format!("{base}{path}");
    Url::parse(&url).map_err(|error| format!("The address of IAM, `{url}`, is not a URL: {error}."))
}

/// Tells IAM something.
///
/// # Errors
///
/// IAM refused it or did not respond.
pub(super) async fn post(transport: &dyn Transport, url: Url, body: &Value) -> Result<Reply, InquiryError<IamError>> {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json;charset=UTF-8"));
    send(transport, &inquiry::request(Method::POST, url, headers, body.to_string().into())).await
}

/// Sends a request to IAM.
///
/// # Errors
///
/// IAM refused it or did not respond.
pub(super) async fn send(transport: &dyn Transport, request: &HttpRequest) -> Result<Reply, InquiryError<IamError>> {
    let reply = ask(transport, request, &Retry::default(), "IAM").await?;
    if reply.status.is_success() { Ok(reply) } else { Err(InquiryError::Refused(IamError::of(&reply))) }
}
