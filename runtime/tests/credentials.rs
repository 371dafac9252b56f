//! Which credentials a call uses and how they are applied, observed by a transport that records requests.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::sync::{Arc, Mutex};

use specwright_runtime::auth::{ApiKey, Basic, Bearer, Credential};
use specwright_runtime::description::{Api, Errors, Operation, Param, Scheme, SchemeKind};
use specwright_runtime::response::Empty;
use specwright_runtime::transport::{BoxFuture, HttpRequest, HttpResponse, Transport, TransportError};
use specwright_runtime::{BoxError, Client, ClientBuilder, HeaderMap, Request, StatusCode};

const fn scheme(name: &'static str, kind: SchemeKind) -> Scheme {
    Scheme { name, method: name, kind, headers: &[], env: &[] }
}

static API: Api = Api {
    name: "sample",
    user_agent: "",
    servers: &[],
    params: &[Param { name: "tenant", env: &[] }],
    endpoint_env: &[],
    schemes: &[
        scheme("key", SchemeKind::ApiKeyHeader("X-Key")),
        scheme("query", SchemeKind::ApiKeyQuery("api key")),
        scheme("cookie", SchemeKind::ApiKeyCookie("session")),
        scheme("second", SchemeKind::ApiKeyCookie("second")),
        scheme("basic", SchemeKind::Basic),
        scheme("bearer", SchemeKind::Bearer),
        Scheme { headers: &[("X-Tenant", "tenant")], ..scheme("signer", SchemeKind::Signer("sample")) },
    ],
    errors: Errors { pairs: &[], request_id: &[], in_success: false },
};

/// An operation with these security requirements.
macro_rules! operation {
    ($($alternative:expr),*) => {{
        static OPERATION: Operation =
            Operation { id: "Get", method: "GET", path: "/x", security: &[$(&$alternative),*], servers: None, idempotency: None };
        &OPERATION
    }};
}

/// A transport that records the last request.
#[derive(Clone, Debug, Default)]
struct Recorder(Arc<Mutex<Option<HttpRequest>>>);

impl Transport for Recorder {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        *self.0.lock().unwrap() = Some(request);
        let response = HttpResponse { status: StatusCode::OK, headers: HeaderMap::new(), body: "".into() };
        Box::pin(async { Ok(response) })
    }
}

/// A signer whose signature lists the headers of the request.
#[derive(Debug)]
struct Lister;

impl Credential for Lister {
    fn apply<'a>(&'a self, _: &'static Scheme, request: &'a mut HttpRequest) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async {
            let names = request.headers.keys().map(|name| name.as_str()).collect::<Vec<_>>().join(" ");
            request.headers.insert("authorization", format!("Signed {names}").parse()?);
            Ok(())
        })
    }

    fn is_signer(&self) -> bool {
        true
    }
}

/// A credential that always fails.
#[derive(Debug)]
struct Lost;

impl Credential for Lost {
    fn apply<'a>(&'a self, _: &'static Scheme, _: &'a mut HttpRequest) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async { Err("the vault is shut".into()) })
    }
}

/// The sent request as text: its URL, then a line per header.
async fn send(
    operation: &'static Operation,
    build: fn(ClientBuilder) -> ClientBuilder,
    change: fn(Request) -> Request,
) -> Result<String, String> {
    let recorder = Recorder::default();
    let builder = Client::builder(&API).endpoint("http://e.org").transport(recorder.clone());
    let client = build(builder).build().map_err(|error| error.to_string())?;
    let call = change(client.request(operation)).send::<Empty, Empty>();
    call.await
        .map_err(|error| error.to_string().rsplit_once(" (").map_or(String::new(), |(cause, _)| cause.to_owned()))?;
    let sent = recorder.0.lock().unwrap().take().unwrap();
    let lines =
        sent.headers.iter().map(|(name, value)| format!("{name}: {}", String::from_utf8_lossy(value.as_bytes())));
    Ok(std::iter::once(sent.url.to_string()).chain(lines).collect::<Vec<_>>().join("\n"))
}

