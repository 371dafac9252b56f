//! Decoding the service's responses: the example of the manual, and what the service sends that differs from its table.

use huaweicloud_cdm::Error;
use huaweicloud_cdm::job::{JobStatus, StartJobResponse, StartJobSubmission};
use huaweicloud_cdm::types::ErrorResponse;
use serde_json::{Value, json};

use crate::clients::{start, start_with_body, with_token};
use crate::page::RESPONSE;
use crate::server::Server;

type Outcome<T> = Result<T, Box<Error<ErrorResponse>>>;

/// The result of a call with this response.
async fn response(body: &str) -> Outcome<StartJobResponse> {
    let server = Server::json(body);
    start(&with_token(&server)).send().await.map_err(Box::new)
}

/// The decoded submission with these properties.
async fn submission(properties: &str) -> Outcome<StartJobSubmission> {
    let response = response(&format!("{{\"submissions\":[{{{properties}}}]}}")).await?;
    let mut submissions = response.submissions.expect("there is a list");
    assert_eq!(submissions.len(), 1);
    Ok(submissions.remove(0))
}

/// Checks the field that several values of its property decode to, or that the error has the path of the property.
async fn check<T: PartialEq + std::fmt::Debug>(
    property: &str,
    field: impl Fn(StartJobSubmission) -> Option<T>,
    cases: &[(&str, Result<Option<T>, &str>)],
) {
    for (value, expected) in cases {
        let outcome = submission(&format!("\"job-name\":\"j\",\"{property}\":{value}")).await;
        assert_eq!(outcome.is_ok(), expected.is_ok(), "{property}: {value}: {outcome:?}");
        match (outcome, expected) {
            (Ok(submission), Ok(expected)) => assert_eq!(&field(submission), expected, "{property}: {value}"),
            (Err(error), Err(expected)) => {
                assert!(matches!(*error, Error::Decode(_)), "{value}: {error}");
                assert_eq!(error.json_path(), Some(format!("submissions[0].{property}").as_str()), "{value}");
                assert!(error.to_string().contains(expected), "{value}: {error}");
            }
            _ => {}
        }
    }
}

#[tokio::test]
async fn the_response_of_the_manual_is_decoded() {
    let server = Server::json(RESPONSE);
    let response = start_with_body(&with_token(&server)).send().await.unwrap();
    let submissions = response.submissions.unwrap();
    assert_eq!(submissions.len(), 1);
    let submission = &submissions[0];
    assert_eq!(submission.job_name.as_deref(), Some("jdbc2hive"));
    assert_eq!(submission.creation_user.as_deref(), Some("cdm"));
    assert_eq!(submission.creation_date, Some(1_536_905_778_725));
    assert_eq!(submission.progress, Some(1.0));
    assert_eq!(submission.status, Some(JobStatus::Booting));
    assert_eq!(submission.submission_id, None);
    assert_eq!(submission.is_stoping_increment, None);
    assert_eq!(submission.last_update_user, None);
    let expected = json!({
        "job-name": "jdbc2hive",
        "creation-user": "cdm",
        "creation-date": 1_536_905_778_725_i64,
        "progress": 1,
        "status": "BOOTING",
    });
    assert_eq!(serde_json::to_value(submission).unwrap(), expected);
}

#[tokio::test]
async fn a_full_response_has_status_and_headers() {
    let server = Server::json(RESPONSE);
    let response = start(&with_token(&server)).send_full().await.unwrap();
    assert_eq!(response.status, 200);
    assert_eq!(response.headers["content-type"], "application/json");
    assert_eq!(response.body.submissions.map(|submissions| submissions.len()), Some(1));
}

#[tokio::test]
async fn all_sixteen_properties_are_decoded_and_encoded() {
    let full = json!({
        "isIncrementing": true,
        "delete_rows": 1,
        "update_rows": 2,
        "write_rows": 3_000_000_000_i64,
        "submission-id": 4,
        "job-name": "j",
        "creation-user": "u",
        "creation-date": 5,
        "execute-date": 6,
        "progress": 7.5,
        "status": "SUCCEEDED",
        "isStopingIncrement": "no",
        "is-execute-auto": false,
        "last-update-date": 8,
        "last-udpate-user": "v",
        "isDeleteJob": true,
    });
    let properties = full.to_string();
    let read = submission(properties.trim_start_matches('{').trim_end_matches('}')).await.unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), full);
    let fields = (read.is_incrementing, read.delete_rows, read.update_rows, read.write_rows, read.submission_id);
    assert_eq!(fields, (Some(true), Some(1), Some(2), Some(3_000_000_000), Some(4)));
    let fields = (read.creation_date, read.execute_date, read.last_update_date, read.progress);
    assert_eq!(fields, (Some(5), Some(6), Some(8), Some(7.5)));
    let fields = (read.is_stoping_increment.as_deref(), read.is_execute_auto, read.is_delete_job);
    assert_eq!(fields, (Some("no"), Some(false), Some(true)));
    let fields = (read.job_name.as_deref(), read.creation_user.as_deref(), read.last_update_user.as_deref());
    assert_eq!(fields, (Some("j"), Some("u"), Some("v")));
}

