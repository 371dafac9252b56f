//! Names in the path: any value stays in its segment, or the call fails before anything is sent.

use huaweicloud_cdm::job::StartJob;
use huaweicloud_cdm::{Client, Error};

use crate::clients::with_token;
use crate::page::RESPONSE;
use crate::server::Server;

/// A name as it is sent; `None` if it is rejected.
const NAMES: &[(&str, Option<&str>)] = &[
    ("jdbc2hive", Some("jdbc2hive")),
    ("a/b", Some("a%2Fb")),
    ("/", Some("%2F")),
    ("my job", Some("my%20job")),
    ("100%", Some("100%25")),
    ("a?b#c", Some("a%3Fb%23c")),
    ("作业", Some("%E4%BD%9C%E4%B8%9A")),
    ("a+b", Some("a%2Bb")),
    ("%2e%2e", Some("%252e%252e")),
    ("%2F", Some("%252F")),
    ("../..", Some("..%2F..")),
    ("...", Some("...")),
    (".hidden", Some(".hidden")),
    ("a\\b", Some("a%5Cb")),
    ("..\\", Some("..%5C")),
    ("a;v=1", Some("a%3Bv%3D1")),
    ("!'()*,:@&$", Some("%21%27%28%29%2A%2C%3A%40%26%24")),
    ("-._~", Some("-._~")),
    ("{job_name}", Some("%7Bjob_name%7D")),
    ("a\r\nX-Injected: 1", Some("a%0D%0AX-Injected%3A%201")),
    ("\t \u{0}", Some("%09%20%00")),
    ("..", None),
    (".", None),
    ("", None),
];

async fn check(place: &str, call: impl Fn(&Client, &str) -> StartJob, line: impl Fn(&str) -> String) {
    for (name, expected) in NAMES {
        let server = Server::json(RESPONSE);
        let outcome = call(&with_token(&server), name).send().await;
        match expected {
            Some(segment) => {
                assert!(outcome.is_ok(), "{name:?}: {outcome:?}");
                let request = server.only();
                assert_eq!(request.line, line(segment), "{name:?}");
                assert_eq!(request.header("x-injected"), None);
            }
            None => {
                let error = outcome.expect_err("such a name is refused");
                assert!(matches!(error, Error::InvalidRequest(_)), "{name:?}: {error}");
                let expected = format!("StartJob: invalid request: the path parameter `{place}` is ");
                assert!(error.to_string().starts_with(&expected), "{name:?}: {error}");
                assert_eq!(server.received().len(), 0, "{name:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_job_s_name_stays_in_its_segment() {
    let call = |client: &Client, name: &str| client.start_job("c", name).project_id("p");
    check("job_name", call, |name| format!("PUT /v1.1/p/clusters/c/cdm/job/{name}/start HTTP/1.1")).await;
}

#[tokio::test]
async fn a_cluster_s_id_stays_in_its_segment() {
    let call = |client: &Client, id: &str| client.start_job(id, "j").project_id("p");
    check("cluster_id", call, |id| format!("PUT /v1.1/p/clusters/{id}/cdm/job/j/start HTTP/1.1")).await;
}

#[tokio::test]
async fn a_project_s_id_stays_in_its_segment() {
    let call = |client: &Client, id: &str| client.start_job("c", "j").project_id(id);
    check("project_id", call, |id| format!("PUT /v1.1/{id}/clusters/c/cdm/job/j/start HTTP/1.1")).await;
}

#[tokio::test]
async fn rejected_arguments_are_reported() {
    let check = async |name: &str, expected: &str| {
        let server = Server::json(RESPONSE);
        let error = with_token(&server).start_job("c", name).send().await.unwrap_err();
        assert_eq!(
            error.to_string().rsplit_once(" (").map_or("", |(cause, _)| cause),
            format!("StartJob: invalid request: the path parameter `job_name` is {expected}")
        );
    };
    check("", "empty, so the request would reach another resource").await;
    check(".", "`.`, which URLs resolve away, so the request would reach another resource").await;
    check("..", "`..`, which URLs resolve away, so the request would reach another resource").await;
}
