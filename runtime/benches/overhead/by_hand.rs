//! The call as a careful program makes it without a generated client.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use specwright_runtime::http_client_builder;
use specwright_runtime::reqwest::{self, header};

#[derive(Serialize)]
struct StartJobRequest {
    variables: Option<BTreeMap<String, String>>,
}

#[derive(Deserialize)]
struct StartJobResponse {
    submissions: Option<Vec<Submission>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(dead_code, reason = "it is read all the same")]
struct Submission {
    #[serde(rename = "isIncrementing")]
    is_incrementing: Option<bool>,
    submission_id: Option<i64>,
    job_name: Option<String>,
    creation_user: Option<String>,
    progress: Option<f64>,
    status: Option<String>,
}

/// Calls by `reqwest` and `serde_json`.
#[derive(Clone)]
pub struct Caller {
    base: String,
    client: reqwest::Client,
}

impl Caller {
    pub fn new(base: &str) -> Self {
        Self { base: base.to_owned(), client: http_client_builder().build().expect("it can be built") }
    }
}

impl super::Caller for Caller {
    async fn call(&self) -> Result<usize, String> {
        let url = format!(
            "{}/v1.1/{}/clusters/{}/cdm/job/{}/start",
            self.base, "1551c7f6c808414d8e9f3c514a170f2e", "6ec9a0a4", "jdbc2hive"
        );
        let body = StartJobRequest { variables: Some(BTreeMap::from([("date".to_owned(), "2026-11-23".to_owned())])) };
        let request = self.client.put(url).header("X-Auth-Token", "MIIToken").header(header::USER_AGENT, "bench/1");
        let request = request.header(header::CONTENT_TYPE, "application/json").timeout(Duration::from_secs(60));
        let body = serde_json::to_vec(&body).map_err(|error| error.to_string())?;
        let response = request.body(body).send().await.map_err(|error| error.to_string())?;
        if !response.status().is_success() {
            return Err(response.status().to_string());
        }
        let bytes = response.bytes().await.map_err(|error| error.to_string())?;
        let answer: StartJobResponse = serde_json::from_slice(&bytes).map_err(|error| error.to_string())?;
        Ok(answer.submissions.map_or(0, |submissions| submissions.len()))
    }
}
