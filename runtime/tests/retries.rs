//! Which failures are retried, how often and when, on a paused clock.

#![allow(clippy::unwrap_used, reason = "tests")]

mod script;

use std::collections::HashSet;
use std::sync::Mutex;
use std::time::Duration;

use specwright_runtime::auth::Credential;
use specwright_runtime::description::{Api, Idempotency, Operation, Scheme, SchemeKind};
use specwright_runtime::response::Empty;
use specwright_runtime::transport::{BoxFuture, HttpRequest};
use specwright_runtime::{BoxError, Client, Error, ErrorKind, Request, Retry};

use crate::script::{API, GET, POST, PUT, Script, Turn, operation, scheme};

/// Makes one call with a new client.
async fn call(script: &Script, operation: &'static Operation, change: fn(Request) -> Request) -> Result<(), Error> {
    change(script.client().request(operation)).send::<Empty, Empty>().await
}

async fn plain(script: &Script, operation: &'static Operation) -> Result<(), Error> {
    call(script, operation, |request| request).await
}

#[tokio::test(start_paused = true)]
async fn transient_failures_are_retried() {
    for status in [408, 429, 502, 503, 504] {
        let script = Script::of(&[status, status, 200]);
        plain(&script, &GET).await.unwrap();
        assert_eq!(script.count(), 3, "{status}");
    }
    for turn in [Turn::Refused, Turn::Broken] {
        let script = Script::new([turn, Turn::Status(200, Vec::new())]);
        plain(&script, &PUT).await.unwrap();
        assert_eq!(script.count(), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn permanent_failures_are_not_retried() {
    for status in [301, 400, 401, 403, 404, 409, 500, 501] {
        let script = Script::of(&[status]);
        let error = plain(&script, &GET).await.unwrap_err();
        assert_eq!((script.count(), error.attempts()), (1, 1), "{status}");
        assert!(!error.to_string().contains("attempt"), "{error}");
    }
    let script = Script::of(&[500, 200]);
    call(&script, &GET, |request| request.retry(Retry::default().also_on(500))).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn the_last_error_counts_the_attempts() {
    let script = Script::of(&[502, 503, 504]);
    let error = plain(&script, &GET).await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.attempts(), script.count()), (504, 3, 3));
    assert_eq!(
        error.to_string(),
        "Op: service error: 504 Gateway Timeout, without a body (GET http://e.org/x, after 3 attempts)"
    );
    let script = Script::new([Turn::Refused]);
    let error = plain(&script, &GET).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), script.count()), (ErrorKind::Connect, 3, 3));
}

#[tokio::test(start_paused = true)]
async fn non_idempotent_calls_are_not_retried() {
    static NEVER: Operation = operation("PUT", Some(Idempotency::Never));
    static ALWAYS: Operation = operation("POST", Some(Idempotency::Always));
    let check = async |operation, change: fn(Request) -> Request, expected: u32| {
        for turn in [Turn::Status(503, Vec::new()), Turn::Broken] {
            let script = Script::new([turn]);
            let error = call(&script, operation, change).await.unwrap_err();
            assert_eq!((script.count(), error.attempts()), (expected, expected));
        }
    };
    check(&POST, |request| request, 1).await;
    check(&NEVER, |request| request, 1).await;
    check(&ALWAYS, |request| request, 3).await;
    check(&POST, |request| request.idempotent(true), 3).await;
    check(&NEVER, |request| request.idempotent(true), 3).await;
    check(&GET, |request| request.idempotent(false), 1).await;
    check(&GET, |request| request.retry(Retry::none()), 1).await;
    for method in ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "QUERY", "POST", "PATCH", "LOCK"] {
        let once = matches!(method, "POST" | "PATCH" | "LOCK");
        let operation = Box::leak(Box::new(operation(method, None)));
        check(operation, |request| request, if once { 1 } else { 3 }).await;
    }
}

