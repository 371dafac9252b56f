//! The request of the manual's example, byte for byte, with each kind of credentials, and no request without any.

use huaweicloud_cdm::job::StartJobRequest;
use huaweicloud_cdm::{Client, Map};

use crate::clients::{
    ACCESS_KEY, SECRET_KEY, SECURITY_TOKEN, TOKEN, bare, key, start, start_with_body, with_key, with_token,
};
use crate::page::{PROJECT_ID, REQUEST_LINE, RESPONSE};
use crate::server::{Received, Server};

const USER_AGENT: &str = "huaweicloud-cdm/0.2.0";

/// All headers, sorted by name.
fn host(server: &Server) -> &str {
    server.url.trim_start_matches("http://")
}

/// The whole request, as a string.
fn whole(request: &Received) -> String {
    format!("{}\n{:?}\n{}", request.line, request.headers, request.text())
}

#[tokio::test]
async fn a_token_is_sent_unchanged() {
    let server = Server::json(RESPONSE);
    start_with_body(&with_token(&server)).send().await.unwrap();
    let request = server.only();
    assert_eq!(request.line, REQUEST_LINE);
    let expected = [
        ("accept", "application/json"),
        ("content-length", "16"),
        ("content-type", "application/json"),
        ("host", host(&server)),
        ("user-agent", USER_AGENT),
        ("x-auth-token", TOKEN),
    ];
    assert_eq!(request.sorted_headers(), expected);
    assert_eq!(request.text(), r#"{"variables":{}}"#);
}

#[tokio::test]
async fn a_key_signs_and_is_not_sent() {
    let server = Server::json(RESPONSE);
    start_with_body(&with_key(&server)).send().await.unwrap();
    let request = server.only();
    assert_eq!(request.line, REQUEST_LINE);
    let authorization = request.header("authorization").unwrap();
    let expected = [
        ("accept", "application/json"),
        ("authorization", authorization),
        ("content-length", "16"),
        ("content-type", "application/json"),
        ("host", host(&server)),
        ("user-agent", USER_AGENT),
        ("x-project-id", PROJECT_ID),
        ("x-sdk-date", request.header("x-sdk-date").unwrap()),
    ];
    assert_eq!(request.sorted_headers(), expected);
    assert_eq!(request.text(), r#"{"variables":{}}"#);

    let signature = authorization.strip_prefix(&format!(
        "SDK-HMAC-SHA256 Access={ACCESS_KEY}, SignedHeaders=host;x-project-id;x-sdk-date, Signature="
    ));
    let signature = signature.unwrap();
    assert_eq!(signature.len(), 64);
    assert!(signature.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')), "{signature}");
    assert!(!whole(&request).contains(SECRET_KEY));
}

#[tokio::test]
async fn a_temporary_key_sends_its_security_token_too() {
    let server = Server::json(RESPONSE);
    let client = bare(&server).ak_sk(key().security_token(SECURITY_TOKEN)).build().unwrap();
    start_with_body(&client).send().await.unwrap();
    let request = server.only();
    let names: Vec<&str> = request.sorted_headers().iter().map(|(name, _)| *name).collect();
    let expected = [
        "accept",
        "authorization",
        "content-length",
        "content-type",
        "host",
        "user-agent",
        "x-project-id",
        "x-sdk-date",
        "x-security-token",
    ];
    assert_eq!(names, expected);
    assert_eq!(request.header("x-security-token"), Some(SECURITY_TOKEN));
    let signed = "SignedHeaders=host;x-project-id;x-sdk-date;x-security-token,";
    assert!(request.header("authorization").unwrap().contains(signed));
    assert!(!whole(&request).contains(SECRET_KEY));
}

#[tokio::test]
async fn of_two_credentials_the_first_alternative_of_the_document_is_sent() {
    let server = Server::json(RESPONSE);
    for builder in [bare(&server).token(TOKEN).ak_sk(key()), bare(&server).ak_sk(key()).token(TOKEN)] {
        start(&builder.build().unwrap()).send().await.unwrap();
    }
    for request in server.received() {
        assert_eq!(request.header("x-auth-token"), Some(TOKEN));
        for name in ["authorization", "x-sdk-date", "x-project-id", "x-security-token"] {
            assert_eq!(request.header(name), None, "{name}");
        }
    }
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn without_a_credential_nothing_is_sent() {
    let server = Server::json(RESPONSE);
    let error = start_with_body(&bare(&server).build().unwrap()).send().await.unwrap_err();
    let expected =
        "StartJob: invalid request: a credential is missing: call `token`, or `ak_sk` on the client's builder";
    assert_eq!(error.to_string().rsplit_once(" (").map_or("", |(cause, _)| cause), expected);
    assert_eq!(server.received().len(), 0);
}

#[tokio::test]
async fn headers_set_by_the_caller_are_sent_unchanged() {
    let server = Server::json(RESPONSE);
    let by_hand = async |client: &Client, name: &str, value: &str| {
        start(client).configure(|request| request.header(name, value)).send().await.unwrap();
    };
    let bare = bare(&server).build().unwrap();
    by_hand(&bare, "X-Auth-Token", "own").await;
    by_hand(&bare, "Authorization", "Bearer own").await;
    by_hand(&with_token(&server), "X-Auth-Token", "own").await;
    by_hand(&with_key(&server), "Authorization", "Bearer own").await;
    let sent: Vec<_> = server
        .received()
        .iter()
        .map(|request| [request.header("x-auth-token"), request.header("authorization")].map(|v| v.map(str::to_owned)))
        .collect();
    let token = [Some("own".to_owned()), None];
    let authorization = [None, Some("Bearer own".to_owned())];
    assert_eq!(sent, [token.clone(), authorization.clone(), token, authorization]);
}

#[tokio::test]
async fn without_a_project_nothing_is_sent() {
    let server = Server::json(RESPONSE);
    let client = Client::builder().endpoint(&server.url).token(TOKEN).build().unwrap();
    let error = start(&client).send().await.unwrap_err();
    let expected = "StartJob: invalid request: the path parameter `project_id` has no value: call `project_id` on the \
                    client's builder (environment: HUAWEICLOUD_SDK_PROJECT_ID) or on the request";
    assert_eq!(error.to_string().rsplit_once(" (").map_or("", |(cause, _)| cause), expected);
    assert_eq!(server.received().len(), 0);
}

#[tokio::test]
async fn a_project_of_the_call_replaces_the_client_s_everywhere() {
    let server = Server::json(RESPONSE);
    start(&with_key(&server)).project_id("other").send().await.unwrap();
    let request = server.only();
    assert_eq!(request.line, REQUEST_LINE.replace(PROJECT_ID, "other"));
    assert_eq!(request.header("x-project-id"), Some("other"));
}

#[tokio::test]
async fn a_program_may_add_its_name() {
    let server = Server::json(RESPONSE);
    let client = bare(&server).token(TOKEN).configure(|builder| builder.user_agent_suffix("backup/1.2 (nightly)"));
    start(&client.build().unwrap()).send().await.unwrap();
    let own = format!("{USER_AGENT} backup/1.2 (nightly)");
    assert_eq!(server.only().header("user-agent"), Some(own.as_str()));
    let client = bare(&server).token(TOKEN).configure(|builder| builder.user_agent_suffix("a\nb"));
    assert!(client.build().is_err());
}

#[tokio::test]
async fn the_user_agent_can_be_another() {
    let server = Server::json(RESPONSE);
    for (given, expected) in [("mover/2 (nightly)", Some("mover/2 (nightly)")), ("", None)] {
        let client = bare(&server).token(TOKEN).configure(|builder| builder.user_agent(given)).build().unwrap();
        start(&client).send().await.unwrap();
        assert_eq!(server.received().last().unwrap().header("user-agent"), expected);
    }
}

#[tokio::test]
async fn one_request_can_be_sent_by_many_clients_and_one_client_sends_many() {
    let server = Server::json(RESPONSE);
    let client = with_token(&server);
    let body = StartJobRequest::new().variables(Map::new());
    for client in [client.clone(), client] {
        start(&client).body(&body).send().await.unwrap();
    }
    let received = server.received();
    assert_eq!(received.len(), 2);
    assert_eq!(received[0].headers, received[1].headers);
}

#[tokio::test]
async fn a_call_that_is_not_awaited_sends_nothing() {
    let server = Server::json(RESPONSE);
    drop(start_with_body(&with_token(&server)).send());
    assert_eq!(server.received().len(), 0);
}
