//! The call as made by a generated crate.

use std::time::Duration;

use specwright_runtime::auth::ApiKey;
use specwright_runtime::description::{Api, Errors, Operation, Param, Scheme, SchemeKind};
use specwright_runtime::response::Json;
use specwright_runtime::{Client, Map, Value, object, serde_json};

use crate::{CLUSTER, JOB, PROJECT, TIMEOUT, TOKEN, USER_AGENT};

static API: Api = Api {
    name: "bench",
    user_agent: USER_AGENT,
    servers: &[],
    params: &[Param { name: "project_id", env: &[] }],
    endpoint_env: &[],
    schemes: &[Scheme {
        name: "token",
        method: "token",
        kind: SchemeKind::ApiKeyHeader("X-Auth-Token"),
        headers: &[],
        env: &[],
    }],
    errors: Errors { pairs: &[("error_code", "error_msg")], request_id: &["X-Request-Id"], in_success: false },
};

static START_JOB: Operation = Operation {
    id: "StartJob",
    method: "PUT",
    path: "/v1.1/{project_id}/clusters/{cluster_id}/cdm/job/{job_name}/start",
    security: &[&["token"]],
    servers: None,
    idempotency: None,
};

struct StartJobRequest {
    variables: Option<Map<String>>,
}

object! { StartJobRequest { variables: "variables", } }

struct StartJobResponse {
    submissions: Option<Vec<Submission>>,
}

object! { StartJobResponse { submissions: "submissions", } }

struct Submission {
    is_incrementing: Option<bool>,
    submission_id: Option<i64>,
    job_name: Option<String>,
    creation_user: Option<String>,
    progress: Option<f64>,
    status: Option<String>,
}

object! { Submission {
    is_incrementing: "isIncrementing",
    submission_id: "submission-id",
    job_name: "job-name",
    creation_user: "creation-user",
    progress: "progress",
    status: "status",
} }

/// Calls through the runtime.
#[derive(Clone)]
pub struct Caller(Client);

impl super::Caller for Caller {
    fn new(base: &str) -> Self {
        let builder = Client::builder(&API).endpoint(base).param("project_id", PROJECT);
        let builder = builder.credential("token", ApiKey::new(TOKEN)).timeout(Duration::from_secs(TIMEOUT));
        Self(builder.build().expect("the settings are valid"))
    }

    async fn call(&self) -> Result<usize, String> {
        let body = StartJobRequest { variables: Some(Map::from([("date".to_owned(), "2026-11-23".to_owned())])) };
        let request = self.0.request(&START_JOB).path("cluster_id", CLUSTER).path("job_name", JOB);
        let response = request.json(&body).send::<Json<StartJobResponse>, Json<Value>>().await;
        let response = response.map_err(|error| error.to_string())?;
        Ok(response.submissions.map_or(0, |submissions| submissions.len()))
    }

    fn read(json: &[u8]) -> usize {
        let response: StartJobResponse = serde_json::from_slice(json).expect("the response matches its type");
        response.submissions.map_or(0, |submissions| submissions.len())
    }
}
