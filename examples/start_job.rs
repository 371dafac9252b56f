//! Starts a job of Huawei Cloud's Cloud Data Migration.
//!
//! ```text
//! cargo run --example start_job                             # against the emulator
//! cargo run --example start_job -- <cluster_id> <job_name>  # against the service, configured by environment variables
//! ```
//!
//! The README lists the environment variables.

mod service;

use std::env;
use std::process::ExitCode;

use huaweicloud_cdm::job::{StartJobRequest, StartJobSubmission};
use huaweicloud_cdm::types::ErrorResponse;
use huaweicloud_cdm::{Error, Map};

use service::Service;

#[tokio::main]
async fn main() -> ExitCode {
    let job_name = env::args().nth(2).unwrap_or_else(|| "jdbc2hive".to_owned());
    let service = match Service::of(env::args().nth(1)) {
        Ok(service) => service,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    if let Some(emulator) = &service.emulator {
        emulator.add_job(&job_name);
    }

    let request = StartJobRequest::new().variables(Map::new());
    match service.client.start_job(&service.cluster_id, &job_name).body(&request).send().await {
        Ok(response) => {
            for submission in response.submissions.unwrap_or_default() {
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

/// Prints the properties of a run that are present.
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

/// Prints the properties of an error.
fn explain(error: &Error<ErrorResponse>) {
    let or_dash = |text: Option<&str>| text.unwrap_or("-").to_owned();
    eprintln!("kind        {}", error.kind());
    eprintln!("status      {}", error.status().map_or_else(|| "-".to_owned(), |status| status.as_u16().to_string()));
    eprintln!("request id  {}", or_dash(error.request_id()));
    eprintln!("code        {}", or_dash(error.code()));
    eprintln!("message     {}", or_dash(error.message()));
    eprintln!("\n{error}");
}
