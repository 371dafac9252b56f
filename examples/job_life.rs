//! The life cycle of a job: created with two links, started, awaited, listed, stopped and deleted.
//!
//! ```text
//! cargo run --example job_life                  # against the emulator
//! cargo run --example job_life -- <cluster_id>  # against the service, configured by environment variables
//! ```

mod service;

use std::error::Error;
use std::time::Duration;

use huaweicloud_cdm::Client;
use huaweicloud_cdm::job::{ConfigValues, Job, JobType, JobsRequest};
use huaweicloud_cdm::link::{Link, LinkConfigValues, LinksRequest};
use huaweicloud_cdm::types::{Config, Input};

use service::Service;

const SOURCE: &str = "example_mysql";
const DESTINATION: &str = "example_hive";
const JOB: &str = "example_mysql2hive";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let service = Service::of(std::env::args().nth(1))?;
    let (client, cluster) = (&service.client, service.cluster_id.as_str());
    // The service is polled every five seconds; the emulator needs no waiting.
    let interval = if service.emulator.is_some() { Duration::from_millis(1) } else { Duration::from_secs(5) };

    let links = LinksRequest::new(vec![source()]);
    client.create_link(cluster, &links).send().await?;
    let links = LinksRequest::new(vec![destination()]);
    client.create_link(cluster, &links).send().await?;
    let created = client.create_job(cluster, &JobsRequest::new(vec![job()])).send().await?;
    println!("created job {}", created.name.unwrap_or_default());

    // Start the job and wait until the run is complete.
    let status = client
        .start_job(cluster, JOB)
        .wait()
        .interval(interval)
        .timeout(Duration::from_secs(600))
        .on_progress(|status| {
            for run in status.submissions.iter().flatten() {
                let status = run.status.as_ref().map_or("?", |status| status.as_str());
                println!("  {status:<10} {:>5} %", run.progress.unwrap_or_default());
            }
        })
        .await?;
    let rows = status.submissions.iter().flatten().find_map(|run| run.counters.as_ref()?.sqoop.as_ref()?.rows_written);
    println!("the run wrote {} rows", rows.unwrap_or_default());

    // Start it again, and stop it.
    client.start_job(cluster, JOB).send().await?;
    client.stop_job(cluster, JOB).send().await?;

    println!("runs of {JOB}:");
    for run in client.show_submissions(cluster, JOB).send().await?.submissions.unwrap_or_default() {
        let status = run.status.as_ref().map_or("?", |status| status.as_str());
        println!("  {:>3} {status} {}", run.submission_id.unwrap_or_default(), run.error_summary.unwrap_or_default());
    }

    println!("jobs of the cluster:");
    let mut jobs = client.show_jobs(cluster, "all").page_size(10).items();
    while let Some(job) = jobs.next().await {
        println!("  {}", job?.name.unwrap_or_default());
    }

    tidy_up(client, cluster).await
}

/// Deletes the job, then its links, which are no longer in use.
async fn tidy_up(client: &Client, cluster: &str) -> Result<(), Box<dyn Error>> {
    client.delete_job(cluster, JOB).send().await?;
    client.delete_link(cluster, SOURCE).send().await?;
    client.delete_link(cluster, DESTINATION).send().await?;
    println!("deleted the job and its links");
    Ok(())
}

fn source() -> Link {
    let settings = [
        ("linkConfig.databaseType", "MYSQL"),
        ("linkConfig.host", "192.168.0.10"),
        ("linkConfig.port", "3306"),
        ("linkConfig.database", "sales"),
        ("linkConfig.username", "reader"),
        ("linkConfig.password", "from your secret store"),
    ];
    Link::new(LinkConfigValues::new(vec![group("linkConfig", &settings)]), SOURCE, "generic-jdbc-connector")
}

fn destination() -> Link {
    let settings = [
        ("linkConfig.host", "192.168.0.20"),
        ("linkConfig.hiveVersion", "HIVE_3_X"),
        ("linkConfig.authType", "SIMPLE"),
    ];
    Link::new(LinkConfigValues::new(vec![group("linkConfig", &settings)]), DESTINATION, "hive-connector")
}

fn job() -> Job {
    let from = [("fromJobConfig.schemaName", "sales"), ("fromJobConfig.tableName", "orders")];
    let to = [("toJobConfig.database", "warehouse"), ("toJobConfig.table", "orders")];
    let how = [("throttlingConfig.numExtractors", "1")];
    Job::new(
        "generic-jdbc-connector",
        ConfigValues::new(vec![group("toJobConfig", &to)]),
        DESTINATION,
        ConfigValues::new(vec![group("throttlingConfig", &how)]),
        ConfigValues::new(vec![group("fromJobConfig", &from)]),
    )
    .job_type(JobType::NormalJob)
    .name(JOB)
    .from_link_name(SOURCE)
    .to_connector_name("hive-connector")
}

/// A group of settings. All values are strings.
fn group(name: &str, settings: &[(&str, &str)]) -> Config {
    let inputs = settings.iter().map(|(name, value)| Input::new(*name, *value));
    Config::new(inputs.collect(), name)
}
