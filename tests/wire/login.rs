//! Logging in: the request to IAM, and how long its token is used.

use std::error::Error as _;

use huaweicloud_cdm::{Client, ClientBuilder, Error, IamError, Login};

use crate::clients::start;
use crate::iam::{about, all, issuing, later};
use crate::page::{PROJECT_ID, REQUEST_LINE, RESPONSE};
use crate::server::{Response, Server};

const PASSWORD: &str = "pass-word that/nobody=may-see";
const DAY: u64 = 86_399;

fn login() -> Login {
    Login::password("account", "user", PASSWORD)
}

/// A client that logs in, without a project.
fn builder(service: &Server, iam: &Server) -> ClientBuilder {
    Client::builder().endpoint(&service.url).iam_endpoint(&iam.url).region("cn-north-4").login(login())
}

fn tokens(service: &Server) -> Vec<String> {
    let received = service.received();
    received.iter().map(|request| request.header("x-auth-token").unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn many_calls_share_one_login_and_its_project() {
    let (service, iam) = (Server::json(RESPONSE), issuing(DAY));
    let client = builder(&service, &iam).build().unwrap();
    let outcomes = all((0..100).map(|_| start(&client).send())).await;
    assert!(outcomes.iter().all(Result::is_ok));
    assert!(start(&client.clone()).send().await.is_ok());

    let question = iam.only();
    assert_eq!(question.line, "POST /v3/auth/tokens?nocatalog=true HTTP/1.1");
    assert_eq!(question.header("content-type"), Some("application/json;charset=UTF-8"));
    assert_eq!((question.header("x-auth-token"), question.header("authorization")), (None, None));
    let sent: serde_json::Value = serde_json::from_slice(&question.body).unwrap();
    let expected = serde_json::json!({"auth": {
        "identity": {"methods": ["password"], "password": {"user": {
            "domain": {"name": "account"}, "name": "user", "password": PASSWORD,
        }}},
        "scope": {"project": {"name": "cn-north-4"}},
    }});
    assert_eq!(sent, expected);
    assert_eq!(service.received().len(), 101);
    assert!(tokens(&service).iter().all(|token| token == "token-1"));
    assert!(
        service.received().iter().all(|request| request.line == REQUEST_LINE.replace(PROJECT_ID, "project-of-iam"))
    );
}

#[tokio::test]
async fn a_configured_project_is_the_scope_of_the_token() {
    let (service, iam) = (Server::json(RESPONSE), issuing(DAY));
    // Without a region, too.
    let client = Client::builder().endpoint(&service.url).iam_endpoint(&iam.url).project_id(PROJECT_ID);
    let client = client.login(login().passcode("7116", "987654")).build().unwrap();
    start(&client).send().await.unwrap();
    assert_eq!(service.only().line, REQUEST_LINE);
    let sent: serde_json::Value = serde_json::from_slice(&iam.only().body).unwrap();
    assert_eq!(sent["auth"]["scope"], serde_json::json!({"project": {"id": PROJECT_ID}}));
    assert_eq!(sent["auth"]["identity"]["methods"], serde_json::json!(["password", "totp"]));
    assert_eq!(sent["auth"]["identity"]["totp"], serde_json::json!({"user": {"id": "7116", "passcode": "987654"}}));
}

#[tokio::test]
async fn a_token_is_renewed_before_it_expires() {
    // Ten minutes before its expiry, or a tenth of its lifetime.
    for (life, renewal) in [(DAY, DAY - 600), (1_000, 900)] {
        let (service, iam) = (Server::json(RESPONSE), issuing(life));
        let client = builder(&service, &iam).build().unwrap();
        for seconds in [0, renewal - 30, 31, 0] {
            later(seconds).await;
            start(&client).send().await.unwrap();
        }
        assert_eq!(tokens(&service), ["token-1", "token-1", "token-2", "token-2"]);
        assert_eq!(iam.received().len(), 2);
    }
}

#[tokio::test]
async fn a_token_that_cannot_be_renewed_is_used_until_it_expires() {
    let service = Server::json(RESPONSE);
    let issued = Response::with(201, &[("X-Subject-Token", "token-1")], &about(1_000));
    let iam = Server::start(vec![issued, Response::json(400, r#"{"error":{"code":400,"message":"no"}}"#)]);
    let client = builder(&service, &iam).build().unwrap();
    start(&client).send().await.unwrap();
    later(950).await;
    start(&client).send().await.unwrap();
    start(&client).send().await.unwrap();
    assert_eq!(iam.received().len(), 2, "it is not retried at once");
    later(51).await;
    assert!(matches!(start(&client).send().await, Err(Error::InvalidRequest(_))));
    assert_eq!(tokens(&service), ["token-1"; 3]);
}

#[tokio::test]
async fn a_rejected_token_is_renewed_once() {
    let iam = issuing(DAY);
    let refusal = || Response::json(401, r#"{"error_code":"APIGW.0307","error_msg":"The token is expired."}"#);
    let service = Server::deciding(move |request| match request.header("x-auth-token") {
        Some("token-1") => refusal(),
        _ => Response::json(200, RESPONSE),
    });
    let client = builder(&service, &iam).build().unwrap();
    start(&client).send().await.unwrap();
    assert_eq!(tokens(&service), ["token-1", "token-2"]);

    let (service, iam) = (Server::start(vec![refusal()]), issuing(DAY));
    let error = start(&builder(&service, &iam).build().unwrap()).send().await.unwrap_err();
    assert_eq!((error.status().map(|status| status.as_u16()), error.attempts()), (Some(401), 2));
    assert_eq!(tokens(&service), ["token-1", "token-2"]);
}

#[tokio::test]
async fn an_error_of_iam_is_the_source_of_the_error_of_all_waiting_calls() {
    let service = Server::json(RESPONSE);
    let body = r#"{"error":{"code":401,"message":"The username or password is wrong.","title":"Unauthorized"}}"#;
    let iam = Server::start(vec![Response::with(401, &[("X-IAM-Trace-Id", "trace-1")], body)]);
    let client = builder(&service, &iam).project_id(PROJECT_ID).build().unwrap();
    let outcomes = all((0..20).map(|_| start(&client).send())).await;
    assert_eq!((iam.received().len(), service.received().len()), (1, 0), "an account is locked by several");
    for outcome in outcomes {
        let error = outcome.unwrap_err();
        let expected = "StartJob: invalid request: the credential set by `token` cannot be used: IAM responded with 401 \
                        Unauthorized, request id trace-1: The username or password is wrong.";
        assert_eq!(error.to_string().rsplit_once(" (").map_or("", |(cause, _)| cause), expected);
        let refused = error.source().and_then(|source| source.downcast_ref::<IamError>()).unwrap();
        assert_eq!(
            (refused.status().as_u16(), refused.code(), refused.request_id()),
            (401, Some("401"), Some("trace-1"))
        );
        assert_eq!(refused.message(), Some("The username or password is wrong."));
        assert!(!format!("{error:?} {refused:?}").contains(PASSWORD));
    }
    assert!(start(&client).send().await.is_err());
    assert_eq!(iam.received().len(), 2, "a later call requests it again");
}

#[tokio::test]
async fn an_error_of_iam_ends_the_lookup_of_a_project_too() {
    let service = Server::json(RESPONSE);
    let iam = Server::start(vec![Response::json(403, r#"{"error_msg":"not allowed","error_code":"IAM.0004"}"#)]);
    let error = start(&builder(&service, &iam).build().unwrap()).send().await.unwrap_err();
    let expected = "StartJob: invalid request: the parameter `project_id` cannot be looked up: IAM responded with 403 Forbidden: \
                    IAM.0004: not allowed";
    assert_eq!(error.to_string().rsplit_once(" (").map_or("", |(cause, _)| cause), expected);
    let sources = std::iter::successors(error.source(), |error| (*error).source());
    let refused: Vec<&IamError> = sources.filter_map(|source| source.downcast_ref()).collect();
    assert_eq!(refused.len(), 1);
}

#[tokio::test]
async fn a_response_without_a_token_is_an_error() {
    let (service, iam) = (Server::json(RESPONSE), Server::start(vec![Response::json(201, &about(DAY))]));
    let client = builder(&service, &iam).project_id(PROJECT_ID).build().unwrap();
    let error = start(&client).send().await.unwrap_err().to_string();
    assert!(error.contains("the header X-Subject-Token is missing"), "{error}");
}

#[test]
fn an_incomplete_login_is_reported_when_the_client_is_built() {
    let check = |builder: ClientBuilder, expected: &str| {
        let error = builder.build().unwrap_err();
        assert_eq!(error.problems().collect::<Vec<_>>(), [expected]);
    };
    let bare = || Client::builder().endpoint("https://cdm.example.com").iam_endpoint("https://iam.example.com");
    let no_project = "A login needs a project: call `project_id`, or `region` for the project of that name.";
    check(bare().login(login()), no_project);
    let here = || bare().region("cn-north-4");
    let empty = "The credential set by `token` is a login with an empty password.";
    check(here().login(Login::password("a", "u", "")), empty);
    let empty = "The credential set by `token` is a login with an empty passcode.";
    check(here().login(login().passcode("7116", "")), empty);
    let nowhere = Client::builder().endpoint("https://cdm.example.com").project_id("p").login(login());
    let error = nowhere.build().unwrap_err().to_string();
    assert!(error.contains("No region is set: call `region` with one of `cn-north-4`"), "{error}");
    assert!(error.contains("call") && error.contains("`iam_endpoint`"), "{error}");
    let unknown = Client::builder().region("<YOUR REGION>").login(login());
    let error = unknown.build().unwrap_err().to_string();
    assert!(error.contains("The region `<YOUR REGION>` is unknown: choose one of `cn-north-4`"), "{error}");
}

#[tokio::test]
async fn of_a_login_and_a_token_the_last_one_counts() {
    let (service, iam) = (Server::json(RESPONSE), issuing(DAY));
    for (builder, expected) in [
        (builder(&service, &iam).token("own"), "own"),
        (Client::builder().token("own").region("cn-north-4").login(login()), "token-1"),
    ] {
        let builder = builder.endpoint(&service.url).iam_endpoint(&iam.url).project_id(PROJECT_ID);
        start(&builder.build().unwrap()).send().await.unwrap();
        assert_eq!(service.received().pop().unwrap().header("x-auth-token"), Some(expected));
    }
}

#[tokio::test]
async fn no_password_and_no_token_is_shown() {
    let (service, iam) = (Server::json(RESPONSE), issuing(DAY));
    let login = login().passcode("7116", "987654");
    let builder = builder(&service, &iam).login(login.clone());
    let mut shown = format!("{login:?} {builder:#?}");
    let client = builder.build().unwrap();
    start(&client).send().await.unwrap();
    shown.push_str(&format!("{client:#?} {:#?}", client.as_ref()));
    for secret in [PASSWORD, "987654", "token-1"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}
