//! The mock server: which requests a stub matches, and what it responds.

#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]
#![cfg(feature = "mock")]

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use futures_core::Stream;
use specwright_runtime::description::{Api, Errors, NamedServers, Operation, Param, Scheme, SchemeKind};
use specwright_runtime::mock::{MockServer, Stub, StubError};
use specwright_runtime::response::{Empty, Json, Text};
use specwright_runtime::{
    Body, Client, Error, ErrorKind, File, Map, Request, Retry, StatusCode, Style, Value, responses, serde_json,
};

const fn scheme(name: &'static str, kind: SchemeKind) -> Scheme {
    Scheme { name, method: name, kind, headers: &[], env: &[] }
}

static API: Api = Api {
    name: "jobs",
    user_agent: "jobs/1",
    servers: &[],
    params: &[Param { name: "project", env: &[] }],
    endpoint_env: &[],
    schemes: &[
        scheme("key", SchemeKind::ApiKeyHeader("X-Key")),
        scheme("query", SchemeKind::ApiKeyQuery("key")),
        scheme("cookie", SchemeKind::ApiKeyCookie("session")),
        scheme("basic", SchemeKind::Basic),
        scheme("oauth", SchemeKind::OAuth2 { token_url: Some("https://login.invalid/token"), refresh_url: None }),
        scheme("certificate", SchemeKind::MutualTls),
    ],
    errors: Errors { pairs: &[("error_code", "error_msg")], request_id: &[], in_success: false },
};

static ELSEWHERE: NamedServers = NamedServers { name: "", servers: &[] };

const fn operation(id: &'static str, method: &'static str, path: &'static str) -> Operation {
    Operation { id, method, path, security: &[], servers: None, idempotency: None }
}

static CREATE: Operation = Operation {
    security: &[&["key", "query", "cookie", "oauth", "certificate"]],
    ..operation("CreateJob", "POST", "/{project}/jobs")
};
static SHOW: Operation = Operation { security: &[&["basic"]], ..operation("ShowJob", "GET", "/jobs/{name}") };
static LATEST: Operation = operation("LatestJob", "GET", "/jobs/latest");
static OTHER: Operation = Operation { servers: Some(&ELSEWHERE), ..operation("OtherJob", "GET", "/jobs/latest") };

fn client(service: &MockServer) -> Client {
    service.direct(Client::builder(&API), &[""]).build().unwrap()
}

fn create(service: &MockServer, request: impl Into<Option<Request>>) -> Stub<Value, Map> {
    service.stub::<Json<_>, Json<_>>(&CREATE, 201, "application/vnd.job+json", request.into())
}

fn show(service: &MockServer, request: impl Into<Option<Request>>) -> Stub<String, JobError> {
    service.stub::<Text, JobError>(&SHOW, 200, "text/plain", request.into())
}

async fn call(request: Request) -> Result<Value, Error<Map>> {
    request.send::<Json<_>, Json<_>>().await
}

async fn read(request: Request) -> Result<String, Error<JobError>> {
    request.send::<Text, JobError>().await
}

#[derive(Clone, Debug, PartialEq)]
enum JobError {
    Missing(String),
    Broken(i64),
}

responses! { JobError {
    Missing: status(404) => Json<_>,
    Broken: range(5) => Json<_>,
} }

/// A stream of one chunk.
struct Once(Option<&'static str>);

impl Stream for Once {
    type Item = Result<&'static str, std::io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take().map(Ok))
    }
}

#[tokio::test]
async fn a_stub_matches_every_request_of_its_operation() {
    let service = MockServer::start();
    let stub = create(&service, None).respond(&Value::from(1));
    let client = client(&service);
    let response = client.request(&CREATE).json(&7).send::<Json<Value>, Json<Value>>().await.unwrap();
    assert_eq!((response, stub.calls()), (Value::from(1), 1));
    let requests = service.requests();
    let [received] = requests.as_slice() else { panic!("expected one request: {requests:?}") };
    assert_eq!((received.path.as_str(), received.operation.as_deref()), ("/project/jobs", Some("CreateJob")));
    assert_eq!((received.header("x-key"), received.query("key")), (Some("mock-key"), Some("mock-key")));
    assert_eq!(received.header("authorization"), Some("Bearer mock-key"));
    assert_eq!(received.json::<i64>().unwrap(), 7);
    assert!(!format!("{received:?}{service:?}{stub:?}").contains("mock-key"));
}

#[tokio::test]
async fn stubs_use_the_declared_status_and_media_type() {
    use specwright_runtime::response::Full;

    let service = MockServer::start();
    create(&service, None).respond(&Value::Null).header("X-Rate-Left", 3);
    let response = client(&service).request(&CREATE).send::<Full<Json<Value>>, Json<Value>>().await.unwrap();
    assert_eq!(response.status, StatusCode::CREATED);
    assert_eq!(response.headers["content-type"], "application/vnd.job+json");
    assert_eq!(response.headers["x-rate-left"], "3");

    service.stub::<Empty, Json<Value>>(&LATEST, 204, "", None).respond(&());
    let response = client(&service).request(&LATEST).send::<Full<Empty>, Json<Value>>().await.unwrap();
    assert_eq!((response.status, response.headers.get("content-type")), (StatusCode::NO_CONTENT, None));
}

