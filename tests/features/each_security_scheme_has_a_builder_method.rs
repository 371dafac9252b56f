use specwright_runtime::auth::{Credential, OAuth2};
use specwright_runtime::description::Scheme;
use specwright_runtime::transport::{BoxFuture, HttpRequest};
use specwright_runtime::{BoxError, http_client_builder};

use super::api::Client;
use crate::server::{Response, Server};

/// A service that issues tokens too, and counts them.
fn server() -> Server {
    Server::deciding(|request| match request.target() {
        "/token" => Response::json(200, r#"{"access_token":"fresh","token_type":"bearer","expires_in":3600}"#),
        _ => Response::with(204, &[], ""),
    })
}

#[tokio::test]
async fn a_cookie_is_a_cookie() {
    let server = server();
    let client = Client::builder().endpoint(&server.url).session("abc").build().expect("the settings are sound");
    client.by_cookie().send().await.expect("the response can be read");
    assert_eq!(server.only().header("Cookie"), Some("sid=abc"));
}

#[tokio::test]
async fn a_token_is_set_or_fetched() {
    let server = server();
    let client = Client::builder().endpoint(&server.url).oauth("given").build().expect("the settings are sound");
    client.by_oauth().send().await.expect("the response can be read");
    assert_eq!(server.only().header("Authorization"), Some("Bearer given"));

    let own = OAuth2::client_credentials("me", "s").scopes(["read"]).token_url(format!("{}/token", server.url));
    let client = Client::builder().endpoint(&server.url).oauth(own.clone()).oidc(own).build();
    let client = client.expect("the settings are sound");
    for _ in 0..2 {
        client.by_oauth().send().await.expect("the response can be read");
        client.by_oidc().send().await.expect("the response can be read");
    }
    let received = server.received();
    let requested: Vec<_> = received.iter().filter(|request| request.target() == "/token").collect();
    assert_eq!(requested.len(), 1, "both schemes share it");
    assert_eq!(
        (requested[0].line.as_str(), requested[0].text()),
        ("POST /token HTTP/1.1", "grant_type=client_credentials&scope=read")
    );
    assert_eq!(requested[0].header("Authorization"), Some("Basic bWU6cw=="));
    assert!(received.iter().skip(2).all(|request| request.header("Authorization") == Some("Bearer fresh")));
    assert_eq!(received.len(), 6);
}

#[tokio::test]
async fn client_certificates_are_set_on_the_http_client() {
    let server = server();
    let tls = http_client_builder().build().expect("there is a provider of cryptography");
    let client = Client::builder().endpoint(&server.url).tls(tls).session("abc").build();
    client.expect("the settings are sound").by_tls().send().await.expect("the response can be read");
    assert_eq!(server.only().header("Cookie"), Some("sid=abc"));

    let client = Client::builder().endpoint(&server.url).session("abc").build().expect("the settings are sound");
    let message = client.by_tls().send().await.unwrap_err().to_string();
    assert!(message.contains("call `tls` and `session`"), "{message}");
}

/// Sends a value that is made for each request.
#[derive(Debug)]
struct Ticket;

impl Credential for Ticket {
    fn apply<'a>(&'a self, _: &'static Scheme, request: &'a mut HttpRequest) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async {
            request.headers.insert("x-ticket", "17".parse()?);
            Ok(())
        })
    }
}

#[tokio::test]
async fn custom_credentials_can_be_used() {
    let server = server();
    let client = Client::builder().endpoint(&server.url).configure(|builder| builder.credential("oauth", Ticket));
    client.build().expect("the settings are sound").by_oauth().send().await.expect("the response can be read");
    assert_eq!((server.only().header("X-Ticket"), server.only().header("Authorization")), (Some("17"), None));
}
