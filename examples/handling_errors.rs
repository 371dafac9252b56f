//! What can go wrong, and how a program tells it apart: by kind, status, code, message, and the service's request ID.
//!
//! ```text
//! cargo run --example handling_errors
//! ```
//!
//! It calls a mock server for the service, since the service itself does not fail when it is told to.

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

    println!("A region that there is not, told when the client is built:");
    let error = Client::builder().region("<YOUR REGION>").project_id("p").token("t").build();
    let error = error.expect_err("there is no such region");
    println!("  {error}\n");

    println!("A name that a URL cannot carry, told before anything is sent:");
    tell(&client.start_job(&cluster, "..").send().await.expect_err("it fails"));

    println!("A job that there is not: a status of 5xx by this service, and its own code:");
    tell(&client.delete_job(&cluster, "no_such_job").send().await.expect_err("it fails"));

    println!("A job that runs already, which a program may want to wait for instead:");
    service.add_job("orders");
    client.start_job(&cluster, "orders").send().await?;
    match client.start_job(&cluster, "orders").send().await {
        Err(error) if error.code() == Some("Cdm.0052") => println!("  it runs already\n"),
        other => println!("  {other:?}\n"),
    }

    println!("A run that fails:");
    service.add_job("customers");
    service.fail_next_run("customers", "the table does not exist");
    match client.start_job(&cluster, "customers").wait().interval(Duration::from_millis(1)).await {
        Err(WaitError::Failed { status, last }) => {
            let why = last.submissions.iter().flatten().find_map(|run| run.error_summary.as_deref());
            println!("  {status}: {}\n", why.unwrap_or_default());
        }
        other => println!("  {other:?}\n"),
    }

    println!("A service that is not there:");
    let nowhere = Client::builder().endpoint("http://127.0.0.1:9").project_id("p").token("t").build()?;
    tell(&nowhere.list_clusters().send().await.expect_err("it fails"));
    Ok(())
}

/// Says of an error what the samples of the service's manual say, and what could be done about it.
fn tell(error: &Error<ErrorResponse>) {
    let advice = match error.kind() {
        ErrorKind::InvalidRequest => "the call itself is wrong",
        ErrorKind::Connect | ErrorKind::Transport | ErrorKind::Timeout => "it may work later",
        ErrorKind::Service if error.status().is_some_and(|status| status.is_client_error()) => "the request is wrong",
        ErrorKind::Service => "the service has failed, or says so",
        _ => "the response is not what it should be",
    };
    println!("  {error}");
    println!("  kind       {} ({advice})", error.kind());
    println!("  status     {}", error.status().map_or_else(|| "-".to_owned(), |status| status.as_u16().to_string()));
    println!("  request ID {}", error.request_id().unwrap_or("-"));
    println!("  code       {}", error.code().unwrap_or("-"));
    println!("  message    {}\n", error.message().unwrap_or("-"));
}