#[tokio::test]
async fn credentials_are_placed_by_their_scheme() {
    let check = async |operation, build: fn(ClientBuilder) -> ClientBuilder, expected: &str| {
        assert_eq!(send(operation, build, |request| request).await.as_deref(), Ok(expected));
    };
    check(operation!(["key"]), |b| b.credential("key", ApiKey::new("k é")), "http://e.org/x\nx-key: k é").await;
    let query = "http://e.org/x?api%20key=a%26b%3Dc";
    check(operation!(["query"]), |b| b.credential("query", ApiKey::new("a&b=c")), query).await;
    let both = |b: ClientBuilder| b.credential("cookie", ApiKey::new("c1")).credential("second", ApiKey::new("c2"));
    check(operation!(["cookie", "second"]), both, "http://e.org/x\ncookie: session=c1; second=c2").await;
    let basic = "http://e.org/x\nauthorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==";
    check(operation!(["basic"]), |b| b.credential("basic", Basic::new("Aladdin", "open sesame")), basic).await;
    let bearer = "http://e.org/x\nauthorization: Bearer t";
    check(operation!(["bearer"]), |b| b.credential("bearer", Bearer::new("t")), bearer).await;
}

#[tokio::test]
async fn a_query_key_follows_other_query_parameters() {
    let sent =
        send(operation!(["query"]), |b| b.credential("query", ApiKey::new("k")), |request| request.query("a", 1));
    assert_eq!(sent.await.as_deref(), Ok("http://e.org/x?a=1&api%20key=k"));
}

#[tokio::test]
async fn the_first_complete_alternative_is_used() {
    let operation = operation!(["key", "bearer"], ["basic"], ["cookie"]);
    let check = async |build: fn(ClientBuilder) -> ClientBuilder, expected: &str| {
        assert_eq!(send(operation, build, |request| request).await.as_deref(), Ok(expected));
    };
    let (key, bearer) = ("x-key: k", "authorization: Bearer t");
    check(
        |b| {
            b.credential("key", ApiKey::new("k"))
                .credential("bearer", Bearer::new("t"))
                .credential("cookie", ApiKey::new("c"))
        },
        &format!("http://e.org/x\n{key}\n{bearer}"),
    )
    .await;
    check(
        |b| b.credential("key", ApiKey::new("k")).credential("cookie", ApiKey::new("c")),
        "http://e.org/x\ncookie: session=c",
    )
    .await;
    let error = send(operation, |b| b.credential("key", ApiKey::new("k")), |request| request).await.unwrap_err();
    let expected = "Get: invalid request: a credential is missing: call `key` and `bearer`, or `basic`, or `cookie` on the \
                    client's builder";
    assert_eq!(error, expected);
}

#[tokio::test]
async fn optional_security_needs_no_credential() {
    let with = |b: ClientBuilder| b.credential("key", ApiKey::new("k"));
    for operation in [operation!(), operation!(["bearer"], []), operation!([], ["bearer"])] {
        assert_eq!(send(operation, with, |request| request).await.as_deref(), Ok("http://e.org/x"));
    }
    let sent = send(operation!([], ["key"]), with, |request| request).await;
    assert_eq!(sent.as_deref(), Ok("http://e.org/x\nx-key: k"));
}

#[tokio::test]
async fn headers_set_by_the_caller_are_kept() {
    let own = |request: Request| request.header("Authorization", "Own").header("X-Key", "own");
    let expected = Ok("http://e.org/x\nauthorization: Own\nx-key: own");
    for operation in [operation!(["bearer"]), operation!(["key"]), operation!(["signer"]), operation!(["key", "basic"])]
    {
        assert_eq!(send(operation, |b| b, own).await.as_deref(), expected);
    }
    let with = |b: ClientBuilder| b.credential("key", ApiKey::new("k")).credential("bearer", Bearer::new("t"));
    assert_eq!(send(operation!(["key", "bearer"]), with, own).await.as_deref(), expected);
}

