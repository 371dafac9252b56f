use super::api::Client;
use super::api::jobs::*;
use super::api::types::*;
use crate::server::{Response, Server};

#[tokio::test]
async fn each_place_has_a_name_for_the_type() {
    let server = Server::json(r#"{"state":"on"}"#);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let mut body = ReplaceJobRequest::new("nightly".to_owned());
    body.limits = Some(ReplaceJobRequestLimits { hours: Some(3) });
    let replaced: ReplaceJobResponse = client.replace_job("1", &body).send().await.expect("the response can be read");
    assert_eq!(replaced.state, Some(ReplaceJobResponseState::On));
    // Only while both are equal.
    let created: CreateJobResponse = replaced;
    assert_eq!(created.state, Some(CreateJobResponseState::On));
}

#[tokio::test]
async fn equal_errors_of_one_operation_are_one_type() {
    let server = Server::start(vec![Response::json(409, r#"{"why":"exists"}"#)]);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let body = CreateJobRequest::new("nightly".to_owned());
    let error = client.create_job(&body).send().await.expect_err("the name is taken");
    let declared: Option<&CreateJobError> = error.body();
    assert_eq!(declared.and_then(|error| error.why.as_deref()), Some("exists"));
}

#[tokio::test]
async fn tags_do_not_share_types() {
    let server = Server::json(r#"{"last":{"at":2,"next":{"mark":{"at":3}}}}"#);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let page = client.list_jobs().order(&ListJobsOrder::Newest).send().await.expect("the response can be read");
    assert_eq!(page.last.and_then(|last: PageLast| last.at), Some(2));
    let order = super::api::runs::ListRunsOrder::Oldest;
    let page: Page = client.list_runs().order(&order).send().await.expect("the response can be read");
    assert!(page.first.is_none());
}
