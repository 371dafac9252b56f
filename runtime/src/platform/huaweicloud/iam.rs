//! Requests to IAM, and [`IamError`]: its error responses.

use std::fmt;

use reqwest::header::{CONTENT_TYPE, HeaderValue};
use reqwest::{Method, Url};
use serde_json::Value;

use crate::call::auth::Fetcher;
use crate::call::auth::fetch::{self, FetchError, FetchResponse};
use crate::call::error::{Line, code_and_message};
use crate::transport::HttpRequest;
use crate::{HeaderMap, StatusCode};

/// The properties of IAM's errors that hold code and message: those of the gateway, and those of IAM in a nested object.
const PAIRS: &[(&str, &str)] = &[("error_code", "error_msg"), ("code", "message")];

/// The headers that hold the request ID: IAM's own, and that of the gateway.
const REQUEST_ID: [&str; 2] = ["x-iam-trace-id", "x-request-id"];

/// An error response of IAM.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct IamError {
    status: StatusCode,
    code: Option<String>,
    message: Option<String>,
    request_id: Option<String>,
}

impl IamError {
    fn of(reply: &FetchResponse) -> Self {
        let (code, message) = code_and_message(PAIRS, &reply.body);
        let id = REQUEST_ID.iter().find_map(|name| reply.headers.get(*name));
        let request_id = id.map(|id| String::from_utf8_lossy(id.as_bytes()).into_owned());
        Self { status: reply.status, code, message, request_id }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// IAM's error code, such as `IAM.0004`, or the status.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// IAM's error message.
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// The request ID, from the header `X-IAM-Trace-Id`.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }
}

impl fmt::Display for IamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IAM responded with {}", self.status)?;
        if let Some(id) = &self.request_id {
            write!(f, ", request id {}", Line(id))?;
        }
        // Some codes repeat the status.
        let code = self.code.as_deref().filter(|code| *code != self.status.as_str());
        for detail in [code, self.message.as_deref()].into_iter().flatten() {
            write!(f, ": {}", Line(detail))?;
        }
        Ok(())
    }
}

impl std::error::Error for IamError {}

/// The URL of a path of IAM.
///
/// # Errors
///
/// Fails if the base URL is invalid.
pub(super) fn url(base: &str, path: &str) -> Result<Url, String> {
    let url = format!("{base}{path}");
    Url::parse(&url).map_err(|error| format!("The address of IAM, `{url}`, is not a URL: {error}."))
}

/// Posts JSON to IAM.
///
/// # Errors
///
/// Fails if IAM returns an error or does not respond.
pub(super) async fn post(fetcher: &Fetcher, url: Url, body: &Value) -> Result<FetchResponse, FetchError<IamError>> {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json;charset=UTF-8"));
    send(fetcher, &fetch::request(Method::POST, url, headers, body.to_string().into())).await
}

/// Sends a request to IAM.
///
/// # Errors
///
/// Fails if IAM returns an error or does not respond.
pub(super) async fn send(fetcher: &Fetcher, request: &HttpRequest) -> Result<FetchResponse, FetchError<IamError>> {
    let reply = fetcher.send(request, "IAM").await?;
    if reply.status.is_success() { Ok(reply) } else { Err(FetchError::Rejected(IamError::of(&reply))) }
}
