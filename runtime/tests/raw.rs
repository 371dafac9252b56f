//! Responses as something else than the document declares, and requests that the document does not have.

#![allow(clippy::unwrap_used, reason = "tests")]

mod service;

use specwright_runtime::description::{Api, Errors, Operation, Scheme, SchemeKind};
use specwright_runtime::response::{Full, Json};
use specwright_runtime::{Client, ErrorKind, Method, Request, SendAs, Value, auth, object, send_as};

use crate::service::Service;

static API: Api = Api {
    name: "raw",
    user_agent: "raw/1",
    servers: &[],
    params: &[],
    endpoint_env: &[],
    schemes: &[
        Scheme { name: "key", method: "key", kind: SchemeKind::ApiKeyHeader("X-Key"), headers: &[], env: &[] },
        Scheme { name: "app", method: "app", kind: SchemeKind::ApiKeyQuery("app"), headers: &[], env: &[] },
    ],
    errors: Errors { pairs: &[("code", "message")], request_id: &[], in_success: false },
};

static LIST: Operation =
    Operation { id: "List", method: "GET", path: "/jobs", security: &[&["key"]], servers: None, idempotency: None };

#[derive(Debug)]
struct Page {
    jobs: Vec<String>,
}

object! { Page {
    jobs: "jobs" as required,
} }

#[derive(Debug, PartialEq)]
struct Failure {
    reason: Option<String>,
}

object! { Failure {
    reason: "reason",
} }

struct List(Request);

send_as! { Request {
    List: Json<Page> | Json<Failure>,
} }

fn client(service: &Service) -> Client {
    let key = auth::ApiKey::new("k");
    Client::builder(&API).endpoint(&format!("{}/v1", service.url)).credential("key", key).build().unwrap()
}

fn list(service: &Service) -> List {
    List(client(service).request(&LIST))
}

#[tokio::test]
async fn a_response_is_read_in_other_ways_than_declared() {
    let body = r#"{"jobs":7,"more":1}"#;
    let service = Service::responding("200 OK", "Content-Type: application/json\r\n", body);
    assert_eq!(list(&service).send_bytes().await.unwrap(), body);
    let received = service.request();
    assert_eq!(received.line(), "GET /v1/jobs HTTP/1.1");
    assert_eq!((received.header("x-key"), received.header("accept")), (Some("k"), Some("application/json")));

    let mut stream = list(&service).send_stream().await.unwrap();
    assert_eq!((stream.status().as_u16(), stream.next().await.unwrap().unwrap().as_ref()), (200, body.as_bytes()));
    let value: Value = list(&service).send_as().await.unwrap();
    assert_eq!(value["more"], 1);
    let error = list(&service).0.send::<Json<Page>, Json<Failure>>().await.unwrap_err();
    assert_eq!((error.kind(), error.raw_body()), (ErrorKind::Decode, Some(body.as_bytes())));

    let events = "data: {\"a\":1}\n\ndata: {\"a\":2}\n\n";
    let service = Service::responding("200 OK", "Content-Type: text/event-stream\r\n", events);
    let mut stream = list(&service).send_events_as::<Value>().await.unwrap();
    assert_eq!(stream.next().await.unwrap().unwrap().data["a"], 1);
    assert_eq!(service.request().header("accept"), Some("text/event-stream"));
}

#[tokio::test]
async fn the_raw_body_is_kept_beside_the_decoded_one() {
    let service = Service::responding("200 OK", "", r#"{"jobs":["a"],"more":1}"#);
    let response = list(&service).0.send::<Full<Json<Page>>, Json<Failure>>().await.unwrap();
    assert_eq!(
        (response.body.jobs, &response.raw_body[..]),
        (vec!["a".to_owned()], &br#"{"jobs":["a"],"more":1}"#[..])
    );
}

#[tokio::test]
async fn errors_keep_their_declared_body() {
    let service = Service::responding("404 X", "", r#"{"reason":"gone"}"#);
    let error = list(&service).send_as::<u8>().await.unwrap_err();
    assert_eq!(error.body(), Some(&Failure { reason: Some("gone".into()) }));
    let service = Service::responding("404 X", "", r#"{"detail":"gone"}"#);
    let error = list(&service).send_bytes().await.unwrap_err();
    assert_eq!((error.body(), error.message()), (None, Some("gone")));
}

#[tokio::test]
async fn requests_that_the_document_lacks_have_the_credentials_of_the_client() {
    let service = Service::responding("200 OK", "", "[1]");
    let builder = Client::builder(&API).endpoint(&format!("{}/v1", service.url));
    let builder = builder.credential("key", auth::ApiKey::new("k")).credential("app", auth::ApiKey::new("a b"));
    let client = builder.build().unwrap();
    let request = client.request_at(Method::PATCH, "/jobs/{id}?dry=1").path("id", "a/b").query("q", 1).json(&[1]);
    assert_eq!(request.send_as::<Vec<u8>>().await.unwrap(), [1]);
    let received = service.request();
    assert_eq!(received.line(), "PATCH /v1/jobs/a%2Fb?dry=1&q=1&app=a%20b HTTP/1.1");
    assert_eq!((received.header("x-key"), received.header("content-type")), (Some("k"), Some("application/json")));

    let service = Service::responding("500 X", "", "");
    let client = Client::builder(&API).endpoint(&service.url).build().unwrap();
    let error = client.request_at(Method::DELETE, "/a").query("token", "secret").send_bytes().await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.method()), (500, Some("DELETE")));
    assert!(
        error.url().unwrap().ends_with("/a?token=…") && !format!("{error} {error:?}").contains("secret"),
        "{error}"
    );
    let error = client.request_at(Method::GET, "a").send_bytes().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
}
