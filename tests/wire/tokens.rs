//! *Create Token*: the call to IAM, and the use of the token from its response in the next call.

use huaweicloud_cdm::token::{
    AccountName, AuthMethod, CreateTokenRequest, PasswordProof, PasswordUser, ProjectScope, TokenAuth, TokenIdentity,
    TokenScope, TotpProof, TotpUser,
};
use huaweicloud_cdm::{Client, Error};

use crate::capture::Capture;
use crate::clients::{TOKEN, bare, key, start};
use crate::page::{PROJECT_ID, RESPONSE};
use crate::server::{Response, Server};

const PASSWORD: &str = "pass-word that/nobody=may-see";

const ISSUED: &str = r#"{"token":{"expires_at":"2019-02-13T06:52:13.855000Z","issued_at":"2019-02-12T06:52:13.855000Z",
    "methods":["password"],"catalog":[],"project":{"id":"1551","name":"cn-north-4","domain":{"id":"d78c","name":"a"}},
    "roles":[{"id":"0","name":"te_admin"}],"user":{"id":"7116","name":"u","password_expires_at":"",
    "domain":{"id":"d78c","name":"a"}}}}"#;

/// A request for a token by name and password, for the project of a region.
fn by_password() -> CreateTokenRequest {
    let user = PasswordUser::new(AccountName::new("example-account"), "example-user", PASSWORD);
    let identity = TokenIdentity::new(vec![AuthMethod::Password], PasswordProof::new(user));
    let scope = TokenScope::new().project(ProjectScope::new().name("cn-north-4"));
    CreateTokenRequest::new(TokenAuth::new(identity).scope(scope))
}

fn issuing(token: &str) -> Server {
    let headers = [("Content-Type", "application/json"), ("x-subject-token", token), ("X-IAM-Trace-Id", "trace-1")];
    Server::start(vec![Response::with(201, &headers, ISSUED)])
}

/// A client of two servers, without credentials.
fn client(service: &Server, iam: &Server) -> Client {
    bare(service).iam_endpoint(&iam.url).build().expect("the client is complete")
}

#[tokio::test]
async fn the_request_is_as_iam_documents_it() {
    let (service, iam) = (Server::json(RESPONSE), issuing(TOKEN));
    client(&service, &iam).create_token(&by_password()).send().await.unwrap();
    let request = iam.only();
    assert_eq!(request.line, "POST /v3/auth/tokens HTTP/1.1");
    let expected = format!(
        r#"{{"auth":{{"identity":{{"methods":["password"],"password":{{"user":{{"domain":{{"name":"example-account"}},"name":"example-user","password":"{PASSWORD}"}}}}}},"scope":{{"project":{{"name":"cn-north-4"}}}}}}}}"#
    );
    assert_eq!(request.text(), expected);
    let names: Vec<&str> = request.sorted_headers().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["accept", "content-length", "content-type", "host", "user-agent"]);
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(service.received().len(), 0);
}

#[tokio::test]
async fn a_second_proof_and_a_project_s_id_are_sent() {
    let (service, iam) = (Server::json(RESPONSE), issuing(TOKEN));
    let mut body = by_password();
    body.auth.identity.methods.push(AuthMethod::Totp);
    body.auth.identity.totp = Some(TotpProof::new(TotpUser::new("7116", "123456")));
    body.auth.scope = Some(TokenScope::new().project(ProjectScope::new().id(PROJECT_ID)));
    client(&service, &iam).create_token(&body).send().await.unwrap();
    let request = iam.only();
    let sent: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
    assert_eq!(sent["auth"]["identity"]["methods"], serde_json::json!(["password", "totp"]));
    assert_eq!(sent["auth"]["identity"]["totp"], serde_json::json!({"user": {"id": "7116", "passcode": "123456"}}));
    assert_eq!(sent["auth"]["scope"], serde_json::json!({"project": {"id": PROJECT_ID}}));
}

#[tokio::test]
async fn a_scope_is_optional() {
    let (service, iam) = (Server::json(RESPONSE), issuing(TOKEN));
    let mut body = by_password();
    body.auth.scope = None;
    client(&service, &iam).create_token(&body).send().await.unwrap();
    assert!(!iam.only().text().contains("scope"));
}

#[tokio::test]
async fn the_catalog_can_be_omitted() {
    let (service, iam) = (Server::json(RESPONSE), issuing(TOKEN));
    let client = client(&service, &iam);
    for (value, query) in [("true", "nocatalog=true"), ("a b&c", "nocatalog=a%20b%26c"), ("", "nocatalog=")] {
        client.create_token(&by_password()).nocatalog(value).send().await.unwrap();
        let request = iam.received().pop().unwrap();
        assert_eq!(request.line, format!("POST /v3/auth/tokens?{query} HTTP/1.1"));
    }
}

#[tokio::test]
async fn credentials_for_the_service_are_not_sent_to_iam() {
    let (service, iam) = (Server::json(RESPONSE), issuing(TOKEN));
    for builder in [bare(&service).token(TOKEN), bare(&service).ak_sk(key())] {
        let client = builder.iam_endpoint(&iam.url).build().unwrap();
        client.create_token(&by_password()).send().await.unwrap();
    }
    for request in iam.received() {
        for name in ["x-auth-token", "authorization", "x-sdk-date", "x-project-id"] {
            assert_eq!(request.header(name), None);
        }
    }
    assert_eq!(iam.received().len(), 2);
}