#[tokio::test(start_paused = true)]
async fn connection_failures_are_retried_for_every_method() {
    let script = Script::new([Turn::Refused, Turn::Refused, Turn::Status(200, Vec::new())]);
    plain(&script, &POST).await.unwrap();
    assert_eq!(script.count(), 3);
}

#[tokio::test(start_paused = true)]
async fn the_number_of_attempts_is_configurable() {
    let script = Script::of(&[503]);
    let client = script.client_with(|builder| builder.retry(Retry::none()));
    let error = client.request(&GET).send::<Empty, Empty>().await.unwrap_err();
    assert_eq!((script.count(), error.attempts()), (1, 1));

    let script = Script::of(&[503]);
    let client = script.client_with(|builder| builder.retry(Retry::default().attempts(5)));
    let error = client.request(&GET).send::<Empty, Empty>().await.unwrap_err();
    assert_eq!((script.count(), error.attempts()), (5, 5));
}

#[tokio::test(start_paused = true)]
async fn backoff_is_exponential_with_jitter() {
    let script = Script::of(&[503]);
    let retry = Retry::default().attempts(6).waits(Duration::from_secs(1), Duration::from_secs(4));
    let client = script.client_with(|builder| builder.retry(retry));
    client.request(&GET).send::<Empty, Empty>().await.unwrap_err();
    let waits = script.waits();
    for (wait, most) in waits.iter().zip([1.0, 2.0, 4.0, 4.0, 4.0]) {
        // Tokio's clock has a resolution of a millisecond and rounds up.
        assert!(wait.as_secs_f64() <= most + 0.002, "{waits:?}");
    }
    assert!(waits.iter().any(|wait| !wait.is_zero()), "{waits:?}");
}

#[tokio::test(start_paused = true)]
async fn retry_after_is_honoured() {
    let check = async |after: &str, expected: &[u64]| {
        let headers = vec![("retry-after", after.to_owned()), ("date", "Wed, 21 Oct 2015 07:28:00 GMT".to_owned())];
        let script = Script::new([Turn::Status(429, headers.clone()), Turn::Status(200, headers)]);
        let result = plain(&script, &GET).await;
        assert_eq!(result.is_ok(), !expected.is_empty(), "{after}");
        let waits = script.waits();
        assert_eq!(waits.iter().map(Duration::as_secs).collect::<Vec<_>>(), expected, "{after}");
        waits
    };
    check("17", &[17]).await;
    check("60", &[60]).await;
    check("Wed, 21 Oct 2015 07:28:30 GMT", &[30]).await;
    // More than a minute: the response is returned at once.
    check("61", &[]).await;
    check("Wed, 21 Oct 2015 09:28:30 GMT", &[]).await;
    // So is that to a longer one than can be expressed.
    check("99999999999999999999", &[]).await;
    check(&"9".repeat(400), &[]).await;
    check("Fri, 31 Dec 99999 23:59:59 GMT", &[]).await;
    // Clients that are told the same do not all return at the same moment.
    let mut waits = HashSet::new();
    for _ in 0..20 {
        waits.extend(check("17", &[17]).await);
    }
    assert!(waits.len() > 10, "{waits:?}");
}

#[tokio::test(start_paused = true)]
async fn retries_beyond_the_call_timeout_are_skipped() {
    let script = Script::new([Turn::Status(503, vec![("retry-after", "10".into())])]);
    let begin = tokio::time::Instant::now();
    let error = call(&script, &GET, |request| request.timeout(Duration::from_secs(15))).await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.attempts()), (503, 2));
    assert_eq!(begin.elapsed().as_secs(), 10);
}

