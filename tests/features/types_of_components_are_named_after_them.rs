use super::api::Client;
use super::api::operations::*;
use crate::server::{Response, Server};

#[tokio::test]
async fn components_and_places_name_types() {
    let server = Server::json(r#"[{"id":1,"owner":{"name":"a"}}]"#);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let jobs: Vec<ListJobsResponseItem> =
        client.list_jobs().order(&OrderParameter::Asc).send().await.expect("the response can be read");
    let owner: Option<ListJobsResponseItemOwner> = jobs.into_iter().next().and_then(|job| job.owner);
    assert_eq!(owner.and_then(|owner| owner.name).as_deref(), Some("a"));
    let _ = NewJobRequest::default();
    let kinds = (GetJobKind::Daily, DeleteJobKind::Daily);
    assert_eq!(kinds.0, kinds.1);
}

#[tokio::test]
async fn an_error_of_a_component_is_one_type() {
    let server = Server::start(vec![Response::json(400, r#"{"title":"no"}"#)]);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let error = client.create_job(&NewJobRequest::default()).send().await.expect_err("the request is refused");
    let problem: Option<&ProblemResponse> = error.body();
    assert_eq!(problem.and_then(|problem| problem.title.as_deref()), Some("no"));
}
