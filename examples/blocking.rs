//! Blocking calls, with the feature `blocking`: `.block()` in place of `.await`.
//!
//! ```text
//! cargo run --example blocking                             # against the emulator
//! cargo run --example blocking -- <cluster_id> <job_name>  # against the service, configured by environment variables
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

    for cluster in client.list_clusters().send().block()?.clusters.unwrap_or_default() {
        println!("cluster {}", cluster.name.unwrap_or_default());
    }
    // `wait` polls until the job is complete, `block` blocks the current thread meanwhile.
    let status = client.start_job(cluster, &job).wait().interval(interval).block()?;
    for run in status.submissions.unwrap_or_default() {
        let state = run.status.as_ref().map_or("unknown", |status| status.as_str());
        println!("run {} of {job}: {state}", run.submission_id.unwrap_or_default());
    }
    Ok(())
}