#[tokio::test]
async fn dates_are_decoded_from_numbers_and_strings() {
    let cases: &[(&str, Result<Option<i64>, &str>)] = &[
        ("1536905778725", Ok(Some(1_536_905_778_725))),
        ("\"1536905778725\"", Ok(Some(1_536_905_778_725))),
        ("1536905778725.0", Ok(Some(1_536_905_778_725))),
        ("1.536905778725e12", Ok(Some(1_536_905_778_725))),
        ("\"1536905778725.0\"", Ok(Some(1_536_905_778_725))),
        ("-1", Ok(Some(-1))),
        ("\"0\"", Ok(Some(0))),
        ("9223372036854775807", Ok(Some(i64::MAX))),
        ("\"9223372036854775807\"", Ok(Some(i64::MAX))),
        ("null", Ok(None)),
        ("\"abc\"", Err("abc")),
        ("\"2024-11-06\"", Err("2024-11-06")),
        ("\"\"", Err("integer")),
        ("1.5", Err("1.5")),
        ("true", Err("true")),
        ("{\"a\":[1]}", Err("integer")),
        ("9223372036854775808", Err("out of range")),
        ("\"9223372036854775808\"", Err("9223372036854775808")),
        ("1180591620717411303424", Err("integer")),
    ];
    check("creation-date", |submission| submission.creation_date, cases).await;
    check("execute-date", |submission| submission.execute_date, cases).await;
    check("last-update-date", |submission| submission.last_update_date, cases).await;
}

#[tokio::test]
async fn progress_is_decoded_from_numbers_and_strings() {
    let cases = [
        ("1", Ok(Some(1.0))),
        ("12.5", Ok(Some(12.5))),
        ("\"1\"", Ok(Some(1.0))),
        ("-1", Ok(Some(-1.0))),
        ("\"-1\"", Ok(Some(-1.0))),
        ("0", Ok(Some(0.0))),
        ("100", Ok(Some(100.0))),
        ("null", Ok(None)),
        ("\"half\"", Err("half")),
        ("\"NaN\"", Err("NaN")),
        ("[]", Err("number")),
    ];
    check("progress", |submission| submission.progress, &cases).await;
}

#[tokio::test]
async fn whether_it_is_stopping_is_decoded_from_strings_and_booleans() {
    let cases = [
        ("\"\"", Ok(Some(String::new()))),
        ("\"yes\"", Ok(Some("yes".into()))),
        ("true", Ok(Some("true".into()))),
        ("false", Ok(Some("false".into()))),
        ("null", Ok(None)),
        ("[true]", Err("string")),
        ("{\"a\":1}", Err("string")),
    ];
    check("isStopingIncrement", |submission| submission.is_stoping_increment, &cases).await;
}

#[tokio::test]
async fn integers_are_wider_than_the_sdk_s() {
    let cases = [
        ("1099511627776", Ok(Some(1_099_511_627_776))),
        ("4294967296", Ok(Some(4_294_967_296))),
        ("0", Ok(Some(0))),
        ("null", Ok(None)),
        ("9223372036854775808", Err("i64")),
        ("\"many\"", Err("i64")),
    ];
    check("submission-id", |submission| submission.submission_id, &cases).await;
    check("write_rows", |submission| submission.write_rows, &cases).await;
    check("update_rows", |submission| submission.update_rows, &cases).await;
    check("delete_rows", |submission| submission.delete_rows, &cases).await;
}

#[tokio::test]
async fn a_string_for_a_boolean_is_an_error() {
    let cases = [("true", Ok(Some(true))), ("false", Ok(Some(false))), ("null", Ok(None)), ("\"false\"", Err("bool"))];
    check("isIncrementing", |submission| submission.is_incrementing, &cases).await;
    check("is-execute-auto", |submission| submission.is_execute_auto, &cases).await;
    check("isDeleteJob", |submission| submission.is_delete_job, &cases).await;
}