#[tokio::test]
async fn the_token_is_in_the_header_and_authenticates_the_next_call() {
    let token = format!("MIIF{}", "x".repeat(7_000));
    let iam = issuing(&token);
    let expected = token.clone();
    let service = Server::deciding(move |request| match request.header("x-auth-token") {
        Some(given) if given == expected => Response::json(200, RESPONSE),
        _ => Response::json(401, r#"{"error_code":"APIGW.0301","error_msg":"who?"}"#),
    });
    let issued = client(&service, &iam).create_token(&by_password()).send_full().await.unwrap();
    assert_eq!(issued.status, 201);
    assert_eq!(issued.declared.x_subject_token.expose(), token);
    let client = bare(&service).token(issued.declared.x_subject_token).build().unwrap();
    assert!(start(&client).send().await.is_ok());
    let other = bare(&service).token("another").build().unwrap();
    assert_eq!(start(&other).send().await.unwrap_err().code(), Some("APIGW.0301"));
}

#[tokio::test]
async fn the_response_describes_the_token() {
    let (service, iam) = (Server::json(RESPONSE), issuing(TOKEN));
    let response = client(&service, &iam).create_token(&by_password()).send().await.unwrap();
    let token = response.token.clone().unwrap();
    assert_eq!(token.expires_at.unwrap().get().unwrap().as_millisecond(), 1_550_040_733_855);
    assert_eq!(token.methods, Some(vec![AuthMethod::Password]));
    assert_eq!(token.project.and_then(|project| project.name).as_deref(), Some("cn-north-4"));
    assert_eq!(token.user.and_then(|user| user.name).as_deref(), Some("u"));
    let written: serde_json::Value = serde_json::to_value(&response).unwrap();
    assert_eq!(written, serde_json::from_str::<serde_json::Value>(ISSUED).unwrap());
}

#[tokio::test]
async fn a_response_without_a_token_is_an_error_when_the_token_is_read() {
    let service = Server::json(RESPONSE);
    let iam = Server::start(vec![Response::json(201, ISSUED)]);
    let client = client(&service, &iam);
    let error = client.create_token(&by_password()).send_full().await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
    assert!(
        error
            .to_string()
            .rsplit_once(" (")
            .map_or("", |(cause, _)| cause)
            .ends_with("the response header X-Subject-Token is missing"),
        "{error}"
    );
    assert!(client.create_token(&by_password()).send().await.is_ok());
}

#[tokio::test]
async fn errors_of_iam_are_decoded() {
    let service = Server::json(RESPONSE);
    let body = r#"{"error":{"code":401,"message":"The username or password is wrong.","title":"Unauthorized"}}"#;
    let iam = Server::start(vec![Response::with(401, &[("X-IAM-Trace-Id", "trace-1")], body)]);
    let error = client(&service, &iam).create_token(&by_password()).send().await.unwrap_err();
    assert_eq!((error.operation(), error.request_id()), ("CreateToken", Some("trace-1")));
    assert_eq!((error.code(), error.message()), (Some("401"), Some("The username or password is wrong.")));
    let title = error.body().and_then(|body| body.error.as_ref()).and_then(|error| error.title.as_deref());
    assert_eq!(title, Some("Unauthorized"));
    assert!(!format!("{error} {error:?}").contains(PASSWORD));
}

#[tokio::test]
async fn no_password_and_no_token_is_shown() {
    let (service, iam) = (Server::json(RESPONSE), issuing(TOKEN));
    let mut body = by_password();
    body.auth.identity.totp = Some(TotpProof::new(TotpUser::new("7116", "987654")));
    let call = client(&service, &iam).create_token(&body);
    let shown = format!("{body:#?} {call:#?}");
    let response = call.send_full().await.unwrap();
    let shown = format!("{shown} {response:#?} {:?}", response.declared);
    for secret in [PASSWORD, "987654", TOKEN] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[tokio::test]
async fn without_an_address_of_iam_nothing_is_sent() {
    let service = Server::json(RESPONSE);
    let client = bare(&service).token(TOKEN).build().unwrap();
    let error = client.create_token(&by_password()).send().await.unwrap_err();
    assert!(matches!(error, Error::InvalidRequest(_)), "{error}");
    let begin = "CreateToken: invalid request: No region is set: call `region` with one of `cn-north-4`, ";
    assert!(error.to_string().starts_with(begin), "{error}");
    assert_eq!(service.received().len(), 0);
    assert!(start(&client).send().await.is_ok(), "the service needs no IAM");
}

#[tokio::test]
async fn the_region_is_iam_s_too() {
    let check = async |region: &str, expected: &str| {
        let capture = Capture::default();
        let transport = capture.clone();
        let client =
            Client::builder().region(region).configure(|builder| builder.transport(transport)).build().unwrap();
        client.create_token(&by_password()).send().await.unwrap();
        assert_eq!(capture.urls(), [format!("https://iam.{expected}/v3/auth/tokens")]);
    };
    check("cn-north-4", "cn-north-4.myhuaweicloud.com").await;
    check("ae-ad-1", "ae-ad-1.myhuaweicloud.com").await;
    check("eu-west-101", "eu-west-101.myhuaweicloud.eu").await;
}