#[tokio::test]
async fn a_stub_for_a_request_matches_equal_requests() {
    let service = MockServer::start();
    let other = Client::builder(&API).endpoint("https://jobs.example.com/base").build().unwrap();
    // The server and the credentials of the client that made the request are ignored.
    let wanted = |client: &Client| client.request(&CREATE).path("project", "p").query("a", 1).query("b", 2);
    let sent = client(&service);
    let check = async |expected: Request, sent: Request, differs: &str| {
        let stub = create(&service, expected).respond(&Value::Null);
        let outcome = call(sent).await;
        stub.times(0);
        match outcome {
            Ok(_) => assert_eq!(differs, ""),
            Err(error) => {
                let message = error.message().unwrap_or_default();
                assert!(!differs.is_empty() && message.contains(&format!("{differs} differs")), "{differs}: {error}");
            }
        }
    };
    check(wanted(&other), wanted(&sent), "").await;
    check(wanted(&other), sent.request(&CREATE).path("project", "p").query("b", 2).query("a", 1), "").await;
    check(wanted(&other), wanted(&sent).path("project", "q"), "the path").await;
    check(wanted(&other), wanted(&sent).query("c", 3), "the query").await;
    check(wanted(&other), wanted(&sent).header("X-More", 1), "").await;
    check(wanted(&other).header("X-More", 1), wanted(&sent).header("X-More", 2), "a header").await;
    check(wanted(&other).cookie("a", 1), wanted(&sent).cookie("b", 2).cookie("a", 1), "").await;
    check(wanted(&other).cookie("a", 1), wanted(&sent).cookie("a", 2), "a cookie").await;

    let object = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let json = |client: &Client, text| client.request(&CREATE).path("project", "p").json(&object(text));
    check(json(&other, r#"{"a":1,"b":[]}"#), json(&sent, r#"{"b":[],"a":1}"#), "").await;
    check(json(&other, r#"{"a":1}"#), json(&sent, r#"{"a":2}"#), "the body").await;
    check(json(&other, "{}"), sent.request(&CREATE).path("project", "p").bytes("text/plain", "{}"), "the body").await;
    let form = |client: &Client, text| client.request(&CREATE).path("project", "p").form(&object(text));
    check(form(&other, r#"{"a":"x y"}"#), form(&sent, r#"{"a":"x y"}"#), "").await;
    check(form(&other, r#"{"a":"x y"}"#), form(&sent, r#"{"a":"x"}"#), "the body").await;
    let file = |client: &Client, text: &'static str| {
        let parts = Map::from([("file".to_owned(), File::new(text))]);
        client.request(&CREATE).path("project", "p").multipart(&parts)
    };
    check(file(&other, "x"), file(&sent, "x"), "").await;
    check(file(&other, "x"), file(&sent, "y"), "the body").await;
    let pieces = |client: &Client, text: &'static str| {
        let body = Body::stream(Once(Some(text)));
        client.request(&CREATE).path("project", "p").bytes("text/plain", body)
    };
    check(pieces(&other, "x"), pieces(&sent, "x"), "").await;
    check(pieces(&other, "x"), pieces(&sent, "y"), "the body").await;
    let styled = |client: &Client, list: &[i64]| wanted(client).query_styled("c", list, Style::form(false));
    check(styled(&other, &[1, 2]), styled(&sent, &[1, 2]), "").await;
    check(styled(&other, &[1, 2]), styled(&sent, &[2, 1]), "the query").await;
}

#[tokio::test]
async fn unmatched_requests_get_501_and_a_description() {
    let service = MockServer::start();
    let client = client(&service);
    let message = async || {
        let request = client.request(&SHOW).path("name", "a").query("token", "secret");
        let error = read(request).await.unwrap_err();
        assert_eq!(
            (error.status(), error.code(), error.attempts()),
            (Some(StatusCode::NOT_IMPLEMENTED), Some("no-stub"), 1)
        );
        error.message().unwrap().to_owned()
    };
    assert_eq!(message().await, "no stub matches ShowJob, GET /jobs/a?token=…; no stub is registered");
    create(&service, None);
    show(&service, client.request(&SHOW).path("name", "..")).respond(&"x".to_owned());
    show(&service, client.request(&SHOW).path("name", "b")).respond(&"x".to_owned());
    show(&service, None).times(0);
    assert_eq!(
        message().await,
        "no stub matches ShowJob, GET /jobs/a?token=…; registered stubs, newest first: ShowJob (used up), \
         ShowJob (other request: the path differs), ShowJob (invalid expected request: the path parameter \
         `name` is `..`, which URLs resolve away, so the request would reach another resource), CreateJob (other operation)"
    );
}

#[tokio::test]
async fn newer_stubs_win_until_they_are_used_up() {
    let service = MockServer::start();
    let always = show(&service, None).respond(&"always".to_owned());
    show(&service, None).respond(&"twice".to_owned()).times(2);
    let once = show(&service, None).respond_error(None, &JobError::Missing("once".into())).times(1);
    let client = client(&service);
    let request = || client.request(&SHOW).path("name", "a");
    let error = read(request()).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    assert_eq!(error.body(), Some(&JobError::Missing("once".into())));
    for expected in ["twice", "twice", "always", "always"] {
        assert_eq!(read(request()).await.unwrap(), expected);
    }
    assert_eq!((once.calls(), always.calls(), service.requests().len()), (1, 2, 5));
}

#[tokio::test]
async fn operations_with_similar_paths_are_distinguished() {
    let service = MockServer::start();
    show(&service, None).respond(&"any".to_owned());
    let client = client(&service);
    assert!(read(client.request(&LATEST)).await.is_err());
    service.stub::<Text, JobError>(&LATEST, 200, "", None).respond(&"latest".to_owned());
    service.stub::<Text, JobError>(&OTHER, 200, "", None).respond(&"other".to_owned());
    assert_eq!(read(client.request(&LATEST)).await.unwrap(), "latest");
    assert_eq!(read(client.request(&OTHER)).await.unwrap(), "other");
    assert_eq!(read(client.request(&SHOW).path("name", "latest")).await.unwrap(), "any");
    // Other clients do not send the operation ID; their requests are matched by path.
    let plain = Client::builder(&API).endpoint(service.url()).build().unwrap();
    service.stub::<Text, JobError>(&CREATE, 200, "", None).respond(&"created".to_owned());
    assert_eq!(read(plain.request(&LATEST)).await.unwrap(), "other");
}

#[tokio::test]
async fn responses_can_depend_on_the_request() {
    let service = MockServer::start();
    show(&service, None).respond_with(|received| match received.path.as_str() {
        "/jobs/b" => Err(StubError::new(StatusCode::BAD_GATEWAY, JobError::Broken(7))),
        path => Ok(path.to_owned()),
    });
    let client = service.direct(Client::builder(&API).retry(Retry::none()), &[]).build().unwrap();
    assert_eq!(read(client.request(&SHOW).path("name", "a")).await.unwrap(), "/jobs/a");
    let error = read(client.request(&SHOW).path("name", "b")).await.unwrap_err();
    assert_eq!((error.status(), error.body()), (Some(StatusCode::BAD_GATEWAY), Some(&JobError::Broken(7))));
}

#[tokio::test]
async fn stubs_can_return_invalid_broken_and_delayed_responses() {
    let service = MockServer::start();
    let client = client(&service);
    let request = || client.request(&CREATE);
    create(&service, None).respond_bytes(StatusCode::OK, "application/json", "{");
    assert_eq!(call(request()).await.unwrap_err().kind(), ErrorKind::Decode);

    let stub = create(&service, None).respond(&Value::Null).broken();
    assert_eq!(call(request()).await.unwrap_err().kind(), ErrorKind::Transport);
    assert_eq!(stub.calls(), 1);

    create(&service, None).respond(&Value::Null).delay(Duration::from_millis(30));
    let start = Instant::now();
    call(request()).await.unwrap();
    assert!(start.elapsed() >= Duration::from_millis(30));

    create(&service, None).respond(&Value::Null).status(StatusCode::ACCEPTED);
    assert!(call(request()).await.is_ok());
    create(&service, None).respond_error(StatusCode::CONFLICT, &Map::from([("a".to_owned(), Value::Null)]));
    let error = call(request()).await.unwrap_err();
    assert_eq!((error.status(), error.body().map(Map::len)), (Some(StatusCode::CONFLICT), Some(1)));
}

#[tokio::test]
async fn unusable_stubs_get_501_and_a_reason() {
    let service = MockServer::start();
    let client = client(&service);
    let message = async || {
        let error = read(client.request(&SHOW).path("name", "a")).await.unwrap_err();
        assert_eq!((error.status(), error.code()), (Some(StatusCode::NOT_IMPLEMENTED), Some("unusable-stub")));
        error.message().unwrap().to_owned()
    };
    show(&service, None);
    assert_eq!(message().await, "the stub for ShowJob cannot respond: no response is set");
    show(&service, None).respond_error(StatusCode::CONFLICT, &JobError::Missing("a".into()));
    assert_eq!(
        message().await,
        "the stub for ShowJob cannot respond: a response with the status 409 would be decoded as another variant than the configured one, \
         which has 404 Not Found"
    );
    show(&service, None).respond(&String::new()).header("a b", "secret");
    assert_eq!(
        message().await,
        "the stub for ShowJob cannot respond: `a b` is not a valid header name, or its value is not allowed in a header"
    );
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_callers_are_served_until_the_server_is_dropped() {
    let service = MockServer::start();
    show(&service, None).respond(&"x".to_owned());
    let client = client(&service);
    let call = || client.request(&SHOW).path("name", "a").retry(Retry::none()).send::<Text, JobError>().block();
    assert_eq!(call().unwrap(), "x");
    drop(service);
    let kind = call().unwrap_err().kind();
    assert!(matches!(kind, ErrorKind::Connect | ErrorKind::Transport), "{kind}");
}
