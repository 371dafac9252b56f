//! Tests code that uses `huaweicloud-cdm` with the mock server of its feature `mock`.

use huaweicloud_cdm::job::{JobStatus, StartJobRequest, StartJobResponse, StartJobSubmission};
use huaweicloud_cdm::mock::{MockServer, StatusCode};
use huaweicloud_cdm::token::CreateTokenResponse;
use huaweicloud_cdm::types::ErrorResponse;
use huaweicloud_cdm::{AccessKey, Client, Error, Map};

/// The code under test: starts a job, unless it is running already.
async fn ensure_started(client: &Client, job: &str) -> Result<Option<JobStatus>, Error<ErrorResponse>> {
    let body = StartJobRequest::new().variables(Map::new());
    match client.start_job("cluster", job).body(&body).send().await {
        Ok(started) => Ok(started.submissions.and_then(|mut all| all.pop()?.status)),
        Err(error) if error.code() == Some("Cdm.0100") => Ok(None),
        Err(error) => Err(error),
    }
}

#[tokio::test]
async fn a_stub_responds_with_a_typed_value() {
    let service = MockServer::start();
    let submission = StartJobSubmission::new().status(JobStatus::Booting);
    service.start_job(None).respond(&StartJobResponse::new().submissions(vec![submission]));
    let client = service.client().build().expect("the settings are complete");
    assert_eq!(ensure_started(&client, "jdbc2hive").await.expect("the job starts"), Some(JobStatus::Booting));
    let requests = service.requests();
    assert_eq!(requests[0].path, "/v1.1/project_id/clusters/cluster/cdm/job/jdbc2hive/start");
}

#[tokio::test]
async fn a_stub_for_a_request_leaves_other_requests_alone() {
    let service = MockServer::start();
    let client = service.client().build().expect("the settings are complete");
    service.start_job(None).respond(&StartJobResponse::new());
    let body = StartJobRequest::new().variables(Map::new());
    let running = service
        .start_job(client.start_job("cluster", "running").body(&body))
        .respond_error(StatusCode::BAD_REQUEST, &ErrorResponse::new().err_code("Cdm.0100"));
    assert_eq!(ensure_started(&client, "running").await.expect("the job is running"), None);
    assert_eq!(ensure_started(&client, "other").await.expect("the job starts"), None);
    assert_eq!((running.calls(), service.requests().len()), (1, 2));
}

#[tokio::test]
async fn client_settings_are_kept_and_named_servers_are_replaced() {
    let service = MockServer::start();
    let client =
        service.client().project_id("p").ak_sk(AccessKey::new("ak", "sk")).build().expect("the settings are complete");
    service.create_token(None).respond(&CreateTokenResponse::default()).header("X-Subject-Token", "MII");
    service.start_job(None).respond(&StartJobResponse::new());
    assert!(ensure_started(&client, "a").await.is_ok());
    let request = serde_json::from_value(serde_json::json!({
        "auth": { "identity": { "methods": ["password"], "password": { "user": {
            "domain": { "name": "d" }, "name": "n", "password": "secret" } } } }
    }));
    let response = client
        .create_token(&request.expect("the JSON is a valid request"))
        .send_full()
        .await
        .expect("the stub responds");
    assert_eq!((response.status, response.declared.x_subject_token.expose()), (StatusCode::CREATED, "MII"));
    let requests = service.requests();
    assert_eq!((requests[0].path.split('/').nth(2), requests[0].header("x-auth-token")), (Some("p"), Some("mock-key")));
    assert!(!format!("{requests:?}").contains("secret"));
}
