use super::api::{Client, ClientBuilder};
use crate::server::{Received, Response, Server};

/// The request that the server receives, if the call sends one.
async fn sent(credentials: impl FnOnce(ClientBuilder) -> ClientBuilder, path: &str) -> Result<Received, String> {
    let server = Server::start(vec![Response::with(204, &[], "")]);
    let client = credentials(Client::builder().endpoint(&server.url)).build().expect("the settings are sound");
    let result = match path {
        "/open" => client.show_open().send().await,
        "/token" => client.show_token().send().await,
        _ => client.delete_jobs().send().await,
    };
    result.map(|()| server.only()).map_err(|error| error.to_string())
}

#[tokio::test]
async fn a_whole_set_is_sent() {
    let request = sent(|builder| builder.key("k").app("a b").user("u", "p"), "/jobs").await.unwrap();
    assert_eq!(request.target(), "/jobs?app=a%20b");
    assert_eq!((request.header("X-Key"), request.header("Authorization")), (Some("k"), None));
}

#[tokio::test]
async fn half_a_set_is_not() {
    let request = sent(|builder| builder.key("k").user("u", "p"), "/jobs").await.unwrap();
    assert_eq!((request.target(), request.header("X-Key")), ("/jobs", None));
    assert_eq!(request.header("Authorization"), Some("Basic dTpw"));
}

#[tokio::test]
async fn without_a_body_nothing_is_sent() {
    let message = sent(|builder| builder.key("k"), "/jobs").await.unwrap_err();
    assert!(message.contains("app") && message.contains("user"), "{message}");
}

#[tokio::test]
async fn an_operation_may_require_no_credentials() {
    let request = sent(|builder| builder.user("u", "p"), "/open").await.unwrap();
    assert_eq!(request.header("Authorization"), None);
    let request = sent(|builder| builder, "/token").await.unwrap();
    assert_eq!(request.header("Authorization"), None);
    let request = sent(|builder| builder.token("t"), "/token").await.unwrap();
    assert_eq!(request.header("Authorization"), Some("Bearer t"));
}
