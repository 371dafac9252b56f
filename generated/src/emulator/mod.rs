//! A stateful emulator of Cloud Data Migration, for tests and experiments.
//!
//! It starts with one cluster. Links and jobs exist until they are deleted. A started job progresses each time its status is
//! requested, and succeeds unless it is stopped or configured to fail. Invalid requests get the error codes of the service.
//! Two details are simpler than in the service: deleting or restarting a cluster returns a list of job IDs, and the error
//! code of a failed login is a string.
//!
//! ```
//! use huaweicloud_cdm::job::JobStatus;
//! use huaweicloud_cdm::emulator::Emulator;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let service = Emulator::start();
//! service.add_job("mysql2hive");
//! let client = service.client().build()?;
//!
//! client.start_job(&service.cluster_id(), "mysql2hive").send().await?;
//! let status = client.show_job_status(&service.cluster_id(), "mysql2hive").send().await?;
//! let runs = status.submissions.unwrap_or_default();
//! assert_eq!(runs[0].status, Some(JobStatus::Running));
//! # Ok(())
//! # }
//! ```

mod catalog;
mod clusters;
mod error;
mod jobs;
mod links;
mod runs;
mod state;
mod tokens;

use std::sync::{Arc, Mutex, PoisonError};

use crate::client::ClientBuilder;
use crate::mock::{MockServer, ReceivedRequest};

use error::Response;
use state::{Cluster, State};

/// A stateful emulator of Cloud Data Migration that listens on a loopback port until it is dropped.
///
/// Any client can call it, with any credentials.
#[derive(Debug)]
pub struct Emulator {
    service: MockServer,
    state: Shared,
}

impl Emulator {
    /// Starts the emulator, with one cluster.
    ///
    /// # Panics
    ///
    /// Panics if no loopback port can be bound or no thread can be started.
    pub fn start() -> Self {
        let (service, state) = (MockServer::start(), Shared(Arc::new(Mutex::new(State::new()))));
        service.0.header("x-request-id", "5c8f2f1d3c2f4a0f9d2a6f1b0c7e8d9a");
        clusters::respond(&service, &state);
        links::respond(&service, &state);
        jobs::respond(&service, &state);
        runs::respond(&service, &state);
        catalog::respond(&service);
        tokens::respond(&service);
        Self { service, state }
    }

    /// Returns a builder for a client of the emulator, with a placeholder project and credentials.
    pub fn client(&self) -> ClientBuilder {
        self.service.client()
    }

    /// The base URL: `http://127.0.0.1:<port>`.
    pub fn url(&self) -> &str {
        self.service.url()
    }

    /// The ID of the initial cluster.
    pub fn cluster_id(&self) -> String {
        self.state.with(|state| state.first.clone())
    }

    /// Creates a job in the initial cluster, with its source and destination links.
    pub fn add_job(&self, name: &str) {
        self.state.with(|state| {
            let id = state.first.clone();
            let now = state.now();
            if let Some(cluster) = state.clusters.get_mut(&id) {
                jobs::add(cluster, name, now);
            }
        });
    }

    /// Sets how many status requests it takes until a run succeeds. The default is 3.
    pub fn steps(&self, steps: u32) {
        self.state.with(|state| state.steps = steps.max(1));
    }

    /// Makes the next run of a job fail with this error summary.
    pub fn fail_next_run(&self, job: &str, summary: &str) {
        self.state.with(|state| state.failures.insert(job.to_owned(), summary.to_owned()));
    }

    /// All received requests, in order.
    pub fn requests(&self) -> Vec<ReceivedRequest> {
        self.service.requests()
    }
}

/// The emulator's state, shared by all stubs.
#[derive(Clone, Debug)]
struct Shared(Arc<Mutex<State>>);

impl Shared {
    fn with<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Runs `act` on the cluster that the request's path names.
    fn with_cluster<T>(
        &self,
        received: &ReceivedRequest,
        act: impl FnOnce(&mut Cluster, i64) -> Response<T>,
    ) -> Response<T> {
        self.with(|state| {
            let now = state.now();
            let id = after(received, "clusters");
            let cluster = state.clusters.get_mut(&id).ok_or_else(|| error::no_cluster(&id))?;
            act(cluster, now)
        })
    }
}

/// The segment of the path that follows this one.
fn after(received: &ReceivedRequest, segment: &str) -> String {
    let segments = received.segments();
    let place = segments.iter().position(|known| known == segment);
    place.and_then(|place| segments.into_iter().nth(place + 1)).unwrap_or_default()
}
