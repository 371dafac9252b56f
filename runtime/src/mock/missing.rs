//! What is said to a request that no stub is for: which came, which there are, and why none of them was.

use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, HeaderValue};
use serde_json::json;

use crate::HeaderMap;
use crate::mock::received::Received;
use crate::mock::rule::{Reply, Rule};

/// Why a stub did not respond, if it did not.
pub(super) type Reason = (&'static str, String);

/// The response to a request that no stub is for. It has the status 501, which is not tried again.
///
/// `pair` is how the API calls code and message of an error, so that errors show them.
pub(super) fn reply(received: &Received, reasons: &[Reason], (code, message): (&str, &str)) -> Reply {
    let body = json!({ code: "no-stub", message: text(received, reasons) });
    response(body.to_string())
}

/// The response of a stub that was told something that cannot be.
pub(super) fn unusable(rule: &Rule, why: &str, (code, message): (&str, &str)) -> Reply {
    let text = format!("the stub for {} cannot respond: {why}", rule.operation.id);
    response(json!({ code: "unusable-stub", message: text }).to_string())
}

fn response(body: String) -> Reply {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    let (status, delay) = (StatusCode::NOT_IMPLEMENTED, std::time::Duration::ZERO);
    Reply { status, headers, body: body.into(), delay, broken: false }
}

/// Values of the query are not shown: they may be secrets.
fn text(received: &Received, reasons: &[Reason]) -> String {
    let mut text = String::from("no stub is for ");
    if let Some(operation) = &received.operation {
        text.push_str(&format!("{operation}, "));
    }
    text.push_str(&format!("{} {}", received.method, received.path));
    for (index, (name, _)) in received.query.iter().enumerate() {
        text.push_str(&format!("{}{name}=…", if index == 0 { "?" } else { "&" }));
    }
    if reasons.is_empty() {
        text.push_str("; there is none at all");
        return text;
    }
    let reasons: Vec<String> = reasons.iter().map(|(operation, why)| format!("{operation} ({why})")).collect();
    text.push_str(&format!("; there are, the last first: {}", reasons.join(", ")));
    text
}
