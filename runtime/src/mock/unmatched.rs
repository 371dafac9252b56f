//! Responses to unmatched requests, which describe the request and why each stub did not match.

use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, HeaderValue};
use serde_json::json;

use crate::HeaderMap;
use crate::mock::mapping::{MockResponse, StubMapping};
use crate::mock::received::ReceivedRequest;

/// The operation of a stub, and why the stub did not match.
pub(super) type Reason = (&'static str, String);

/// The response to a request that no stub matches. Its status is 501, which clients do not retry.
///
/// The last argument is the API's pair of property names for code and message, so that clients report them.
pub(super) fn response(received: &ReceivedRequest, reasons: &[Reason], (code, message): (&str, &str)) -> MockResponse {
    let body = json!({ code: "no-stub", message: text(received, reasons) });
    not_implemented(body.to_string())
}

/// The response of a stub with an invalid configuration.
pub(super) fn unusable(mapping: &StubMapping, why: &str, (code, message): (&str, &str)) -> MockResponse {
    let text = format!("the stub for {} cannot respond: {why}", mapping.operation.id);
    not_implemented(json!({ code: "unusable-stub", message: text }).to_string())
}

fn not_implemented(body: String) -> MockResponse {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    let (status, delay) = (StatusCode::NOT_IMPLEMENTED, std::time::Duration::ZERO);
    MockResponse { status, headers, body: body.into(), delay, broken: false }
}

/// Describes the request and the stubs. Query values are not shown, since they may be secrets.
fn text(received: &ReceivedRequest, reasons: &[Reason]) -> String {
    let mut text = String::from("no stub matches ");
    if let Some(operation) = &received.operation {
        text.push_str(&format!("{operation}, "));
    }
    text.push_str(&format!("{} {}", received.method, received.path));
    for (index, (name, _)) in received.query.iter().enumerate() {
        text.push_str(&format!("{}{name}=…", if index == 0 { "?" } else { "&" }));
    }
    if reasons.is_empty() {
        text.push_str("; no stub is registered");
        return text;
    }
    let reasons: Vec<String> = reasons.iter().map(|(operation, why)| format!("{operation} ({why})")).collect();
    text.push_str(&format!("; registered stubs, newest first: {}", reasons.join(", ")));
    text
}
