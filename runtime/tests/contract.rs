//! End-to-end tests of what generated code relies on: a client as the generator writes it, against a loopback server.

#![allow(clippy::unwrap_used, reason = "tests")]

mod client;
mod service;

use specwright_runtime::{ErrorKind, Map, Value};

use crate::client::{Client, JobStatus, StartJobRequest};
use crate::service::Service;

const STARTED: &str = r#"{"submissions":[{"isIncrementing":false,"job-name":"jdbc2hive","creation-date":"1536905778725",
    "last-udpate-user":"cdm","submission-id":12,"status":"BOOTING","progress":0}]}"#;

fn client(service: &Service) -> Client {
    Client::builder().endpoint(&service.url).project_id("p1").token("MII.secret").build().unwrap()
}

#[tokio::test]
async fn start_job_sends_the_documented_request() {
    let service = Service::responding("200 OK", "Content-Type: application/json\r\nX-Request-Id: r1\r\n", STARTED);
    let call = client(&service).start_job("c1", "jdbc2hive").body(&StartJobRequest { variables: Some(Map::new()) });
    let response = call.send_full().await.unwrap();

    assert_eq!(response.status, 200);
    assert_eq!(response.headers["x-request-id"], "r1");
    let submission = &response.body.submissions.as_ref().unwrap()[0];
    assert_eq!(submission.creation_date, Some(1_536_905_778_725));
    assert_eq!(submission.status, Some(JobStatus::Booting));
    assert_eq!(submission.last_update_user.as_deref(), Some("cdm"));
    assert!(!format!("{response:?}").contains("r1"), "{response:?}");

    let request = service.request();
    assert_eq!(request.line(), "PUT /v1.1/p1/clusters/c1/cdm/job/jdbc2hive/start HTTP/1.1");
    assert_eq!(request.header("x-auth-token"), Some("MII.secret"));
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.header("user-agent"), Some(concat!("specwright-runtime/", env!("CARGO_PKG_VERSION"))));
    assert_eq!(request.header("host"), service.url.strip_prefix("http://"));
    assert_eq!(request.header("authorization"), None);
    assert_eq!(request.body, br#"{"variables":{}}"#);
}

