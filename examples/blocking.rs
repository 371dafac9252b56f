//! Calls from code that is not async, by the feature `blocking`: `wait` stands where others write `.await`.
//!
//! ```text
//! cargo run --example blocking                             # at a mock server for the service
//! cargo run --example blocking -- <cluster_id> <job_name>  # at the service, with its settings in the environment
//! ```

mod service;

use std::error::Error;
use std::time::Duration;

use service::Service;

fn main() -> Result<(), Box<dyn Error>> {
    let service = Service::of(std::env::args().nth(1))?;
    let job = std::env::args().nth(2).unwrap_or_else(|| "jdbc2hive".to_owned());
    let (client, cluster) = (&service.client, service.cluster_id.as_str());
    let interval = if service.emulator.is_some() { Duration::from_millis(1) } else { Duration::from_secs(5) };
    if let Some(emulator) = &service.emulator {
        emulator.add_job(&job);
    }

    for cluster in client.list_clusters().send().wait()?.clusters.unwrap_or_default() {
        println!("cluster {}", cluster.name.unwrap_or_default());
    }
    // The first `wait` is for the job, the second for the calls by which it is asked about.
    let told = client.start_job(cluster, &job).wait().interval(interval).wait()?;
    for run in told.submissions.unwrap_or_default() {
        println!("run {} of {job}: {:?}", run.submission_id.unwrap_or_default(), run.status);
    }
    Ok(())
}