#[tokio::test]
async fn a_credential_that_the_operation_does_not_take_is_named() {
    let check = async |build: fn(ClientBuilder) -> ClientBuilder, expected: &str| {
        let error = send(operation!(["bearer"], ["key", "basic"]), build, |request| request).await.unwrap_err();
        let missing = "a credential is missing: call `bearer`, or `key` and `basic` on the client's builder";
        assert_eq!(error, format!("Get: invalid request: {missing}{expected}"));
    };
    check(|b| b, "").await;
    // One of two that are required together.
    check(|b| b.credential("key", ApiKey::new("k")), "").await;
    let one = "; this operation does not accept the credential set by `query`";
    check(|b| b.credential("query", ApiKey::new("k")), one).await;
    let both = |b: ClientBuilder| b.credential("query", ApiKey::new("k")).credential("cookie", ApiKey::new("c"));
    check(both, "; this operation does not accept the credentials set by `cookie`, `query`").await;
}

#[tokio::test]
async fn signers_run_last() {
    let with =
        |b: ClientBuilder| b.credential("signer", Lister).credential("key", ApiKey::new("k")).param("tenant", "t1");
    let sent = send(operation!(["signer", "key"]), with, |request| request.header("A", 1)).await;
    let expected = "http://e.org/x\na: 1\nx-tenant: t1\nx-key: k\nauthorization: Signed a x-tenant x-key";
    assert_eq!(sent.as_deref(), Ok(expected));
    let sent = send(operation!(["signer"]), with, |request| request.path("tenant", "t2")).await;
    assert_eq!(sent.as_deref(), Ok("http://e.org/x\nx-tenant: t2\nauthorization: Signed x-tenant"));
    let sent = send(operation!(["signer"]), |b| b.credential("signer", Lister), |r| r.header("x-tenant", "t3")).await;
    assert_eq!(sent.as_deref(), Ok("http://e.org/x\nx-tenant: t3\nauthorization: Signed x-tenant"));
}

#[tokio::test]
async fn a_failing_credential_fails_the_call() {
    let error = send(operation!(["key"]), |b| b.credential("key", Lost), |request| request).await.unwrap_err();
    assert_eq!(error, "Get: invalid request: the credential set by `key` cannot be used: the vault is shut");
}

#[tokio::test]
async fn build_rejects_unusable_credentials() {
    let check = async |build: fn(ClientBuilder) -> ClientBuilder, expected: &str| {
        let error = send(operation!(), build, |request| request).await.unwrap_err();
        assert_eq!(error, format!("A client for sample cannot be built. {expected}"));
    };
    let expected = "The credential set by `basic` is an API key, which the scheme `basic` does not accept.";
    check(|b| b.credential("basic", ApiKey::new("k")), expected).await;
    let expected = "The credential set by `key` is a bearer token, which the scheme `key` does not accept.";
    check(|b| b.credential("key", Bearer::new("k")), expected).await;
    check(|b| b.credential("bearer", Bearer::new("")), "The credential set by `bearer` is empty.").await;
    let expected = "The credential set by `basic` has a colon in the user name, which RFC 7617 does not allow.";
    check(|b| b.credential("basic", Basic::new("a:b", "")), expected).await;
    check(|b| b.credential("other", ApiKey::new("k")), "There is no security scheme `other`.").await;
}

#[tokio::test]
async fn paths_that_url_parsing_would_change_are_rejected() {
    static ODD: Operation =
        Operation { id: "Odd", method: "GET", path: "/a/../{b}", security: &[], servers: None, idempotency: None };
    let error = send(&ODD, |b| b, |request| request.path("b", "c")).await.unwrap_err();
    let expected = "Odd: invalid request: the URL `http://e.org/a/../c` would be normalized to `http://e.org/c`, which may be \
                    another resource";
    assert_eq!(error, expected);
}

#[test]
fn debug_output_contains_no_secrets() {
    let shown = format!("{:?} {:?} {:?}", ApiKey::new("hunter2"), Bearer::new("hunter2"), Basic::new("me", "hunter2"));
    assert_eq!(shown, "ApiKey(Secret(..)) Bearer(Secret(..)) Basic { user: \"me\", password: Secret(..) }");
}