#[tokio::test]
async fn absent_and_empty_are_different_bodies() {
    let check = async |body: Option<StartJobRequest>, expected: &str| {
        let service = Service::responding("200 OK", "", "{}");
        let mut call = client(&service).start_job("c1", "j");
        if let Some(body) = &body {
            call = call.body(body);
        }
        call.send().await.unwrap();
        let request = service.request();
        assert_eq!(request.header("content-length"), Some(expected.len().to_string().as_str()));
        assert_eq!(request.header("content-type").is_some(), body.is_some());
        assert_eq!(String::from_utf8(request.body).unwrap(), expected);
    };
    check(None, "").await;
    check(Some(StartJobRequest { variables: None }), "{}").await;
    check(Some(StartJobRequest { variables: Some(Map::new()) }), r#"{"variables":{}}"#).await;
    let variables = Map::from([("名".to_owned(), Value::from("\"ü"))]);
    check(Some(StartJobRequest { variables: Some(variables) }), "{\"variables\":{\"名\":\"\\\"ü\"}}").await;
}

#[tokio::test]
async fn path_values_are_encoded_as_a_whole() {
    let check = async |job_name: &str, expected: &str| {
        let service = Service::responding("200 OK", "", "{}");
        client(&service).start_job("c1", job_name).send().await.unwrap();
        let line = format!("PUT /v1.1/p1/clusters/c1/cdm/job/{expected}/start HTTP/1.1");
        assert_eq!(service.request().line(), line);
    };
    check("a/b", "a%2Fb").await;
    check("my job", "my%20job").await;
    check("100%", "100%25").await;
    check("a?b#c", "a%3Fb%23c").await;
    check("作业", "%E4%BD%9C%E4%B8%9A").await;
    check("...", "...").await;
    check("%2e%2e", "%252e%252e").await;
    check("a;b=c,d:e@f&g+h!i$j'k(l)m*n\\o", "a%3Bb%3Dc%2Cd%3Ae%40f%26g%2Bh%21i%24j%27k%28l%29m%2An%5Co").await;
}

#[tokio::test]
async fn invalid_requests_are_not_sent() {
    let service = Service::responding("200 OK", "", "{}");
    let check = async |job_name: &str, expected: &str| {
        let error = client(&service).start_job("c1", job_name).send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
        assert_eq!(
            error.to_string().rsplit_once(" (").map_or("", |(cause, _)| cause),
            format!("StartJob: invalid request: the path parameter `job_name` {expected}")
        );
    };
    check("", "is empty, so the request would reach another resource").await;
    check(".", "is `.`, which URLs resolve away, so the request would reach another resource").await;
    check("..", "is `..`, which URLs resolve away, so the request would reach another resource").await;

    let refused = client(&service).start_job("c1", "j").project_id("").send().await.unwrap_err();
    assert!(refused.to_string().contains("`project_id` is empty"), "{refused}");
    let without = Client::builder().endpoint(&service.url).token("t").build().unwrap();
    let error = without.start_job("c1", "j").send().await.unwrap_err();
    assert_eq!(
        error.to_string().rsplit_once(" (").map_or("", |(cause, _)| cause),
        "StartJob: invalid request: the path parameter `project_id` has no value: call `project_id` on the client's \
         builder (environment: HUAWEICLOUD_SDK_PROJECT_ID) or on the request"
    );
    let without = Client::builder().endpoint(&service.url).project_id("p1").build().unwrap();
    let error = without.start_job("c1", "j").send().await.unwrap_err();
    let expected =
        "StartJob: invalid request: a credential is missing: call `token`, or `ak_sk` on the client's builder";
    assert_eq!(error.to_string().rsplit_once(" (").map_or("", |(cause, _)| cause), expected);
    let error =
        client(&service).start_job("c1", "j").configure(|r| r.header("X-A", "b\r\nc")).send().await.unwrap_err();
    assert!(error.to_string().contains("the header `X-A` contains a control character"), "{error}");
    assert!(service.is_untouched());
}

#[tokio::test]
async fn a_request_can_override_the_project() {
    let service = Service::responding("200 OK", "", "{}");
    client(&service).start_job("c1", "j").project_id("p2").send().await.unwrap();
    assert_eq!(service.request().line(), "PUT /v1.1/p2/clusters/c1/cdm/job/j/start HTTP/1.1");
}

#[tokio::test]
async fn queries_and_headers_are_sent_in_order() {
    let service = Service::responding("200 OK", "", "{}");
    let configure = |request: specwright_runtime::Request| {
        let request = request.query("b", 2).query("a b", "x&y=z +~*").query("b", true).query("f", 1.5);
        let request = request.query("status", JobStatus::Booting).query("empty", "");
        request.header("X-One", 1_u64).header("x-one", "two").header("Content-Type", "application/vnd.x+json")
    };
    client(&service).start_job("c1", "j").configure(configure).body(&StartJobRequest::default()).send().await.unwrap();
    let request = service.request();
    let query = "b=2&a%20b=x%26y%3Dz%20%2B~%2A&b=true&f=1.5&status=BOOTING&empty=";
    assert_eq!(request.line(), format!("PUT /v1.1/p1/clusters/c1/cdm/job/j/start?{query} HTTP/1.1"));
    let ones = request.head.lines().filter(|line| line.to_lowercase().starts_with("x-one"));
    assert_eq!(ones.map(|line| line.rsplit(' ').next().unwrap()).collect::<Vec<_>>(), ["1", "two"]);
    assert_eq!(request.header("content-type"), Some("application/vnd.x+json"));
}

#[tokio::test]
async fn responses_carry_typed_headers() {
    let service = Service::responding("201 Created", "X-Subject-Token: MII\r\n", "{\"token\":{}}");
    let client = Client::builder().region("cn-north-4").iam_endpoint(&service.url).build().unwrap();
    let response = client.create_token(&Map::new()).send_full().await.unwrap();
    assert_eq!(response.declared.x_subject_token.as_ref().unwrap().expose(), "MII");
    assert_eq!(service.request().line(), "POST /v3/auth/tokens HTTP/1.1");
}

#[tokio::test]
async fn named_servers_are_resolved_on_first_use() {
    let client = Client::builder().endpoint("http://127.0.0.1:1").build().unwrap();
    let error = client.create_token(&Map::new()).send_full().await.unwrap_err();
    assert_eq!(
        error.to_string().rsplit_once(" (").map_or("", |(cause, _)| cause),
        "CreateToken: invalid request: No region is set: call `region` with one of `cn-north-4`, `cn-north-1`, or \
         `iam_endpoint` with another URL."
    );
}

#[test]
fn calls_are_send_and_errors_are_small() {
    fn check<T: Send + Unpin>(_: &T) {}
    let client = Client::builder().endpoint("http://127.0.0.1:1").project_id("p").token("t").build().unwrap();
    check(&client.start_job("c", "j").send());
    assert!(size_of::<specwright_runtime::Error<client::ErrorResponse>>() <= 16);
}
