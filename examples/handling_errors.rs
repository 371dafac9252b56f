//! Error handling: kinds of errors, and their status, code, message and request ID.
//!
//! ```text
//! cargo run --example handling_errors
//! ```
//!
//! It calls the emulator, which fails on demand.

use std::error::Error as StdError;
use std::time::Duration;

use huaweicloud_cdm::emulator::Emulator;
use huaweicloud_cdm::types::ErrorResponse;
use huaweicloud_cdm::{Client, Error};
use specwright_runtime::{ErrorKind, WaitError};

#[tokio::main]
async fn main() -> Result<(), Box<dyn StdError>> {
    let service = Emulator::start();
    let (client, cluster) = (service.client().build()?, service.cluster_id());

    println!("An unknown region is reported when the client is built:");
    let error = Client::builder().region("<YOUR REGION>").project_id("p").token("t").build();
    let error = error.expect_err("the region is unknown");
    println!("  {error}\n");

    println!("A name that cannot be part of a URL is reported before anything is sent:");
    report(&client.start_job(&cluster, "..").send().await.expect_err("the call fails"));

    println!("A job that does not exist is a 5xx status with a code of the service:");
    report(&client.delete_job(&cluster, "no_such_job").send().await.expect_err("the call fails"));

    println!("A job that is already running is recognised by the code:");
    service.add_job("orders");
    client.start_job(&cluster, "orders").send().await?;
    match client.start_job(&cluster, "orders").send().await {
        Err(error) if error.code() == Some("Cdm.0052") => println!("  the job is already running\n"),
        other => println!("  {other:?}\n"),
    }

    println!("A job that starts and then fails is a WaitError:");
    service.add_job("customers");
    service.fail_next_run("customers", "the table does not exist");
    match client.start_job(&cluster, "customers").wait().interval(Duration::from_millis(1)).await {
        Err(WaitError::Failed { status, last }) => {
            let why = last.submissions.iter().flatten().find_map(|run| run.error_summary.as_deref());
            println!("  {status}: {}\n", why.unwrap_or_default());
        }
        other => println!("  {other:?}\n"),
    }

    println!("A service that cannot be reached is a connection error:");
    let nowhere = Client::builder().endpoint("http://127.0.0.1:9").project_id("p").token("t").build()?;
    report(&nowhere.list_clusters().send().await.expect_err("the call fails"));
    Ok(())
}

/// Prints the properties of an error, and what to do about it.
fn report(error: &Error<ErrorResponse>) {
    let advice = match error.kind() {
        ErrorKind::InvalidRequest => "correct the call",
        ErrorKind::Connect | ErrorKind::Transport | ErrorKind::Timeout => "retry later",
        ErrorKind::Service if error.status().is_some_and(|status| status.is_client_error()) => "correct the request",
        ErrorKind::Service => "the service failed",
        _ => "the response does not match the document",
    };
    println!("  {error}");
    println!("  kind       {} ({advice})", error.kind());
    println!("  status     {}", error.status().map_or_else(|| "-".to_owned(), |status| status.as_u16().to_string()));
    println!("  request ID {}", error.request_id().unwrap_or("-"));
    println!("  code       {}", error.code().unwrap_or("-"));
    println!("  message    {}\n", error.message().unwrap_or("-"));
}
