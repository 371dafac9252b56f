//! Token requests: who shares them, and which retries and timeouts they have.

#![allow(clippy::unwrap_used, reason = "tests")]

mod realm;
mod script;

use std::time::Duration;

use specwright_runtime::auth::OAuth2;
use specwright_runtime::description::Operation;
use specwright_runtime::response::Empty;
use specwright_runtime::{Client, ClientBuilder, ErrorKind, Retry};
use tokio::time::sleep;

use crate::realm::{API, GET, Realm, call, call_concurrently};
use crate::script::operation;

#[tokio::test(start_paused = true)]
async fn concurrent_calls_share_one_token_request() {
    let realm = Realm::issuing(3600);
    let client = realm.client(OAuth2::client_credentials("me", "s"));
    call_concurrently(&client, 50).await;
    assert_eq!((realm.token_requests().len(), realm.tokens().len()), (1, 50));
}

#[tokio::test(start_paused = true)]
async fn a_token_request_survives_the_call_that_began_it() {
    let realm = Realm::issuing(3600);
    let client = realm.client(OAuth2::client_credentials("me", "s"));
    let dropped = tokio::time::timeout(Duration::from_millis(5), call(&client, &GET)).await;
    assert!(dropped.is_err());
    // The next one waits for its token.
    call(&client, &GET).await.unwrap();
    assert_eq!((realm.token_requests().len(), realm.tokens().len()), (1, 1));

    let realm = Realm::issuing(3600);
    let client = realm.client(OAuth2::client_credentials("me", "s"));
    let impatient = client.request(&GET).timeout(Duration::from_millis(5)).send::<Empty, Empty>();
    assert_eq!(impatient.await.unwrap_err().kind(), ErrorKind::Timeout);
    sleep(Duration::from_secs(1)).await;
    assert_eq!((realm.token_requests().len(), realm.tokens().len()), (1, 0));
    call(&client, &GET).await.unwrap();
    assert_eq!((realm.token_requests().len(), realm.tokens().len()), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn a_token_without_lifetime_serves_all_who_wait_for_it() {
    let realm = Realm::issuing(0);
    let client = realm.client(OAuth2::client_credentials("me", "s"));
    call_concurrently(&client, 50).await;
    assert_eq!((realm.token_requests().len(), realm.tokens().len()), (1, 50));
    call(&client, &GET).await.unwrap();
    assert_eq!(realm.token_requests().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn token_requests_follow_the_retries_and_timeouts_of_the_client() {
    let refusing = || Realm::new(|_, _| (503, String::new()));
    let client = |realm: &Realm, change: fn(ClientBuilder) -> ClientBuilder| {
        let builder = Client::builder(&API).endpoint("https://api.example.com").transport(realm.clone());
        change(builder.credential("oauth", OAuth2::client_credentials("me", "s"))).build().unwrap()
    };
    for attempts in [1, 2, 5] {
        let realm = refusing();
        let builder = Client::builder(&API).endpoint("https://api.example.com").transport(realm.clone());
        let builder = builder.credential("oauth", OAuth2::client_credentials("me", "s"));
        let client = builder.retry(Retry::default().attempts(attempts)).build().unwrap();
        call(&client, &GET).await.unwrap_err();
        assert_eq!(realm.token_requests().len(), usize::try_from(attempts).unwrap());
    }
    // They take from the retry budget: 100 retries.
    let realm = refusing();
    let exhausted = client(&realm, |builder| builder);
    for _ in 0..100 {
        call(&exhausted, &GET).await.unwrap_err();
    }
    assert_eq!(realm.token_requests().len(), 200);

    let timeout = |realm: &Realm| realm.received.lock().unwrap()[0].timeout;
    let realm = Realm::issuing(100);
    call(&client(&realm, |builder| builder), &GET).await.unwrap();
    assert_eq!(timeout(&realm), Some(Duration::from_secs(30)));
    let realm = Realm::issuing(100);
    call(&client(&realm, |builder| builder.attempt_timeout(Duration::from_secs(7))), &GET).await.unwrap();
    assert_eq!(timeout(&realm), Some(Duration::from_secs(7)));
    let realm = Realm::issuing(100);
    call(&client(&realm, |builder| builder.timeout(Duration::from_secs(9))), &GET).await.unwrap();
    assert_eq!(timeout(&realm), Some(Duration::from_secs(9)));
}

#[tokio::test(start_paused = true)]
async fn a_renewal_is_paid_from_the_retry_budget() {
    let realm = Realm::new(|asked, request| match (request.url.host_str(), request.headers.get("authorization")) {
        (Some("id.example.com"), _) => (200, format!(r#"{{"access_token":"t{asked}","expires_in":3600}}"#)),
        (_, Some(token)) if token == "Bearer t0" && request.method == "PUT" => (401, String::new()),
        _ => (503, String::new()),
    });
    static PUT: Operation = Operation { security: &[&["oauth"]], ..operation("PUT", None) };
    let client = realm.client(OAuth2::client_credentials("me", "s"));
    for _ in 0..100 {
        call(&client, &GET).await.unwrap_err();
    }
    assert_eq!(realm.tokens().len(), 200, "the budget is exhausted");
    let error = call(&client, &PUT).await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.attempts(), realm.token_requests().len()), (401, 1, 1));
}

#[tokio::test(start_paused = true)]
async fn the_call_timeout_covers_token_requests() {
    let realm = Realm::new(|_, _| (503, String::new()));
    let client = realm.client(OAuth2::client_credentials("me", "s"));
    let call = client.request(&GET).timeout(Duration::from_millis(8)).send::<Empty, Empty>();
    let error = call.await.unwrap_err();
    assert_eq!((error.kind(), error.is_connect()), (ErrorKind::Timeout, true), "{error}");
}
