//! The emulator's state.

use std::collections::BTreeMap;

use crate::cluster::{ClusterDetail, ClusterStatus};
use crate::job::{Job, Submission};
use crate::link::Link;

/// The state of the emulator.
#[derive(Debug)]
pub(super) struct State {
    /// The ID of the initial cluster.
    pub(super) first: String,
    pub(super) clusters: BTreeMap<String, Cluster>,
    /// How many status requests it takes until a run succeeds.
    pub(super) steps: u32,
    /// The error summaries of the next runs of jobs, by job name.
    pub(super) failures: BTreeMap<String, String>,
    /// The number of the latest run.
    pub(super) runs: i64,
    clock: i64,
}

/// A cluster with its links, jobs and runs.
#[derive(Debug)]
pub(super) struct Cluster {
    pub(super) detail: ClusterDetail,
    pub(super) links: BTreeMap<String, Link>,
    pub(super) jobs: BTreeMap<String, Job>,
    pub(super) runs: Vec<Run>,
    /// The latest ID of a job or a link.
    last_id: i64,
}

/// A run of a job.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) submission: Submission,
    /// The number of status requests so far.
    pub(super) polls: u32,
    /// The error summary, if the run is to fail.
    pub(super) failure: Option<String>,
}

impl State {
    pub(super) fn new() -> Self {
        let first = "6ec9a0a4-76be-4262-8697-e7af1fac7920".to_owned();
        let detail = ClusterDetail::new()
            .id(first.clone())
            .name("cdm-emulator")
            .status(ClusterStatus::Normal)
            .status_detail("Normal")
            .is_frozen("0")
            .created("2024-11-06T08:00:00")
            .updated("2024-11-06T08:00:00");
        let cluster = Cluster::of(detail);
        Self {
            clusters: BTreeMap::from([(first.clone(), cluster)]),
            first,
            steps: 3,
            failures: BTreeMap::new(),
            runs: 0,
            clock: 1_730_880_000_000,
        }
    }

    /// The time in milliseconds since 1970. It advances by a second per request, so that tests are reproducible.
    pub(super) fn now(&mut self) -> i64 {
        self.clock += 1_000;
        self.clock
    }
}

impl Cluster {
    pub(super) fn of(detail: ClusterDetail) -> Self {
        Self { detail, links: BTreeMap::new(), jobs: BTreeMap::new(), runs: Vec::new(), last_id: 0 }
    }

    /// Whether the cluster is running, which is required to run jobs.
    pub(super) fn runs(&self) -> bool {
        self.detail.status == Some(ClusterStatus::Normal)
    }

    /// A new ID for a job or a link, unique within the cluster.
    pub(super) fn next_id(&mut self) -> Option<i64> {
        self.last_id += 1;
        Some(self.last_id)
    }

    /// The latest run of a job.
    pub(super) fn latest(&mut self, job: &str) -> Option<&mut Run> {
        self.runs.iter_mut().rev().find(|run| run.submission.job_name.as_deref() == Some(job))
    }

    /// Whether a job is running.
    pub(super) fn is_running(&mut self, job: &str) -> bool {
        self.latest(job).is_some_and(|run| !run.has_ended())
    }
}
