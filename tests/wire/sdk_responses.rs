//! Every recorded response to the official SDK for Python, sent to this client too: both decode it to the same values, or the
//! difference is in a table, with the reason why ours is better.

use std::collections::BTreeSet;

use huaweicloud_cdm::Error;
use huaweicloud_cdm::types::ErrorResponse;
use serde_json::Value;

use crate::clients::{start_with_body, with_token};
use crate::facts::{by_value, facts};
use crate::server::{Response, Server};
use crate::traps::CIRCUMSTANCES;

/// A difference: the case, what differs, the SDK's result, this client's result, and why that is right.
type Difference = (&'static str, &'static str, &'static str, &'static str, &'static str);

const RESPONSES: &[Difference] = &[
    (
        "bool_as_string_false",
        "response",
        r#"{"isIncrementing":true}"#,
        "invalid response, 200: submissions[0].isIncrementing",
        "the SDK decodes every string as true, `false` too",
    ),
    (
        "date_non_numeric_string",
        "response",
        "invalid literal for int() with base 10: '2024-11-06'",
        "invalid response, 200: submissions[0].creation-date",
        "both fail; the SDK with an error that is none of its own, and without the response",
    ),
    ("empty_body", "response", "{}", "invalid response, 200: no body", "nothing says what was started"),
    (
        "error_body_with_200",
        "response",
        "{}",
        "service error, 200: Cdm.0100",
        "the service says that there is no such job",
    ),
    ("json_array", "response", "{}", "invalid response, 200: $", "this is no response to the call"),
    (
        "last_udpate_user_seed_spelling",
        "last-udpate-user",
        "",
        "cdm",
        "the spelling of the manual, which the SDK does not know",
    ),
    (
        "last_update_user_sdk_spelling",
        "last-udpate-user",
        "",
        "cdm",
        "one field for both spellings, written as the manual does",
    ),
    ("last_update_user_sdk_spelling", "last-update-user", "cdm", "", "as above"),
    (
        "long_beyond_i64",
        "response",
        "1180591620717411303424",
        "invalid response, 200: submissions[0].creation-date",
        "no date is that late; the manual says Long",
    ),
    ("not_json_200", "response", "{}", "invalid response, 200: $", "a page of a proxy is no response to the call"),
    ("status_204_no_body", "response", "{}", "invalid response, 204: no body", "nothing says what was started"),
    (
        "status_302",
        "response",
        "{}",
        "service error, 302: no body",
        "nothing was started here, and other places were not requested",
    ),
    ("stoping_bool", "isStopingIncrement", "True", "true", "as JSON writes it, not as Python does"),
];

const ERRORS: &[Difference] = &[
    ("429_no_retry", "code", "429", "APIGW.0308", "the SDK loses the body"),
    ("429_no_retry", "message", "Max retries exceeded", "throttled", "as above, though nothing was retried"),
    ("429_no_retry", "request id", "", "req-err-1", "as above, and the headers"),
    ("cdm_errCode_externalMessage_400", "code", "400", "Cdm.0100", "CDM's own names, which the SDK does not know"),
    (
        "cdm_errCode_externalMessage_400",
        "message",
        r#"{"errCode":"Cdm.0100","externalMessage":"Job[jdbc2hive] doesn't exist."}"#,
        "Job[jdbc2hive] doesn't exist.",
        "as above",
    ),
    ("cdm_errCode_externalMessage_500", "code", "500", "Cdm.0100", "as above"),
    (
        "cdm_errCode_externalMessage_500",
        "message",
        r#"{"errCode":"Cdm.0100","externalMessage":"Job[jdbc2hive] doesn't exist."}"#,
        "Job[jdbc2hive] doesn't exist.",
        "as above",
    ),
    ("json_array", "code", "400", "X", "lists of errors are read, too"),
    ("json_array", "message", r#"[{"error_code":"X","error_msg":"Y"}]"#, "Y", "as above"),
    ("json_string", "message", "\"oops\"", "oops", "a string is the message"),
    ("only_error_code", "code", "400", "X", "a code without a message is one"),
];

type Found = BTreeSet<(String, String, String, String)>;

/// Compares the differences with the known ones.
fn check(found: &Found, known: &[Difference]) {
    let row = |row: &Difference| (row.0.to_owned(), row.1.to_owned(), row.2.to_owned(), row.3.to_owned());
    let known: Found = known.iter().map(row).collect();
    let list = |rows: Vec<&(String, String, String, String)>| {
        let line = |(case, of, theirs, ours): &(String, String, String, String)| {
            format!("\n{case}, {of}: {theirs:?} against {ours:?}")
        };
        rows.into_iter().map(line).collect::<String>()
    };
    let (unknown, missing) = (list(found.difference(&known).collect()), list(known.difference(found).collect()));
    assert!(unknown.is_empty() && missing.is_empty(), "not in the table:{unknown}\nin the table only:{missing}");
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// The kind of this client's error, with its place or code.
fn wrong(error: &Error<ErrorResponse>) -> String {
    let status = error.status().map(|status| status.as_u16()).unwrap_or_default();
    let more = error.json_path().or(error.code()).unwrap_or("no body");
    format!("{}, {status}: {more}", error.kind())
}

/// The differences between two responses: properties of the only submission, or else the whole response.
fn differences(theirs: &str, ours: &str) -> Vec<(String, String, String)> {
    let whole = vec![("response".to_owned(), theirs.to_owned(), ours.to_owned())];
    let json = |text: &str| serde_json::from_str::<Value>(text).ok().map(by_value);
    let Some((theirs, ours)) = json(theirs).zip(json(ours)) else { return whole };
    let properties = |value: &Value| value["submissions"][0].as_object().cloned();
    match (properties(&theirs), properties(&ours)) {
        (Some(mut theirs), Some(mut ours)) => {
            let names: BTreeSet<String> = theirs.keys().chain(ours.keys()).cloned().collect();
            let pair = |name: String| {
                let (theirs, ours) = (theirs.remove(&name), ours.remove(&name));
                (theirs != ours).then(|| (name, text(&theirs.unwrap_or_default()), text(&ours.unwrap_or_default())))
            };
            names.into_iter().filter_map(pair).collect()
        }
        (None, None) if theirs == ours => Vec::new(),
        _ => whole,
    }
}

#[tokio::test]
async fn every_response_is_decoded_at_least_as_well() {
    let Some(capture) = facts("sdk-capture.json") else { return };
    let cases = capture["responses"].as_object().expect("there are responses");
    assert_eq!(cases.len(), 28);
    let mut found = Found::new();
    for (case, seen) in cases {
        let status = seen["http_status"].as_u64().and_then(|status| u16::try_from(status).ok()).unwrap_or(200);
        let server = Server::start(vec![Response::json(status, &text(&seen["body"]))]);
        let ours = match start_with_body(&with_token(&server)).send().await {
            Ok(response) => serde_json::to_value(response).expect("what was read can be written").to_string(),
            Err(error) => wrong(&error),
        };
        let theirs = match seen["exception"]["str"].as_str() {
            Some(error) => error.to_owned(),
            None => text(&seen["print"]),
        };
        // These cannot be compared as a whole.
        let theirs = match case.as_str() {
            "bool_as_string_false" if theirs.contains(r#""isIncrementing": true"#) => {
                r#"{"isIncrementing":true}"#.into()
            }
            "long_beyond_i64" if theirs.contains("1180591620717411303424") => "1180591620717411303424".into(),
            _ => theirs,
        };
        let differences = differences(&theirs, &ours);
        found.extend(differences.into_iter().map(|(of, theirs, ours)| (case.clone(), of, theirs, ours)));
    }
    check(&found, RESPONSES);
}

#[tokio::test]
async fn every_error_is_reported_at_least_as_well() {
    let Some(capture) = facts("sdk-capture.json") else { return };
    let cases = capture["errors"].as_object().expect("there are errors");
    assert_eq!(cases.len(), 23);
    let mut found = Found::new();
    for (case, seen) in cases {
        let status = seen["status"].as_u64().and_then(|status| u16::try_from(status).ok()).expect("there is a status");
        let body = text(&seen["body"]);
        let headers = seen["headers"].as_object().expect("there may be headers").iter();
        let headers: Vec<(&str, String)> = headers.map(|(name, value)| (name.as_str(), text(value))).collect();
        let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let server = Server::start(vec![Response::with(status, &headers, &body)]);
        let error = start_with_body(&with_token(&server)).send().await.expect_err("it is an error");
        assert!(matches!(error, Error::Service(_)), "{case}: {error}");
        assert_eq!(server.received().len() as u64, seen["requests_sent"], "{case}");
        assert_eq!(error.raw_body(), Some(body.as_bytes()), "{case}: the received body is kept");

        let theirs = &seen["exception"];
        let authorization = error.body().and_then(|body| body.encoded_authorization_message.clone());
        let status = status.to_string();
        let pairs = [
            ("status", text(&theirs["status_code"]), error.status().map(|status| status.as_str().to_owned())),
            ("request id", text(&theirs["request_id"]), error.request_id().map(str::to_owned)),
            // Without code and message, the SDK uses the status and the body.
            ("code", text(&theirs["error_code"]), error.code().map(str::to_owned).or(Some(status))),
            ("message", text(&theirs["error_msg"]), error.message().map(str::to_owned).or(Some(body))),
            ("authorization", text(&theirs["encoded_auth_msg"]), authorization),
        ];
        for (of, theirs, ours) in pairs {
            let ours = ours.unwrap_or_default();
            let theirs = match theirs.contains("Max retries exceeded") {
                true => "Max retries exceeded".to_owned(),
                false => theirs,
            };
            if theirs != ours {
                found.insert((case.clone(), of.to_owned(), theirs, ours));
            }
        }
    }
    check(&found, ERRORS);
}

#[test]
fn every_circumstance_has_a_test() {
    let Some(capture) = facts("sdk-capture.json") else { return };
    let seen: BTreeSet<&str> =
        capture["transport"].as_object().expect("there are circumstances").keys().map(String::as_str).collect();
    assert_eq!(seen, CIRCUMSTANCES.iter().copied().collect());
}