#[tokio::test]
async fn the_last_user_is_decoded_under_either_spelling() {
    let check = async |properties: &str, expected: Option<&str>| {
        let submission = submission(properties).await.unwrap();
        assert_eq!(submission.last_update_user.as_deref(), expected, "{properties}");
        // It is encoded with the spelling of the manual.
        let written = serde_json::to_value(&submission).unwrap();
        assert_eq!(written.get("last-udpate-user").and_then(Value::as_str), expected, "{properties}");
        assert_eq!(written.get("last-update-user"), None);
    };
    check(r#""last-udpate-user":"page""#, Some("page")).await;
    check(r#""last-update-user":"right""#, Some("right")).await;
    check(r#""last-udpate-user":"page","last-update-user":"right""#, Some("page")).await;
    check(r#""last-update-user":"right","last-udpate-user":"page""#, Some("page")).await;
    check(r#""last-udpate-user":null,"last-update-user":"right""#, Some("right")).await;
    check(r#""last-update-user":"right","last-udpate-user":null"#, Some("right")).await;
    check(r#""last-udpate-user":"page","last-update-user":null"#, Some("page")).await;
    check(r#""last-update-user":null,"last-udpate-user":"page""#, Some("page")).await;
    check(r#""last-update-user":null,"last-udpate-user":null"#, None).await;
}

#[tokio::test]
async fn every_status_is_kept() {
    let check = async |text: &str, expected: JobStatus| {
        let submission = submission(&format!("\"status\":\"{text}\"")).await.unwrap();
        assert_eq!(submission.status.as_ref(), Some(&expected));
        assert_eq!(expected.to_string(), text);
        assert_eq!(serde_json::to_value(&submission).unwrap(), json!({ "status": text }));
    };
    check("BOOTING", JobStatus::Booting).await;
    check("FAILURE_ON_SUBMIT", JobStatus::FailureOnSubmit).await;
    check("RUNNING", JobStatus::Running).await;
    check("SUCCEEDED", JobStatus::Succeeded).await;
    check("FAILED", JobStatus::Failed).await;
    check("UNKNOWN", JobStatus::Unknown).await;
    check("NEVER_EXECUTED", JobStatus::NeverExecuted).await;
    check("PENDING", JobStatus::Other("PENDING".into())).await;
    check("booting", JobStatus::Other("booting".into())).await;
    check("", JobStatus::Other(String::new())).await;
}

#[tokio::test]
async fn unknown_missing_and_null_properties_are_no_error() {
    let blank = serde_json::to_value(submission("").await.unwrap()).unwrap();
    assert_eq!(blank, json!({}));

    let nulls = "\"isIncrementing\":null,\"delete_rows\":null,\"update_rows\":null,\"write_rows\":null,\
        \"submission-id\":null,\"job-name\":null,\"creation-user\":null,\"creation-date\":null,\"execute-date\":null,\
        \"progress\":null,\"status\":null,\"isStopingIncrement\":null,\"is-execute-auto\":null,\
        \"last-update-date\":null,\"last-udpate-user\":null,\"isDeleteJob\":null";
    assert_eq!(submission(nulls).await.unwrap(), submission("").await.unwrap());

    let known = submission(r#""job-name":"j""#).await.unwrap();
    for extra in [r#""extra":{"a":[1,{"b":null}]}"#, r#""extra":null"#, r#""Job-Name":"k""#, r#""error-summary":"x""#] {
        assert_eq!(submission(&format!("\"job-name\":\"j\",{extra}")).await.unwrap(), known, "{extra}");
    }
}

#[tokio::test]
async fn the_list_may_be_missing_empty_or_null() {
    let check = async |body: &str, expected: Option<usize>| {
        let response = response(body).await.unwrap();
        assert_eq!(response.submissions.map(|submissions| submissions.len()), expected, "{body}");
    };
    check("{}", None).await;
    check(r#"{"submissions":null}"#, None).await;
    check(r#"{"submissions":[]}"#, Some(0)).await;
    check(r#"{"submissions":[{},{}]}"#, Some(2)).await;
    check(r#"{"submissions":{"job-name":"j"}}"#, Some(1)).await;
    check(r#"{"total":1,"submissions":[{}],"page":{}}"#, Some(1)).await;
    check("\u{feff}{\"submissions\":[{}]}", Some(1)).await;
}

#[tokio::test]
async fn errors_contain_the_path_of_the_value() {
    let check = async |body: &str, path: &str| {
        let error = response(body).await.unwrap_err();
        assert!(matches!(*error, Error::Decode(_)), "{body}: {error}");
        assert_eq!(error.json_path(), Some(path), "{body}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
        assert_eq!(error.raw_body(), Some(body.as_bytes()));
        assert!(error.to_string().starts_with("StartJob: invalid response: 200 OK: "), "{error}");
    };
    check(r#"{"submissions":"none"}"#, "submissions").await;
    check(r#"{"submissions":[{},null]}"#, "submissions[1]").await;
    check(r#"{"submissions":[{},{"status":7}]}"#, "submissions[1].status").await;
    check(r#"{"submissions":[{"job-name":["j"]}]}"#, "submissions[0].job-name").await;
    check(r#"{"submissions":[{"creation-date":"abc"}]}"#, "submissions[0].creation-date").await;
}
