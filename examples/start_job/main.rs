//! Starts a job of Huawei Cloud's Cloud Data Migration.
//!
//! Without settings in the environment it starts the job `jdbc2hive` at a stand-in for the service on loopback. With
//! them, `start_job -- <cluster_id> <job_name>` calls the service itself; see the README for their names.

mod stand_in;

use std::env;
use std::process::ExitCode;

use huaweicloud_cdm::job::{StartJobRequest, StartJobSubmission};
use huaweicloud_cdm::types::ErrorResponse;
use huaweicloud_cdm::{AccessKey, BuildError, Client, Error, Map};

/// Settings that tell that the service itself is meant.
const SETTINGS: [&str; 9] = [
    "HUAWEICLOUD_CDM_ENDPOINT",
    "HUAWEICLOUD_CDM_REGION",
    "HUAWEICLOUD_CDM_TOKEN",
    "HUAWEICLOUD_SDK_PROJECT_ID",
    "HUAWEICLOUD_SDK_AK",
    "HUAWEICLOUD_SDK_SK",
    "HUAWEICLOUD_SDK_SECURITY_TOKEN",
    "CLOUD_SDK_AK",
    "CLOUD_SDK_SK",
];

#[tokio::main]
async fn main() -> ExitCode {
    let real = SETTINGS.iter().any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()));
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (client, cluster_id, job_name) = match (real, arguments.as_slice()) {
        (true, [cluster_id, job_name]) => (Client::from_env(), cluster_id.as_str(), job_name.as_str()),
        (false, []) => (stand_in_client(), stand_in::CLUSTER_ID, "jdbc2hive"),
        (false, [cluster_id, job_name]) => (stand_in_client(), cluster_id.as_str(), job_name.as_str()),
        _ => {
            eprintln!("usage: start_job -- <cluster_id> <job_name>");
            return ExitCode::from(2);
        }
    };
    let client = match client {
        Ok(client) => client,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };

    let request = StartJobRequest { variables: Some(Map::new()) };
    match client.start_job(cluster_id, job_name).body(&request).send().await {
        Ok(answer) => {
            for submission in answer.submissions.unwrap_or_default() {
                print(&submission);
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            explain(&error);
            ExitCode::FAILURE
        }
    }
}

/// A client of the stand-in, with an access key as the samples of the manual have it.
fn stand_in_client() -> Result<Client, BuildError> {
    let url = stand_in::start();
    println!("No settings in the environment: calling a stand-in for the service at {url}");
    Client::builder()
        .endpoint(&url)
        .project_id(stand_in::PROJECT_ID)
        .ak_sk(AccessKey::new("access-key", "secret-key"))
        .build()
}

/// Prints what the service says of a run, and nothing of what it does not say.
fn print(submission: &StartJobSubmission) {
    fn line(name: &str, value: Option<impl ToString>) {
        if let Some(value) = value {
            println!("  {name:<24}{}", value.to_string());
        }
    }
    println!("submission");
    line("submission id", submission.submission_id);
    line("job name", submission.job_name.as_ref());
    line("status", submission.status.as_ref());
    line("progress", submission.progress);
    line("creation user", submission.creation_user.as_ref());
    line("creation date", submission.creation_date);
    line("execute date", submission.execute_date);
    line("last update date", submission.last_update_date);
    line("last update user", submission.last_update_user.as_ref());
    line("rows written", submission.write_rows);
    line("rows updated", submission.update_rows);
    line("rows deleted", submission.delete_rows);
    line("is incrementing", submission.is_incrementing);
    line("is stopping increment", submission.is_stoping_increment.as_ref());
    line("is executed by schedule", submission.is_execute_auto);
    line("is deleted afterwards", submission.is_delete_job);
}

/// Says what went wrong, as the samples of the manual do.
fn explain(error: &Error<ErrorResponse>) {
    let said = |text: Option<&str>| text.unwrap_or("-").to_owned();
    eprintln!("kind        {}", error.kind());
    eprintln!("status      {}", error.status().map_or_else(|| "-".to_owned(), |status| status.as_u16().to_string()));
    eprintln!("request id  {}", said(error.request_id()));
    eprintln!("code        {}", said(error.code()));
    eprintln!("message     {}", said(error.message()));
    eprintln!("\n{error}");
}
