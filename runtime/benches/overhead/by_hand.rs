//! The call as a careful programmer writes it without a generated client.
//!
//! Everything that does not change is set once on the `reqwest` client: headers and timeouts.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specwright_runtime::http_client_builder;
use specwright_runtime::reqwest::{self, header};

use crate::{CLUSTER, JOB, PROJECT, TIMEOUT, TOKEN, USER_AGENT};

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
#[expect(dead_code, reason = "decoded, but not used")]
struct Submission {
    #[serde(rename = "isIncrementing")]
    is_incrementing: Option<bool>,
    submission_id: Option<i64>,
    job_name: Option<String>,
    creation_user: Option<String>,
    progress: Option<f64>,
    status: Option<String>,
}

/// Calls with `reqwest` and `serde_json`.
#[derive(Clone)]
pub struct Caller {
    base: String,
    client: reqwest::Client,
}

impl super::Caller for Caller {
    fn new(base: &str) -> Self {
        // A token is only known at run time.
        let mut token =
            header::HeaderValue::from_str(&String::from(TOKEN)).expect("the token has no control characters");
        token.set_sensitive(true);
        let headers = header::HeaderMap::from_iter([
            (header::ACCEPT, header::HeaderValue::from_static("application/json")),
            (header::USER_AGENT, header::HeaderValue::from_static(USER_AGENT)),
            (header::HeaderName::from_static("x-auth-token"), token),
        ]);
        // Plain `reqwest`. The runtime only configures TLS, without which it would not build a client.
        let _ = http_client_builder();
        let builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(Duration::from_secs(60))
            .read_timeout(Duration::from_secs(120))
            .timeout(Duration::from_secs(TIMEOUT))
            .default_headers(headers);
        Self { base: base.to_owned(), client: builder.build().expect("the client can be built") }
    }

    async fn call(&self) -> Result<usize, String> {
        let url = format!("{}/v1.1/{PROJECT}/clusters/{CLUSTER}/cdm/job/{JOB}/start", self.base);
        let body = StartJobRequest { variables: Some(BTreeMap::from([("date".to_owned(), "2026-11-23".to_owned())])) };
        let body = serde_json::to_vec(&body).map_err(|error| error.to_string())?;
        let json = header::HeaderValue::from_static("application/json");
        let request = self.client.put(url).header(header::CONTENT_TYPE, json).body(body);
        let response = request.send().await.map_err(|error| error.to_string())?;
        let status = response.status();
        let bytes = response.bytes().await.map_err(|error| error.to_string())?;
        if !status.is_success() {
            let error: Option<Value> = serde_json::from_slice(&bytes).ok();
            return Err(format!("{status}: {}", error.unwrap_or_default()));
        }
        let response: StartJobResponse = serde_json::from_slice(&bytes).map_err(|error| error.to_string())?;
        Ok(response.submissions.map_or(0, |submissions| submissions.len()))
    }

    fn read(json: &[u8]) -> usize {
        let response: StartJobResponse = serde_json::from_slice(json).expect("the response matches its type");
        response.submissions.map_or(0, |submissions| submissions.len())
    }
}
