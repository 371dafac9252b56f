//! What the emulator keeps.

use std::collections::BTreeMap;

use crate::cluster::{ClusterDetail, ClusterStatus};
use crate::job::{Job, Submission};
use crate::link::Link;

/// What the emulator keeps.
#[derive(Debug)]
pub(super) struct State {
    /// The ID of the cluster that was there first.
    pub(super) first: String,
    pub(super) clusters: BTreeMap<String, Cluster>,
    /// How many times a run is asked about before it has succeeded.
    pub(super) steps: u32,
    /// What the next runs of jobs are to fail with, by the names of the jobs.
    pub(super) failures: BTreeMap<String, String>,
    /// The number of the run that was started last.
    pub(super) runs: i64,
    clock: i64,
}

/// A cluster, with what is in it.
#[derive(Debug)]
pub(super) struct Cluster {
    pub(super) detail: ClusterDetail,
    pub(super) links: BTreeMap<String, Link>,
    pub(super) jobs: BTreeMap<String, Job>,
    pub(super) runs: Vec<Run>,
    /// The ID that a job or a link was given last.
    last_id: i64,
}

/// A run of a job.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) told: Submission,
    /// How often it was asked about.
    pub(super) asked: u32,
    /// What it is to fail with.
    pub(super) failure: Option<String>,
}

impl State {
    pub(super) fn new() -> Self {
        let first = "6ec9a0a4-76be-4262-8697-e7af1fac7920".to_owned();
        let detail = ClusterDetail {
            id: Some(first.clone()),
            name: Some("cdm-emulator".to_owned()),
            status: Some(ClusterStatus::Normal),
            status_detail: Some("Normal".to_owned()),
            is_frozen: Some("0".to_owned()),
            created: Some("2024-11-06T08:00:00".to_owned()),
            updated: Some("2024-11-06T08:00:00".to_owned()),
            ..Default::default()
        };
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

    /// The time, in milliseconds since 1970. It goes on by a second with each request, so that responds are the same in every
    /// run of a test.
    pub(super) fn now(&mut self) -> i64 {
        self.clock += 1_000;
        self.clock
    }
}

impl Cluster {
    pub(super) fn of(detail: ClusterDetail) -> Self {
        Self {
            detail,
            links: BTreeMap::new(),
            jobs: BTreeMap::new(),
            runs: Vec::new(),
            last_id: 0,
        }
    }

    /// Whether it runs, as what jobs run in must.
    pub(super) fn runs(&self) -> bool {
        self.detail.status == Some(ClusterStatus::Normal)
    }

    /// An ID for a job or a link, which nothing else in it has or had.
    pub(super) fn next_id(&mut self) -> Option<i64> {
        self.last_id += 1;
        Some(self.last_id)
    }

    /// The latest run of a job.
    pub(super) fn latest(&mut self, job: &str) -> Option<&mut Run> {
        self.runs
            .iter_mut()
            .rev()
            .find(|run| run.told.job_name.as_deref() == Some(job))
    }

    /// Whether a job runs.
    pub(super) fn is_running(&mut self, job: &str) -> bool {
        self.latest(job).is_some_and(|run| !run.has_ended())
    }
}
