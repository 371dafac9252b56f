//! The samples beside the committed crate do what they say: they call every operation, and tell how each call went.

#[allow(dead_code)]
mod server;

// They are formatted as their own crate is.
#[rustfmt::skip]
#[path = "../generated/examples/every_operation/job.rs"]
mod job;
#[rustfmt::skip]
#[path = "../generated/examples/every_operation/outcome.rs"]
mod outcome;
#[rustfmt::skip]
#[path = "../generated/examples/every_operation/token.rs"]
mod token;

use std::process::ExitCode;

use huaweicloud_cdm::Client;
use outcome::Report;
use server::{Answer, Server};

fn client(server: &Server) -> Client {
    let client = Client::builder().endpoint(&server.url).iam_endpoint(&server.url).project_id("project").token("token");
    client.build().expect("all is set")
}

#[tokio::test]
async fn every_operation_is_called_with_the_examples_of_the_document() {
    let server = Server::json("{\"submissions\":[]}");
    let mut report = Report::default();
    job::calls(&client(&server), &mut report).await;
    let request = server.only();
    let path = "/v1.1/project/clusters/6ec9a0a4-76be-4262-8697-e7af1fac7920/cdm/job/jdbc2hive/start";
    assert_eq!(request.line, format!("PUT {path} HTTP/1.1"));
    assert_eq!(request.text(), r#"{"variables":{}}"#);
    assert_eq!(report.end(), ExitCode::SUCCESS);
}

#[tokio::test]
async fn what_may_be_left_out_is_given_too() {
    let server = Server::json("{}");
    token::calls(&client(&server), &mut Report::default()).await;
    let request = server.only();
    assert_eq!(request.target(), "/v3/auth/tokens?nocatalog=true");
    let body: serde_json::Value = serde_json::from_str(request.text()).expect("it is JSON");
    assert_eq!(body["auth"]["scope"]["project"]["name"], "cn-north-4");
}

#[tokio::test]
async fn a_failure_is_told_with_what_the_service_said() {
    let reason = |answer: Answer| async {
        let server = Server::start(vec![answer]);
        let client = client(&server);
        let answer = client.start_job("cluster", "job").send_full().await;
        outcome::outcome(answer).expect_err("it fails").to_string()
    };
    let refused = reason(Answer::json(404, "{\"error_msg\":\"no\nsuch job\"}")).await;
    assert_eq!(refused, "refused by the service 404: {\"error_msg\":\"no such job\"}");
    let undecodable = reason(Answer::json(200, "{\"submissions\":[7]}")).await;
    assert!(undecodable.starts_with("response not decodable 200: StartJob: "), "{undecodable}");
    assert!(undecodable.contains("submissions[0]"), "{undecodable}");
    let broken = reason(Answer::Close).await;
    assert!(broken.starts_with("connection broke: StartJob: "), "{broken}");
}
