use super::api::Client;
use crate::server::{Response, Server};

/// A client of a server that is not ready at first.
fn client() -> (Server, Client) {
    let busy = Response::with(503, &[("Retry-After", "0")], "");
    let server = Server::start(vec![busy, Response::with(204, &[], "")]);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    (server, client)
}

/// The values of a header in all requests.
fn sent(server: &Server, header: &str) -> Vec<Option<String>> {
    server.received().iter().map(|request| request.header(header).map(str::to_owned)).collect()
}

#[tokio::test]
async fn attempts_share_a_random_key_and_calls_do_not() {
    let (server, client) = client();
    client.pay().send().await.expect("the second response is good");
    client.pay().send().await.expect("the server is ready");
    let keys = sent(&server, "Idempotency-Key");
    assert_eq!(keys.len(), 3);
    assert_eq!(keys[0], keys[1]);
    assert_ne!(keys[1], keys[2]);
    let key = keys[0].as_deref().expect("there is a key");
    assert_eq!((key.len(), key.matches('-').count()), (36, 4), "{key}");
}

#[tokio::test]
async fn a_key_set_by_the_caller_is_sent() {
    let (server, client) = client();
    client.pay().idempotency_key("mine").send().await.expect("the second response is good");
    assert_eq!(sent(&server, "Idempotency-Key"), [Some("mine".to_owned()), Some("mine".to_owned())]);
}

#[tokio::test]
async fn the_header_may_have_another_name() {
    let (server, client) = client();
    client.refund().send().await.expect("the second response is good");
    client.list_refunds().send().await.expect("the server is ready");
    let keys = sent(&server, "X-Request-Key");
    assert!(keys[0].is_some() && keys[0] == keys[1] && keys[2].is_none(), "{keys:?}");

    let (server, client) = self::client();
    client.transfer().send().await.expect("the second response is good");
    let keys = sent(&server, "Request-Token");
    assert!(keys[0].is_some() && keys[0] == keys[1], "{keys:?}");
    assert_eq!(sent(&server, "X-Request-Key"), [None, None]);
}

#[tokio::test]
async fn operations_that_are_not_retried_have_no_key() {
    let (server, client) = client();
    client.change().send().await.expect_err("the first response is all");
    assert_eq!(sent(&server, "Request-Token"), [None]);
}