#[tokio::test(start_paused = true)]
async fn clones_share_a_retry_budget() {
    let script = Script::of(&[503]);
    let client = script.client();
    for _ in 0..100 {
        client.clone().request(&GET).send::<Empty, Empty>().await.unwrap_err();
    }
    // 500 tokens are 100 retries.
    assert_eq!(script.count(), 200);

    let script = Script::new([Turn::Silence]);
    let client = script.client_with(|builder| builder.attempt_timeout(Duration::from_secs(1)));
    for _ in 0..100 {
        client.request(&GET).send::<Empty, Empty>().await.unwrap_err();
    }
    // After timeouts, only 50.
    assert_eq!(script.count(), 150);

    let turns = (0..1_000).flat_map(|_| [503, 503, 200]).collect::<Vec<_>>();
    let script = Script::of(&turns);
    let client = script.client();
    for _ in 0..99 {
        client.request(&GET).send::<Empty, Empty>().await.unwrap();
    }
    // Each call uses two retries and gives one of them back.
    assert_eq!(script.count(), 297);
    let error = client.request(&GET).send::<Empty, Empty>().await.unwrap_err();
    assert_eq!(error.attempts(), 2, "the budget allows one more");
}

#[tokio::test(start_paused = true)]
async fn attempts_and_calls_have_timeouts() {
    let script = Script::new([Turn::Silence, Turn::Silence, Turn::Status(200, Vec::new())]);
    let begin = tokio::time::Instant::now();
    call(&script, &GET, |request| request.attempt_timeout(Duration::from_secs(3))).await.unwrap();
    assert_eq!(script.count(), 3);
    assert!(begin.elapsed() >= Duration::from_secs(6) && begin.elapsed() < Duration::from_secs(8));

    // The last attempt is limited to the remaining time of the call.
    let script = Script::new([Turn::Silence]);
    let begin = tokio::time::Instant::now();
    let limits = |request: Request| request.attempt_timeout(Duration::from_secs(3)).timeout(Duration::from_secs(5));
    let error = call(&script, &GET, limits).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 2));
    assert_eq!(begin.elapsed(), Duration::from_secs(5));
    assert_eq!(script.received()[0].timeout, Some(Duration::from_secs(3)));
}

/// Counts how often it is applied, and fails the third time.
#[derive(Debug, Default)]
struct Counter(Mutex<u32>);

impl Credential for Counter {
    fn apply<'a>(&'a self, _: &'static Scheme, request: &'a mut HttpRequest) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move {
            let mut count = self.0.lock().unwrap();
            *count += 1;
            if *count == 3 {
                return Err("used up".into());
            }
            request.headers.insert("authorization", count.to_string().parse()?);
            Ok(())
        })
    }
}

static SECURED: Api = Api { schemes: &[scheme("key", SchemeKind::Signer("counter"))], ..API };
static SIGNED: Operation = Operation { security: &[&["key"]], ..operation("GET", None) };

#[tokio::test(start_paused = true)]
async fn each_attempt_is_signed_again() {
    let script = Script::of(&[503]);
    let builder = Client::builder(&SECURED).endpoint("http://e.org").transport(script.clone());
    let client = builder.credential("key", Counter::default()).build().unwrap();
    let error = client.request(&SIGNED).send::<Empty, Empty>().await.unwrap_err();
    let sent: Vec<_> = script.received().iter().map(|request| request.headers["authorization"].clone()).collect();
    assert_eq!(sent, ["1", "2"]);
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::InvalidRequest, 2), "{error}");
}

/// A credential that never becomes ready.
#[derive(Debug)]
struct Stuck;

impl Credential for Stuck {
    fn apply<'a>(&'a self, _: &'static Scheme, _: &'a mut HttpRequest) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn the_call_timeout_covers_credentials() {
    let script = Script::of(&[200]);
    let builder = Client::builder(&SECURED).endpoint("http://e.org").transport(script.clone());
    let client = builder.credential("key", Stuck).timeout(Duration::from_secs(5)).build().unwrap();
    let error = client.request(&SIGNED).send::<Empty, Empty>().await.unwrap_err();
    assert_eq!((error.kind(), error.is_connect(), script.count()), (ErrorKind::Timeout, true, 0));
    assert_eq!(
        error.to_string().rsplit_once(" (").map_or("", |(cause, _)| cause),
        "Op: timed out: the credential set by `key` was not ready in time"
    );
}
