//! An emulator for Cloud Data Migration that keeps state, for tests and for trying things out.
//!
//! It has a cluster from the beginning. Links and jobs that are created stay until they are deleted; a job that is started
//! runs, progresses each time it is asked about, and succeeds, unless it is stopped or was told to fail. What cannot be done
//! is refused with the codes that the service has for it. Two things are simpler than there: the IDs of what a cluster is
//! deleted or restarted by are lists too, and refusals of logins have their code as text.
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
//! let told = client.show_job_status(&service.cluster_id(), "mysql2hive").send().await?;
//! let runs = told.submissions.unwrap_or_default();
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
use crate::mock::{MockServer, Received};

use error::Response;
use state::{Cluster, State};

/// An emulator for Cloud Data Migration, on a port of this machine, until it is dropped.
///
/// Any client may call it, and any credentials are taken.
#[derive(Debug)]
pub struct Emulator {
    service: MockServer,
    state: Shared,
}

impl Emulator {
    /// Starts it, with one cluster in it.
    ///
    /// # Panics
    ///
    /// This machine has no port or no thread left.
    pub fn start() -> Self {
        let (service, state) = (
            MockServer::start(),
            Shared(Arc::new(Mutex::new(State::new()))),
        );
        service
            .0
            .header("x-request-id", "5c8f2f1d3c2f4a0f9d2a6f1b0c7e8d9a");
        clusters::respond(&service, &state);
        links::respond(&service, &state);
        jobs::respond(&service, &state);
        runs::respond(&service, &state);
        catalog::respond(&service);
        tokens::respond(&service);
        Self { service, state }
    }

    /// A client that calls it, to be built. It has credentials and a project, which mean nothing.
    pub fn client(&self) -> ClientBuilder {
        self.service.client()
    }

    /// Where it is: `http://127.0.0.1:` and a port.
    pub fn url(&self) -> &str {
        self.service.url()
    }

    /// The ID of the cluster that it has from the beginning.
    pub fn cluster_id(&self) -> String {
        self.state.with(|state| state.first.clone())
    }

    /// Creates a job in the first cluster, and the links that it is between, for tests that begin with a job.
    pub fn add_job(&self, name: &str) {
        self.state.with(|state| {
            let id = state.first.clone();
            let now = state.now();
            if let Some(cluster) = state.clusters.get_mut(&id) {
                jobs::add(cluster, name, now);
            }
        });
    }

    /// How many times a run is asked about before it has succeeded. Default: 3.
    pub fn steps(&self, steps: u32) {
        self.state.with(|state| state.steps = steps.max(1));
    }

    /// Lets the next run of the job of this name fail, and say this.
    pub fn fail_next_run(&self, job: &str, summary: &str) {
        self.state
            .with(|state| state.failures.insert(job.to_owned(), summary.to_owned()));
    }

    /// All requests that came, in order.
    pub fn requests(&self) -> Vec<Received> {
        self.service.requests()
    }
}

/// What all responses share.
#[derive(Clone, Debug)]
struct Shared(Arc<Mutex<State>>);

impl Shared {
    fn with<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Acts on the cluster that a request names.
    fn with_cluster<T>(
        &self,
        received: &Received,
        act: impl FnOnce(&mut Cluster, i64) -> Response<T>,
    ) -> Response<T> {
        self.with(|state| {
            let now = state.now();
            let id = after(received, "clusters");
            let cluster = state
                .clusters
                .get_mut(&id)
                .ok_or_else(|| error::no_cluster(&id))?;
            act(cluster, now)
        })
    }
}

/// What stands in the path after this segment.
fn after(received: &Received, segment: &str) -> String {
    let segments = received.segments();
    let place = segments.iter().position(|known| known == segment);
    place
        .and_then(|place| segments.into_iter().nth(place + 1))
        .unwrap_or_default()
}
